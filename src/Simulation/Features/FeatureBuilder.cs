using Simulator.Errors;
using Simulator.Markets;

namespace Simulator.Features;

/// <summary>
/// Computes feature columns. Causal by construction: every column is a streaming increment repeated from the first bar on.
/// </summary>
public static class FeatureBuilder
{
    /// <summary>The table of all columns that <paramref name="specs"/> ask for, in their order, unscaled.</summary>
    /// <exception cref="ArgumentException">A spec that <see cref="FeatureSpecValidator"/> refuses, or one that the market cannot serve; the
    /// text has every reason.</exception>
    public static FeatureTable Build(AlignedMarket market, IReadOnlyList<FeatureSpec> specs)
    {
        var errors = FeatureSpecValidator.Validate(specs).Concat(MarketErrors(market, specs)).ToList();
        if (errors.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, errors), nameof(specs));
        var names = new List<string>();
        var columns = new List<double[]>();
        foreach (var spec in specs)
        {
            if (spec is RelatedReturnsFeatureSpec)
            {
                names.AddRange(market.Related.Select(r => $"related_{r.Symbol}"));
                columns.AddRange(market.Related.Select(RelatedChanges.Of));
            }
            else
            {
                names.AddRange(FeatureColumns.NamesOf(spec));
                columns.AddRange(FeatureColumns.Of(spec, market.Target));
            }
        }
        return new(names, columns);
    }

    /// <summary>What the market at hand cannot serve: no related series, no volume, prices that have no logarithm, too few bars.</summary>
    private static IEnumerable<SpecError> MarketErrors(AlignedMarket market, IReadOnlyList<FeatureSpec> specs)
    {
        var bars = market.Target;
        var bad = Array.FindIndex(bars.Close, close => !(close > 0));
        if (bad >= 0 && specs.Count > 0)
            yield return new(
                "data.target",
                FormattableString.Invariant(
                    $"{bars.Symbol}: close {bars.Close[bad]} at bar {bad} ({bars.CloseTimeAt(bad):yyyy-MM-dd HH:mm}) is no price; features need positive closes"
                )
            );
        for (var i = 0; i < specs.Count; i++)
        {
            var at = FormattableString.Invariant($"features[{i}]");
            if (specs[i] is RelatedReturnsFeatureSpec && market.Related.Count == 0)
                yield return new(at, "relatedReturns needs related series; name some in data.related or leave it out");
            if (specs[i] is IndicatorFeatureSpec { Name: "volumeChange" } && !bars.Volume.Any(v => v > 0))
                yield return new(at, $"volumeChange needs volumes and {bars.Symbol} has none; leave it out");
        }
    }
}
