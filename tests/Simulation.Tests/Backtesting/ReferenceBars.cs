using System.Globalization;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>Reads the plain “date,open,high,low,close,volume” files of the reference pack; nothing else.</summary>
internal static class ReferenceBars
{
    public static BarSeries Goog() => Read("GOOG", "yyyy-MM-dd", stamp => MarketCalendar.Nyse.CloseOf(DateOnly.FromDateTime(stamp)));

    /// <summary>Hourly; its stamps have no zone and are taken unchanged, a day ending at midnight.</summary>
    public static BarSeries EurUsd()
    {
        var series = Read("EURUSD", "yyyy-MM-dd HH:mm:ss", stamp => DateTime.SpecifyKind(stamp, DateTimeKind.Utc));
        return new BarSeries(series.Symbol, series.CloseTimeTicks, series.Open, series.High, series.Low, series.Close, series.Volume)
        {
            Calendar = new MarketCalendar("stamps", "As stamped", "Etc/UTC", new TimeOnly(23, 59), false, 252),
            Interval = BarInterval.Minutes(60),
        };
    }

    private static BarSeries Read(string name, string format, Func<DateTime, DateTime> closeTime)
    {
        var rows = File.ReadLines(SharedFiles.Require($"data/backtestingpy/{name}.csv")).Skip(1).Select(line => line.Split(',')).ToArray();
        double[] Column(int index) => [.. rows.Select(r => double.Parse(r[index], CultureInfo.InvariantCulture))];
        var times = rows.Select(r => closeTime(DateTime.ParseExact(r[0], format, CultureInfo.InvariantCulture)).Ticks).ToArray();
        return new BarSeries(name, times, Column(1), Column(2), Column(3), Column(4), Column(5));
    }
}
