namespace Simulator.Web.Charting;

/// <summary>Bars as a chart reads them: form <c>SBR1</c> of <c>docs/charts.md</c>.</summary>
public static class BarFile
{
    private const uint Intraday = 1,
        Ohlc = 2,
        Volume = 4,
        Begins = 8,
        Ends = 16;

    /// <summary>
    /// The bars of a range; joined ones have the first open, the highest high, the lowest low, the last close and the sum of the volumes,
    /// and stand at the time of the last.
    /// </summary>
    public static ColumnFile Of(ChartBars bars, BarRange range)
    {
        ArgumentNullException.ThrowIfNull(bars);
        var series = bars.Series;
        List<ReadOnlyMemory<double>> columns =
        [
            range.Last(bars.Times),
            range.Opening(series.Open),
            range.Joined(series.High, Math.Max),
            range.Joined(series.Low, Math.Min),
            range.Last(series.Close),
        ];
        if (bars.HasVolume)
            columns.Add(range.Joined(series.Volume, static (a, b) => a + b));
        var flags =
            (series.Interval.IsIntraday ? Intraday : 0)
            | (series.HasOhlc ? Ohlc : 0)
            | (bars.HasVolume ? Volume : 0)
            | (range.First == 0 ? Begins : 0)
            | (range.End == series.Count ? Ends : 0);
        var numbers = (uint[])[flags, (uint)range.Points, (uint)range.PerPoint, (uint)series.Count, (uint)range.First];
        return new ColumnFile(ColumnHeader.Of("SBR1"u8, numbers, bars.Step), columns);
    }
}
