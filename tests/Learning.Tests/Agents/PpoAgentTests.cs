using Simulator.Backtesting;
using Simulator.Learners;
using Simulator.Learning.Agents.Ppo;
using Simulator.Stages;

namespace Simulator.Tests.Learning.Agents;

public sealed class PpoAgentTests
{
    private static readonly PpoAgentSpec s_small = new()
    {
        Seeds = 2,
        Steps = 2 * 6 * 256,
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
    public void ChosenSeed_IsTheBestOnValidation()
    {
        var outcome = new PpoAgent(s_small with { Seeds = 3 }).Train(
            SyntheticMarket.WithSignal(600, 0.5, 1),
            RecordedStage.OfAgent().Context()
        );
        Assert.Equal([0, 1, 2], outcome.Seeds.Select(s => s.Seed));
        Assert.Equal(outcome.Seeds.Max(s => s.ValidationLogReturn), outcome.Seeds[outcome.ChosenSeed].ValidationLogReturn);
        Assert.All(outcome.Seeds, s => Assert.InRange(s.BestUpdate, 1, 4));
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
    [InlineData(1)] // in the middle of the first seed
    [InlineData(3)]
    [InlineData(5)] // in the second
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
        Assert.Equal("seed 1 of 2, update 1 of 6", progress[0].Doing);
        Assert.Equal("seed 2 of 2, update 6 of 6", progress[^1].Doing);
        Assert.Equal(1, progress[^1].Fraction);
        var curves = stage.Events.OfType<StageEvent.Evaluated>().ToArray();
        Assert.Equal(Enumerable.Range(1, 12), curves.Select(c => c.Step));
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1], curves.Select(c => c.Group));
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
        Assert.Equal(expected.ChosenSeed, actual.ChosenSeed);
    }
}
