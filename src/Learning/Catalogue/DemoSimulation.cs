using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Markets;
using Simulator.Runs;

namespace Simulator.Learning.Catalogue;

/// <summary>
/// The quick run on the synthetic demo market that the very first start makes by itself: the whole path in under two minutes.
/// </summary>
public static class DemoSimulation
{
    /// <summary>Its spec; every stage real, every size small.</summary>
    public static SimulationSpec Spec { get; } =
        new()
        {
            Name = "Demo: GAN forecasts → PPO on a synthetic market",
            Seed = 1719,
            Data = new DataSpec { Target = "DEMO", Related = ["DEMO_INDEX", "DEMO_PEER", "DEMO_GOLD", "DEMO_ASIA", "DEMO_NEWS"] },
            Features =
            [
                new ReturnsFeatureSpec(),
                new IndicatorFeatureSpec { Name = "macd" },
                new IndicatorFeatureSpec { Name = "rsi" },
                new IndicatorFeatureSpec { Name = "bollinger" },
                new RelatedReturnsFeatureSpec(),
                new FourierTrendFeatureSpec { Components = 3, WindowBars = 128 },
            ],
            Forecaster = new GanForecasterSpec
            {
                Hidden = 16,
                CriticChannels = 16,
                Epochs = 40,
                PatienceEpochs = 15,
                Samples = 100,
                TrainFolds = 1,
            },
            Strategy = new AgentStrategySpec { Agent = new PpoAgentSpec { Hidden = 32 } },
        };
}
