using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>Small markets for tests: hand-written bars, and seeded random ones whose open and close lie inside high and low.</summary>
internal static class TestMarkets
{
    private static readonly DateOnly s_first = new(2020, 1, 1);

    /// <summary>Daily crypto bars (no holidays) from open/close pairs; high and low are the larger and the smaller.</summary>
    public static BarSeries OpenClose(params (double Open, double Close)[] bars) =>
        Daily(
            [.. bars.Select(b => b.Open)],
            [.. bars.Select(b => Math.Max(b.Open, b.Close))],
            [.. bars.Select(b => Math.Min(b.Open, b.Close))],
            [.. bars.Select(b => b.Close)]
        );

    /// <summary>Daily crypto bars from open, high, low, close.</summary>
    public static BarSeries Ohlc(params (double Open, double High, double Low, double Close)[] bars) =>
        Daily([.. bars.Select(b => b.Open)], [.. bars.Select(b => b.High)], [.. bars.Select(b => b.Low)], [.. bars.Select(b => b.Close)]);

    /// <summary>Daily crypto bars from open, high, low, close and volume.</summary>
    public static BarSeries WithVolume(params (double Open, double High, double Low, double Close, double Volume)[] bars) =>
        WithVolume(Ohlc([.. bars.Select(b => (b.Open, b.High, b.Low, b.Close))]), [.. bars.Select(b => b.Volume)]);

    /// <summary>The same bars with volumes.</summary>
    public static BarSeries WithVolume(BarSeries s, double[] volume) =>
        new(s.Symbol, s.CloseTimeTicks, s.Open, s.High, s.Low, s.Close, volume) { Calendar = s.Calendar, Interval = s.Interval };

    /// <summary>So many daily bars that stay at a price.</summary>
    public static BarSeries Still(int bars, double price = 100, double volume = double.NaN) =>
        WithVolume([.. Enumerable.Repeat((price, price, price, price, volume), bars)]);

    public static BarSeries Random(int seed, int bars, double dailyVolatility = 0.03)
    {
        var random = new SplitMix64((ulong)seed);
        var (open, high, low, close) = (new double[bars], new double[bars], new double[bars], new double[bars]);
        var price = 100.0;
        for (var i = 0; i < bars; i++)
        {
            open[i] = price * Math.Exp(0.3 * dailyVolatility * random.NextGaussian());
            close[i] = open[i] * Math.Exp(dailyVolatility * random.NextGaussian());
            high[i] = Math.Max(open[i], close[i]) * (1 + (0.5 * dailyVolatility * random.NextDouble()));
            low[i] = Math.Min(open[i], close[i]) * (1 - (0.5 * dailyVolatility * random.NextDouble()));
            price = close[i];
        }
        return Daily(open, high, low, close);
    }

    private static BarSeries Daily(double[] open, double[] high, double[] low, double[] close)
    {
        var times = Enumerable.Range(0, open.Length).Select(i => MarketCalendar.Crypto.CloseOf(s_first.AddDays(i)).Ticks).ToArray();
        return new BarSeries("TEST", times, open, high, low, close, [.. open.Select(_ => double.NaN)]) { Calendar = MarketCalendar.Crypto };
    }
}
