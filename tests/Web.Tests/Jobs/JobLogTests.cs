using Simulator.Jobs;
using Simulator.Store.Jobs;

namespace Simulator.Tests.Web.Jobs;

/// <summary>A job's log says what the server did with it and what its worker said, also of a job that failed.</summary>
public sealed class JobLogTests
{
    [Fact]
    public async Task Log_OfAJobThatFailed_HasItsWay_WithSourceAndLevel()
    {
        var workers = new FakeWorkers(
            (_, worker) =>
            {
                worker.Say(new JobEvent.Started("data"));
                worker.Say(new JobEvent.Noted("data", "its draws collapsed"));
                worker.Say(new JobEvent.Completed("data", 1.5));
                worker.SayLine("libtorch prints as it pleases");
                worker.Say(new WorkerMessage.Failed(1, "no bars"));
                return Task.CompletedTask;
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);

        var end = await jobs.EndOfAsync(await jobs.SubmitAsync());

        var log = jobs.Store.Logs.Read(end.Id);
        Assert.Equal(
            [
                (JobLogLevel.Info, JobLogSource.Server, "worker 1 started, attempt 1, device cpu"),
                (JobLogLevel.Info, JobLogSource.Worker, "data: began"),
                (JobLogLevel.Warning, JobLogSource.Worker, "data: its draws collapsed"),
                (JobLogLevel.Info, JobLogSource.Worker, "data: done in 1.5 s"),
                (JobLogLevel.Info, JobLogSource.Worker, "libtorch prints as it pleases"),
                (JobLogLevel.Info, JobLogSource.Server, "the worker has ended"),
                (JobLogLevel.Error, JobLogSource.Server, "failed: no bars"),
            ],
            log.Skip(1).Select(l => (l.Level, l.Source, l.Text))
        );
        Assert.StartsWith("queued: simulation “", log[0].Text, StringComparison.Ordinal);
        Assert.All(log, l => Assert.InRange(DateTimeOffset.UtcNow - l.At, TimeSpan.FromSeconds(-1), TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task Log_OfAWorkerThatDied_SaysHow_AndOutlivesTheServer()
    {
        var workers = new FakeWorkers(
            (order, worker) =>
            {
                if (order.Epoch == 1)
                    worker.Die(139, "Segmentation fault");
                else
                    worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
                return Task.CompletedTask;
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);
        var end = await jobs.EndOfAsync(await jobs.SubmitAsync());

        await jobs.RestartAsync(workers);

        var warnings = jobs.Store.Logs.Read(end.Id).Where(l => l.Level == JobLogLevel.Warning).Select(l => l.Text).ToList();
        Assert.Equal(
            ["the worker: crashed (signal 11, invalid memory access); its last output: Segmentation fault", "its worker died, 1 in a row"],
            warnings
        );
    }

    [Fact]
    public async Task Progress_ManyTimesASecond_IsInTheLogOnceInAWhile()
    {
        var workers = new FakeWorkers(
            (_, worker) =>
            {
                for (var i = 0; i < 500; i++)
                {
                    worker.Say(new JobEvent.Progressed("backtest", i / 500.0, $"bar {i}"));
                    worker.Say(JobsHarness.Point(i + 1));
                }
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
                return Task.CompletedTask;
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);

        var end = await jobs.EndOfAsync(await jobs.SubmitAsync());

        var said = jobs.Store.Logs.Read(end.Id).Where(l => l.Source == JobLogSource.Worker).Select(l => l.Text).ToList();
        Assert.Equal("backtest: 0 %, bar 0", said[0]);
        Assert.Equal("backtest: part 1, step 1: loss 1", said[1]);
        Assert.InRange(said.Count, 2, 20);
    }

    [Fact]
    public async Task Moved_JobsStartInTheirNewOrder_AlsoAfterARestart()
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

        Assert.True(await jobs.Registry.MoveAsync(ids[3], ids[1], default));
        Assert.True(await jobs.Registry.MoveAsync(ids[1], null, default));
        Assert.False(await jobs.Registry.MoveAsync(ids[0], ids[1], default)); // it runs
        await jobs.RestartAsync(workers, tidily: true);
        var orders = workers.Orders.Count;
        gate.SetResult();
        foreach (var id in ids)
            await jobs.EndOfAsync(id);

        Assert.Equal([ids[3], ids[2], ids[1]], workers.Orders.Select(o => o.Job).Skip(1).Where(id => id != ids[0]).Distinct());
        Assert.True(orders >= 1);
    }
}
