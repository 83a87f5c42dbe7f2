using Simulator.Markets;

namespace Simulator.Quality;

/// <summary>
/// Bad ticks: a high or low far outside all that open, close and the two bars on either side show, and an open or close that jumps away and
/// comes straight back. “Far” is ten times the usual true range there (<see cref="RobustScale"/>), and ten times what one bar in two
/// hundred of this series reaches, so that a market with long wicks is measured by its own wicks. A crash is no bad tick: its
/// close or the bars
/// after it stay where the low was, and the ranges beside it are wide.
/// </summary>
internal static class OutlierCheck
{
    private const double Far = 10;
    private const double Rare = 0.005;
    private const int FewBars = 4; // so many may be wild in a short series before its wildness counts as usual
    private const int BarsBeside = 2;
    private const int LongestSpike = 3;
    private const double ComesBack = 0.25; // of the way

    /// <summary>The prices that stand alone, in time order; at most one per bar.</summary>
    public static IReadOnlyList<Outlier> Find(BarSeries series)
    {
        if (series.Kind != SeriesKind.Price || series.Count < 5)
            return [];
        var scale = new RobustScale(series);
        var outliers = Extreme(series.Count, bar => Spike(series, scale, bar)).ToDictionary(s => s.Bar);
        if (series.HasOhlc)
        {
            var spikes = outliers.Keys.ToHashSet();
            foreach (var wick in Extreme(series.Count, bar => Wick(series, scale, bar, spikes)))
                outliers.TryAdd(wick.Bar, wick);
        }
        return [.. outliers.Values.OrderBy(o => o.Bar)];
    }

    /// <summary>The bars beyond ten usual ranges and beyond ten times what one bar in two hundred reaches.</summary>
    private static List<Outlier> Extreme(int bars, Func<int, Outlier> measure)
    {
        var rare = Math.Max(FewBars, (int)(Rare * bars)) + 1;
        var largest = new PriorityQueue<int, double>();
        for (var bar = 0; bar < bars; bar++)
        {
            var times = measure(bar).Times;
            if (!(times > 0))
                continue;
            if (largest.Count < rare)
                largest.Enqueue(bar, times);
            else
                largest.EnqueueDequeue(bar, times);
        }
        var usual = largest.Count == rare && largest.TryPeek(out _, out var reached) ? reached : 0;
        var limit = Far * Math.Max(1, usual);
        return [.. largest.UnorderedItems.Where(i => i.Priority > limit).Select(i => measure(i.Element))];
    }

    /// <summary>How far the high or the low of a bar lies outside everything beside it.</summary>
    private static Outlier Wick(BarSeries series, RobustScale scale, int bar, HashSet<int> spikes)
    {
        double top = double.NegativeInfinity,
            bottom = double.PositiveInfinity;
        for (var k = Math.Max(0, bar - BarsBeside); k <= Math.Min(series.Count - 1, bar + BarsBeside); k++)
        {
            if (k != bar && spikes.Contains(k))
                continue;
            top = Math.Max(top, Math.Max(series.Open[k], series.Close[k]));
            bottom = Math.Min(bottom, Math.Min(series.Open[k], series.Close[k]));
        }
        var range = scale[bar];
        var above = Times(scale.Distance(top, series.High[bar]), range);
        var below = Times(scale.Distance(series.Low[bar], bottom), range);
        return above > below
            ? new Outlier(bar, "high", series.High[bar], top, range, above)
            : new Outlier(bar, "low", series.Low[bar], bottom, range, below);
    }

    /// <summary>How far the close of one to three bars, or the open, jumps away and comes straight back.</summary>
    private static Outlier Spike(BarSeries series, RobustScale scale, int bar)
    {
        var range = scale[bar];
        var most = new Outlier(bar, "close", series.Close[bar], bar > 0 ? series.Close[bar - 1] : 0, range, 0);
        if (bar == 0)
            return most;
        for (var length = 1; length <= LongestSpike && bar + length < series.Count; length++)
        {
            var size = Times(AwayAndBack(scale, most.Beside, series.Close.AsSpan(bar, length), series.Close[bar + length]), range);
            most = size > most.Times ? most with { Times = size } : most;
        }
        var open = series.HasOhlc ? Times(AwayAndBack(scale, most.Beside, series.Open.AsSpan(bar, 1), series.Close[bar]), range) : 0;
        return open > most.Times ? most with { Field = "open", Value = series.Open[bar], Times = open } : most;
    }

    /// <summary>
    /// How far all the prices between stand away, on one side, from the price before and the price after; 0 when they do not.
    /// </summary>
    private static double AwayAndBack(RobustScale scale, double before, ReadOnlySpan<double> between, double after)
    {
        var side = Math.Sign(between[0] - before);
        var size = double.PositiveInfinity;
        foreach (var price in between)
        {
            if (side * (price - before) <= 0 || side * (price - after) <= 0)
                return 0;
            size = Math.Min(size, Math.Min(side * scale.Distance(before, price), side * scale.Distance(after, price)));
        }
        return Math.Abs(scale.Distance(before, after)) <= ComesBack * size ? size : 0;
    }

    private static double Times(double distance, double range) => distance > 0 && range > 0 ? distance / range : 0;
}
