using Simulator.Learners;
using Simulator.Learning.Agents.A2c;
using Simulator.Learning.Agents.Evidence;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Agents.Rainbow;
using Simulator.Stages;

namespace Simulator.Tests.Learning.Agents;

/// <summary>Every agent that is trained in folds follows one rule, whatever it learns by.</summary>
public sealed class FoldedAgentTests
{
    private const int Bars = 500;

    // By name, each so small that four folds of two trainings take a moment.
    private static readonly Dictionary<string, AgentSpec> s_specs = new(StringComparer.Ordinal)
    {
        ["ppo"] = new PpoAgentSpec
        {
            Seeds = 2,
            Steps = 6_144,
            Environments = 8,
            RolloutSteps = 32,
            MinibatchSize = 64,
            Hidden = 16,
            EpisodeBars = 64,
        },
        ["a2c"] = new A2cAgentSpec
        {
            Seeds = 2,
            Steps = 6_144,
            Environments = 8,
            RolloutSteps = 32,
            Hidden = 16,
            EpisodeBars = 64,
        },
        ["rainbow"] = Rainbow,
        ["dqn"] = Rainbow with
        {
            DoubleQ = false,
            Duelling = false,
            Prioritised = false,
            NSteps = 1,
            Distributional = false,
            Noisy = false,
        },
        ["c51"] = Rainbow with { DoubleQ = false, Duelling = false, Prioritised = false, NSteps = 1, Noisy = false },
    };

    private static RainbowAgentSpec Rainbow =>
        new()
        {
            Seeds = 2,
            Steps = 4_096,
            Environments = 8,
            WarmupSteps = 100,
            BatchSize = 8,
            BufferSize = 400,
            TrainInterval = 8,
            Noisy = true,
            TargetInterval = 64,
            Hidden = 16,
            Atoms = 11,
            EpisodeBars = 64,
        };

    public static TheoryData<string> Names => [.. s_specs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Trainings_OfEveryFold_DecideTogether_OrTheBaselineDoes(string name)
    {
        var input = SyntheticMarket.WithSignal(Bars, 0.5, 1);
        var start = input.Split.TestStart(Bars) - 1;
        var decided = Train(Spec(name, -100), input);
        Assert.True(decided.Evidence!.Decides);
        Assert.Equal((8, 4, null), (decided.Evidence.Members, decided.Seeds.Count, decided.ChosenSeed));
        Assert.All(decided.Decisions.TargetExposure[start..], e => Assert.Contains(e, new[] { -1.0, 0, 1 }));
        var held = Train(Spec(name, 100), input);
        Assert.False(held.Evidence!.Decides);
        Assert.All(held.Decisions.TargetExposure[start..], e => Assert.Equal(0, e));
        Assert.Equal(decided.Seeds, held.Seeds);
        Assert.Contains("it holds its baseline, cash.", held.Evidence.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_StoppedInAFoldAndResumed_GivesTheUndisturbedOutcomeAndCurves(string name)
    {
        var input = SyntheticMarket.WithSignal(Bars, 0.2, 3);
        var (undisturbed, killed, resumed) = (RecordedStage.OfAgent(), RecordedStage.OfAgent(), RecordedStage.OfAgent());
        var expected = LearnerTable.Create(s_specs[name]).Train(input, undisturbed.Context());
        var checkpoints = s_specs[name] is RainbowAgentSpec ? 2 : 1; // after the first look and before the end of the first fold
        Assert.Throws<OperationCanceledException>(() =>
            LearnerTable.Create(s_specs[name]).Train(input, killed.Context(cancelAfterCheckpoints: checkpoints))
        );
        var outcome = LearnerTable.Create(s_specs[name]).Train(input, resumed.Context(resumeFrom: killed.Checkpoints[^1]));
        Assert.Equal(expected.Decisions.TargetExposure, outcome.Decisions.TargetExposure);
        Assert.Equal(expected.Seeds, outcome.Seeds);
        Assert.Equal(expected.Evidence, outcome.Evidence);
        Assert.NotEmpty(Curves(killed));
        Assert.Equal(Curves(undisturbed), Curves(killed).Concat(Curves(resumed)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_OnSeveralThreads_IsIdentical(string name)
    {
        var input = SyntheticMarket.WithSignal(Bars, 0.2, 3);
        var (one, three) = (Train(s_specs[name], input), Train(s_specs[name], input, threads: 3));
        Assert.Equal(one.Decisions.TargetExposure, three.Decisions.TargetExposure);
        Assert.Equal(one.Seeds, three.Seeds);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void FutureBars_AfterADecision_NeverChangeIt(string name)
    {
        var (spec, input) = (Spec(name, -100), SyntheticMarket.WithSignal(Bars, 0.2, 3));
        var decided = Train(spec, input).Decisions.TargetExposure;
        var signal = input.Features.Columns[0];
        for (var t = 430; t < Bars; t++)
        {
            signal[t] = -signal[t];
            (input.Target.Open[t], input.Target.Close[t]) = (input.Target.Open[t] * 1.5, input.Target.Close[t] * 1.5);
        }
        Assert.Equal(decided[..430], Train(spec, input).Decisions.TargetExposure[..430]);
    }

    [Fact]
    public void Rainbow_WithoutEnoughStepsToLearn_IsRefusedAtItsWarmUp()
    {
        var row = RainbowRow.Description;
        var fault = Assert.Single(row.Faults(new RainbowAgentSpec { Steps = 12_000 }));
        Assert.Equal("warmupSteps", fault.Member);
        Assert.Contains("12000 ÷ 4 folds ÷ 3 seeds = 1000", fault.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Rainbow_EveryPart_ChangesWhatIsLearned()
    {
        var input = SyntheticMarket.WithSignal(Bars, 0.2, 3);
        var (dqn, all) = ((RainbowAgentSpec)s_specs["dqn"], Rainbow);
        RainbowAgentSpec[] specs =
        [
            dqn,
            all,
            dqn with
            {
                DoubleQ = true,
            },
            dqn with
            {
                Duelling = true,
            },
            dqn with
            {
                Prioritised = true,
            },
            dqn with
            {
                NSteps = 3,
            },
            dqn with
            {
                Distributional = true,
            },
            dqn with
            {
                Noisy = true,
            },
        ];
        var held = specs.Select(s => string.Join(' ', Losses(s, input))).ToList();
        Assert.Equal(specs.Length, held.Distinct(StringComparer.Ordinal).Count());
    }

    private static double[] Losses(RainbowAgentSpec spec, AgentInput input)
    {
        var stage = RecordedStage.OfAgent();
        LearnerTable.Create(spec).Train(input, stage.Context());
        return [.. stage.Events.OfType<StageEvent.Evaluated>().Select(e => e.Values["loss"]).Where(double.IsFinite)];
    }

    // With cash as the baseline and so much evidence needed.
    private static AgentSpec Spec(string name, double evidence) =>
        s_specs[name] switch
        {
            PpoAgentSpec ppo => ppo with { Evidence = evidence, Baseline = AgentBaseline.Cash },
            A2cAgentSpec a2c => a2c with { Evidence = evidence, Baseline = AgentBaseline.Cash },
            var rainbow => (RainbowAgentSpec)rainbow with { Evidence = evidence, Baseline = AgentBaseline.Cash },
        };

    private static AgentOutcome Train(AgentSpec spec, AgentInput input, int threads = 1) =>
        LearnerTable.Create(spec).Train(input, RecordedStage.OfAgent().Context(threads: threads));

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
}
