using System.Diagnostics;
using Simulator.Jobs;
using Simulator.Store.Jobs;

namespace Simulator.Tests.Web.Jobs;

public sealed class JobRegistryTests
{
    [Fact]
    public async Task Watch_ByManyAtAnyMoment_SeesEveryPointOnceAndEndsWithTheEnd()
    {
        const int points = 2000;
        var workers = new FakeWorkers(
            async (_, worker) =>
            {
                for (var step = 1; step <= points; step++)
                {
                    worker.Say(JobsHarness.Point(step));
                    if (step % 50 == 0)
                        await Task.Delay(1);
                }
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
            }
        );
        await using var jobs = await JobsHarness.StartAsync(
            workers,
            JobsHarness.Quick with
            {
                ViewerInterval = TimeSpan.FromMilliseconds(1),
            }
        );
        var id = await jobs.SubmitAsync();

        var watchers = Enumerable
            .Range(0, 40)
            .Select(async n =>
            {
                await Task.Delay(n * 2);
                var watch = jobs.Registry.Watch(id, new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token)!;
                var states = new List<JobSnapshot> { watch.Snapshot };
                await foreach (var state in watch.Updates)
                    states.Add(state);
                return states;
            });

        foreach (var states in await Task.WhenAll(watchers))
        {
            Assert.Equal(JobState.Succeeded, states[^1].State);
            Assert.Equal(1, states.Count(s => s.HasEnded));
            Assert.Equal(Enumerable.Range(1, points), states[^1].Curves.Select(p => p.Step));
            for (var i = 1; i < states.Count; i++)
            {
                // Each state goes on from the one before: nothing taken back, and never the same state again.
                Assert.True(states[i].Curves.Count >= states[i - 1].Curves.Count);
                Assert.NotSame(states[i], states[i - 1]);
            }
        }
    }

    [Fact]
    public async Task Watch_ByTwo_SeesTheSameStates()
    {
        var step = new SemaphoreSlim(0);
        var workers = new FakeWorkers(
            async (_, worker) =>
            {
                for (var i = 1; i <= 5; i++)
                {
                    await step.WaitAsync();
                    worker.Say(new JobEvent.Progressed("data", i / 5.0, $"row {i}"));
                }
                await step.WaitAsync();
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
            }
        );
        await using var jobs = await JobsHarness.StartAsync(workers);
        var id = await jobs.SubmitAsync();

        for (var i = 1; i <= 5; i++)
        {
            step.Release();
            var one = await jobs.UntilAsync(id, s => s.Doing == $"row {i}");
            var other = jobs.Registry.Watch(id, default)!.Snapshot;
            Assert.Same(one, other);
        }
        step.Release();
        Assert.Equal(JobState.Succeeded, (await jobs.EndOfAsync(id)).State);
    }

    [Fact]
    public async Task Watch_ChattyWorker_ShowsAtMostFourStatesASecondAndTheLastOne()
    {
        var workers = new FakeWorkers(
            async (_, worker) =>
            {
                var clock = Stopwatch.StartNew();
                for (var i = 0; clock.ElapsedMilliseconds < 1200; i++)
                {
                    worker.Say(new JobEvent.Progressed("data", 0.5, $"row {i}"));
                    if (i % 20 == 0)
                        await Task.Delay(1);
                }
                worker.Finish(JobsHarness.Result(JobsHarness.Spec()));
            }
        );
        await using var jobs = await JobsHarness.StartAsync(
            workers,
            JobsHarness.Quick with
            {
                ViewerInterval = TimeSpan.FromMilliseconds(250),
            }
        );
        var id = await jobs.SubmitAsync();

        var times = new List<long>();
        var clock = Stopwatch.StartNew();
        await foreach (var state in jobs.Registry.Watch(id, default)!.Updates)
            times.Add(clock.ElapsedMilliseconds);

        Assert.InRange(times.Count, 2, (int)(clock.ElapsedMilliseconds / 250) + 1);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= 240));
    }

    [Fact]
    public async Task Watch_UnknownJob_IsNull()
    {
        await using var jobs = await JobsHarness.StartAsync(new FakeWorkers((_, _) => Task.CompletedTask));

        Assert.Null(jobs.Registry.Watch("none", default));
        Assert.False(await jobs.Registry.CancelAsync("none", default));
    }

    [Fact]
    public async Task WatchActive_FromSubmissionToEnd_ListsTheJobThenNoMore()
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
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var active = jobs.Registry.WatchActive(patience.Token).GetAsyncEnumerator();
        Assert.True(await active.MoveNextAsync());
        Assert.Empty(active.Current);

        var id = await jobs.SubmitAsync();
        while (active.Current is not [{ State: JobState.Running }])
            Assert.True(await active.MoveNextAsync());
        Assert.Equal(id, active.Current[0].Id);
        gate.SetResult();
        while (active.Current.Count > 0)
            Assert.True(await active.MoveNextAsync());
    }

    [Fact]
    public void Left_AfterHalfTheStageAtAnEvenPace_IsAboutTheOtherHalf()
    {
        var clock = new SteppedClock();
        var board = new Simulator.Web.Jobs.StageBoard(
            [new("backtest", StageState.Waiting, 0, "", 0, false), new("report", StageState.Skipped, 0, "", 0, false)],
            [],
            clock
        );
        board.Apply(new JobEvent.Started("backtest", 0.2));
        Assert.Null(board.Left());
        clock.Advance(TimeSpan.FromSeconds(30));
        board.Apply(new JobEvent.Progressed("backtest", 0.5, "half"));

        // 0.3 of it took 30 s, so the 0.5 that is left takes 50.
        Assert.Equal(50, board.Left()!.Value.TotalSeconds, 6);
        Assert.Equal(0.5, board.Fraction(), 12);
    }

    private sealed class SteppedClock : TimeProvider
    {
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;

        public override long GetTimestamp() => _ticks;
    }
}
