using System.Collections.Concurrent;
using Simulator.Jobs;
using Simulator.Tests.Web.Searches;

namespace Simulator.Tests.Web.Jobs;

/// <summary>Who gets a worker, and who waits.</summary>
public sealed class JobPoolTests
{
    [Fact]
    public async Task Searches_TakeTheirShareOnly_AndASimulationPassesTheOneThatWaits()
    {
        var (started, gate) = (new ConcurrentQueue<string>(), new TaskCompletionSource());
        var workers = new FakeWorkers(
            async (order, worker) =>
            {
                started.Enqueue($"{order.Kind} {order.Threads}");
                await gate.Task;
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
            }
        );
        await using var jobs = await SearchesHarness.StartAsync(
            workers,
            JobsHarness.Quick with
            {
                Slots = 2,
                SearchSlots = 1,
                SearchThreads = 3,
            }
        );
        var first = await jobs.SubmitAsync(SearchesHarness.Request("4:16:4"));
        var second = await jobs.SubmitAsync(SearchesHarness.Request("5:16:4"));
        await jobs.UntilAsync(first, s => s.State == JobState.Running);
        var simulation = await jobs.SubmitAsync("MS");
        await jobs.UntilAsync(simulation, s => s.State == JobState.Running);

        Assert.Equal(["sweep 3", $"simulation {Environment.ProcessorCount}"], started);
        Assert.Equal(JobState.Queued, jobs.Registry.Watch(second, default)!.Snapshot.State);
        gate.SetResult();
        foreach (var id in new[] { first, second, simulation })
            Assert.Equal(JobState.Succeeded, (await jobs.EndOfAsync(id)).State);
    }

    [Fact]
    public async Task Priority_HigherGoesFirst_ThenTheOlder()
    {
        var gate = new TaskCompletionSource();
        var workers = new FakeWorkers(
            async (_, worker) =>
            {
                await gate.Task;
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);
        var ids = new List<string>();
        for (var i = 0; i < 4; i++)
            ids.Add(await jobs.SubmitAsync());
        await jobs.UntilAsync(ids[0], s => s.State == JobState.Running);

        Assert.True(await jobs.Registry.SetPriorityAsync(ids[3], 1, default));
        Assert.True(await jobs.Registry.SetPriorityAsync(ids[1], -1, default));
        Assert.False(await jobs.Registry.SetPriorityAsync("none", 1, default));
        gate.SetResult();
        foreach (var id in ids)
            await jobs.EndOfAsync(id);

        Assert.Equal([ids[0], ids[3], ids[2], ids[1]], workers.Orders.Select(o => o.Job));
    }

    [Fact]
    public async Task Paused_QueuedJob_DoesNotStart_UntilItIsResumed()
    {
        var gate = new TaskCompletionSource();
        var workers = new FakeWorkers(
            async (_, worker) =>
            {
                await gate.Task;
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);
        var first = await jobs.SubmitAsync();
        var second = await jobs.SubmitAsync("MS");
        Assert.True(await jobs.Registry.PauseAsync(second, default));
        Assert.False(await jobs.Registry.PauseAsync(second, default));
        gate.SetResult();
        await jobs.EndOfAsync(first);
        await Task.Delay(100);
        Assert.Equal(JobState.Paused, jobs.Registry.Watch(second, default)!.Snapshot.State);

        Assert.True(await jobs.Registry.ResumeAsync(second, default));
        Assert.Equal((JobState.Succeeded, 1), ((await jobs.EndOfAsync(second)).State, (await jobs.EndOfAsync(second)).Attempt));
    }

    [Fact]
    public async Task Paused_RunningJob_IsAskedForItsNextCheckpoint_AndGoesOnInANewEpoch()
    {
        var workers = new FakeWorkers(
            async (order, worker) =>
            {
                worker.Say(new JobEvent.Started("data"));
                if (order.Epoch > 1)
                {
                    worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
                    return;
                }
                await Task.Delay(Timeout.Infinite, worker.Asked).ContinueWith(_ => { }, TaskScheduler.Default);
                worker.Say(new JobEvent.CheckpointSaved("data", 0.5));
                Assert.Equal([WorkerStop.Pause], worker.Words);
                throw new OperationCanceledException();
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);
        var id = await jobs.SubmitAsync();
        await jobs.UntilAsync(id, s => s.State == JobState.Running);

        await jobs.Registry.PauseAsync(id, default);
        await jobs.Registry.ResumeAsync(id, default); // while its worker is still on its way to the checkpoint

        Assert.Equal((JobState.Succeeded, 2), ((await jobs.EndOfAsync(id)).State, (await jobs.EndOfAsync(id)).Attempt));
        Assert.Equal([1, 2], workers.Orders.Select(o => o.Epoch));
    }

    [Fact]
    public async Task Paused_JobWhoseWorkerFinishesAllTheSame_Succeeds()
    {
        var workers = new FakeWorkers(
            async (_, worker) =>
            {
                worker.Say(new JobEvent.Started("data"));
                await Task.Delay(Timeout.Infinite, worker.Asked).ContinueWith(_ => { }, TaskScheduler.Default);
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);
        var id = await jobs.SubmitAsync();
        await jobs.UntilAsync(id, s => s.State == JobState.Running);

        await jobs.Registry.PauseAsync(id, default);

        Assert.Equal(JobState.Succeeded, (await jobs.EndOfAsync(id)).State);
        Assert.False(await jobs.Registry.ResumeAsync(id, default));
    }

    [Fact]
    public async Task Cancelled_PausedJob_EndsAtOnce()
    {
        var gate = new TaskCompletionSource();
        var workers = new FakeWorkers((_, worker) => gate.Task);
        await using var jobs = await JobsHarness.StartAsync(workers);
        await jobs.SubmitAsync();
        var id = await jobs.SubmitAsync("MS");
        await jobs.Registry.PauseAsync(id, default);

        Assert.True(await jobs.Registry.CancelAsync(id, default));
        Assert.Equal(JobState.Cancelled, (await jobs.EndOfAsync(id)).State);
        gate.SetResult();
    }
}
