using Simulator.Checks;
using Simulator.Decisions;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Agents.Ppo;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Seeding;
using Simulator.Stages;

namespace Simulator.Tests.Learning.Agents.Checks;

/// <summary>The checks let a sound agent pass and name what is wrong with a broken one.</summary>
public sealed class AgentChecksTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private static readonly PpoAgentSpec s_agent = new() { Seeds = 2, Steps = 200_000 };
    private static readonly SimulationSpec s_spec = new()
    {
        Seed = 5,
        Data = new DataSpec { Target = "SYN" },
        Features = [new ReturnsFeatureSpec { LagsBars = [1, 5] }],
        Strategy = new AgentStrategySpec { Agent = s_agent },
    };

    [Fact, Trait("Category", "Slow")]
    public void Ppo_PassesEveryCheck()
    {
        var result = Check(2_264, () => new PpoAgent(s_agent));

        Assert.Equal(7, result.Checks.Count);
        Assert.All(result.Checks, c => Assert.Equal(AgentCheckVerdict.Passed, c.Verdict));
    }

    [Fact, Trait("Category", "Slow")]
    public void AnAgentThatSeesNothing_FailsWhereThereIsSomethingToSee()
    {
        var result = Check(1_500, () => new Blind(new PpoAgent(s_agent with { Seeds = 1, Steps = 40_000 })));

        Assert.Equal(
            ["tomorrow's return", "signal of 2 %", "signal of 3 %", "signal of 5 %"],
            result.Checks.Where(c => c.Verdict == AgentCheckVerdict.Failed).Select(c => c.Name)
        );
    }

    [Fact]
    public void AnAgentThatTradesWhatItDoesNotKnow_FailsWhereNothingCanBeKnown()
    {
        var result = Check(600, () => new Tape(input => [.. input.Target.Close.Select((_, t) => (double)((t / 5 % 2 * 2) - 1))]));

        Assert.Equal(AgentCheckVerdict.Failed, result.Checks.Single(c => c.Name == "walk without drift").Verdict);
        Assert.Equal(AgentCheckVerdict.Failed, result.Checks.Single(c => c.Name == "shuffled returns").Verdict);
    }

    [Fact]
    public void AnAgentThatLooksAhead_FailsOnShuffledReturns()
    {
        var result = Check(600, () => new Tape(Foresee));

        Assert.Equal(AgentCheckVerdict.Failed, result.Checks.Single(c => c.Name == "shuffled returns").Verdict);
        Assert.Equal(AgentCheckVerdict.Passed, result.Checks.Single(c => c.Name == "tomorrow's return").Verdict);
    }

    [Fact]
    public void CostsThatLeaveNothing_AreNotJudged()
    {
        var dear = s_spec with { Execution = s_spec.Execution with { CommissionRate = 0.2 } };
        var result = Check(600, () => new Tape(input => [.. input.Target.Close.Select(_ => 0.0)]), dear);

        Assert.Equal(AgentCheckVerdict.NotJudged, result.Checks.Single(c => c.Name == "signal of 2 %").Verdict);
        Assert.Equal(0, result.Failed);
    }

    [Fact]
    public void SpecWithoutAnAgent_IsRefused() =>
        Assert.Contains(
            "has no agent to check",
            Assert
                .Throws<Simulator.Errors.SimulationException>(() =>
                    AgentChecks.Of(
                        s_spec with
                        {
                            Strategy = new Simulator.Strategies.BuyAndHoldStrategySpec(),
                        },
                        new InMemorySeries([]),
                        1,
                        (_, _) => { },
                        default
                    )
                )
                .Message,
            StringComparison.Ordinal
        );

    private AgentCheckResult Check(int bars, Func<IAgent> make, SimulationSpec? spec = null)
    {
        var series = PlantedMarket.Of(SyntheticMarket.Days(bars), 0, SyntheticMarket.DailyVolatility, new SplitMix64(3)).Bars;
        var agent = new CheckedAgent(new AlignedMarket(series, []), spec ?? s_spec, make);
        var told = new List<double>();
        var result = new AgentChecks(agent, s_spec.Seed, 2, (fraction, _) => told.Add(fraction), default).Run();
        foreach (var c in result.Checks)
            output.WriteLine(FormattableString.Invariant($"{c.Verdict} {c.Name}: {c.Figure:0.000} {c.Unit}, {c.Needed}; {c.Finding}"));
        Assert.Equal(1, told[^1]);
        Assert.Equal(told.Order(), told);
        return result;
    }

    private static double[] Foresee(AgentInput input)
    {
        var open = input.Target.Open;
        return [.. Enumerable.Range(0, open.Length).Select(t => t + 2 < open.Length && open[t + 2] > open[t + 1] ? 1.0 : -1)];
    }

    private sealed class Blind(IAgent agent) : IAgent
    {
        public AgentOutcome Train(AgentInput input, StageContext context)
        {
            var random = new SplitMix64(9);
            double[] noise = [.. input.Target.Close.Select(_ => random.NextGaussian())];
            return agent.Train(input with { Features = new FeatureTable(["nothing"], [noise]) }, context);
        }
    }

    private sealed class Tape(Func<AgentInput, double[]> targets) : IAgent
    {
        public AgentOutcome Train(AgentInput input, StageContext context) =>
            new(new DecisionTape(input.Split.TestStart(input.Target.Count) - 1, targets(input)), [], null);
    }
}
