using Simulator.Markets;

namespace Simulator.Robustness.Causality;

/// <summary>
/// Holds the bars of a coarser series against the finer bars of the same market. High, low and close of a bar must be explained by finer
/// bars that had closed by its time. Where they are not, but would be at another time, one of the two clocks is wrong. Prices are
/// compared as log-returns, so adjusted and unadjusted prices can be compared. Series of different markets explain each other at no
/// time and give no finding.
/// </summary>
public static class BarTimeCheck
{
    /// <summary>Share of the prices that must be explained for a time to be right.</summary>
    private const double Enough = 0.6;

    /// <summary>By how much another time must explain more than the times as they are.</summary>
    private const double Lead = 0.3;

    private const int MostPairs = 100;
    private const int FewestBars = 8;
    private const int MostBars = 500;

    /// <summary>What contradicts among several series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="traded">
    /// The one that is traded, compared with every other; null for none. The rest are compared where their bars are not as long.
    /// </param>
    public static IReadOnlyList<BarTimeFinding> All(IReadOnlyList<BarSeries> series, BarSeries? traded = null)
    {
        var pairs =
            from i in Enumerable.Range(0, series.Count)
            from j in Enumerable.Range(i + 1, series.Count - i - 1)
            let a = series[i]
            let b = series[j]
            where a.Interval != b.Interval || a == traded || b == traded
            let isFirst = a.Interval.Length != b.Interval.Length ? a.Interval.Length > b.Interval.Length : b == traded
            select isFirst ? (Coarse: a, Fine: b) : (Coarse: b, Fine: a);
        return [.. pairs.Take(MostPairs).Select(p => Of(p.Coarse, p.Fine, p.Coarse == traded)).OfType<BarTimeFinding>()];
    }

    /// <summary>Compares two series; null if their times agree, or if they are not of the same market.</summary>
    /// <param name="coarse">The series with the longer bars, or with bars as long.</param>
    /// <param name="fine">The other.</param>
    /// <param name="coarseDecides">
    /// Whether decisions are taken at the longer bars: then finer bars that are known too early matter however early they are.
    /// </param>
    public static BarTimeFinding? Of(BarSeries coarse, BarSeries fine, bool coarseDecides = false)
    {
        var comparison = new BarComparison(coarse, fine, MostBars);
        if (comparison.Bars < FewestBars)
            return null;
        var now = comparison.Explained(0);
        if (now >= Enough)
            return null;
        var scores = Shifts(coarse.Interval, fine.Interval)
            .Select(s => (Shift: s, Score: comparison.ClosesExplained(s) >= Enough / 2 ? comparison.Explained(s) : 0))
            .Where(s => s.Score >= Math.Max(Enough, now + Lead))
            .ToList();
        if (scores.Count == 0)
            return null;
        var best = scores.Max(s => s.Score) - 0.05;
        var (shift, score) = scores.Where(s => s.Score >= best).MinBy(s => Math.Abs(s.Shift));
        var (early, witness) = shift > 0 ? (coarse, fine) : (fine, coarse);
        // Longer bars may be published late, and then the finer ones are not early: only a move of about one of their bars is a clock.
        return shift > 0 || coarseDecides || -shift <= 2 * fine.Interval.Length.Ticks
            ? new BarTimeFinding(early.Symbol, witness.Symbol, new TimeSpan(Math.Abs(shift)), comparison.Bars, now, score)
            : null;
    }

    // Ticks by which bars are moved: half hours up to two days (zones), bars of either series (stamps), days up to the longer bar (dates).
    private static IEnumerable<long> Shifts(BarInterval coarse, BarInterval fine)
    {
        var half = TimeSpan.TicksPerHour / 2;
        var steps = Enumerable.Range(1, 96).Select(k => k * half).ToHashSet();
        steps.UnionWith([fine.Length.Ticks, 2 * fine.Length.Ticks, coarse.Length.Ticks]);
        steps.UnionWith(Enumerable.Range(3, (int)Math.Ceiling(coarse.Length.TotalDays) + 1).Select(d => d * TimeSpan.TicksPerDay));
        return steps.SelectMany(s => new[] { s, -s }).OrderBy(s => Math.Abs(s));
    }
}
