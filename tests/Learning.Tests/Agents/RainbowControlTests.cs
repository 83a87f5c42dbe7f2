using Simulator.Backtesting;
using Simulator.Learning.Agents.Rainbow;
using Simulator.Numerics;
using Simulator.Stages;

namespace Simulator.Tests.Learning.Agents;

/// <summary>The standing controls of Rainbow, each in seconds: what is there must be found, what is not must not be.</summary>
[Trait("Category", "Slow")]
public sealed class RainbowControlTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Bars = 1_000;

    private static readonly RainbowAgentSpec s_spec = new()
    {
        Seeds = 1,
        Folds = 3,
        Steps = 24_000,
        Hidden = 32,
        WarmupSteps = 500,
        TrainInterval = 8,
    };

    private static readonly ExecutionSpec s_free = new()
    {
        CommissionRate = 0,
        SlippageBps = 0,
        FractionalUnits = true,
    };

    public static TheoryData<string> Kinds => ["rainbow", "all parts", "dqn", "c51"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Agent_ShownTomorrowsReturnForFree_TakesMostOfIt(string kind)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var input = SyntheticMarket.WithSignal(Bars, 1, 5, s_free);
        var outcome = new RainbowAgent(Spec(kind)).Train(input, Context());
        var foresight = input.Features.Columns[0].Select(s => (double)Math.Sign(s)).ToArray();
        var share =
            SyntheticMarket.TestLogWealth(input, outcome.Decisions.TargetExposure) / SyntheticMarket.TestLogWealth(input, foresight);
        output.WriteLine(
            FormattableString.Invariant($"{kind}: {share:0.000} of the oracle's log-wealth, {clock.Elapsed.TotalSeconds:0.0} s")
        );
        Assert.InRange(share, 0.9, 1.0001);
    }

    [Fact]
    public void Agent_OnReturnsThatNothingForetells_DoesNoHarm()
    {
        var (lost, decided) = (new List<double>(), 0);
        for (ulong seed = 21; seed <= 25; seed++)
        {
            var input = SyntheticMarket.WithSignal(Bars, 0, seed);
            var outcome = new RainbowAgent(s_spec).Train(input, Context());
            var held = Array.ConvertAll(input.Target.Close, _ => 1.0);
            var years = (Bars - input.Split.TestStart(Bars)) / 252.0;
            lost.Add(
                (SyntheticMarket.TestLogWealth(input, held) - SyntheticMarket.TestLogWealth(input, outcome.Decisions.TargetExposure))
                    / years
            );
            decided += outcome.Evidence!.Decides ? 1 : 0;
            output.WriteLine(FormattableString.Invariant($"lost a year {lost[^1]:0.000}; {outcome.Evidence.Sentence}"));
        }
        Assert.InRange(Median.Of(lost), -0.01, 0.01);
        Assert.InRange(decided, 0, 2);
    }

    // Its clock stands still, so that no replay is stored on the way.
    private static StageContext Context() => new RecordedStage(StageName.Agent, 0).Context(threads: 2);

    private static RainbowAgentSpec Spec(string kind) =>
        kind == "rainbow" ? s_spec
        : kind == "all parts" ? s_spec with { Noisy = true }
        : s_spec with { DoubleQ = false, Duelling = false, Prioritised = false, NSteps = 1, Distributional = kind == "c51" };
}
