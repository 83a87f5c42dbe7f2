using System.Globalization;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>Reads the plain “date,open,high,low,close,volume” files of the reference pack; nothing else.</summary>
internal static class ReferenceBars
{
    public static BarSeries Goog()
    {
        var rows = File.ReadLines(SharedFiles.Require("data/backtestingpy/GOOG.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        double[] Column(int index) => [.. rows.Select(r => double.Parse(r[index], CultureInfo.InvariantCulture))];
        var times = rows.Select(r => MarketCalendar.Nyse.CloseOf(DateOnly.ParseExact(r[0], "yyyy-MM-dd", CultureInfo.InvariantCulture)).Ticks).ToArray();
        return new BarSeries("GOOG", times, Column(1), Column(2), Column(3), Column(4), Column(5));
    }
}
