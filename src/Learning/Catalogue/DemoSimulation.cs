using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Forecasters.Gan;
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
    /// luck.
    /// </summary>
    public static SimulationSpec Spec { get; } =
        new()
        {
            Name = "Demo: GAN forecasts → PPO on a synthetic market",
            Seed = 1719,
            Data = new DataSpec { Target = "DEMO", Related = ["DEMO_INDEX", "DEMO_PEER", "DEMO_GOLD", "DEMO_ASIA", "DEMO_NEWS"] },
            Split = new SplitSpec { TrainFraction = 0.4, ValidationFraction = 0.1 },
            Features = [new ReturnsFeatureSpec(), new IndicatorFeatureSpec { Name = "rsi" }, new RelatedReturnsFeatureSpec()],
            Forecaster = new GanForecasterSpec
            {
                Hidden = 16,
                CriticChannels = 16,
                Epochs = 12,
                PatienceEpochs = 6,
                Samples = 100,
                TrainFolds = 1,
            },
            Strategy = new AgentStrategySpec
            {
                Agent = new PpoAgentSpec { Hidden = 32, Steps = 600_000 },
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
