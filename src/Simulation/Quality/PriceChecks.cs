using System.Globalization;
using Simulator.Markets;

namespace Simulator.Quality;

/// <summary>
/// High and low that do not contain open and close, prices that are not positive, closes that stand still, bars without volume.
/// </summary>
internal static class PriceChecks
{
    private const int StaleDays = 5;
    private const int StaleIntraday = 60;
    private const int StaleRates = 30;

    public static IEnumerable<QualityFinding> Find(BarSeries series, int[]? lines)
    {
        if (series.HasOhlc && HighLow(series, lines) is { } highLow)
            yield return highLow;
        if (series.Kind == SeriesKind.Price && NonPositive(series, lines) is { } nonPositive)
            yield return nonPositive;
        if (Stale(series, lines) is { } stale)
            yield return stale;
        if (ZeroVolume(series, lines) is { } zeroVolume)
            yield return zeroVolume;
    }

    private static QualityFinding? HighLow(BarSeries series, int[]? lines)
    {
        var bars = new List<int>();
        var worst = 0.0;
        for (var i = 0; i < series.Count; i++)
        {
            var above = Math.Max(series.Open[i], series.Close[i]) - series.High[i];
            var below = series.Low[i] - Math.Min(series.Open[i], series.Close[i]);
            var outside = Math.Max(Math.Max(above, below), series.Low[i] - series.High[i]);
            if (!(outside > Math.Abs(series.Close[i]) * 1e-9)) // rounding of adjusted prices is no contradiction
                continue;
            bars.Add(i);
            worst = Math.Max(worst, outside / Math.Abs(series.Close[i]));
        }
        if (bars.Count == 0)
            return null;
        var b = bars[0];
        var message = string.Create(
            CultureInfo.InvariantCulture,
            $"{bars.Count} bars have a high or low that does not contain open and close (by at most {worst:0.##%}); "
                + $"first {SeriesQuality.When(series, b)}, {SeriesQuality.Place(b, lines)}: {Prices(series, b)}"
        );
        return SeriesQuality.Finding(
            QualityCheck.HighLow,
            worst > 0.0005 ? Severity.Warning : Severity.Info,
            bars.Count,
            message,
            bars,
            lines
        );
    }

    private static string Prices(BarSeries series, int b) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"open {series.Open[b]:R}, high {series.High[b]:R}, low {series.Low[b]:R}, close {series.Close[b]:R}"
        );

    private static QualityFinding? NonPositive(BarSeries series, int[]? lines)
    {
        var bars = new List<int>();
        for (var i = 0; i < series.Count; i++)
        {
            if (!(series.Close[i] > 0 && series.Open[i] > 0 && series.High[i] > 0 && series.Low[i] > 0))
                bars.Add(i);
        }
        return bars.Count == 0
            ? null
            : SeriesQuality.Finding(
                QualityCheck.NonPositive,
                Severity.Error,
                bars.Count,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{bars.Count} bars have a price that is not above zero; first "
                        + $"{SeriesQuality.When(series, bars[0])}, {SeriesQuality.Place(bars[0], lines)}: {Prices(series, bars[0])}"
                ),
                bars,
                lines
            );
    }

    private static QualityFinding? Stale(BarSeries series, int[]? lines)
    {
        var shortest =
            series.Interval.IsIntraday ? StaleIntraday
            : series.Kind == SeriesKind.Price ? StaleDays
            : StaleRates;
        var bars = new List<int>();
        int runs = 0,
            longest = 0,
            longestAt = 0,
            start = 0;
        for (var i = 1; i <= series.Count; i++)
        {
            if (i < series.Count && series.Close[i].Equals(series.Close[start]))
                continue;
            var length = i - start;
            if (length >= shortest)
            {
                runs++;
                bars.AddRange(Enumerable.Range(start, length));
                (longest, longestAt) = length > longest ? (length, start) : (longest, longestAt);
            }
            start = i;
        }
        return runs == 0
            ? null
            : SeriesQuality.Finding(
                QualityCheck.Stale,
                series.Kind == SeriesKind.Price ? Severity.Warning : Severity.Info,
                bars.Count,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the close does not change for {shortest} bars or more, {runs} times; longest {longest} bars at "
                        + $"{series.Close[longestAt]:R} from {SeriesQuality.When(series, longestAt)}, "
                        + $"{SeriesQuality.Place(longestAt, lines)}"
                ),
                bars,
                lines
            );
    }

    /// <summary>Median of the volumes above zero.</summary>
    private static double Usual(double[] volume)
    {
        double[] traded = [.. volume.Where(v => v > 0)];
        Array.Sort(traded);
        return traded.Length == 0 ? 0 : traded[traded.Length / 2];
    }

    private static QualityFinding? ZeroVolume(BarSeries series, int[]? lines)
    {
        var bars = new List<int>();
        var known = 0;
        for (var i = 0; i < series.Count; i++)
        {
            known += double.IsNaN(series.Volume[i]) ? 0 : 1;
            if (series.Volume[i] == 0)
                bars.Add(i);
        }
        if (bars.Count == 0)
            return null;
        return bars.Count == known
            ? SeriesQuality.Finding(
                QualityCheck.ZeroVolume,
                Severity.Info,
                bars.Count,
                "volume is always zero: the source has none",
                bars,
                lines
            )
            : SeriesQuality.Finding(
                QualityCheck.ZeroVolume,
                bars.Count > series.Count / 100 ? Severity.Warning : Severity.Info,
                bars.Count,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{bars.Count} bars have no volume; first {SeriesQuality.When(series, bars[0])}, "
                        + $"{SeriesQuality.Place(bars[0], lines)}; "
                        + $"usual is {Usual(series.Volume):0.######}"
                ),
                bars,
                lines
            );
    }
}
