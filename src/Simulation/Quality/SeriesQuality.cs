using System.Globalization;
using Simulator.Markets;

namespace Simulator.Quality;

/// <summary>Examines a series against its own calendar and itself; reports, never repairs.</summary>
public static class SeriesQuality
{
    /// <summary>The report of a series.</summary>
    /// <param name="series">The bars.</param>
    /// <param name="lines">[bar] 1-based line of the file each bar came from; null when there is no file, then bar numbers are
    /// reported.</param>
    /// <param name="fromFile">What was found while reading the file, before there were bars.</param>
    public static QualityReport Examine(BarSeries series, int[]? lines = null, IReadOnlyList<QualityFinding>? fromFile = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (series.Count == 0)
            throw new ArgumentException($"series {series.Symbol} has no bars to check", nameof(series));
        if (lines is not null && lines.Length != series.Count)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"series {series.Symbol} has {series.Count} bars but {lines.Length} lines are given"
                ),
                nameof(lines)
            );
        var findings = new List<QualityFinding>(fromFile ?? []);
        findings.AddRange(GapCheck.Find(series, lines));
        findings.AddRange(ClosedDayCheck.Find(series, lines));
        findings.AddRange(PriceChecks.Find(series, lines));
        var outliers = OutlierCheck.Find(series);
        if (OutlierWords.Report(series, outliers, lines) is { } alone)
            findings.Add(alone);
        findings.AddRange(JumpChecks.Find(series, lines, outliers));
        return new QualityReport
        {
            Symbol = series.Symbol,
            Calendar = series.Calendar.Id,
            Bars = series.Count,
            From = series.DayAt(0),
            To = series.DayAt(series.Count - 1),
            RowsAreFileLines = lines is not null,
            Findings = [.. findings.OrderByDescending(f => f.Severity).ThenBy(f => f.Check)],
        };
    }

    /// <summary>A finding about bars, with their rows in file order.</summary>
    internal static QualityFinding Finding(
        QualityCheck check,
        Severity severity,
        int count,
        string message,
        IReadOnlyList<int> bars,
        int[]? lines
    ) =>
        new()
        {
            Check = check,
            Severity = severity,
            Count = count,
            Message = message,
            Rows = [.. bars.Take(QualityFinding.MaxRows).Select(bar => Row(bar, lines)).Order()],
        };

    /// <summary>The row number of a bar.</summary>
    internal static int Row(int bar, int[]? lines) => lines is null ? bar + 1 : lines[bar];

    /// <summary>“line 12” or “bar 12”.</summary>
    internal static string Place(int bar, int[]? lines) =>
        string.Create(CultureInfo.InvariantCulture, $"{(lines is null ? "bar" : "line")} {Row(bar, lines)}");

    /// <summary>The date of a bar for daily series, its close time for shorter ones.</summary>
    internal static string When(BarSeries series, int bar) =>
        series.Interval.IsIntraday
            ? series.CloseTimeAt(bar).ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)
            : series.Calendar.DateOf(series.CloseTimeAt(bar)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
