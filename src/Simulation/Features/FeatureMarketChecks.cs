using System.Globalization;
using Simulator.Errors;
using Simulator.Indicators;
using Simulator.Markets;
using Simulator.Text;

namespace Simulator.Features;

/// <summary>
/// What the market at hand cannot serve of a list of features: no related series, no volume, prices that have no logarithm.
/// </summary>
internal static class FeatureMarketChecks
{
    /// <summary>Every reason, each at its place.</summary>
    public static IEnumerable<SpecError> Of(AlignedMarket market, IReadOnlyList<FeatureSpec> specs)
    {
        var bars = market.Target;
        var bad = Array.FindIndex(bars.Close, close => !(close > 0));
        if (bad >= 0 && specs.Count > 0)
            yield return new(
                "data.target",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{bars.Symbol}: close {bars.Close[bad]} at bar {bad} ({bars.CloseTimeAt(bad):yyyy-MM-dd HH:mm}) is no price; "
                        + $"features need positive closes"
                )
            );
        for (var i = 0; i < specs.Count; i++)
        {
            var at = FormattableString.Invariant($"features[{i}]");
            if (specs[i] is RelatedReturnsFeatureSpec && market.Related.Count == 0)
                yield return new(at, "relatedReturns needs related series; name some in data.related or leave it out");
            if (specs[i] is IndicatorFeatureSpec indicator && FeatureCatalogue.Find(indicator.Name) is not null)
            {
                foreach (var error in OfIndicator(indicator, market, at))
                    yield return error;
            }
        }
    }

    private static IEnumerable<SpecError> OfIndicator(IndicatorFeatureSpec spec, AlignedMarket market, string at)
    {
        var definition = spec.Parameters is null ? null : IndicatorCatalogue.Find(spec.Name);
        var readsVolume = spec.Name == "volumeChange" || (definition is not null && IndicatorColumns.ReadsVolume(spec));
        if (readsVolume && !market.Target.Volume.Any(v => v > 0))
            yield return new(at, $"{spec.Name} needs volumes and {market.Target.Symbol} has none; leave it out");
        if (definition?.Input != IndicatorInput.Pair || IndicatorColumns.Others(spec, market).Any())
            yield break;
        var symbols = market.Related.Select(r => r.Symbol).ToArray();
        yield return spec.With is { } symbol
            ? new(
                $"{at}.with",
                $"no related series '{symbol}'{Suggestion.Hint(symbol, symbols)}; "
                    + $"{(symbols.Length == 0 ? "name it in data.related" : $"there are {string.Join(", ", symbols)}")}"
            )
            : new(at, $"{spec.Name} compares with a related series that is a price; name one in data.related or leave it out");
    }
}
