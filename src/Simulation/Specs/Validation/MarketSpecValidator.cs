using Simulator.Strategies;

namespace Simulator.Specs.Validation;

/// <summary>Checks the parts of a spec that concern the market and the account.</summary>
public static class MarketSpecValidator
{
    /// <summary>Checks the choice of series.</summary>
    public static void Validate(DataSpec data, string path, SpecErrors errors)
    {
        if (string.IsNullOrWhiteSpace(data.Target))
            errors.Add(SpecErrors.Join(path, "target"), "must name a series");
        for (var i = 0; i < data.Related.Count; i++)
            ValidateRelated(data, i, SpecErrors.At(SpecErrors.Join(path, "related"), i), errors);
        if (data is { From: { } from, To: { } to } && from >= to)
            errors.Add(SpecErrors.Join(path, "to"), $"must be after from ({from:yyyy-MM-dd}), was {to:yyyy-MM-dd}");
    }

    /// <summary>Checks the division in time. Without learning the training and validation parts may be empty.</summary>
    public static void Validate(SplitSpec split, bool learns, string path, SpecErrors errors)
    {
        if (learns)
        {
            errors.Require(
                split.TrainFraction is > 0 and < 1,
                split.TrainFraction,
                SpecErrors.Join(path, "trainFraction"),
                "between 0 and 1"
            );
            errors.Require(
                split.ValidationFraction is > 0 and < 1,
                split.ValidationFraction,
                SpecErrors.Join(path, "validationFraction"),
                "between 0 and 1"
            );
        }
        else
        {
            errors.Require(
                split.TrainFraction is >= 0 and < 1,
                split.TrainFraction,
                SpecErrors.Join(path, "trainFraction"),
                "at least 0 and below 1"
            );
            errors.Require(
                split.ValidationFraction is >= 0 and < 1,
                split.ValidationFraction,
                SpecErrors.Join(path, "validationFraction"),
                "at least 0 and below 1"
            );
        }
        var used = split.TrainFraction + split.ValidationFraction;
        if (split.TrainFraction is >= 0 and < 1 && split.ValidationFraction is >= 0 and < 1)
            errors.Require(
                used < 0.99,
                used,
                SpecErrors.Join(path, "validationFraction"),
                "such that trainFraction + validationFraction is below 0.99 (the rest is the test)"
            );
        errors.Require(
            split.EmbargoBars is >= 0 and <= 1000,
            split.EmbargoBars,
            SpecErrors.Join(path, "embargoBars"),
            "between 0 and 1000"
        );
    }

    /// <summary>Checks fills and costs.</summary>
    public static void Validate(ExecutionSpec execution, string path, SpecErrors errors)
    {
        errors.Require(
            execution.CommissionRate is >= 0 and < 0.5,
            execution.CommissionRate,
            SpecErrors.Join(path, "commissionRate"),
            "a fraction of the traded value, at least 0 and below 0.5"
        );
        errors.Require(
            execution.SlippageBps is >= 0 and < 5000,
            execution.SlippageBps,
            SpecErrors.Join(path, "slippageBps"),
            "in basis points, at least 0 and below 5000"
        );
        errors.Require(execution.Leverage is >= 1 and <= 100, execution.Leverage, SpecErrors.Join(path, "leverage"), "between 1 and 100");
        ExecutionSpecValidator.Validate(execution, path, errors);
    }

    /// <summary>Checks the starting capital.</summary>
    public static void Validate(CapitalSpec capital, string path, SpecErrors errors)
    {
        errors.Require(capital.Amount is > 0 and <= 1e15, capital.Amount, SpecErrors.Join(path, "amount"), "> 0 and at most 1e15");
        if (capital.Currency.Length != 3 || !capital.Currency.All(char.IsAsciiLetterUpper))
            errors.Add(SpecErrors.Join(path, "currency"), $"must be a three-letter code such as USD, was '{capital.Currency}'");
    }

    /// <summary>Checks a rule strategy's parameters.</summary>
    public static void Validate(SmaCrossStrategySpec cross, string path, SpecErrors errors)
    {
        errors.Require(cross.FastBars >= 1, cross.FastBars, SpecErrors.Join(path, "fastBars"), "at least 1");
        errors.Require(
            cross.SlowBars > cross.FastBars,
            cross.SlowBars,
            SpecErrors.Join(path, "slowBars"),
            FormattableString.Invariant($"above fastBars ({cross.FastBars})")
        );
    }

    /// <summary>Checks a ready strategy: its name, its parameters, and that there are forecasts where it follows them.</summary>
    public static void Validate(NamedStrategySpec named, bool forecasts, string path, SpecErrors errors)
    {
        if (named.Description is not { } description)
        {
            var names = NamedStrategies.All.Select(d => d.Name).ToArray();
            errors.Add(
                SpecErrors.Join(path, "name"),
                $"no strategy is called '{named.Name}'{Suggestion.Hint(named.Name, names)}; there are {string.Join(", ", names)}"
            );
            return;
        }
        foreach (var (parameter, fault) in description.Faults(named.Parameters.ByName))
            errors.Add(SpecErrors.Join(SpecErrors.Join(path, "parameters"), parameter), fault);
        if (description.NeedsForecast && !forecasts)
            errors.Add(SpecErrors.Join(path, "name"), $"{named.Name} follows forecasts; add a forecaster");
    }

    private static void ValidateRelated(DataSpec data, int index, string path, SpecErrors errors)
    {
        var symbol = data.Related[index];
        if (string.IsNullOrWhiteSpace(symbol))
            errors.Add(path, "must name a series");
        else if (string.Equals(symbol, data.Target, StringComparison.OrdinalIgnoreCase))
            errors.Add(path, $"'{symbol}' is the target itself");
        else if (data.Related.Take(index).Contains(symbol, StringComparer.OrdinalIgnoreCase))
            errors.Add(path, $"'{symbol}' is there twice");
    }
}
