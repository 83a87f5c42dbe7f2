using Microsoft.Data.Sqlite;
using Simulator.Jobs;
using Simulator.Markets;
using Simulator.Store.Series;
using Simulator.Web.Hosting;

namespace Simulator.Tests.Web.Jobs;

/// <summary>What a store that refuses for a while, and one whose series change meanwhile, do to a job.</summary>
public sealed class StoreTroubleTests
{
    private static readonly TimeSpan s_someRefusals = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Curves_RefusedByTheStore_DoNotCostTheResult()
    {
        var finish = new TaskCompletionSource();
        var workers = new FakeWorkers(
            async (_, worker) =>
            {
                worker.Say(JobsHarness.Point(1));
                await finish.Task;
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);
        Execute(jobs, "CREATE TRIGGER refuse BEFORE INSERT ON Curves BEGIN SELECT RAISE(ABORT, 'no room'); END");
        var id = await jobs.SubmitAsync();
        await jobs.UntilAsync(id, s => s.Curves.Count == 1);
        await Task.Delay(s_someRefusals);
        Execute(jobs, "DROP TRIGGER refuse");
        finish.SetResult();

        var end = await jobs.EndOfAsync(id);

        Assert.Equal((JobState.Succeeded, 1), (end.State, end.Curves.Count));
        Assert.Single(jobs.Store.Jobs.Curves(id));
    }

    [Fact]
    public async Task Start_RefusedByTheStore_IsTriedUntilItSucceeds()
    {
        var workers = new FakeWorkers(
            (_, worker) =>
            {
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
                return Task.CompletedTask;
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers, JobsHarness.Quick with { RetryDelay = TimeSpan.FromMilliseconds(20) });
        Execute(jobs, "CREATE TRIGGER refuse BEFORE UPDATE OF State ON Jobs BEGIN SELECT RAISE(ABORT, 'no room'); END");
        var id = await jobs.SubmitAsync();
        await Task.Delay(s_someRefusals);
        Assert.Equal(JobState.Queued, jobs.Store.Jobs.Find(id)!.State);
        Execute(jobs, "DROP TRIGGER refuse");

        Assert.Equal(JobState.Succeeded, (await jobs.EndOfAsync(id)).State);
    }

    [Fact]
    public async Task Job_ThatCannotBeRead_IsSetAside_AndTheNextServerStarts()
    {
        var endless = new FakeWorkers((_, worker) => Task.Delay(Timeout.Infinite, worker.InputClosed));
        await using var jobs = await JobsHarness.StartAsync(endless);
        var (broken, sound) = (await jobs.SubmitAsync(), await jobs.SubmitAsync());
        Execute(jobs, $"UPDATE Jobs SET StagesJson = 'nonsense' WHERE Id = '{broken}'");

        await jobs.RestartAsync(endless);

        Assert.Null(jobs.Registry.Watch(broken, default));
        Assert.NotNull(jobs.Registry.Watch(sound, default));
        Assert.Contains(
            (await jobs.Store.Upkeep.StorageAsync(default)).SetAside,
            r => r.Name.StartsWith(broken, StringComparison.Ordinal) && r.Reason.Contains("cannot be taken up", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Job_ThatTheServerDiesWithEachTime_FailsAtTheLimit()
    {
        var endless = new FakeWorkers((_, worker) => Task.Delay(Timeout.Infinite, worker.InputClosed));
        await using var jobs = await JobsHarness.StartAsync(endless);
        var id = await jobs.SubmitAsync();
        for (var death = 1; death <= 3; death++)
        {
            await jobs.UntilAsync(id, s => s.State == JobState.Running);
            await jobs.RestartAsync(endless);
        }

        var end = await jobs.EndOfAsync(id);
        Assert.Equal((JobState.Failed, 3), (end.State, end.Attempt));
        Assert.Contains("died 3 times in a row", end.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Series_ImportedAgainBetweenTwoAttempts_AreThoseOfTheSubmission()
    {
        JobsHarness? harness = null;
        var workers = new FakeWorkers(
            async (order, worker) =>
            {
                if (order.Epoch > 1)
                {
                    worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
                    return;
                }
                var changed = new BarSeries("GS", [1, 2], [7, 8], [7, 8], [7, 8], [7, 8], [1, 2]);
                await harness!.Store.Series.AddAsync([new SeriesToStore(changed, "test", "{}", 0)], default);
                worker.Die(139);
            }
        );
        await using var jobs = harness = await JobsHarness.StartAsync(workers);
        var before = jobs.Store.Series.BlobPath("GS");

        var id = await jobs.SubmitAsync();
        await jobs.EndOfAsync(id);

        Assert.Equal([before, before], workers.Orders.Select(o => o.Series["GS"]));
        Assert.NotEqual(before, jobs.Store.Series.BlobPath("GS"));
    }

    [Fact]
    public async Task Worker_ThatMeetsAFullDisk_MakesTheJobWait_AndSaySo_UntilThereIsSpace()
    {
        var (full, waits) = (true, new TaskCompletionSource());
        var workers = new FakeWorkers(
            (order, worker) =>
            {
                if (Volatile.Read(ref full))
                    worker.Say(new WorkerMessage.Failed(order.Epoch, "the disk is full; free some space", MayPass: true));
                else
                    worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
                return Task.CompletedTask;
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers, JobsHarness.Quick with { DiskDelay = TimeSpan.FromMilliseconds(50) });
        var id = await jobs.SubmitAsync();

        var waiting = await jobs.UntilAsync(id, s => s.Doing.StartsWith("waiting:", StringComparison.Ordinal));
        Assert.Equal("waiting: the disk is full; free some space", waiting.Doing);
        while (workers.Orders.Count < 5) // more often than a worker may crash
            await Task.Delay(10);
        Volatile.Write(ref full, false);

        Assert.Equal(JobState.Succeeded, (await jobs.EndOfAsync(id)).State);
    }

    [Fact]
    public async Task Job_ThatWaitsForTheDisk_CanBeCancelled()
    {
        var workers = new FakeWorkers(
            (order, worker) =>
            {
                worker.Say(new WorkerMessage.Failed(order.Epoch, "the disk is full; free some space", MayPass: true));
                return Task.CompletedTask;
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers, JobsHarness.Quick with { DiskDelay = TimeSpan.FromHours(1) });
        var id = await jobs.SubmitAsync();
        await jobs.UntilAsync(id, s => s.Doing.StartsWith("waiting:", StringComparison.Ordinal));

        await jobs.Registry.CancelAsync(id, default);

        Assert.Equal(JobState.Cancelled, (await jobs.EndOfAsync(id)).State);
    }

    [SkippableFact]
    public async Task Result_ThatAFullDiskDoesNotTake_IsKeptUntilThereIsSpace()
    {
        var disk = new SmallDisk();
        var finish = new TaskCompletionSource();
        var workers = new FakeWorkers(
            async (_, worker) =>
            {
                await finish.Task;
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
            }
        );
        await using var jobs = await JobsHarness.StartAsync(
            workers,
            JobsHarness.Quick with
            {
                DiskDelay = TimeSpan.FromMilliseconds(50),
            },
            disk.MountOver
        );
        using var mounted = disk; // unmounted before the folder is deleted
        var id = await jobs.SubmitAsync();
        await jobs.UntilAsync(id, s => s.State == JobState.Running);
        disk.Fill();
        finish.SetResult();

        var waiting = await jobs.UntilAsync(id, s => s.Doing.StartsWith("waiting:", StringComparison.Ordinal));
        Assert.Contains("disk is full", waiting.Doing, StringComparison.Ordinal);
        Assert.NotNull(FolderHealth.TroubleOf(jobs.Store.Folder));
        disk.Free();

        Assert.Equal(JobState.Succeeded, (await jobs.EndOfAsync(id)).State);
        Assert.Equal("a1b2", (await jobs.Store.Simulations.ResultAsync(id, default))!.ResultHash);
        Assert.Single(workers.Orders);
    }

    private static void Execute(JobsHarness jobs, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={jobs.Store.Folder.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
