using System.Globalization;
using Simulator.Markets;

namespace Simulator.Quality;

/// <summary>Jumps by a ratio that splits have, and jumps far outside what the series does.</summary>
internal static class JumpChecks
{
    private const double SplitTolerance = 0.06;
    private const double UnusualTimes = 8; // times the usual size of a change
    private const double LargeJump = 0.35; // log-return
    private const int MostNamed = 5;
    private static readonly double[] s_ratios = [1.5, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 100];

    /// <summary>The findings; jumps to a bad tick and back are no splits.</summary>
    public static IEnumerable<QualityFinding> Find(BarSeries series, int[]? lines, IReadOnlyList<Outlier> outliers)
    {
        if (series.Kind != SeriesKind.Price || series.Count < 3)
            yield break;
        var usual = UsualChange(series);
        var splits = new List<(int Bar, double Ratio)>();
        var jumps = new List<int>();
        var alone = outliers.Where(o => o.Field is "close" or "open").SelectMany(o => new[] { o.Bar, o.Bar + 1 }).ToHashSet();
        for (var i = 1; i < series.Count; i++)
        {
            var change = Math.Log(series.Close[i] / series.Close[i - 1]);
            var atOpen = Math.Log(series.Open[i] / series.Close[i - 1]);
            if (!(Math.Max(Math.Abs(change), Math.Abs(atOpen)) > UnusualTimes * usual))
                continue;
            if (alone.Contains(i))
                continue; // there and back: the bad tick is a finding of its own
            if (SplitRatio(series, i) is { } ratio)
                splits.Add((i, ratio));
            else if (Math.Abs(change) > LargeJump)
                jumps.Add(i);
        }
        if (splits.Count > 0)
            yield return Splits(series, splits, lines);
        if (jumps.Count > 0)
            yield return Jumps(series, jumps, usual, lines);
    }

    /// <summary>1.4826 times the median absolute log-return: a standard deviation that outliers do not move.</summary>
    private static double UsualChange(BarSeries series)
    {
        var step = Math.Max(1, series.Count / 20_000);
        var sizes = new List<double>();
        for (var i = 1; i < series.Count; i += step)
        {
            var change = Math.Abs(Math.Log(series.Close[i] / series.Close[i - 1]));
            if (change > 0 && double.IsFinite(change))
                sizes.Add(change);
        }
        sizes.Sort();
        return sizes.Count == 0 ? double.PositiveInfinity : 1.4826 * sizes[sizes.Count / 2];
    }

    /// <summary>
    /// The ratio n of a split n:1 (above 1) or a reverse split 1:n (below), by the open or the close against the close before.
    /// </summary>
    private static double? SplitRatio(BarSeries series, int bar)
    {
        var stays = Math.Abs(Math.Log(series.Close[bar] / series.Close[bar - 1]));
        foreach (var price in (ReadOnlySpan<double>)[series.Open[bar], series.Close[bar]])
        {
            var factor = series.Close[bar - 1] / price;
            if (stays < Math.Abs(Math.Log(factor)) / 2)
                continue; // a wrong open: after a split the close stays at the new level
            foreach (var ratio in s_ratios)
            {
                var tolerance = ratio < 2 ? SplitTolerance / 3 : SplitTolerance;
                if (Math.Abs((factor / ratio) - 1) < tolerance)
                    return ratio;
                if (Math.Abs((factor * ratio) - 1) < tolerance)
                    return 1 / ratio;
            }
        }
        // No daily close moves fourfold by trading: a split whose ratio the day's own move blurs (AIG, 1:20 on 2009-07-01, shows as 1:16).
        var moved = series.Close[bar - 1] / series.Close[bar];
        var size = Math.Max(moved, 1 / moved);
        if (size is < 4 or > 150 || series.Interval.Length > TimeSpan.FromDays(1))
            return null;
        return moved > 1 ? Math.Round(size) : 1 / Math.Round(size);
    }

    private static QualityFinding Splits(BarSeries series, List<(int Bar, double Ratio)> splits, int[]? lines)
    {
        var listed = string.Join(
            "; ",
            splits
                .Take(5)
                .Select(s =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{SeriesQuality.When(series, s.Bar)}, {SeriesQuality.Place(s.Bar, lines)}: {series.Close[s.Bar - 1]:R} "
                            + $"→ {series.Close[s.Bar]:R} like {(s.Ratio > 1 ? $"{s.Ratio:0.#}:1" : $"1:{1 / s.Ratio:0.#}")}"
                    )
                )
        );
        return SeriesQuality.Finding(
            QualityCheck.Split,
            Severity.Warning,
            splits.Count,
            $"{splits.Count.ToString(CultureInfo.InvariantCulture)} jumps look like splits "
                + $"({listed}): import adjusted prices, otherwise the jumps count as returns",
            [.. splits.Select(s => s.Bar)],
            lines
        );
    }

    private static QualityFinding Jumps(BarSeries series, List<int> jumps, double usual, int[]? lines)
    {
        var largest = jumps.OrderByDescending(i => Math.Abs(Math.Log(series.Close[i] / series.Close[i - 1]))).Take(MostNamed).Order();
        var cases = largest.Select(i =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"{SeriesQuality.When(series, i)}, {SeriesQuality.Place(i, lines)}: {series.Close[i - 1]:R} → {series.Close[i]:R} "
                    + $"({(series.Close[i] / series.Close[i - 1]) - 1:+0.0%;-0.0%})"
            )
        );
        return SeriesQuality.Finding(
            QualityCheck.Jump,
            Severity.Warning,
            jumps.Count,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{jumps.Count} moves are unusually large; usual is {Math.Exp(usual) - 1:0.0#%} a bar"
                    + $"{(jumps.Count > MostNamed ? "; the largest: " : ": ")}"
            ) + string.Join("; ", cases),
            jumps,
            lines
        );
    }
}
