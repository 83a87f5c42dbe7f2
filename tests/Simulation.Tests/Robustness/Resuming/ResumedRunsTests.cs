using System.Collections.Concurrent;
using System.Text.Json;
using Simulator.Robustness.CrossValidation;
using Simulator.Robustness.Resuming;
using Simulator.Robustness.Sweeps;
using Simulator.Robustness.WalkForward;
using Simulator.Text;

namespace Simulator.Tests.Simulation.Robustness.Resuming;

/// <summary>A test that was stopped and goes on finds bit for bit what one that was never stopped finds, and runs nothing twice.</summary>
public sealed class ResumedRunsTests
{
    private static readonly JsonSerializerOptions s_json = new() { Converters = { new NaNAsNullConverter() } };

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(45)]
    public void Sweep_StoppedAfterSomeRuns_GoesOn(int runs) =>
        AssertResumes(runs, (plan, stop) => Sweep.Run(plan, TimeProvider.System, null, stop));

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(130)]
    public void WalkForward_StoppedAfterSomeRuns_GoesOn(int runs) =>
        AssertResumes(
            runs,
            (plan, stop) =>
                WalkForwardTest.Run(
                    new WalkForwardPlan
                    {
                        Search = plan,
                        TrainBars = 200,
                        TestBars = 100,
                    },
                    TimeProvider.System,
                    null,
                    stop
                )
        );

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void CrossValidation_StoppedAfterSomeRuns_GoesOn(int runs) =>
        AssertResumes(runs, (plan, stop) => CombinatorialTest.Run(plan, 6, 2, 3, 3, null, stop));

    [Fact]
    public void Row_OfAnotherForm_IsWorkedOutAnew()
    {
        var plan = TestSetups.Plan(TestSetups.Walk());
        var partial = new Rows();
        partial.Add(0, 3, new PartialRow([1, 2]));

        Assert.Equal(Json(Sweep.Run(plan, TimeProvider.System)), Json(Sweep.Run(plan with { Partial = partial }, TimeProvider.System)));
    }

    [Fact]
    public void CancelledBeforeItGoesOn_CountsWhatWasWorkedOut_AndRunsNothing()
    {
        var (made, stop) = (0, new CancellationTokenSource());
        var plain = TestSetups.Plan(TestSetups.Walk()) with { OverfittingBlocks = 4 };
        var rows = new Rows();
        var plan = plain with
        {
            Partial = rows,
            Make = (parameters, series) =>
            {
                if (Interlocked.Increment(ref made) == 30)
                    stop.Cancel();
                return plain.Make(parameters, series);
            },
        };
        Sweep.Run(plan, TimeProvider.System, null, stop.Token);
        var before = made;

        var sweep = Sweep.Run(plan, TimeProvider.System, null, stop.Token);
        Assert.True(sweep.Stopped);
        Assert.Equal(rows.Count, sweep.Completed + sweep.Refused);
        Assert.InRange(made - before, 0, 1); // the best's curve is drawn again

        var (choices, again) = (new Rows(), new CancellationTokenSource());
        var choosing = plain with { Partial = choices };
        CombinatorialTest.Run(choosing, 6, 2, 3, 3, (done, _) => CancelAt(done, 20, again), again.Token);
        Assert.Equal(choices.Count, CombinatorialTest.Run(choosing, 6, 2, 3, 3, null, again.Token).Candidates);

        var (windows, third) = (new Rows(), new CancellationTokenSource());
        var walk = new WalkForwardPlan
        {
            Search = plain with { Partial = windows },
            TrainBars = 200,
            TestBars = 100,
        };
        var stopped = WalkForwardTest.Run(walk, TimeProvider.System, p => CancelAt(p.Done, 2, third), third.Token);
        Assert.Equal(2, stopped.Folds.Count);
        Assert.Equal(Json(stopped), Json(WalkForwardTest.Run(walk, TimeProvider.System, null, third.Token)));
    }

    private static void CancelAt(int done, int at, CancellationTokenSource stop)
    {
        if (done >= at)
            stop.Cancel();
    }

    private static void AssertResumes<T>(int runs, Func<SweepPlan, CancellationToken, T> test)
    {
        var made = 0;
        var stop = new CancellationTokenSource();
        var plain = TestSetups.Plan(TestSetups.Walk()) with { Threads = 2, OverfittingBlocks = 4 };
        var plan = plain with
        {
            Partial = new Rows(),
            Make = (parameters, series) =>
            {
                if (Interlocked.Increment(ref made) == runs)
                    stop.Cancel();
                return plain.Make(parameters, series);
            },
        };
        var undisturbed = Json(test(plain, default));
        try
        {
            test(plan, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // stopped before anything was whole
        }
        var kept = ((Rows)plan.Partial).Count;
        var (before, asked) = (made, new Rows((Rows)plan.Partial));

        Assert.Equal(undisturbed, Json(test(plan with { Partial = asked }, default)));

        Assert.Equal(0, asked.AddedTwice);
        // A walk's choices and their neighbours are made beside its runs, so that not all that was made is kept.
        Assert.True(before >= runs && kept >= runs / 2, $"{kept} of {runs} runs were kept");
    }

    private static string Json<T>(T result) => JsonSerializer.Serialize(result, s_json);

    private sealed class Rows : IPartialResults
    {
        private readonly ConcurrentDictionary<(int, long), PartialRow> _rows;

        public Rows() => _rows = [];

        public Rows(Rows other) => _rows = new ConcurrentDictionary<(int, long), PartialRow>(other._rows);

        public int AddedTwice { get; private set; }

        public int Count => _rows.Count;

        public PartialRow? Find(int part, long index) => _rows.GetValueOrDefault((part, index));

        public void Add(int part, long index, PartialRow row)
        {
            if (!_rows.TryAdd((part, index), row))
                AddedTwice++;
            _rows[(part, index)] = row;
        }
    }
}
