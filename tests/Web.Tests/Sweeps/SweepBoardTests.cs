using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Simulator.Learning.Pipeline;
using Simulator.Learning.Specs;
using Simulator.Markets;
using Simulator.Seeding;
using Simulator.Specs;
using Simulator.Store.Simulations;
using Simulator.Web.Sweeps;

namespace Simulator.Tests.Web.Sweeps;

/// <summary>Sweeps run in the server: to their end, or to where they were cancelled, and count as trials.</summary>
public sealed class SweepBoardTests
{
    private readonly CountedTrials _trials = new();

    [Fact]
    public async Task Sweep_RunsToItsEnd_OnTheBarsBeforeTheTest_AndCounts()
    {
        using var board = Board();
        var job = await EndedAsync(await board.StartAsync(Request("4:16:4"), CancellationToken.None));

        Assert.Equal((4, false), (job.Result!.Completed, job.Result.Stopped));
        Assert.Equal(4, job.Result.Best.Count);
        Assert.Equal(279, job.Result.BestResult!.LastBar); // 70 % of 400 bars
        Assert.Equal(4 + 5, job.Result.Selection!.Trials); // five simulations before it
        Assert.Equal(4, _trials.Runs);
        Assert.Same(job, board.Find(job.Id));
    }

    [Fact]
    public async Task Sweep_Cancelled_KeepsWhatItHas_AndCountsOnlyThat()
    {
        using var board = Board();
        var job = await board.StartAsync(Request("2:20:1", "30:10000:1"), CancellationToken.None);
        while (job.Progress is null && !job.HasEnded)
            await Task.Delay(5);
        job.Cancel();
        await EndedAsync(job);

        Assert.True(job.Result is { Stopped: true } result && result.Completed < result.Planned);
        Assert.Equal(job.Result!.Completed, _trials.Runs);
    }

    [Fact]
    public async Task Sweep_ThatCannotRun_IsRefusedAtOnce()
    {
        using var board = Board();

        Assert.Contains("no series 'B'", (await Assert.ThrowsAsync<ArgumentException>(() => board.StartAsync(Request("4:16:4", target: "B"), CancellationToken.None))).Message, StringComparison.Ordinal);
        Assert.Null(board.Find("nothing"));
    }

    private static async Task<SweepJob> EndedAsync(SweepJob job)
    {
        for (var i = 0; i < 6_000 && !job.HasEnded; i++)
            await Task.Delay(10);
        Assert.True(job.HasEnded);
        return job;
    }

    private static SweepRequest Request(string fast, string slow = "30", string target = "A")
        => new(new SimulationSpec { Data = new DataSpec { Target = target }, Strategy = new NamedStrategySpec { Name = "smaCross" } }, new Dictionary<string, string> { ["fast"] = fast, ["slow"] = slow }, [], "sharpe");

    private SweepBoard Board() => new(new InMemorySeries([Walk()]), new FiveSimulations(), _trials, TimeProvider.System, new NeverStops(), NullLogger<SweepBoard>.Instance);

    private static BarSeries Walk()
    {
        var (random, close, times) = (new SplitMix64(3), new double[400], new long[400]);
        for (var i = 0; i < close.Length; i++)
            (close[i], times[i]) = ((i == 0 ? 100 : close[i - 1]) * Math.Exp(0.01 * random.NextGaussian()), MarketCalendar.Crypto.CloseOf(new DateOnly(2015, 1, 2).AddDays(i)).Ticks);
        return new BarSeries("A", times, close, close, close, close, new double[400]) { Calendar = MarketCalendar.Crypto };
    }

    private sealed class CountedTrials : ISweepTrials
    {
        public long Runs { get; private set; }

        public Task AddAsync(SweepRequest request, long runs)
        {
            Runs += runs;
            return Task.CompletedTask;
        }
    }

    private sealed class FiveSimulations : ISimulationLibrary
    {
        public Task<int> TrialsAsync(string target, CancellationToken cancellation) => Task.FromResult(5);

        public Task<SimulationPage> ListAsync(string? search, int skip, int take, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<string?> SpecJsonAsync(string id, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<SimulationResult?> ResultAsync(string id, CancellationToken cancellation) => throw new NotSupportedException();

        public Task DeleteAsync(string id, CancellationToken cancellation) => throw new NotSupportedException();

        public Task RestoreAsync(string id, CancellationToken cancellation) => throw new NotSupportedException();
    }

    private sealed class NeverStops : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
