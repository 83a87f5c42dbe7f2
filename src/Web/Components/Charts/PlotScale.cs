using System.Globalization;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Charts;

/// <summary>Axes that hold their values, with a few round marks.</summary>
public static class PlotScale
{
    private const int Marks = 5;
    private const int Dates = 4;

    /// <summary>An axis over numbers that begins and ends at a round one.</summary>
    /// <param name="values">What it must hold; NaN counts as nothing.</param>
    /// <param name="format"><c>percent</c>, <c>number</c> or <c>money</c>.</param>
    /// <param name="withZero">Whether zero is on it.</param>
    public static PlotAxis Numbers(IEnumerable<double> values, string format, bool withZero = true)
    {
        var (low, high) = Range(values, withZero);
        var step = Step((high - low) / Marks);
        var (first, last) = (Math.Floor((low / step) + 1e-9), Math.Ceiling((high / step) - 1e-9));
        if (last <= first)
            last = first + 1;
        var ticks = new List<PlotTick>();
        for (var k = first; k <= last; k++)
            ticks.Add(new PlotTick(k * step, Text(k * step, step, format)));
        return new PlotAxis(first * step, last * step, format, ticks);
    }

    /// <summary>An axis over instants, UTC; at most four dates, the first and the last at its ends.</summary>
    public static PlotAxis Times(DateTime[] times, bool daily)
    {
        ArgumentNullException.ThrowIfNull(times);
        double from = times.Length == 0 ? 0 : ReportCharts.Seconds(times[0]);
        double to = times.Length == 0 ? 1 : Math.Max(from + 1, ReportCharts.Seconds(times[^1]));
        var marks = times.Length < Dates ? Math.Max(1, times.Length - 1) : Dates - 1;
        var ticks = Enumerable.Range(0, marks + 1).Select(i => from + ((to - from) * i / marks));
        return new PlotAxis(from, to, daily ? "day" : "instant", [.. ticks.Select(t => new PlotTick(t, Day(t))).DistinctBy(t => t.Text)]);
    }

    /// <summary>An axis of names at 0, 1, 2 …; of many, some are written.</summary>
    public static PlotAxis Names(IReadOnlyList<string> names, int most = 12)
    {
        ArgumentNullException.ThrowIfNull(names);
        var every = Math.Max(1, (names.Count + most - 1) / most);
        var ticks = Enumerable.Range(0, names.Count).Where(i => i % every == 0).Select(i => new PlotTick(i, names[i]));
        return new PlotAxis(-0.5, Math.Max(0.5, names.Count - 0.5), "name", [.. ticks]) { Names = names };
    }

    private static (double Low, double High) Range(IEnumerable<double> values, bool withZero)
    {
        var (low, high) = withZero ? (0.0, 0.0) : (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values.Where(double.IsFinite))
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low > high)
            return (0, 1);
        return low < high ? (low, high) : (low - (low == 0 ? 0 : Math.Abs(low) / 10), high + (high == 0 ? 1 : Math.Abs(high) / 10));
    }

    // 1, 2 or 5 times a power of ten, not below what is asked.
    private static double Step(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        var times = least / power;
        return power
            * (
                times <= 1 ? 1
                : times <= 2 ? 2
                : times <= 5 ? 5
                : 10
            );
    }

    private static string Text(double value, double step, string format)
    {
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(step * (format == "percent" ? 100 : 1)) - 1e-9), 0, 6);
        return format == "percent" ? Figures.Percent(value, decimals) : Figures.Number(value, decimals);
    }

    private static string Day(double seconds) =>
        DateTime.UnixEpoch.AddSeconds(seconds).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
