using Simulator.Jobs;
using Simulator.Store.Jobs;
using Simulator.Web.Jobs;

namespace Simulator.Tests.Web.Jobs;

/// <summary>A worker that takes too much memory or time, or hangs, is ended, and the job says so.</summary>
public sealed class WorkerLimitTests
{
    private static readonly JobOptions s_watchful = JobsHarness.Quick with { WatchInterval = TimeSpan.FromMilliseconds(10) };

    [Fact]
    public async Task Memory_BeyondTheLimit_EndsTheJob_WithBothFigures()
    {
        var workers = new FakeWorkers((_, worker) => TakeForEverAsync(worker, 3L << 30));
        await using var jobs = await JobsHarness.StartAsync(workers, s_watchful with { WorkerMemoryMiB = 2048 });

        var end = await jobs.EndOfAsync(await jobs.SubmitAsync());

        Assert.Equal(JobState.Failed, end.State);
        Assert.StartsWith("the worker used 3,072 MiB of memory; the limit is 2,048 MiB.", end.Reason, StringComparison.Ordinal);
        Assert.Single(workers.Orders);
    }

    [Fact]
    public async Task Use_OfAWorkerOnACard_TellsTheCardBesideProcessorAndMemory()
    {
        var card = new GpuUse(0.87, 1L << 30, 80L << 30);
        var gate = new TaskCompletionSource();
        var workers = new FakeWorkers(
            async (_, worker) =>
            {
                (worker.MemoryBytes, worker.ProcessorTime, worker.Gpu) = (1L << 20, TimeSpan.FromSeconds(1), card);
                await gate.Task;
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers, s_watchful);
        var id = await jobs.SubmitAsync();

        var seen = await jobs.UntilAsync(id, s => s.Use?.Gpu is not null);

        Assert.Equal((card, 1L << 20), (seen.Use!.Gpu, seen.Use.MemoryBytes));
        gate.SetResult();
        Assert.Null((await jobs.EndOfAsync(id)).Use);
    }

    [Fact]
    public async Task Time_BeyondTheLimit_EndsTheJob()
    {
        var workers = new FakeWorkers(
            async (_, worker) =>
            {
                // It talks all the time: only its time is up.
                while (!worker.WasKilled)
                {
                    worker.Say(new JobEvent.Progressed("backtest", 0.5, "still at it"));
                    await Task.Delay(5);
                }
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers, s_watchful with { LongestAttempt = TimeSpan.FromMilliseconds(800) });

        var end = await jobs.EndOfAsync(await jobs.SubmitAsync());

        Assert.Equal(JobState.Failed, end.State);
        Assert.StartsWith("the worker ran for 0.8 s, the limit.", end.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_BeyondTheLimit_CountsAsACrash_AndTheNextWorkerGoesOn()
    {
        var workers = new FakeWorkers(
            async (order, worker) =>
            {
                worker.Say(new JobEvent.Started("data"));
                if (order.Epoch == 1)
                    await TakeForEverAsync(worker, null);
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers, s_watchful with { LongestSilence = TimeSpan.FromMilliseconds(200) });

        var end = await jobs.EndOfAsync(await jobs.SubmitAsync());

        Assert.Equal((JobState.Succeeded, 2), (end.State, end.Attempt));
    }

    [Fact]
    public async Task Silence_AgainAndAgain_EndsTheJob_AndSaysSo()
    {
        var workers = new FakeWorkers((_, worker) => TakeForEverAsync(worker, null));
        await using var jobs = await JobsHarness.StartAsync(workers, s_watchful with { LongestSilence = TimeSpan.FromMilliseconds(100) });

        var end = await jobs.EndOfAsync(await jobs.SubmitAsync());

        Assert.Equal(JobState.Failed, end.State);
        Assert.Contains("no sign of progress for 0.1 s, so the server ended it", end.Reason, StringComparison.Ordinal);
        Assert.Equal(3, workers.Orders.Count);
    }

    [Fact]
    public async Task Jobs_BeyondTheMost_AreRefused()
    {
        var workers = new FakeWorkers((_, worker) => TakeForEverAsync(worker, null));
        await using var jobs = await JobsHarness.StartAsync(workers, s_watchful with { MostOpenJobs = 2 });
        await jobs.SubmitAsync();
        var second = await jobs.SubmitAsync();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => jobs.SubmitAsync());

        Assert.StartsWith("2 jobs wait or run already", refusal.Message, StringComparison.Ordinal);
        await jobs.Registry.CancelAsync(second, default);
        await jobs.EndOfAsync(second);
        await jobs.SubmitAsync();
    }

    [Theory]
    [InlineData(16e9, 10, "this needs about 16.0 GB of memory; a worker may take 1.1 GB here.")]
    [InlineData(1e8, 4e6, "this would take up to 47 days; a worker may take 7 days.")]
    [InlineData(1e8, 1e6, null)] // beyond the limit, but not beyond what the estimate may be wrong by
    public void Job_BeyondTheMachine_IsRefusedWithBothFigures(double bytes, double seconds, string? words)
    {
        var refusal = JobSize.Refusal(new JobEstimate(bytes, seconds), new JobOptions { WorkerMemoryMiB = 1024 });
        if (words is null)
            Assert.Null(refusal);
        else
            Assert.StartsWith(words, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(256, true)]
    [InlineData(255, false)]
    [InlineData(-1, false)]
    public void MemoryLimit_IsAutomatic_OrLargeEnoughForAWorkerToStart(int mebibytes, bool valid) =>
        Assert.Equal(
            valid,
            !new JobOptions { WorkerMemoryMiB = mebibytes }
                .Errors()
                .Any()
        );

    [Fact]
    public void MemoryLimit_ThatIsAutomatic_LeavesRoomForTheServer()
    {
        var machine = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var options = new JobOptions { Slots = 2 };
        Assert.InRange(options.WorkerMemoryBytes, 1, machine * 3 / 8);
    }

    private static async Task TakeForEverAsync(FakeWorker worker, long? memory)
    {
        worker.MemoryBytes = memory;
        await Task.Delay(Timeout.Infinite, worker.InputClosed);
    }
}
