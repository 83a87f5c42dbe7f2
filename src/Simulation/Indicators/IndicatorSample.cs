using Simulator.Markets;

namespace Simulator.Indicators;

/// <summary>What a kernel may be fed with at one bar; each takes of it what its <see cref="IndicatorKernel.Input"/> says.</summary>
/// <param name="Open">Open.</param>
/// <param name="High">High.</param>
/// <param name="Low">Low.</param>
/// <param name="Close">Close; of <see cref="IndicatorInput.Value"/> the value, of <see cref="IndicatorInput.Pair"/> the first
/// number.</param>
/// <param name="Volume">Volume; NaN where unknown.</param>
/// <param name="Second">Of <see cref="IndicatorInput.Pair"/> the second number.</param>
/// <param name="Day">Number of the bar's trading day; only whether it changes counts.</param>
public readonly record struct IndicatorSample(double Open, double High, double Low, double Close, double Volume, double Second, int Day)
{
    /// <summary>A value for an indicator of one number.</summary>
    public static IndicatorSample Of(double value) => new(value, value, value, value, double.NaN, double.NaN, 0);

    /// <summary>A pair for an indicator of two numbers.</summary>
    public static IndicatorSample Of(double first, double second) => new(first, first, first, first, double.NaN, second, 0);

    /// <summary>Bar <paramref name="bar"/> of a series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="bar">Index of the bar.</param>
    /// <param name="day">Its trading day (<see cref="DaysOf"/>); needed where an indicator reads <see cref="IndicatorFields.Day"/>.</param>
    public static IndicatorSample Of(BarSeries series, int bar, int day = 0) =>
        new(series.Open[bar], series.High[bar], series.Low[bar], series.Close[bar], series.Volume[bar], double.NaN, day);

    /// <summary>The trading day of every bar by the series' own calendar, as <see cref="DateOnly.DayNumber"/>.</summary>
    public static int[] DaysOf(BarSeries series) => series.DayNumbers();
}
