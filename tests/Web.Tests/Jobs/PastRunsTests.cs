using Simulator.Jobs;
using Simulator.Store.Jobs;
using Simulator.Web.Jobs;

namespace Simulator.Tests.Web.Jobs;

/// <summary>Time left, measured against what stages took before.</summary>
public sealed class PastRunsTests
{
    private static readonly StageProgress[] s_planned =
    [
        new("forecaster", StageState.Waiting, 0, "", 0, false) { Learner = "gan" },
        new("agent", StageState.Waiting, 0, "", 0, false) { Learner = "ppo" },
        new("report", StageState.Skipped, 0, "", 0, false),
    ];

    private readonly PastRuns _times = new();
    private readonly Clock _clock = new();

    [Fact]
    public void Of_OddAndEvenNumbersOfRuns_IsTheMedian_OfTheLastNine()
    {
        Assert.Null(_times.Of("simulation", "agent", "ppo"));

        Took(4);
        Took(100);
        Assert.Equal(52, _times.Of("simulation", "agent", "ppo"));
        Took(5);
        Assert.Equal(5, _times.Of("simulation", "agent", "ppo"));
        for (var i = 0; i < 9; i++)
            Took(7);
        Assert.Equal(7, _times.Of("simulation", "agent", "ppo"));
        Assert.Null(_times.Of("simulation", "agent", "other"));
        Assert.Null(_times.Of("sweep", "agent", "ppo"));
    }

    [Fact]
    public void Of_AStageFromTheCache_LearnsNothing()
    {
        _times.Add("simulation", [new("agent", StageState.Done, 1, "", 0.01, true)]);

        Assert.Null(_times.Of("simulation", "agent", null));
    }

    [Fact]
    public void Left_BeforeThereIsAPace_IsThatOfPastRuns()
    {
        Took(20, 60);
        var board = Board();
        board.Apply(new JobEvent.Started("forecaster"));

        Assert.Equal(80, board.Left()!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void Left_OfARunThreeTimesAsLong_CountsLaterStagesThreefold()
    {
        Took(20, 60);
        var board = Board();
        board.Apply(new JobEvent.Started("forecaster"));
        _clock.Advance(TimeSpan.FromSeconds(30));
        board.Apply(new JobEvent.Progressed("forecaster", 0.5, ""));

        // Half of the forecaster took 30 s where a whole one took 20: 30 s of it are left, and the agent takes 3 × 60 s.
        Assert.Equal(210, board.Left()!.Value.TotalSeconds, 6);

        board.Apply(new JobEvent.Completed("forecaster", 60));
        board.Apply(new JobEvent.Started("agent"));
        Assert.Equal(180, board.Left()!.Value.TotalSeconds, 6);
    }

    [Fact]
    public void Of_AStageThatLearns_GrowsWithTheEstimate_OthersDoNot()
    {
        _times.Add("simulation", Done(8, 2), estimated: 40);

        Assert.Equal(80, _times.Of("simulation", "forecaster", "gan", 400));
        Assert.Equal(2, _times.Of("simulation", "backtest", null, 400));
    }

    [Fact]
    public void Measured_ARunOfALikeSize_TakesItsShareOfTheEstimate()
    {
        var counted = new JobEstimate(1e9, 100);
        Assert.Equal(counted, _times.Measured(Done(0, 0), counted));

        _times.Add("simulation", Done(8, 2), estimated: 40);

        var measured = _times.Measured(Done(0, 0), counted);
        Assert.Equal((25, true, 1e9), (measured.Seconds, measured.IsMeasured, measured.MemoryBytes));
        Assert.Equal("about 30 s as measured here, 1.0 GB of memory", measured.Words);
        // Ten times as large or more is another thing, and so is a run of other stages.
        Assert.Equal("up to 7 min, 1.0 GB of memory", _times.Measured(Done(0, 0), counted with { Seconds = 400 }).Words);
        Assert.Equal(counted, _times.Measured(Done(0, 0)[..1], counted));
    }

    [Fact]
    public void Measured_ARunWhoseTrainingCameFromTheCache_TeachesNothing()
    {
        var done = Done(8, 2);
        done[0] = done[0] with { FromCache = true };

        _times.Add("simulation", done, estimated: 40);

        Assert.False(_times.Measured(Done(0, 0), new JobEstimate(1e9, 100)).IsMeasured);
    }

    private static StageProgress[] Done(double forecaster, double backtest) =>
        [
            new("forecaster", StageState.Done, 1, "", forecaster, false) { Learner = "gan" },
            new("backtest", StageState.Done, 1, "", backtest, false),
        ];

    private void Took(double agent) => Took(1, agent);

    private void Took(double forecaster, double agent) =>
        _times.Add(
            "simulation",
            [
                s_planned[0] with
                {
                    State = StageState.Done,
                    Seconds = forecaster,
                },
                s_planned[1] with
                {
                    State = StageState.Done,
                    Seconds = agent,
                },
            ]
        );

    private StageBoard Board() => new(s_planned, [], _clock, (stage, learner) => _times.Of("simulation", stage, learner));

    private sealed class Clock : TimeProvider
    {
        private long _ticks = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;

        public override long GetTimestamp() => _ticks;
    }
}
