using Simulator.Learning.Specs;
using Simulator.Specs;

namespace Simulator.Store.Jobs;

/// <summary>What a simulation and its strategy are called in lists.</summary>
public static class SimulationTitle
{
    /// <summary>The spec's name, or one made from target and strategy.</summary>
    public static string Of(SimulationSpec spec)
    {
        if (!string.IsNullOrWhiteSpace(spec.Name))
            return spec.Name.Trim();
        var forecasts = spec.Forecaster switch { GanForecasterSpec => "GAN forecasts, ", null => "", var other => $"{other.GetType().Name}, " };
        return $"{spec.Data.Target}, {forecasts}{StrategyOf(spec.Strategy)}";
    }

    /// <summary>The strategy as specs write it: <c>buyAndHold</c>, <c>smaCross</c>, <c>agent (ppo)</c>.</summary>
    public static string StrategyOf(StrategySpec strategy) => strategy switch
    {
        BuyAndHoldStrategySpec => "buyAndHold",
        SmaCrossStrategySpec => "smaCross",
        AgentStrategySpec { Agent: PpoAgentSpec } => "agent (ppo)",
        AgentStrategySpec => "agent",
        _ => strategy.GetType().Name,
    };
}
