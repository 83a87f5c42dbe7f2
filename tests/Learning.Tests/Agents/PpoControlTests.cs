using Simulator.Backtesting;
using Simulator.Learning.Agents.Ppo;

namespace Simulator.Tests.Learning.Agents;

/// <summary>The standing controls: what is there must be found, what is not must not be.</summary>
[Trait("Category", "Slow")]
public sealed class PpoControlTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Bars = 1_500;
    private static readonly PpoAgentSpec s_spec = new() { Seeds = 1, Steps = 60_000 };
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
    public void Agent_OnReturnsThatNothingForetells_EarnsNothingAfterCosts()
    {
        var earned = new List<double>();
        for (ulong seed = 21; seed <= 28; seed++)
        {
            var input = SyntheticMarket.WithSignal(Bars, 0, seed);
            var outcome = new PpoAgent(s_spec with { Steps = 30_000 }).Train(input, RecordedStage.OfAgent().Context());
            earned.Add(SyntheticMarket.TestLogWealth(input, outcome.Decisions.TargetExposure));
        }
        // Each run's log-wealth has a deviation of at most σ√450; a mean of eight above two standard errors would be an edge.
        var mean = earned.Average();
        var bound = 2 * SyntheticMarket.DailyVolatility * Math.Sqrt(0.3 * Bars) / Math.Sqrt(earned.Count);
        output.WriteLine(
            $"mean log-wealth {mean:0.000}, bound {bound:0.000}: "
                + string.Join(", ", earned.Select(e => FormattableString.Invariant($"{e:0.000}")))
        );
        Assert.True(mean < bound, $"mean log-wealth {mean:0.000} on noise, bound {bound:0.000}: {string.Join(", ", earned)}");
    }
}
