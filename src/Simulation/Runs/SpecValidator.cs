using Simulator.Backtesting;
using Simulator.Errors;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Rules;
using Simulator.Strategies;
using Simulator.Text;

namespace Simulator.Runs;

/// <summary>Checks a whole spec: every error at once, each with its path.</summary>
public static class SpecValidator
{
    /// <summary>What is wrong with the spec by itself; empty when nothing is.</summary>
    public static IReadOnlyList<SpecError> Validate(SimulationSpec spec)
    {
        var errors = new SpecErrors();
        errors.Require(spec.Version == 1, spec.Version, "version", "1");
        if (spec.Name.Length > 200)
            errors.Add("name", FormattableString.Invariant($"must have at most 200 characters, had {spec.Name.Length}"));
        DataSpecValidator.Validate(spec.Data, "data", errors);
        SplitSpecValidator.Validate(spec.Split, spec.Learns, "split", errors);
        if (spec.Data.Prices == PriceTreatment.AsTraded && spec.Strategy is not PortfolioStrategySpec)
            errors.Add(
                "data.prices",
                "asTraded is for portfolios, which split positions and pay dividends; take totalReturn, splitAdjusted or raw"
            );
        ValidateFeatures(spec, errors);
        if (spec.Forecaster is { } forecaster)
        {
            AddFaults(LearnerTable.Of(forecaster), forecaster, "forecaster", errors);
            if (LearnerTable.ReadsRelated(forecaster) && spec.Data.Related.Count == 0)
                errors.Add("data.related", "needs at least one series: the forecaster is to be trained on related series before");
        }
        ValidateStrategy(spec, errors);
        ExecutionSpecValidator.Validate(spec.Execution, "execution", errors);
        CapitalSpecValidator.Validate(spec.Capital, "capital", errors);
        return errors.All;
    }

    private static void ValidateFeatures(SimulationSpec spec, SpecErrors errors)
    {
        foreach (var error in FeatureSpecValidator.Validate(spec.Features))
            errors.Add(error.Path, error.Message);
        for (var i = 0; i < spec.Features.Count; i++)
        {
            if (spec.Features[i] is RelatedReturnsFeatureSpec && spec.Data.Related.Count == 0)
                errors.Add(SpecErrors.At("features", i), "relatedReturns needs at least one series in data.related");
            if (spec.Features[i] is IndicatorFeatureSpec { With: { } symbol } && !IsRelated(spec, symbol))
                errors.Add(
                    SpecErrors.At("features", i) + ".with",
                    $"'{symbol}' is not in data.related{Suggestion.Hint(symbol, spec.Data.Related)}"
                );
            if (spec.Features[i] is FittedFeatureSpec fitted)
                AddFaults(LearnerTable.Of(fitted), fitted, SpecErrors.At("features", i), errors);
        }
    }

    private static bool IsRelated(SimulationSpec spec, string symbol) =>
        spec.Data.Related.Contains(symbol, StringComparer.OrdinalIgnoreCase);

    private static void ValidateStrategy(SimulationSpec spec, SpecErrors errors)
    {
        switch (spec.Strategy)
        {
            case SmaCrossStrategySpec cross:
                StrategySpecValidator.Validate(cross, "strategy", errors);
                break;
            case NamedStrategySpec named:
                StrategySpecValidator.Validate(named, spec.Forecaster is not null, "strategy", errors);
                break;
            case PortfolioStrategySpec portfolio:
                PortfolioSpecValidator.Validate(portfolio, spec.Data, spec.Execution, "strategy", errors);
                ValidateUnlearned(spec, errors);
                break;
            case RulesStrategySpec rules:
                ValidateRules(spec, rules.Rules, errors);
                break;
            case AgentStrategySpec agent:
                AddFaults(LearnerTable.Of(agent.Agent), agent.Agent, "strategy.agent", errors);
                break;
        }
        if (spec.Features.Count == 0 && Learners(spec).Any(l => l.NeedsFeatures))
            errors.Add("features", "must have at least one group for a forecaster or an agent to learn from");
    }

    private static IEnumerable<LearnerDescription> Learners(SimulationSpec spec)
    {
        if (spec.Forecaster is { } forecaster)
            yield return LearnerTable.Of(forecaster);
        if (spec.Strategy is AgentStrategySpec { Agent: var agent })
            yield return LearnerTable.Of(agent);
    }

    private static void ValidateUnlearned(SimulationSpec spec, SpecErrors errors)
    {
        if (spec.Forecaster is not null)
            errors.Add("forecaster", "a portfolio follows no forecasts; leave it out");
        if (spec.Features.Count > 0)
            errors.Add("features", "nothing in a portfolio reads features; leave them out");
    }

    private static void ValidateRules(SimulationSpec spec, RuleDocument rules, SpecErrors errors)
    {
        if (RuleProgram.Check(rules) is { Count: > 0 } faults)
        {
            AddRuleErrors(faults, errors);
            return;
        }
        var program = RuleProgram.Compile(rules);
        foreach (
            var symbol in program.Symbols.Where(s =>
                !spec.Data.Related.Append(spec.Data.Target).Contains(s, StringComparer.OrdinalIgnoreCase)
            )
        )
            errors.Add(
                "strategy.rules",
                $"reads '{symbol}', which is not in data.related{Suggestion.Hint(symbol, spec.Data.Related)}: add it there"
            );
        if (spec.Forecaster is null)
            AddRuleErrors(program.CheckWithoutForecasts(), errors);
    }

    private static void AddRuleErrors(IReadOnlyList<RuleError> faults, SpecErrors errors)
    {
        foreach (var fault in faults)
            errors.Add($"strategy.rules.{fault.Path}", fault.Located);
    }

    private static void AddFaults(LearnerDescription learner, object spec, string path, SpecErrors errors)
    {
        foreach (var fault in learner.Faults(spec))
            errors.Add(SpecErrors.Join(path, fault.Member), fault.Fault);
    }
}
