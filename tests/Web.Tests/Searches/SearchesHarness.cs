using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Simulator.Artifacts;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Seeding;
using Simulator.Store;
using Simulator.Store.Series;
using Simulator.Strategies;
using Simulator.Web.Searches;

namespace Simulator.Tests.Web.Searches;

/// <summary>A server's searches over a store of their own; <see cref="RestartAsync"/> is the next server on the same folder.</summary>
internal sealed class SearchesHarness : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-searches-").FullName;
    private readonly List<SimulatorStore> _stores = [];

    private SearchesHarness() { }

    public CountedTrials Trials { get; private set; } = new();

    public SimulatorStore Store { get; private set; } = null!;

    public SearchBoard Board { get; private set; } = null!;

    public static async Task<SearchesHarness> StartAsync()
    {
        var harness = new SearchesHarness();
        await harness.StartServerAsync();
        await harness.ImportAsync(3);
        return harness;
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

    /// <summary>Four hundred bars by a seed, under the name A; another import replaces them.</summary>
    public Task ImportAsync(ulong seed)
    {
        var (random, close, times) = (new SplitMix64(seed), new double[400], new long[400]);
        for (var i = 0; i < close.Length; i++)
            (close[i], times[i]) = (
                (i == 0 ? 100 : close[i - 1]) * Math.Exp(0.01 * random.NextGaussian()),
                MarketCalendar.Crypto.CloseOf(new DateOnly(2015, 1, 2).AddDays(i)).Ticks
            );
        return Store.Series.AddAsync(
            [
                new SeriesToStore(
                    new BarSeries("A", times, close, close, close, close, new double[400]) { Calendar = MarketCalendar.Crypto },
                    "test",
                    "{}",
                    0
                ),
            ],
            default
        );
    }

    public async Task<SearchView> EndOfAsync(string id)
    {
        for (var i = 0; i < 6_000; i++)
        {
            if (await Board.FindAsync(id, default) is { HasEnded: true } view)
                return view;
            await Task.Delay(10);
        }
        throw new TimeoutException($"search {id} did not end");
    }

    public async Task<SearchView> EndOfAsync(SearchRequest request) =>
        await EndOfAsync((await Board.SubmitAsync(request, default)).View.Id);

    public async Task UntilAtWorkAsync(SearchJob job)
    {
        for (var i = 0; i < 6_000 && job.View.Progress is null; i++)
            await Task.Delay(5);
        Assert.False(job.View.HasEnded);
    }

    /// <summary>The bytes that are kept of a search.</summary>
    public async Task<byte[]> ContentAsync(string id) =>
        (await Store.Searches.ContentAsync((await Store.Searches.FindAsync(id, default))!, default))!;

    /// <summary>The next server on the folder; the one before is told to stop, or is gone without a word.</summary>
    public async Task RestartAsync(bool tidily)
    {
        if (tidily)
            await Board.StopAsync(default);
        await StartServerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Board.StopAsync(default);
        Board.Dispose();
        foreach (var store in _stores)
            store.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task StartServerAsync()
    {
        Trials = new CountedTrials();
        Store = SimulatorStore.Open(new DataFolder(_folder), TimeProvider.System);
        _stores.Add(Store);
        Board = new SearchBoard(Store, Trials, TimeProvider.System, NullLogger<SearchBoard>.Instance);
        await Board.StartAsync(default);
    }
}

/// <summary>Counts trials; <see cref="Hang"/> makes it a server that is killed before it could store what it found.</summary>
internal sealed class CountedTrials : ISearchTrials
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Trials { get; private set; }

    public bool Hang { get; set; }

    /// <summary>Completes when the hanging server has found what it will never store.</summary>
    public Task Reached => _reached.Task;

    public Task<int> EarlierAsync(SearchRequest request, CancellationToken cancellation) => Task.FromResult(5);

    public Task AddAsync(SearchRequest request, long trials)
    {
        Trials += trials;
        if (!Hang)
            return Task.CompletedTask;
        _reached.SetResult();
        return new TaskCompletionSource().Task;
    }
}
