using System.Collections.Concurrent;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Backtesting.RandomRuns;

/// <summary>Seeded markets on a grid of 1/64 between 40 and 160: gaps, long bars, flat bars, bars without volume.</summary>
internal static class RandomMarket
{
    private const double Grid = 64;
    private const int SharedMarkets = 12;
    private const int SharedBars = 3_000;

    private static readonly ConcurrentDictionary<int, BarSeries> s_shared = new();

    /// <summary>One of a dozen markets that tests share: every fourth has hourly bars, the others daily ones.</summary>
    public static BarSeries Shared(int seed) =>
        s_shared.GetOrAdd(seed % SharedMarkets, static s => Of(s, SharedBars, isHourly: s % 4 == 3));

    /// <summary>
    /// A market; days on which its calendar is closed have no bar, and others are left out at random where <paramref name="missing"/> is
    /// above zero.
    /// </summary>
    public static BarSeries Of(
        int seed,
        int bars,
        bool isHourly = false,
        string symbol = "RANDOM",
        MarketCalendar? calendar = null,
        double missing = 0
    )
    {
        calendar ??= MarketCalendar.Crypto;
        var random = new SplitMix64((ulong)(uint)seed + 77);
        var (open, high, low, close, volume) = (new double[bars], new double[bars], new double[bars], new double[bars], new double[bars]);
        var price = 100.0;
        for (var i = 0; i < bars; i++)
        {
            var size = random.NextInt(10) == 0 ? 6 : 1.5;
            var gap = random.NextInt(12) == 0 ? 8 * random.NextGaussian() : 0.3 * random.NextGaussian();
            open[i] = OnGrid(price + gap);
            close[i] = random.NextInt(20) == 0 ? open[i] : OnGrid(open[i] + (size * random.NextGaussian()) + (0.02 * (100 - open[i])));
            high[i] = OnGrid(Math.Max(open[i], close[i]) + (size * random.NextDouble()));
            low[i] = OnGrid(Math.Min(open[i], close[i]) - (size * random.NextDouble()));
            if (high[i] - open[i] == open[i] - low[i])
                high[i] += 1 / Grid; // which extreme comes first is then the same question in a mirrored market
            volume[i] = random.NextInt(10) == 0 ? 0 : random.NextInt(400);
            price = close[i];
        }
        return new BarSeries(symbol, isHourly ? Hours(bars) : Days(calendar, bars, missing, random), open, high, low, close, volume)
        {
            Calendar = calendar,
            Interval = isHourly ? BarInterval.Minutes(60) : BarInterval.Daily,
        };
    }

    /// <summary>Prices p → 200 − p.</summary>
    public static BarSeries Mirror(BarSeries s) =>
        With(s, Map(s.Open, p => 200 - p), Map(s.Low, p => 200 - p), Map(s.High, p => 200 - p), Map(s.Close, p => 200 - p), s.Volume);

    /// <summary>Prices and volumes times a factor each.</summary>
    public static BarSeries Scale(BarSeries s, double prices, double volumes) =>
        With(
            s,
            Map(s.Open, p => prices * p),
            Map(s.High, p => prices * p),
            Map(s.Low, p => prices * p),
            Map(s.Close, p => prices * p),
            Map(s.Volume, v => volumes * v)
        );

    /// <summary>The first bars of a market and after them one of another, at the time of the first's own.</summary>
    public static BarSeries AndAnother(BarSeries s, int bars, BarSeries other)
    {
        double[] Join(double[] before, double[] after) => [.. before[..bars], after[bars]];
        return new BarSeries(
            s.Symbol,
            s.CloseTimeTicks[..(bars + 1)],
            Join(s.Open, other.Open),
            Join(s.High, other.High),
            Join(s.Low, other.Low),
            Join(s.Close, other.Close),
            Join(s.Volume, other.Volume)
        )
        {
            Calendar = s.Calendar,
            Interval = s.Interval,
        };
    }

    private static double OnGrid(double price) => Math.Round(Math.Clamp(price, 40, 160) * Grid) / Grid;

    private static double[] Map(double[] values, Func<double, double> map) => [.. values.Select(map)];

    private static long[] Hours(int bars) =>
        [.. Enumerable.Range(1, bars).Select(i => new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(i).Ticks)];

    private static long[] Days(MarketCalendar calendar, int bars, double missing, SplitMix64 random)
    {
        var times = new List<long>(bars);
        for (var day = new DateOnly(2000, 1, 1); times.Count < bars; day = day.AddDays(1))
        {
            if (!calendar.IsClosed(day) && !(random.NextDouble() < missing))
                times.Add(calendar.CloseOf(day).Ticks);
        }
        return [.. times];
    }

    private static BarSeries With(BarSeries s, double[] open, double[] high, double[] low, double[] close, double[] volume) =>
        new(s.Symbol, s.CloseTimeTicks, open, high, low, close, volume) { Calendar = s.Calendar, Interval = s.Interval };
}
