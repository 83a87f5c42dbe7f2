using System.Globalization;
using Simulator.Backtesting;
using Simulator.Learning.Agents.Ppo;
using Simulator.Numerics;

namespace Simulator.Tests.Learning.Agents;

/// <summary>The standing controls: what is there must be found, what is not must not be.</summary>
[Trait("Category", "Slow")]
public sealed class PpoControlTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Bars = 1_500;
    private static readonly CultureInfo s_words = CultureInfo.InvariantCulture;
    private static readonly PpoAgentSpec s_spec = new() { Seeds = 2, Steps = 200_000 };
    private static readonly ExecutionSpec s_free = new()
    {
        CommissionRate = 0,
        SlippageBps = 0,
        FractionalUnits = true,
    };

    [Fact]
    public void Agent_ShownTomorrowsReturnForFree_TakesMostOfIt()
    {
        var input = SyntheticMarket.WithSignal(Bars, 1, 5, s_free);
        var outcome = new PpoAgent(s_spec).Train(input, RecordedStage.OfAgent().Context());
        var foresight = input.Features.Columns[0].Select(s => (double)Math.Sign(s)).ToArray();
        var share =
            SyntheticMarket.TestLogWealth(input, outcome.Decisions.TargetExposure) / SyntheticMarket.TestLogWealth(input, foresight);
        output.WriteLine($"share of the oracle's log-wealth {share:0.000}");
        Assert.InRange(share, 0.9, 1.0001);
    }

    [Fact]
    public void Agent_OnAPlantedSignal_EarnsAfterCosts()
    {
        for (ulong seed = 11; seed <= 13; seed++)
        {
            var input = SyntheticMarket.WithSignal(Bars, 0.25, seed);
            var outcome = new PpoAgent(s_spec).Train(input, RecordedStage.OfAgent().Context());
            var followed = input.Features.Columns[0].Select(s => (double)Math.Sign(s)).ToArray();
            var (agent, sign) = (
                SyntheticMarket.TestLogWealth(input, outcome.Decisions.TargetExposure),
                SyntheticMarket.TestLogWealth(input, followed)
            );
            output.WriteLine($"agent {agent:0.000}, following the signal's sign {sign:0.000}");
            Assert.True(agent > 0.6 * sign && sign > 0.3, $"agent {agent:0.000}, following the signal's sign {sign:0.000}");
        }
    }

    [Fact]
    public void Agent_OnReturnsThatNothingForetells_DoesNoHarm()
    {
        var (turnover, lost, decided) = (new List<double>(), new List<double>(), 0);
        for (ulong seed = 21; seed <= 29; seed++)
        {
            var input = SyntheticMarket.WithSignal(Bars, 0, seed);
            var outcome = new PpoAgent(s_spec).Train(input, RecordedStage.OfAgent().Context());
            var (held, targets) = (Array.ConvertAll(input.Target.Close, _ => 1.0), outcome.Decisions.TargetExposure);
            var years = (Bars - input.Split.TestStart(Bars)) / 252.0;
            var from = outcome.Decisions.FirstBar;
            turnover.Add(Enumerable.Range(from, Bars - from - 1).Sum(t => Math.Abs(targets[t + 1] - targets[t])) / years);
            lost.Add((SyntheticMarket.TestLogWealth(input, held) - SyntheticMarket.TestLogWealth(input, targets)) / years);
            decided += outcome.Evidence!.Decides ? 1 : 0;
        }
        output.WriteLine($"decided on {decided} of 9; turnover {string.Join(", ", turnover.Select(v => v.ToString("0.0", s_words)))}");
        output.WriteLine($"lost a year {string.Join(", ", lost.Select(v => v.ToString("0.000", s_words)))}");
        Assert.InRange(Median.Of(turnover), 0, 2);
        Assert.InRange(Median.Of(lost), -0.01, 0.01);
        Assert.InRange(decided, 0, 4);
    }

    [Theory]
    [InlineData(0.02)]
    [InlineData(0.05)]
    public void Agent_OnAWeakPlantedSignal_KeepsWhatItFinds(double share)
    {
        var (gated, ungated) = (0.0, 0.0);
        for (ulong seed = 41; seed <= 44; seed++)
        {
            var input = SyntheticMarket.WithSignal(2_264, share, seed);
            double Earned(double evidence) =>
                SyntheticMarket.TestLogWealth(
                    input,
                    new PpoAgent(s_spec with { Evidence = evidence })
                        .Train(input, RecordedStage.OfAgent().Context(threads: 2))
                        .Decisions.TargetExposure
                );
            gated += Earned(0);
            ungated += Earned(-100);
        }
        output.WriteLine(FormattableString.Invariant($"share {share}: {gated:0.000} of {ungated:0.000}"));
        Assert.True(ungated > 0.2 && gated >= 0.8 * ungated, FormattableString.Invariant($"{gated:0.000} of {ungated:0.000} kept"));
    }
}
