using Simulator.Markets;

namespace Simulator.Features;

/// <summary>Makes features from a spec's list.</summary>
public static class FeatureFactory
{
    /// <summary>The feature of a spec that <see cref="FeatureSpecValidator"/> accepts, over a market's series.</summary>
    /// <param name="spec">What is asked for.</param>
    /// <param name="market">Whose related series name columns.</param>
    /// <param name="fitted">Makes fitted features.</param>
    public static IFeature Create(FeatureSpec spec, AlignedMarket market, Func<FittedFeatureSpec, IFittedFeature> fitted) =>
        spec is FittedFeatureSpec own ? fitted(own) : Create(spec, market);

    /// <summary>The fixed feature of a spec that <see cref="FeatureSpecValidator"/> accepts, over a market's series.</summary>
    /// <param name="spec">What is asked for; no fitted feature.</param>
    /// <param name="market">Whose related series name columns.</param>
    public static IFixedFeature Create(FeatureSpec spec, AlignedMarket market) =>
        spec switch
        {
            RelatedReturnsFeatureSpec => new FixedFeature(
                [.. market.Related.Select(r => new FeatureColumn($"related_{r.Symbol}", Unit(r.Kind)))],
                FeatureCatalogue.WarmUpBars(spec),
                m => m.Related.Select(RelatedChanges.Of)
            ),
            IndicatorFeatureSpec { Parameters: not null } indicator => Of(indicator, market),
            _ => new FixedFeature(
                [.. FeatureColumns.NamesOf(spec).Select(name => new FeatureColumn(name, FormulaOf(spec)))],
                FeatureCatalogue.WarmUpBars(spec),
                m => FeatureColumns.Of(spec, m.Target)
            ),
        };

    private static FixedFeature Of(IndicatorFeatureSpec spec, AlignedMarket market) =>
        new(
            [.. IndicatorColumns.Others(spec, market).SelectMany(other => IndicatorColumns.Of(spec, other?.Symbol))],
            FeatureCatalogue.WarmUpBars(spec),
            m => IndicatorColumns.Others(spec, m).SelectMany(other => IndicatorColumns.Compute(spec, m.Target, other))
        );

    private static string FormulaOf(FeatureSpec spec) =>
        FeatureCatalogue
            .Find(
                spec switch
                {
                    IndicatorFeatureSpec indicator => indicator.Name,
                    ReturnsFeatureSpec => "returns",
                    _ => "fourierTrend",
                }
            )!
            .Formula;

    private static string Unit(SeriesKind kind) =>
        kind switch
        {
            SeriesKind.Price => "log(last[t] / last[t−1])",
            SeriesKind.Rate or SeriesKind.SignedPrice => "last[t] − last[t−1]",
            _ => "last[t]",
        };
}
