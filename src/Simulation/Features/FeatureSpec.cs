using System.Text.Json.Serialization;
using Simulator.Parameters;

namespace Simulator.Features;

/// <summary>
/// One group of feature columns, told apart by <c>kind</c>: the formulas below, and the fitted ones of the table of learners. Every one is
/// causal: row t uses bars ≤ t only.
/// </summary>
public abstract record FeatureSpec;

/// <summary>Log-returns of the target over the last k bars: log(close[t] / close[t−k]).</summary>
public sealed record ReturnsFeatureSpec : FeatureSpec
{
    /// <summary>The k's, each ≥ 1.</summary>
    public IReadOnlyList<int> LagsBars { get; init; } = [1, 5, 20];
}

/// <summary>
/// An indicator of the target, made stationary: relative to the close, to a range or to the usual volume, as the reference page of features
/// says.
/// </summary>
public sealed record IndicatorFeatureSpec : FeatureSpec
{
    /// <summary>Its name: <c>movingAverage</c>, <c>volumeChange</c>, or any indicator of the catalogue.</summary>
    public required string Name { get; init; }

    /// <summary>Window of those that have only that (<c>movingAverage</c>, <c>ema</c>, <c>rsi</c> …); null for the usual one.</summary>
    public int? WindowBars { get; init; }

    /// <summary>
    /// Parameters of every other indicator; those that were not given stand here with their defaults. Null where the indicator takes its
    /// window only, or, of <c>macd</c> and <c>bollinger</c>, for their usual windows and two columns each.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StrategyParameters? Parameters
    {
        get => FeatureCatalogue.Find(Name) is { } known ? known.Filled(field) : field;
        init;
    }

    /// <summary>Of an indicator of two series, the related one; null for every related series that is a price.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? With { get; init; }
}

/// <summary>The last known change of every related series (log-return, difference or level, by the series' kind).</summary>
public sealed record RelatedReturnsFeatureSpec : FeatureSpec;

/// <summary>
/// Trend of the log-price from its lowest frequencies over a trailing window: detrended, tapered, transformed, the first
/// <see cref="Components"/> kept, read at the window's last bar, relative to the close.
/// </summary>
public sealed record FourierTrendFeatureSpec : FeatureSpec
{
    /// <summary>Frequencies kept, ≥ 1 and below a quarter of the window.</summary>
    public int Components { get; init; } = 3;

    /// <summary>Trailing window, ≥ 16.</summary>
    public int WindowBars { get; init; } = 256;
}
