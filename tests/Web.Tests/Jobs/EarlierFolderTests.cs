using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Searches;
using Simulator.Tests.Web.Searches;
using Simulator.Web.Jobs;

namespace Simulator.Tests.Web.Jobs;

/// <summary>What the version before left half done goes on, and says in a sentence that it began again.</summary>
public sealed class EarlierFolderTests
{
    [Fact]
    public async Task HalfDoneAndWaitingJobs_RunToTheirEnds_TheHalfDoneSayThatTheyBeganAgain()
    {
        await using var jobs = await JobsHarness.StartAsync(new Workers(), prepare: EarlierFolder.Unpack);

        var half = await jobs.EndOfAsync(EarlierFolder.HalfDone);
        var waiting = await jobs.EndOfAsync(EarlierFolder.Waiting);
        var (sweep, found) = await jobs.FoundAsync(EarlierFolder.HalfDoneSweep);

        Assert.Equal((JobState.Succeeded, 2), (half.State, half.Attempt));
        Assert.Contains("earlier version", half.Note, StringComparison.Ordinal);
        Assert.Equal((JobState.Succeeded, 1, null), (waiting.State, waiting.Attempt, waiting.Note));
        Assert.Equal((JobState.Succeeded, 2), (sweep.State, sweep.Attempt));
        Assert.Contains("earlier version", sweep.Note, StringComparison.Ordinal);
        Assert.Equal(19 * 1000, Assert.IsType<SweepFindings>(found).Result.Completed);
        Assert.IsType<WalkForwardFindings>((await jobs.FoundAsync(EarlierFolder.WalkForward)).Findings);
    }

    /// <summary>Searches are done; of simulations only that they come to a worker matters here.</summary>
    private sealed class Workers : IWorkerLauncher
    {
        private readonly RealWorkers _searches = new();
        private readonly FakeWorkers _simulations = new(
            (_, worker) =>
            {
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
                return Task.CompletedTask;
            }
        );

        public Task<IWorkerProcess> StartAsync(WorkOrder order, int niceness, CancellationToken cancellation) =>
            order.Kind == SimulationKind.Word
                ? _simulations.StartAsync(order, niceness, cancellation)
                : _searches.StartAsync(order, niceness, cancellation);
    }
}
