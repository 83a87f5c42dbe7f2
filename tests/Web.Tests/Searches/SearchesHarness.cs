using Simulator.Jobs;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Searches;
using Simulator.Seeding;
using Simulator.Store.Jobs;
using Simulator.Store.Series;
using Simulator.Strategies;
using Simulator.Tests.Web.Jobs;
using Simulator.Web.Jobs;
using Simulator.Web.Searches;

namespace Simulator.Tests.Web.Searches;

/// <summary>A server's searches over a store of their own, done by the product's worker.</summary>
internal static class SearchesHarness
{
    public static async Task<JobsHarness> StartAsync(IWorkerLauncher? workers = null, JobOptions? options = null)
    {
        var jobs = await JobsHarness.StartAsync(workers ?? new RealWorkers(), options);
        await ImportAsync(jobs, 3);
        await ImportAsync(jobs, 5, "LONG", 30_000);
        return jobs;
    }

    public static SearchRequest Request(string fast, string slow = "30", string target = "A", SearchMethod? method = null) =>
        new(
            new SimulationSpec
            {
                Data = new DataSpec { Target = target },
                Strategy = new NamedStrategySpec { Name = "smaCross" },
            },
            new Dictionary<string, string>
            {
                ["fast"] = fast,
                ["slow"] = slow,
                ["side"] = "both",
            },
            [],
            "sharpe",
            method ?? new SweepSearch()
        );

    /// <summary>A search by a method that takes some seconds on a processor.</summary>
    public static SearchRequest LongBy(string method) =>
        method switch
        {
            "sweep" => Request("2:20:1", "30:90:1", "LONG"),
            "walkForward" => Request("2:20:1", "30:90:1", "LONG", new WalkForwardSearch { TrainBars = 4_000, TestBars = 4_000 }),
            _ => Request("2:20:1", "30:80:1", "LONG", new CrossValidationSearch { Groups = 10, TestGroups = 2 }),
        };

    /// <summary>A sweep that takes some seconds.</summary>
    public static SearchRequest Long => LongBy("sweep");

    /// <summary>A sweep that takes minutes.</summary>
    public static SearchRequest Endless => Request("2:20:1", "30:5000:1", "LONG");

    /// <summary>Bars by a seed; another import of the name replaces them.</summary>
    public static Task ImportAsync(JobsHarness jobs, ulong seed, string name = "A", int bars = 400)
    {
        var (random, close, times) = (new SplitMix64(seed), new double[bars], new long[bars]);
        for (var i = 0; i < close.Length; i++)
            (close[i], times[i]) = (
                (i == 0 ? 100 : close[i - 1]) * Math.Exp(0.01 * random.NextGaussian()),
                MarketCalendar.Crypto.CloseOf(new DateOnly(1930, 1, 2).AddDays(i)).Ticks
            );
        var series = new BarSeries(name, times, close, close, close, close, new double[bars]) { Calendar = MarketCalendar.Crypto };
        return jobs.Store.Series.AddAsync([new SeriesToStore(series, "test", "{}", 0)], default);
    }

    public static Task<string> SubmitAsync(this JobsHarness jobs, SearchRequest request) =>
        jobs.Registry.SubmitAsync(new JobSubmission(SearchKind.Of(request.Method), request), default);

    public static async Task<(JobSnapshot End, SearchFindings? Findings)> FoundAsync(this JobsHarness jobs, string id)
    {
        var end = await jobs.EndOfAsync(id);
        return (end, (await FoundSearch.ReadAsync(jobs.Store.Library, id, default))!.Findings);
    }

    public static async Task<(JobSnapshot End, SearchFindings? Findings)> FoundAsync(this JobsHarness jobs, SearchRequest request) =>
        await jobs.FoundAsync(await jobs.SubmitAsync(request));

    /// <summary>Waits until something is done.</summary>
    public static Task<JobSnapshot> AtWorkAsync(this JobsHarness jobs, string id) =>
        jobs.UntilAsync(id, s => s is { State: JobState.Running, Fraction: > 0 });
}
