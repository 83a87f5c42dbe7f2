using Simulator.Markets;

namespace Simulator.Tests.Web.Charting;

/// <summary>Small series whose bars are known.</summary>
internal static class ChartSeries
{
    /// <summary>New York days from 2020 on whose closes rise and fall in waves.</summary>
    public static BarSeries Daily(string symbol, int bars = 400)
    {
        var times = new List<long>();
        for (var day = new DateOnly(2020, 1, 2); times.Count < bars; day = day.AddDays(1))
        {
            if (!MarketCalendar.Nyse.IsClosed(day))
                times.Add(MarketCalendar.Nyse.CloseOf(day).Ticks);
        }
        return Waves(symbol, [.. times], BarInterval.Daily, MarketCalendar.Nyse);
    }

    /// <summary>Minutes without a pause from an instant on, of a calendar.</summary>
    public static BarSeries Minutes(string symbol, DateTime from, int bars, MarketCalendar calendar, int minutes = 1) =>
        Waves(
            symbol,
            [.. Enumerable.Range(1, bars).Select(i => from.AddMinutes((double)i * minutes).Ticks)],
            BarInterval.Minutes(minutes),
            calendar
        );

    private static BarSeries Waves(string symbol, long[] times, BarInterval interval, MarketCalendar calendar)
    {
        double Close(int i) => Math.Round(100 + (20 * Math.Sin(i / 15.0)) + (i * 0.01), 2);
        var closes = Enumerable.Range(0, times.Length).Select(Close).ToArray();
        double[] opens = [closes[0], .. closes[..^1]];
        return new BarSeries(
            symbol,
            times,
            opens,
            [.. closes.Select((c, i) => Math.Round(Math.Max(c, opens[i]) + 0.5 + (i % 7 * 0.1), 2))],
            [.. closes.Select((c, i) => Math.Round(Math.Min(c, opens[i]) - 0.5 - (i % 5 * 0.1), 2))],
            closes,
            [.. closes.Select((_, i) => 1000.0 + i)]
        )
        {
            Interval = interval,
            Calendar = calendar,
        };
    }
}
