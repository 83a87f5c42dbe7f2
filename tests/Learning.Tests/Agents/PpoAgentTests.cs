using Simulator.Backtesting;
using Simulator.Learners;
using Simulator.Learning.Agents.Evidence;
using Simulator.Learning.Agents.Ppo;
using Simulator.Stages;

namespace Simulator.Tests.Learning.Agents;

public sealed class PpoAgentTests
{
    private static readonly PpoAgentSpec s_small = new()
    {
        Seeds = 2,
        Steps = 4 * 2 * 3 * 256,
        Environments = 8,
        RolloutSteps = 32,
        MinibatchSize = 64,
        Hidden = 16,
        EpisodeBars = 64,
    };

    [Fact]
    public void Decisions_OfATraining_BeginAtTheBarBeforeTheTestPart()
    {
        var input = SyntheticMarket.WithSignal(600, 0.5, 1);
        var outcome = new PpoAgent(s_small).Train(input, RecordedStage.OfAgent().Context());
        var start = input.Split.TestStart(600) - 1;
        Assert.Equal(start, outcome.Decisions.FirstBar);
        Assert.Equal(600, outcome.Decisions.TargetExposure.Length);
        Assert.All(outcome.Decisions.TargetExposure[..start], e => Assert.True(double.IsNaN(e)));
        Assert.All(outcome.Decisions.TargetExposure[start..], e => Assert.Contains(e, new[] { -1.0, 0, 1 }));
    }

    [Fact]
    public void Decisions_WithoutShorting_AreNeverShort()
    {
        var input = SyntheticMarket.WithSignal(600, 0.5, 1, new ExecutionSpec { AllowShort = false });
        var outcome = new PpoAgent(s_small).Train(input, RecordedStage.OfAgent().Context());
        Assert.All(outcome.Decisions.TargetExposure[input.Split.TestStart(600)..], e => Assert.Contains(e, new[] { 0.0, 1 }));
    }

    [Fact]
    public void Trainings_OfEveryFold_DecideTogether()
    {
        var input = SyntheticMarket.WithSignal(600, 0.5, 1);
        var outcome = new PpoAgent(s_small with { Seeds = 3, Folds = 5 }).Train(input, RecordedStage.OfAgent().Context());
        Assert.Equal([0, 1, 2, 3, 4], outcome.Seeds.Select(s => s.Seed));
        Assert.Null(outcome.ChosenSeed);
        Assert.Equal(15, outcome.Evidence!.Members);
        // Everything before the test part's embargo was held out once; a stretch's first bar has no return, and its second is the entry.
        Assert.Equal(input.Split.TestStart(600) - input.Split.EmbargoBars - 1 - 20 - 10, outcome.Evidence.Bars);
    }

    [Fact]
    public void Agent_WithoutEnoughEvidence_HoldsItsBaseline()
    {
        var input = SyntheticMarket.WithSignal(600, 0.5, 1);
        AgentOutcome Train(PpoAgentSpec spec) => new PpoAgent(spec).Train(input, RecordedStage.OfAgent().Context());
        var start = input.Split.TestStart(600) - 1;
        var hold = Train(s_small with { Evidence = 100 });
        Assert.False(hold.Evidence!.Decides);
        Assert.All(hold.Decisions.TargetExposure[start..], e => Assert.Equal(1, e));
        var cash = Train(s_small with { Evidence = 100, Baseline = AgentBaseline.Cash });
        Assert.All(cash.Decisions.TargetExposure[start..], e => Assert.Equal(0, e));
        Assert.Contains("it holds its baseline, cash.", cash.Evidence!.Sentence, StringComparison.Ordinal);
        Assert.True(Train(s_small with { Evidence = -100 }).Evidence!.Decides);
    }

    [Fact]
    public void Training_OnSeveralThreads_IsIdentical()
    {
        var input = SyntheticMarket.WithSignal(600, 0.2, 3);
        var one = new PpoAgent(s_small).Train(input, RecordedStage.OfAgent().Context());
        AssertSame(one, new PpoAgent(s_small).Train(input, RecordedStage.OfAgent().Context(threads: 3)));
    }

    [Fact]
    public void Training_OfTheSameSeed_IsIdenticalAndOfAnotherIsNot()
    {
        var input = SyntheticMarket.WithSignal(600, 0.2, 3);
        AgentOutcome Train(long seed) => new PpoAgent(s_small).Train(input, RecordedStage.OfAgent().Context(seed));
        AssertSame(Train(1), Train(1));
        Assert.NotEqual(Train(1).Seeds[0].ValidationLogReturn, Train(2).Seeds[0].ValidationLogReturn);
    }

