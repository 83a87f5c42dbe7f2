using System.Globalization;
using Simulator.Errors;
using Simulator.Indicators;
using Simulator.Text;

namespace Simulator.Features;

/// <summary>Tells everything that is wrong with the feature list of a spec, without looking at data.</summary>
public static class FeatureSpecValidator
{
    /// <summary>All errors, each at its place below <paramref name="path"/>; empty when the list is right.</summary>
    public static IReadOnlyList<SpecError> Validate(IReadOnlyList<FeatureSpec> specs, string path = "features")
    {
        var errors = new List<SpecError>();
        if (specs.Count > FeatureCatalogue.MaxGroups)
            return
            [
                new(
                    path,
                    string.Create(CultureInfo.InvariantCulture, $"has {specs.Count} groups; at most {FeatureCatalogue.MaxGroups} are taken")
                ),
            ];
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < specs.Count; i++)
        {
            var at = string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]");
            var before = errors.Count;
            if (specs[i] is FittedFeatureSpec && specs.Take(i).Contains(specs[i]))
                errors.Add(new(at, "stands in the list already; leave one of them out"));
            CheckOne(specs[i], at, errors);
            if (errors.Count > before)
                continue;
            foreach (var column in FeatureColumns.NamesOf(specs[i]))
            {
                if (!places.TryAdd(column, at))
                    errors.Add(new(at, $"gives the column '{column}' that {places[column]} gives already; leave one of them out"));
            }
        }
        if (errors.Count == 0)
            CheckWork(specs, path, errors);
        return errors;
    }

    // Strangers may ask for anything: what all indicators together take at every bar, and to be set up, is bounded.
    private static void CheckWork(IReadOnlyList<FeatureSpec> specs, string path, List<SpecError> errors)
    {
        var heavy = specs.OfType<IndicatorFeatureSpec>().Where(s => s.Parameters is not null).Select(IndicatorColumns.Work).ToList();
        if (
            heavy.Sum(w => w.StepsPerBar) > FeatureCatalogue.MaxStepsPerBar
            || heavy.Sum(w => w.SetUpSteps) > FeatureCatalogue.MaxSetUpSteps
        )
            errors.Add(
                new(
                    path,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the indicators together take more than {FeatureCatalogue.MaxStepsPerBar:N0} steps at every bar, or more than "
                            + $"{FeatureCatalogue.MaxSetUpSteps:N0} to be set up; leave some out or shorten their windows"
                    )
                )
            );
    }

    private static void CheckOne(FeatureSpec spec, string at, List<SpecError> errors)
    {
        switch (spec)
        {
            case ReturnsFeatureSpec { LagsBars.Count: 0 }:
                errors.Add(new($"{at}.lagsBars", "must hold at least one lag, e.g. [1, 5, 20]"));
                break;
            case ReturnsFeatureSpec { LagsBars.Count: > FeatureCatalogue.MaxLags and var many }:
                errors.Add(
                    new(
                        $"{at}.lagsBars",
                        string.Create(CultureInfo.InvariantCulture, $"has {many} lags; at most {FeatureCatalogue.MaxLags} are taken")
                    )
                );
                break;
            case ReturnsFeatureSpec returns:
                for (var k = 0; k < returns.LagsBars.Count; k++)
                    CheckRange(
                        returns.LagsBars[k],
                        1,
                        FeatureCatalogue.MaxWindowBars,
                        string.Create(CultureInfo.InvariantCulture, $"{at}.lagsBars[{k}]"),
                        errors
                    );
                break;
            case IndicatorFeatureSpec indicator:
                CheckIndicator(indicator, at, errors);
                break;
            case FourierTrendFeatureSpec fourier:
                CheckRange(fourier.WindowBars, 16, FeatureCatalogue.MaxWindowBars, $"{at}.windowBars", errors);
                if (fourier.WindowBars >= 16)
                    CheckRange(
                        fourier.Components,
                        1,
                        (fourier.WindowBars - 1) / 4,
                        $"{at}.components",
                        errors,
                        " (below a quarter of windowBars)"
                    );
                break;
        }
    }

    private static void CheckIndicator(IndicatorFeatureSpec spec, string at, List<SpecError> errors)
    {
        if (!FeatureCatalogue.IndicatorNames.Contains(spec.Name))
        {
            errors.Add(
                new(
                    $"{at}.name",
                    $"'{spec.Name}' is no indicator{Suggestion.Hint(spec.Name, FeatureCatalogue.IndicatorNames)}; there are "
                        + $"{string.Join(", ", FeatureCatalogue.IndicatorNames)}"
                )
            );
            return;
        }
        var description = FeatureCatalogue.Find(spec.Name)!;
        if (spec.Parameters is not null)
            CheckParameters(spec, description, at, errors);
        else if (spec.WindowBars is { } window && description.MinWindowBars == 0)
            errors.Add(
                new(
                    $"{at}.windowBars",
                    $"{spec.Name} has fixed windows ({string.Join(", ", description.DefaultWindowsBars)}); leave windowBars out, or "
                        + $"give parameters ({description.Indicator!.Signature})"
                )
            );
        else if (spec.WindowBars is { } chosen)
            CheckRange(chosen, description.MinWindowBars, FeatureCatalogue.MaxWindowBars, $"{at}.windowBars", errors);
        if (spec.With is not null && description.Indicator?.Input != IndicatorInput.Pair)
            errors.Add(new($"{at}.with", $"{spec.Name} reads the target alone; leave with out"));
    }

    private static void CheckParameters(IndicatorFeatureSpec spec, FeatureDescription description, string at, List<SpecError> errors)
    {
        if (description.Indicator is not { } indicator)
        {
            errors.Add(new($"{at}.parameters", $"{spec.Name} takes its window only, as windowBars; leave parameters out"));
            return;
        }
        if (spec.WindowBars is not null)
            errors.Add(
                new($"{at}.windowBars", $"{spec.Name} takes its window among its parameters ({indicator.Signature}); leave windowBars out")
            );
        var before = errors.Count;
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, text) in spec.Parameters!.Pairs)
        {
            var parameter = indicator.Parameters.FirstOrDefault(p => p.Name == name);
            if (parameter is null)
                errors.Add(new($"{at}.parameters.{name}", NoParameter(indicator, name)));
            else if (IndicatorColumns.Parse(parameter, text) is { } value && !parameter.Takes(value))
                errors.Add(new($"{at}.parameters.{name}", $"must be {parameter.Range}, was {text}"));
            else if (IndicatorColumns.Parse(parameter, text) is { } taken)
                values.Add(name, taken);
        }
        if (errors.Count == before)
            CheckTogether(indicator, values, at, errors);
    }

    // Windows that must be in an order, and other ties between parameters, are what making the kernel checks.
    private static void CheckTogether(IndicatorDefinition indicator, Dictionary<string, double> values, string at, List<SpecError> errors)
    {
        try
        {
            indicator.Create(values);
        }
        catch (IndicatorParameterException e)
        {
            errors.Add(new($"{at}.parameters.{e.Parameter}", e.Message));
        }
    }

    private static string NoParameter(IndicatorDefinition indicator, string name)
    {
        var names = indicator.Parameters.Select(p => p.Name).ToArray();
        return names.Length == 0
            ? $"{indicator.Name} has no parameters; leave '{name}' out"
            : $"{indicator.Name} has no parameter '{name}'{Suggestion.Hint(name, names)}; it has {string.Join(", ", names)}";
    }

    private static void CheckRange(int value, int min, int max, string at, List<SpecError> errors, string remark = "")
    {
        if (value < min || value > max)
            errors.Add(new(at, string.Create(CultureInfo.InvariantCulture, $"must be {min} to {max}{remark}, was {value}")));
    }
}
