using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>Made bars of whole cents, from integers alone: the same bits on every machine, whatever its mathematical library.</summary>
internal static class ExactMarket
{
    public static BarSeries Walk(int bars, ulong seed = 11)
    {
        var random = new SplitMix64(seed);
        var (time, open, high, low, close, volume) = (
            new long[bars],
            new double[bars],
            new double[bars],
            new double[bars],
            new double[bars],
            new double[bars]
        );
        var cents = 10_000;
        for (var i = 0; i < bars; i++)
        {
            var first = Math.Max(500, cents + random.NextInt(61) - 30);
            cents = Math.Max(500, first + random.NextInt(301) - 150);
            (open[i], close[i]) = (first / 100.0, cents / 100.0);
            (high[i], low[i]) = (
                (Math.Max(first, cents) + random.NextInt(80)) / 100.0,
                (Math.Min(first, cents) - random.NextInt(80)) / 100.0
            );
            volume[i] = 1_000 + random.NextInt(9_000);
            time[i] = new DateTime(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks + (TimeSpan.TicksPerDay * i);
        }
        return new BarSeries("EXACT", time, open, high, low, close, volume) { Calendar = MarketCalendar.Crypto };
    }
}
