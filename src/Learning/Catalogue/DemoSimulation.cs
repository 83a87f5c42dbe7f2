using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Agents.Ppo;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Synthetic;

namespace Simulator.Learning.Catalogue;

/// <summary>
/// The quick runs on the synthetic demo market that the very first start makes by itself, together in under two minutes: the whole path
/// where something can be learned, and the same on the same days in random order, where nothing can.
/// </summary>
public static class DemoSimulation
{
    /// <summary>
    /// Every stage real, every size small. Half of the bars are tested on: of fewer, a report cannot tell the gain over buy-and-hold from
    /// luck. There is no forecaster, since an agent is judged on the bars that have a forecast, and that would leave few; and the agent
    /// decides only at two standard errors, so that the twin is left alone.
    /// </summary>
    public static SimulationSpec Spec { get; } =
        new()
        {
            Name = "Demo: PPO on a synthetic market",
            Seed = 1719,
            Data = new DataSpec { Target = "DEMO", Related = ["DEMO_INDEX", "DEMO_PEER", "DEMO_GOLD", "DEMO_ASIA", "DEMO_NEWS"] },
            Split = new SplitSpec { TrainFraction = 0.4, ValidationFraction = 0.1 },
            Features = [new ReturnsFeatureSpec(), new RelatedReturnsFeatureSpec()],
            Strategy = new AgentStrategySpec
            {
                Agent = new PpoAgentSpec
                {
                    Hidden = 32,
                    Steps = 1_000_000,
                    Seeds = 5,
                    Evidence = 2,
                },
            },
        };

    /// <summary>The same on the shuffled target.</summary>
    public static SimulationSpec Shuffled { get; } =
        Spec with
        {
            Name = "Twin: the same run on the shuffled market",
            Data = Spec.Data with { Target = DemoMarket.ShuffledSymbol },
        };

    /// <summary>Both, in the order in which they are queued.</summary>
    public static IReadOnlyList<SimulationSpec> All { get; } = [Spec, Shuffled];
}
