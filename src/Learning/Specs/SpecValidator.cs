using Simulator.Specs;
using Simulator.Specs.Validation;

namespace Simulator.Learning.Specs;

/// <summary>Checks a whole spec: every error at once, each with its path.</summary>
public static class SpecValidator
{
    /// <summary>Indicators that <c>features[].name</c> may name.</summary>
    public static IReadOnlyCollection<string> IndicatorNames { get; } = ["movingAverage", "ema", "macd", "bollinger", "momentum", "rsi", "atr", "volumeChange"];

    /// <summary>What is wrong with the spec by itself; empty when nothing is.</summary>
    public static IReadOnlyList<SpecError> Validate(SimulationSpec spec)
    {
        var errors = new SpecErrors();
        errors.Require(spec.Version == 1, spec.Version, "version", "1");
        if (spec.Name.Length > 200)
            errors.Add("name", FormattableString.Invariant($"must have at most 200 characters, had {spec.Name.Length}"));
        MarketSpecValidator.Validate(spec.Data, "data", errors);
        MarketSpecValidator.Validate(spec.Split, spec.Learns, "split", errors);
        FeatureSpecValidator.Validate(spec.Features, IndicatorNames, spec.Data.Related.Count > 0, "features", errors);
        if (spec.Forecaster is { } forecaster)
            LearningSpecValidator.Validate(forecaster, "forecaster", errors);
        ValidateStrategy(spec, errors);
        MarketSpecValidator.Validate(spec.Execution, "execution", errors);
        MarketSpecValidator.Validate(spec.Capital, "capital", errors);
        return errors.All;
    }

    private static void ValidateStrategy(SimulationSpec spec, SpecErrors errors)
    {
        switch (spec.Strategy)
        {
            case SmaCrossStrategySpec cross:
                MarketSpecValidator.Validate(cross, "strategy", errors);
                break;
            case AgentStrategySpec agent:
                LearningSpecValidator.Validate(agent.Agent, "strategy.agent", errors);
                break;
        }
        if (spec.Learns && spec.Features.Count == 0)
            errors.Add("features", "must have at least one group for a forecaster or an agent to learn from");
    }
}
