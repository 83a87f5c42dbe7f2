using Simulator.Errors;
using Simulator.Text;

namespace Simulator.Strategies;

/// <summary>Checks the strategies of a spec that go by a name.</summary>
public static class StrategySpecValidator
{
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
            errors.Add(SpecErrors.Join(path, "name"), $"{named.Name} needs forecasts; add a forecaster");
    }
}
