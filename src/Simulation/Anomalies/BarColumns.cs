using System.Globalization;
using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Anomalies;

/// <summary>
/// Columns of bars in which a bad tick shows, each from bars up to its own: moves against the median of the last three closes (so that the
/// bar after a bad one is not one, too), the range and the room above and below open and close, all in units of the median absolute move
/// of the last 60 bars; and the volume against the median of the last 20.
/// </summary>
public static class BarColumns
{
    private const int CloseBars = 3;
    private const int MoveBars = 60;
    private const int VolumeBars = 20;
    private const double ToDeviation = 1.4826;
    private const double LeastRatio = 1e-4;

    private static readonly string[] s_names = ["open move", "close move", "range", "above body", "below body", "volume ratio"];

    /// <summary>The table of a series.</summary>
    public static AnomalyTable Of(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var pattern = series.Interval.IsIntraday ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd";
        return Of(
            series.Symbol,
            [series.Open, series.High, series.Low, series.Close, series.Volume],
            [.. Enumerable.Range(1, series.Count)],
            [.. Enumerable.Range(0, series.Count).Select(t => series.LocalAt(t).ToString(pattern, CultureInfo.InvariantCulture))]
        );
    }

    /// <summary>The table of bars as they stand in a file, oldest first; the first 60, which have no recent past, are left out.</summary>
    /// <param name="source">File or series.</param>
    /// <param name="bars">Open, high, low, close, volume: [column][bar]; volume NaN where unknown.</param>
    /// <param name="lines">Line of each bar.</param>
    /// <param name="labels">Time of each bar.</param>
    internal static AnomalyTable Of(string source, double[][] bars, int[] lines, string[] labels)
    {
        var count = Math.Max(0, lines.Length - MoveBars);
        var columns = s_names.Select(_ => new double[count]).ToArray();
        var moves = new double[lines.Length];
        var (opens, highs, lows, closes, volumes) = (bars[0], bars[1], bars[2], bars[3], bars[4]);
        for (var t = 0; t < lines.Length; t++)
        {
            var reference = t == 0 ? closes[0] : Median.Of(Last(closes, t, CloseBars));
            moves[t] = Ratio(closes[t], reference);
            if (t < MoveBars)
                continue;
            var unit = Math.Max(ToDeviation * Median.Of(Last(moves, t, MoveBars).Select(Math.Abs)), LeastRatio);
            var (top, bottom) = (Math.Max(opens[t], closes[t]), Math.Min(opens[t], closes[t]));
            double[] row =
            [
                Ratio(opens[t], reference) / unit,
                moves[t] / unit,
                Ratio(highs[t], lows[t]) / unit,
                Ratio(highs[t], top) / unit,
                Ratio(bottom, lows[t]) / unit,
                Math.Log((volumes[t] + 1) / (Median.Of(Last(volumes, t, VolumeBars)) + 1)),
            ];
            for (var c = 0; c < row.Length; c++)
                columns[c][t - MoveBars] = row[c];
        }
        return new AnomalyTable(source, s_names, columns, lines[(lines.Length - count)..], labels[(lines.Length - count)..])
        {
            IsOrdered = true,
            Notes = ["moves, ranges and volume are relative to the bars before; the first 60 bars have no such past and are left out"],
        };
    }

    private static ArraySegment<double> Last(double[] values, int end, int count) =>
        new(values, Math.Max(0, end - count), Math.Min(count, end));

    // Prices that are not positive count as a fall to a ten-thousandth.
    private static double Ratio(double value, double reference) =>
        Math.Log(Math.Max(value, LeastRatio * Math.Abs(reference)) / Math.Max(reference, double.Epsilon));
}
