using System.Globalization;
using Simulator.Indicators;
using Simulator.Markets;

namespace Simulator.Features;

/// <summary>The formulas of the features of the target itself: which columns a spec gives, and their values.</summary>
internal static class FeatureColumns
{
    /// <summary>Names of the columns that a spec gives; related returns are named by series and so not known here.</summary>
    public static IEnumerable<string> NamesOf(FeatureSpec spec) =>
        spec switch
        {
            ReturnsFeatureSpec returns => returns.LagsBars.Select(k => Name("return", k)),
            FourierTrendFeatureSpec fourier => [Name("fourierTrend", fourier.Components, fourier.WindowBars)],
            RelatedReturnsFeatureSpec => ["relatedReturns"],
            FittedFeatureSpec => [], // its row in the table of learners knows them
            IndicatorFeatureSpec { Parameters: not null } indicator => IndicatorColumns.Of(indicator, indicator.With).Select(c => c.Name),
            IndicatorFeatureSpec { Name: "macd" } => [Name("macd", 12, 26), Name("macdHistogram", 12, 26, 9)],
            IndicatorFeatureSpec { Name: "bollinger" } bands => Windows(bands)
                .SelectMany(n => new[] { Name("bollingerPosition", n), Name("bollingerWidth", n) }),
            IndicatorFeatureSpec indicator => Windows(indicator).Select(n => Name(indicator.Name, n)),
            _ => throw new ArgumentException($"no columns are defined for {spec.GetType().Name}", nameof(spec)),
        };

    /// <summary>Values of those columns, in the same order; row t uses bars ≤ t only, NaN while warming up.</summary>
    public static IEnumerable<double[]> Of(FeatureSpec spec, BarSeries bars) =>
        spec switch
        {
            ReturnsFeatureSpec returns => returns.LagsBars.Select(k => new Momentum(k).Over(bars.Close)),
            FourierTrendFeatureSpec fourier => [FourierTrend(fourier, bars)],
            IndicatorFeatureSpec { Name: "macd" } => Macd(bars),
            IndicatorFeatureSpec { Name: "bollinger" } bands => Windows(bands).SelectMany(n => Bollinger(n, bars)),
            IndicatorFeatureSpec indicator => Windows(indicator).Select(n => Single(indicator.Name, n, bars)),
            _ => throw new ArgumentException($"no values are defined for {spec.GetType().Name}", nameof(spec)),
        };

    private static double[] Single(string name, int n, BarSeries bars) =>
        name switch
        {
            "movingAverage" => RelativeToClose(new SimpleMovingAverage(n).Over(bars.Close), bars),
            "ema" => RelativeToClose(new ExponentialMovingAverage(n).Over(bars.Close), bars),
            "momentum" => new Momentum(n).Over(bars.Close),
            "rsi" => Map(new RelativeStrengthIndex(n).Over(bars.Close), (rsi, _) => (rsi / 50) - 1),
            "atr" => Map(new AverageTrueRange(n).Over(bars), (atr, t) => atr / bars.Close[t]),
            "volumeChange" => new VolumeChange(n).Over(bars.Volume),
            _ => throw new ArgumentException(
                $"'{name}' is no indicator; there are {string.Join(", ", FeatureCatalogue.IndicatorNames)}",
                nameof(name)
            ),
        };

    private static double[][] Macd(BarSeries bars)
    {
        var macd = new MovingAverageConvergenceDivergence();
        var (line, histogram) = (new double[bars.Count], new double[bars.Count]);
        for (var t = 0; t < bars.Count; t++)
        {
            var value = macd.Next(bars.Close[t]);
            (line[t], histogram[t]) = (value.Line / bars.Close[t], value.Histogram / bars.Close[t]);
        }
        return [line, histogram];
    }

    private static double[][] Bollinger(int windowBars, BarSeries bars)
    {
        var bands = new BollingerBands(windowBars);
        var (position, width) = (new double[bars.Count], new double[bars.Count]);
        for (var t = 0; t < bars.Count; t++)
        {
            var value = bands.Next(bars.Close[t]);
            // A price that has not moved for a whole window stands in the middle of bands without width.
            position[t] = value.Deviation == 0 ? 0 : (bars.Close[t] - value.Middle) / (value.Width * value.Deviation);
            width[t] = 2 * value.Width * value.Deviation / value.Middle;
        }
        return [position, width];
    }

    private static double[] FourierTrend(FourierTrendFeatureSpec spec, BarSeries bars)
    {
        var logClose = Map(bars.Close, (close, _) => Math.Log(close));
        return Map(new HarmonicTrend(spec.Components, spec.WindowBars).Over(logClose), (trend, t) => trend - logClose[t]);
    }

    private static double[] RelativeToClose(double[] average, BarSeries bars) =>
        Map(average, (value, t) => Math.Log(bars.Close[t] / value));

    private static IReadOnlyList<int> Windows(IndicatorFeatureSpec spec) =>
        spec.WindowBars is { } window ? [window] : FeatureCatalogue.Find(spec.Name)!.DefaultWindowsBars;

    private static double[] Map(double[] values, Func<double, int, double> formula)
    {
        var mapped = new double[values.Length];
        for (var t = 0; t < mapped.Length; t++)
            mapped[t] = formula(values[t], t);
        return mapped;
    }

    private static string Name(string stem, params int[] numbers) =>
        stem + string.Concat(numbers.Select(n => "_" + n.ToString(CultureInfo.InvariantCulture)));
}
