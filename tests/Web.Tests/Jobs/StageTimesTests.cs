using Simulator.Jobs;
using Simulator.Store.Jobs;
using Simulator.Web.Jobs;

namespace Simulator.Tests.Web.Jobs;

/// <summary>Time left, measured against what stages took before.</summary>
public sealed class StageTimesTests
{
    private static readonly StageProgress[] s_planned =
    [
        new("forecaster", StageState.Waiting, 0, "", 0, false) { Learner = "gan" },
        new("agent", StageState.Waiting, 0, "", 0, false) { Learner = "ppo" },
        new("report", StageState.Skipped, 0, "", 0, false),
    ];

    private readonly StageTimes _times = new();
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
