using System.Globalization;
using Simulator.Markets;

namespace Simulator.Quality;

/// <summary>Says which prices stand alone, and what would be usual.</summary>
internal static class OutlierWords
{
    private const int MostSpelledOut = 5;

    /// <summary>The finding about outliers, or null where there are none.</summary>
    public static QualityFinding? Report(BarSeries series, IReadOnlyList<Outlier> outliers, int[]? lines)
    {
        if (outliers.Count == 0)
            return null;
        var worst = outliers.OrderByDescending(o => o.Times).Take(MostSpelledOut).OrderBy(o => o.Bar);
        var more = outliers.Count > MostSpelledOut ? "; the worst are " : ": ";
        return SeriesQuality.Finding(
            QualityCheck.Outlier,
            Severity.Warning,
            outliers.Count,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{outliers.Count} {(outliers.Count == 1 ? "price stands" : "prices stand")} alone, like a bad tick{more}"
            ) + string.Join("; ", worst.Select(o => Words(series, o, lines))),
            [.. outliers.Select(o => o.Bar)],
            lines
        );
    }

    private static string Words(BarSeries series, Outlier o, int[]? lines) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{SeriesQuality.When(series, o.Bar)}, {SeriesQuality.Place(o.Bar, lines)}: {o.Field} {o.Value:R}, where {o.Beside:R} is the "
                + $"nearest price beside it and a bar usually spans {Span(o)}"
        );

    private static string Span(Outlier o) =>
        o is { Value: > 0, Beside: > 0, Range: < 1 }
            ? (Math.Exp(o.Range) - 1).ToString("0.##%", CultureInfo.InvariantCulture)
            : o.Range.ToString("0.####", CultureInfo.InvariantCulture);
}