    [Theory]
    [InlineData(1)] // in the middle of the first fold
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    public void Training_CancelledAndResumed_GivesTheUndisturbedOutcome(int checkpoints)
    {
        var input = SyntheticMarket.WithSignal(600, 0.2, 3);
        var undisturbed = RecordedStage.OfAgent();
        var expected = new PpoAgent(s_small).Train(input, undisturbed.Context());
        var killed = RecordedStage.OfAgent();
        Assert.Throws<OperationCanceledException>(() =>
            new PpoAgent(s_small).Train(input, killed.Context(cancelAfterCheckpoints: checkpoints))
        );
        var resumed = RecordedStage.OfAgent();
        AssertSame(expected, new PpoAgent(s_small).Train(input, resumed.Context(resumeFrom: killed.Checkpoints[^1])));
        var (before, all, after) = (Curves(killed), Curves(undisturbed), Curves(resumed));
        Assert.InRange(after.Length, 1, all.Length - 1);
        Assert.Equal(all, before.Concat(after));
    }

    [Fact]
    public void Events_OfATraining_TellSeedUpdateAndCurves()
    {
        var stage = RecordedStage.OfAgent();
        new PpoAgent(s_small).Train(SyntheticMarket.WithSignal(600, 0.2, 3), stage.Context());
        var progress = stage.Events.OfType<StageEvent.Progressed>().ToArray();
        Assert.Equal("fold 1 of 4, update 1 of 3", progress[0].Doing);
        Assert.Equal("fold 4 of 4, update 3 of 3", progress[^1].Doing);
        Assert.Equal(1, progress[^1].Fraction);
        var curves = stage.Events.OfType<StageEvent.Evaluated>().ToArray();
        Assert.Equal([1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3], curves.Select(c => c.Step));
        Assert.Equal([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3], curves.Select(c => c.Group));
        Assert.All(curves, c => Assert.All(c.Values, v => Assert.True(double.IsFinite(v.Value), v.Key)));
        Assert.Equal(
            [
                "approxKl",
                "clipFraction",
                "entropy",
                "explainedVariance",
                "flatShare",
                "longShare",
                "meanReward",
                "policyLoss",
                "shortShare",
                "validationBuyAndHold",
                "validationReturn",
                "valueLoss",
            ],
            curves[0].Values.Keys.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Training_WithACostOfItsOwn_IsTheSameWhateverTheRunCharges()
    {
        AgentOutcome Train(ExecutionSpec execution, double? own) =>
            new PpoAgent(s_small with { CostFraction = own }).Train(
                SyntheticMarket.WithSignal(600, 0.2, 3, execution),
                RecordedStage.OfAgent().Context()
            );
        var (cheap, dear) = (new ExecutionSpec(), new ExecutionSpec { CommissionRate = 0.01, Leverage = 2 });
        AssertSame(Train(cheap, 0.001), Train(dear, 0.001));
        Assert.NotEqual(Train(cheap, 0.001).Seeds[0], Train(cheap, 0.002).Seeds[0]);
        Assert.NotEqual(Train(cheap, null).Seeds[0], Train(dear, null).Seeds[0]);
    }

    [Fact]
    public void Decisions_WithFillsAtTheSameClose_BeginWithTheTestPart()
    {
        var execution = new ExecutionSpec { Fill = FillRule.SameClose };
        var input = SyntheticMarket.WithSignal(600, 0.5, 1, execution);
        var outcome = new PpoAgent(s_small).Train(input, RecordedStage.OfAgent().Context());
        Assert.Equal(input.Split.TestStart(600), outcome.Decisions.FirstBar);
    }

    [Fact]
    public void FutureBars_AfterADecision_NeverChangeIt()
    {
        // Same training and validation; the last 100 bars of the test are another world. Decisions before it are bit-identical.
        var input = SyntheticMarket.WithSignal(600, 0.2, 3);
        var decided = new PpoAgent(s_small).Train(input, RecordedStage.OfAgent().Context()).Decisions.TargetExposure;
        var signal = input.Features.Columns[0];
        for (var t = 500; t < 600; t++)
        {
            signal[t] = -signal[t];
            (input.Target.Open[t], input.Target.Close[t]) = (input.Target.Open[t] * 1.5, input.Target.Close[t] * 1.5);
        }
        var again = new PpoAgent(s_small).Train(input, RecordedStage.OfAgent().Context()).Decisions.TargetExposure;
        Assert.Equal(decided[..500], again[..500]);
    }

    [Fact]
    public void Agent_OfImpossibleSpec_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PpoAgent(new PpoAgentSpec { MinibatchSize = 1 }));

    private static string[] Curves(RecordedStage stage) =>
        [
            .. stage
                .Events.OfType<StageEvent.Evaluated>()
                .Select(e =>
                    FormattableString.Invariant(
                        $"{e.Group} {e.Step} {string.Join(' ', e.Values.Values.Select(v => FormattableString.Invariant($"{v:R}")))}"
                    )
                ),
        ];

    private static void AssertSame(AgentOutcome expected, AgentOutcome actual)
    {
        Assert.Equal(expected.Decisions.TargetExposure, actual.Decisions.TargetExposure);
        Assert.Equal(expected.Seeds, actual.Seeds);
        Assert.Equal(expected.Evidence, actual.Evidence);
    }
}
