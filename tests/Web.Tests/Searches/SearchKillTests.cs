using System.Diagnostics;
using Simulator.Jobs;
using Simulator.Searches;
using Simulator.Seeding;
using Simulator.Tests.Web.Hosting;
using Simulator.Web.Jobs;

namespace Simulator.Tests.Web.Searches;

/// <summary>kill -9 of the processes that search: the result is that of a search that nobody disturbed.</summary>
[Trait("Category", "Slow")]
public sealed class SearchKillTests
{
    private const int Kills = 3;

    [Theory]
    [InlineData("sweep")]
    [InlineData("walkForward")]
    [InlineData("crossValidation")]
    public async Task Search_KilledAtThreeRandomMoments_FindsTheSame(string method)
    {
        var request = SearchesHarness.LongBy(method);
        var expected = await UndisturbedAsync(request);
        using var children = new Children();
        await using var jobs = await SearchesHarness.StartAsync(children);
        var random = new SplitMix64(17);
        var id = await jobs.SubmitAsync(request);
        var furthest = 0.0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            // Any moment will do once it is further than at the kill before; three deaths on the same spot would end it.
            var spot = furthest;
            var seen = await jobs.UntilAsync(id, s => s.State == JobState.Running && s.Attempt == kill && s.Fraction > spot);
            await Task.Delay((int)(random.NextDouble() * 400));
            furthest = Math.Max(seen.Fraction, jobs.Registry.Watch(id, default)!.Snapshot.Fraction);
            children.KillLast();
        }

        var (end, found) = await jobs.FoundAsync(id);
        Assert.Equal(JobState.Succeeded, end.State);
        Assert.True(end.Attempt > 1, "it had ended before the first kill");
        Assert.Equal(expected, found!.ToBytes());
    }

    [Fact]
    public async Task Sweep_KilledFiveTimesInARow_EachTimeAfterItsFirstCheckpoint_StillEnds()
    {
        var request = SearchesHarness.Long;
        var expected = await UndisturbedAsync(request);
        using var children = new Children();
        await using var jobs = await SearchesHarness.StartAsync(children);
        children.KillAfterCheckpoints = 5;
        var id = await jobs.SubmitAsync(request);

        var (end, found) = await jobs.FoundAsync(id);
        Assert.Equal((JobState.Succeeded, 6), (end.State, end.Attempt));
        Assert.Equal(expected, found!.ToBytes());
    }

    [Fact]
    public async Task Sweep_KilledBeforeAnythingIsDone_FailsAfterThreeWithTheReason()
    {
        using var children = new Children { KillAtOnce = true };
        await using var jobs = await SearchesHarness.StartAsync(children);

        var (end, found) = await jobs.FoundAsync(SearchesHarness.Long);

        Assert.Equal((JobState.Failed, 3), (end.State, end.Attempt));
        Assert.Contains("signal 9", end.Reason, StringComparison.Ordinal);
        Assert.Null(found);
    }

    private static async Task<byte[]> UndisturbedAsync(SearchRequest request)
    {
        using var children = new Children();
        await using var jobs = await SearchesHarness.StartAsync(children);
        return (await jobs.FoundAsync(request)).Findings!.ToBytes();
    }

    /// <summary>Child processes of the product's program, which a test kills.</summary>
    private sealed class Children : IWorkerLauncher, IDisposable
    {
        private readonly ChildWorkerLauncher _launcher = new(
            new WorkerCommand("dotnet", ["exec", ServerProcess.Program, "worker"]),
            new JobOptions { SpareWorker = false }
        );
        private int _last;

        public bool KillAtOnce { get; init; }

        /// <summary>Workers that are killed after their first checkpoint.</summary>
        public int KillAfterCheckpoints { get; set; }

        public async Task<IWorkerProcess> StartAsync(WorkOrder order, int niceness, CancellationToken cancellation)
        {
            // Not behind others as in the product: the suites beside this one would leave it next to nothing, for minutes.
            var worker = await _launcher.StartAsync(order, niceness: 0, cancellation);
            Volatile.Write(ref _last, worker.ProcessId);
            if (KillAtOnce)
                KillLast();
            return order.Epoch <= KillAfterCheckpoints ? new Doomed(worker, KillLast) : worker;
        }

        public void Dispose() => _launcher.Dispose();

        public void KillLast()
        {
            try
            {
                using var process = Process.GetProcessById(Volatile.Read(ref _last));
                process.Kill();
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException)
            {
                // It has ended by itself.
            }
        }
    }

    private sealed class Doomed(IWorkerProcess worker, Action kill) : IWorkerProcess
    {
        public int ProcessId => worker.ProcessId;

        public async Task<string?> ReadLineAsync()
        {
            var line = await worker.ReadLineAsync();
            if (line?.Contains("\"checkpointSaved\"", StringComparison.Ordinal) == true)
                kill();
            return line;
        }

        public Task SendAsync(string line) => worker.SendAsync(line);

        public void CloseInput() => worker.CloseInput();

        public void Kill() => worker.Kill();

        public Task<WorkerExit> WaitForExitAsync() => worker.WaitForExitAsync();

        public ValueTask DisposeAsync() => worker.DisposeAsync();
    }
}
