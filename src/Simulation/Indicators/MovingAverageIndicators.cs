using static Simulator.Indicators.IndicatorParameter;

namespace Simulator.Indicators;

/// <summary>Moving averages in the catalogue.</summary>
internal static class MovingAverageIndicators
{
    public static IReadOnlyList<IndicatorDefinition> All { get; } =
    [
        new()
        {
            Name = "sma", Title = "Simple moving average", Group = IndicatorGroup.MovingAverages,
            Formula = "Σ x[t−i] / n over i = 0 … n−1.",
            Source = "StockCharts ChartSchool, Moving Averages; TA-Lib SMA",
            Parameters = [Bars(20)],
            Make = p => new SimpleMovingAverage(p.Whole("bars")),
        },
        new()
        {
            Name = "ema", Title = "Exponential moving average", Group = IndicatorGroup.MovingAverages,
            Formula = "E[t] = E[t−1] + α (x[t] − E[t−1]), α = 2/(n+1); the n-th value is the simple mean of the first n.",
            Source = "StockCharts ChartSchool, Moving Averages; TA-Lib EMA",
            Parameters = [Bars(20)],
            Make = p => new ExponentialMovingAverage(p.Whole("bars")),
        },
        new()
        {
            Name = "harmonicTrend", Title = "Harmonic trend", Group = IndicatorGroup.MovingAverages,
            Formula = "A line and the N lowest frequencies of the last W values, fitted by least squares with weights sin²(π/2 · (j+1)/W) and read at the newest; N below W/4.",
            Source = "Weighted harmonic regression (Bloomfield, Fourier Analysis of Time Series, 2nd ed., 2000, ch. 2)",
            Parameters = [Bars(3, "frequencies N", name: "components") with { Max = 64 }, new("bars", 256, 16, 2048, true, "window W")],
            Make = HarmonicTrendOf,
        },
    ];

    private static HarmonicTrend HarmonicTrendOf(IndicatorArguments p) => p["components"] * 4 < p["bars"]
        ? new HarmonicTrend(p.Whole("components"), p.Whole("bars"))
        : throw new IndicatorParameterException("harmonicTrend", "components", FormattableString.Invariant($"harmonicTrend: components must be below a quarter of bars, was {p["components"]} with bars {p["bars"]}"));
}
