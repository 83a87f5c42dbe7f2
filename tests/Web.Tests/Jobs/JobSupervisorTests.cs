using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Store.Jobs;

namespace Simulator.Tests.Web.Jobs;

public sealed class JobSupervisorTests
{
    [Fact]
    public async Task Job_WhoseWorkerFinishes_SucceedsWithItsResultStored()
    {
        var workers = new FakeWorkers(
            async (order, worker) =>
            {
                worker.Say(new JobEvent.Started("data"));
                worker.Say(new JobEvent.Completed("data", 0.1));
                for (var step = 1; step <= 50; step++)
                    worker.Say(JobsHarness.Point(step));
                await Task.Delay(60);
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);

        var id = await jobs.SubmitAsync();
        var end = await jobs.EndOfAsync(id);

        Assert.Equal((JobState.Succeeded, 1.0, 1, null), (end.State, end.Fraction, end.Attempt, end.Reason));
        Assert.Equal("a1b2", (await jobs.Store.Simulations.ResultAsync(id, default))!.ResultHash);
        Assert.Equal(Enumerable.Range(1, 50), jobs.Store.Jobs.Curves(id).Select(p => p.Step));
        Assert.Equal(StageState.Done, jobs.Registry.Watch(id, default)!.Snapshot.Stages[0].State);
        var order = Assert.Single(workers.Orders);
        Assert.Equal((id, "simulation", 1, "cpu", 0), (order.Job, order.Kind, order.Epoch, order.Device, order.EarlierTrials));
        Assert.True(File.Exists(order.Series["GS"]));
    }

    [Fact]
    public async Task Job_WhoseWorkerSaysFailed_FailsWithThatReasonAndIsNotTriedAgain()
    {
        var workers = new FakeWorkers(
            (order, worker) =>
            {
                worker.Say(new WorkerMessage.Failed(order.Epoch, "the test part has 3 bars, at least 20 are needed"));
                return Task.CompletedTask;
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);

        var end = await jobs.EndOfAsync(await jobs.SubmitAsync());

        Assert.Equal((JobState.Failed, "the test part has 3 bars, at least 20 are needed"), (end.State, end.Reason));
        Assert.Single(workers.Orders);
    }

    [Fact]
    public async Task Job_WhoseWorkerIsKilled_GoesOnInANewEpochAndKeepsItsCurves()
    {
        var workers = new FakeWorkers(
            async (order, worker) =>
            {
                var first = order.Epoch == 1;
                foreach (var step in first ? Enumerable.Range(1, 30) : Enumerable.Range(21, 30))
                    worker.Say(JobsHarness.Point(step));
                await Task.Delay(30);
                if (first)
                    worker.Die(137);
                else
                    worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);

        var id = await jobs.SubmitAsync();
        var end = await jobs.EndOfAsync(id);

        Assert.Equal((JobState.Succeeded, 2), (end.State, end.Attempt));
        Assert.Equal([1, 2], workers.Orders.Select(o => o.Epoch));
        Assert.Equal(Enumerable.Range(1, 50), end.Curves.Select(p => p.Step));
        Assert.Equal(Enumerable.Range(1, 50), jobs.Store.Jobs.Curves(id).Select(p => p.Step));
    }

    [Fact]
    public async Task Job_WhoseWorkersDieWithoutProgress_FailsAfterThreeWithExitCodeAndLastWords()
    {
        var workers = new FakeWorkers(
            (_, worker) =>
            {
                worker.Die(139, "free(): invalid pointer");
                return Task.CompletedTask;
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);

        var end = await jobs.EndOfAsync(await jobs.SubmitAsync());

        Assert.Equal((JobState.Failed, 3), (end.State, workers.Orders.Count));
        Assert.Contains("signal 11", end.Reason, StringComparison.Ordinal);
        Assert.Contains("free(): invalid pointer", end.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Job_WhoseWorkersGetFurtherEachTime_IsTriedAsOftenAsItTakes()
    {
        var workers = new FakeWorkers(
            async (order, worker) =>
            {
                worker.Say(new JobEvent.CheckpointSaved("forecaster", order.Epoch / 10.0));
                await Task.Delay(10);
                if (order.Epoch < 7)
                    worker.Die(137);
                else
                    worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);

        var end = await jobs.EndOfAsync(await jobs.SubmitAsync());

        Assert.Equal((JobState.Succeeded, 7), (end.State, workers.Orders.Count));
    }

    [Fact]
    public async Task Job_WhoseWorkersRepeatTheSameCheckpointAndDie_EndsAllTheSame()
    {
        var workers = new FakeWorkers(
            async (_, worker) =>
            {
                worker.Say(new JobEvent.Completed("data", 0.1));
                worker.Say(new JobEvent.CheckpointSaved("forecaster", 0.5));
                await Task.Delay(10);
                worker.Die(134);
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);

        var end = await jobs.EndOfAsync(await jobs.SubmitAsync());

        Assert.Equal((JobState.Failed, 3), (end.State, workers.Orders.Count));
    }

    [Fact]
    public async Task Message_OfAStaleEpoch_IsRefused()
    {
        var workers = new FakeWorkers(
            async (order, worker) =>
            {
                worker.Say(new WorkerMessage.Happened(order.Epoch - 1, JobsHarness.Point(99)));
                worker.Say(
                    WorkerMessage.Finished.Of(
                        order.Epoch - 1,
                        SimulationKind.OutcomeOf(JobsHarness.Result(JobsHarness.Spec(), "stale"), null)
                    )
                );
                worker.SayLine("[W NNPACK.cpp] a native library prints what it likes");
                worker.SayLine("{\"message\":\"unheard of\"}");
                await Task.Delay(30);
                worker.Finish(JobsHarness.Result(JobsHarness.Spec(), "fresh"));
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);

        var id = await jobs.SubmitAsync();
        var end = await jobs.EndOfAsync(id);

        Assert.Equal(JobState.Succeeded, end.State);
        Assert.Empty(end.Curves);
        Assert.Equal("fresh", (await jobs.Store.Simulations.ResultAsync(id, default))!.ResultHash);
    }

    [Fact]
    public async Task Cancel_RunningJob_StopsItsWorkerAndFreesTheSlot()
    {
        var stopped = new TaskCompletionSource();
        var workers = new FakeWorkers(
            async (order, worker) =>
            {
                if (order.Series.ContainsKey("MS"))
                {
                    worker.Finish(JobsHarness.Result(JobsHarness.Spec("MS")));
                    return;
                }
                worker.Say(new JobEvent.Started("data"));
                worker.InputClosed.Register(() => stopped.TrySetResult());
                await Task.Delay(Timeout.Infinite, worker.InputClosed);
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);
        var id = await jobs.SubmitAsync();
        await jobs.UntilAsync(id, s => s.State == JobState.Running);

        Assert.True(await jobs.Registry.CancelAsync(id, default));

        Assert.Equal(JobState.Cancelled, (await jobs.EndOfAsync(id)).State);
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(JobState.Succeeded, (await jobs.EndOfAsync(await jobs.SubmitAsync("MS"))).State);
        Assert.False(await jobs.Registry.CancelAsync(id, default));
    }

    [Fact]
    public async Task Cancel_WorkerThatDoesNotListen_IsKilledAfterTheGrace()
    {
        FakeWorker? deaf = null;
        var workers = new FakeWorkers(
            async (_, worker) =>
            {
                deaf = worker;
                worker.Say(new JobEvent.Started("data"));
                await worker.WaitForExitAsync();
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);
        var id = await jobs.SubmitAsync();
        await jobs.UntilAsync(id, s => s.State == JobState.Running);

        await jobs.Registry.CancelAsync(id, default);
        await deaf!.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));

        Assert.True(deaf.WasKilled);
    }

    [Fact]
    public async Task Cancel_QueuedJob_NeverStarts()
    {
        var gate = new TaskCompletionSource();
        var workers = new FakeWorkers(
            async (order, worker) =>
            {
                await gate.Task;
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);
        var first = await jobs.SubmitAsync();
        var second = await jobs.SubmitAsync("MS");

        Assert.True(await jobs.Registry.CancelAsync(second, default));
        gate.SetResult();

        Assert.Equal(JobState.Succeeded, (await jobs.EndOfAsync(first)).State);
        Assert.Equal((JobState.Cancelled, 0), ((await jobs.EndOfAsync(second)).State, (await jobs.EndOfAsync(second)).Attempt));
        Assert.Single(workers.Orders);
    }

    [Fact]
    public async Task Slots_Two_WorkAtOnceAndNeverAThird()
    {
        var started = new SemaphoreSlim(0);
        var gate = new SemaphoreSlim(0);
        var workers = new FakeWorkers(
            async (order, worker) =>
            {
                started.Release();
                await gate.WaitAsync();
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers, JobsHarness.Quick with { Slots = 2 });
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add(await jobs.SubmitAsync());

        Assert.True(await started.WaitAsync(TimeSpan.FromSeconds(20)) && await started.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.False(await started.WaitAsync(TimeSpan.FromMilliseconds(200)));
        gate.Release(ids.Count);
        foreach (var id in ids)
            Assert.Equal(JobState.Succeeded, (await jobs.EndOfAsync(id)).State);

        Assert.Equal(5, workers.Orders.Count);
    }

    [Fact]
    public async Task Queue_OfOneSlot_IsWorkedOffInTheOrderOfSubmission()
    {
        var workers = new FakeWorkers(
            (order, worker) =>
            {
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
                return Task.CompletedTask;
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);
        var ids = new List<string>();
        for (var i = 0; i < 6; i++)
            ids.Add(await jobs.SubmitAsync());
        foreach (var id in ids)
            await jobs.EndOfAsync(id);

        Assert.Equal(ids, workers.Orders.Select(o => o.Job));
    }

    [Fact]
    public async Task Job_WhoseSeriesIsGone_FailsWithItsNameAndTheRemedy()
    {
        var workers = new FakeWorkers((_, _) => Task.CompletedTask);
        await using var jobs = await JobsHarness.StartAsync(workers);

        var end = await jobs.EndOfAsync(await jobs.SubmitAsync("NOPE"));

        Assert.Equal(JobState.Failed, end.State);
        Assert.Contains("'NOPE'", end.Reason, StringComparison.Ordinal);
        Assert.Contains("import it", end.Reason, StringComparison.Ordinal);
        Assert.Empty(workers.Orders);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Server_StoppedOrKilledInMidRun_TheNextOneGoesOnWithTheJob(bool tidily)
    {
        var first = new FakeWorkers(
            async (_, worker) =>
            {
                worker.Say(JobsHarness.Point(1));
                await Task.Delay(Timeout.Infinite, worker.InputClosed);
            }
        );
        await using var jobs = await JobsHarness.StartAsync(first);
        var running = await jobs.SubmitAsync();
        var waiting = await jobs.SubmitAsync("MS");
        await jobs.UntilAsync(running, s => s.Curves.Count == 1);
        await Task.Delay(100);

        var second = new FakeWorkers(
            (order, worker) =>
            {
                worker.Say(JobsHarness.Point(2));
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
                return Task.CompletedTask;
            }
        );
        await jobs.RestartAsync(second, tidily);

        var end = await jobs.EndOfAsync(running);
        Assert.Equal((JobState.Succeeded, 2), (end.State, end.Attempt));
        Assert.Equal([1, 2], end.Curves.Select(p => p.Step));
        Assert.Equal(JobState.Succeeded, (await jobs.EndOfAsync(waiting)).State);
        Assert.Equal([(running, 2), (waiting, 1)], second.Orders.Select(o => (o.Job, o.Epoch)));
    }

    [Fact]
    public async Task Cancel_ThenServerKilled_TheJobStaysCancelled()
    {
        var first = new FakeWorkers((_, worker) => worker.WaitForExitAsync());
        await using var jobs = await JobsHarness.StartAsync(first);
        var id = await jobs.SubmitAsync();
        await jobs.UntilAsync(id, s => s.State == JobState.Running);
        await jobs.Registry.CancelAsync(id, default);

        var second = new FakeWorkers((_, _) => Task.CompletedTask);
        await jobs.RestartAsync(second);

        Assert.Equal(JobState.Cancelled, (await jobs.EndOfAsync(id)).State);
        Assert.Empty(second.Orders);
    }
}
