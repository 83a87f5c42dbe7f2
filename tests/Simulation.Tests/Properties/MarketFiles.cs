using System.Globalization;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Properties;

/// <summary>
/// Four markets of the reference pack, each a different kind of number: FIL minutes (three decimals, many ties), SPY
/// minutes (cents; the six days of 2013, since the file's last day is ten years later),
/// EURUSD hours (five decimals), GS days (single-precision numbers written out).
/// </summary>
internal static class MarketFiles
{
    public static IReadOnlyList<string> Names { get; } = ["FIL", "SPY minutes", "EURUSD hours", "GS days"];

    /// <summary>The bars of a market; of FIL the first <paramref name="most"/>.</summary>
    public static BarSeries Read(string name, int most = 40_000)
    {
        var (file, interval) = name switch
        {
            "FIL" => ("intraday/FILUSDT_1m_2023-08_2023-11.csv", BarInterval.Minutes(1)),
            "SPY minutes" => ("lean/minute_csv/spy_minute.csv", BarInterval.Minutes(1)),
            "EURUSD hours" => ("backtestingpy/EURUSD.csv", BarInterval.Minutes(60)),
            _ => ("core/daily_2010_2018/GS.csv", BarInterval.Daily),
        };
        var rows = File.ReadLines(SharedFiles.Require($"data/{file}"))
            .Skip(1)
            .Where(line => name != "SPY minutes" || line.StartsWith("2013", StringComparison.Ordinal))
            .Take(most)
            .Select(line => line.Split(','))
            .ToArray();
        double[] Column(int index) => [.. rows.Select(r => double.Parse(r[index], CultureInfo.InvariantCulture))];
        return new BarSeries(name, [.. rows.Select(r => Ticks(r[0]))], Column(1), Column(2), Column(3), Column(4), Column(5))
        {
            Calendar = MarketCalendar.Crypto,
            Interval = interval,
        };
    }

    /// <summary>The closes as the file writes them.</summary>
    public static decimal[] ExactCloses(string name, int count) =>
        [
            .. Read(name, count)
                .Close.Select(c =>
                    decimal.Parse(c.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture)
                ),
        ];

    /// <summary>
    /// The same bars with every price changed by one function; <paramref name="turns"/> where high and low change places.
    /// </summary>
    public static BarSeries With(BarSeries series, Func<double, double> price, bool turns = false)
    {
        double[] Of(double[] column) => [.. column.Select(price)];
        var (high, low) = turns ? (series.Low, series.High) : (series.High, series.Low);
        return new BarSeries(series.Symbol, series.CloseTimeTicks, Of(series.Open), Of(high), Of(low), Of(series.Close), series.Volume)
        {
            Calendar = series.Calendar,
            Interval = series.Interval,
        };
    }

    private static long Ticks(string stamp) =>
        DateTime.Parse(stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal).Ticks;
}
