using Simulator.Indicators;

namespace Simulator.Features;

/// <summary>Every feature there is, in the order in which they are offered.</summary>
public static class FeatureCatalogue
{
    /// <summary>Groups of a spec.</summary>
    public const int MaxGroups = 200;

    /// <summary>Lags of one group of returns.</summary>
    public const int MaxLags = 250;

    /// <summary>Largest window of any feature, in bars.</summary>
    public const int MaxWindowBars = 5_000;

    /// <summary>Steps that all indicators of a list take together at every bar, as of a rule.</summary>
    public const int MaxStepsPerBar = 100_000;

    /// <summary>Steps that setting up all indicators of a list takes, as of a rule.</summary>
    public const int MaxSetUpSteps = 100_000_000;

    private static readonly FeatureDescription[] s_own =
    [
        new(
            "returns",
            "returns",
            "Returns",
            "How far the price moved over the last k bars.",
            "log(close[t] / close[t−k]) for k = 1, 5, 20",
            [1, 5, 20],
            1,
            21
        ),
        new(
            "indicator",
            "movingAverage",
            "Moving average",
            "How far the price stands above or below its simple average.",
            "log(close / SMA(n))",
            [7, 21],
            2,
            21
        ),
        new(
            "indicator",
            "ema",
            "Exponential moving average",
            "The same against an average that weighs recent bars more.",
            "log(close / EMA(n)), α = 2/(n+1)",
            [12],
            2,
            12
        ),
        new(
            "indicator",
            "macd",
            "MACD 12/26/9",
            "Whether the short trend runs ahead of the long one, and whether that gap widens.",
            "(EMA(12) − EMA(26)) / close, and the same minus its EMA(9)",
            [12, 26, 9],
            0,
            34
        )
        {
            Indicator = IndicatorCatalogue.Get("macd"),
            HasUsualColumns = true,
        },
        new(
            "indicator",
            "bollinger",
            "Bollinger bands",
            "Where the price stands between its bands, and how wide they are.",
            "(close − SMA(n)) / 2σ(n) and 4σ(n) / SMA(n)",
            [20],
            2,
            20
        )
        {
            Indicator = IndicatorCatalogue.Get("bollinger"),
            HasUsualColumns = true,
        },
        new("indicator", "momentum", "Momentum", "The log-return over n bars.", "log(close[t] / close[t−n])", [10], 1, 11),
        new(
            "indicator",
            "rsi",
            "Relative strength index",
            "Share of gains in recent moves, from −1 (only losses) to 1 (only gains).",
            "RSI(n) / 50 − 1, Wilder's smoothing",
            [14],
            2,
            15
        ),
        new(
            "indicator",
            "atr",
            "Average true range",
            "Typical range of a bar relative to the price.",
            "ATR(n) / close, Wilder's smoothing",
            [14],
            1,
            14
        ),
        new(
            "indicator",
            "volumeChange",
            "Volume change",
            "Volume against the mean of the n bars before; 0 where a bar has none.",
            "log(volume[t] / mean(volume[t−n … t−1]))",
            [1],
            1,
            2
        ),
        new(
            "relatedReturns",
            "relatedReturns",
            "Related returns",
            "Last known change of every related series: log-return of a price, difference of a rate, level of a score; 0 "
                + "when nothing new was known.",
            "log(last[t] / last[t−1]), last[t] − last[t−1] or last[t]",
            [],
            0,
            2
        ),
        new(
            "fourierTrend",
            "fourierTrend",
            "Fourier trend",
            "Where the trend of the lowest N frequencies of a trailing window stands relative to the price.",
            "trend(log close)[t] − log close[t]",
            [256],
            16,
            256
        ),
    ];

    private static readonly Dictionary<string, FeatureDescription> s_byName = new(StringComparer.Ordinal);

    static FeatureCatalogue()
    {
        var own = s_own.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        var further = IndicatorCatalogue.All.Where(d => !own.Contains(d.Name)).Select(IndicatorColumns.Describe);
        All = [.. s_own.Where(f => f.Kind != "fourierTrend"), .. further, .. s_own.Where(f => f.Kind == "fourierTrend")];
        foreach (var feature in All)
            s_byName.Add(feature.Name, feature);
        IndicatorNames = [.. All.Where(f => f.Kind == "indicator").Select(f => f.Name)];
    }

    /// <summary>All features.</summary>
    public static IReadOnlyList<FeatureDescription> All { get; }

    /// <summary>
    /// Names that <c>indicator</c> features may have: the features of the close and volume first, then the catalogue's others.
    /// </summary>
    public static IReadOnlyList<string> IndicatorNames { get; }

    /// <summary>The feature of a name, or null.</summary>
    public static FeatureDescription? Find(string name) => s_byName.GetValueOrDefault(name);

    /// <summary>Bars that a feature needs before all its columns have a value, on a complete market.</summary>
    public static int WarmUpBars(FeatureSpec spec) =>
        spec switch
        {
            FourierTrendFeatureSpec fourier => fourier.WindowBars,
            ReturnsFeatureSpec returns => returns.LagsBars.Max() + 1,
            IndicatorFeatureSpec { Parameters: not null } indicator => IndicatorColumns.WarmUpBars(indicator),
            IndicatorFeatureSpec indicator => WarmUpBars(Find(indicator.Name)!, indicator.WindowBars),
            _ => s_byName["relatedReturns"].WarmUpBars,
        };

    // A window longer by a bar warms up a bar longer, for every feature that has one.
    private static int WarmUpBars(FeatureDescription feature, int? window) =>
        window is { } bars ? feature.WarmUpBars + bars - feature.DefaultWindowsBars.Max() : feature.WarmUpBars;
}
