namespace Simulator.Specs.Validation;

/// <summary>Checks feature groups.</summary>
public static class FeatureSpecValidator
{
    /// <summary>Checks every group.</summary>
    /// <param name="features">The groups.</param>
    /// <param name="indicatorNames">Indicators there are.</param>
    /// <param name="hasRelated">Whether the spec names related series.</param>
    /// <param name="path">Path of the list.</param>
    /// <param name="errors">Where errors go.</param>
    public static void Validate(IReadOnlyList<FeatureSpec> features, IReadOnlyCollection<string> indicatorNames, bool hasRelated, string path, SpecErrors errors)
    {
        for (var i = 0; i < features.Count; i++)
        {
            var at = SpecErrors.At(path, i);
            switch (features[i])
            {
                case ReturnsFeatureSpec returns:
                    ValidateLags(returns, at, errors);
                    break;
                case IndicatorFeatureSpec indicator:
                    if (!indicatorNames.Contains(indicator.Name))
                        errors.Add(SpecErrors.Join(at, "name"), $"no indicator '{indicator.Name}'{Suggestion.Hint(indicator.Name, indicatorNames)}; there are {string.Join(", ", indicatorNames)}");
                    if (indicator.WindowBars is { } window)
                        errors.Require(window is >= 1 and <= 10_000, window, SpecErrors.Join(at, "windowBars"), "between 1 and 10000");
                    break;
                case RelatedReturnsFeatureSpec when !hasRelated:
                    errors.Add(at, "relatedReturns needs at least one series in data.related");
                    break;
                case FourierTrendFeatureSpec fourier:
                    errors.Require(fourier.WindowBars is >= 16 and <= 4096, fourier.WindowBars, SpecErrors.Join(at, "windowBars"), "between 16 and 4096");
                    errors.Require(fourier.Components >= 1 && fourier.Components < fourier.WindowBars / 2, fourier.Components, SpecErrors.Join(at, "components"), "at least 1 and below half of windowBars");
                    break;
            }
            if (features.Take(i).Contains(features[i]))
                errors.Add(at, "is there twice");
        }
    }

    private static void ValidateLags(ReturnsFeatureSpec returns, string path, SpecErrors errors)
    {
        if (returns.LagsBars.Count == 0)
            errors.Add(SpecErrors.Join(path, "lagsBars"), "must have at least one lag");
        for (var k = 0; k < returns.LagsBars.Count; k++)
            errors.Require(returns.LagsBars[k] is >= 1 and <= 10_000, returns.LagsBars[k], SpecErrors.At(SpecErrors.Join(path, "lagsBars"), k), "between 1 and 10000");
    }
}
