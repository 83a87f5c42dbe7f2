using System.Diagnostics;
using System.Globalization;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Seeding;
using Simulator.Specs;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Bench;

/// <summary>How fast the general engine is: a long run, the same with every statistic, and a sweep of short runs; one thread, processor time.</summary>
internal static class EngineBench
{
    private const int Bars = 1_000_000;
    private const int SweepBars = 2_148;
    private const int Repetitions = 15;

    private static readonly ExecutionSpec s_execution = new() { CommissionRate = 0.0002, SlippageBps = 0 };
    private static readonly CapitalSpec s_capital = new() { Amount = 1e9 };

    /// <summary>Measures and prints one table.</summary>
    public static void Run()
    {
        var series = Walk(Bars, MarketCalendar.Crypto, BarInterval.Minutes(1));
        var daily = Walk(SweepBars, MarketCalendar.Nyse, BarInterval.Daily);
        var pairs = (from slow in Enumerable.Range(42, 25) from fast in Enumerable.Range(2, 40) where fast < slow select (fast, slow)).Take(1_000).ToArray();
        Console.WriteLine("| what | best CPU, ms | best wall, ms | rate | allocated, MB | trades |");
        Console.WriteLine("|---|---|---|---|---|---|");
        Measure("bare loop, 1 M bars", Bars, "M bars/s", () => BareLoop(series));
        Measure("engine, 1 M bars, 10/20 cross", Bars, "M bars/s", () => Engine(series, 10, 20).Trades.Count);
        Measure("the same with every statistic", Bars, "M bars/s", () => WithStatistics(series, 10, 20));
        Measure("engine, 1 M bars, never trades", Bars, "M bars/s", () => BacktestEngine.Run(series, 0, Bars - 1, new HoldCash(), s_execution, s_capital).Trades.Count);
        Measure(FormattableString.Invariant($"sweep, {pairs.Length} pairs × {SweepBars} bars"), pairs.Length, "k runs/s", () => pairs.Sum(p => Engine(daily, p.fast, p.slow).Trades.Count));
        Measure("the same with every statistic", pairs.Length, "k runs/s", () => pairs.Sum(p => WithStatistics(daily, p.fast, p.slow)));
    }

    private static BacktestResult Engine(BarSeries series, int fast, int slow)
        => BacktestEngine.Run(series, 0, series.Count - 1, new SmaCross(fast, slow, TradeSide.Long, CrossEntry.OnCross), s_execution, s_capital, BacktestOptions.BacktestingPy);

    private static int WithStatistics(BarSeries series, int fast, int slow)
    {
        var result = Engine(series, fast, slow);
        return StatisticCatalogue.Compute(series, result, StatisticDialect.BacktestingPy).Count > 0 ? result.Trades.Count : 0;
    }

    /// <summary>The same rule with nothing around it: two running sums, a position, equity kept. What a compiled loop can do.</summary>
    private static int BareLoop(BarSeries series)
    {
        var (open, close, equity) = (series.Open, series.Close, new double[series.Count]);
        var (fast, slow, cash, units, entry, trades, last, wish) = (0.0, 0.0, 1e9, 0.0, 0.0, 0, double.NaN, 0);
        for (var i = 0; i < close.Length; i++)
        {
            if (wish > 0 && units == 0)
                (units, entry, cash) = (Math.Floor(cash / (open[i] * 1.0002)), open[i], cash - (Math.Floor(cash / (open[i] * 1.0002)) * open[i] * 0.0002));
            else if (wish < 0 && units > 0)
                (cash, units, trades) = (cash + (units * (open[i] - entry)) - (units * open[i] * 0.0002), 0, trades + 1);
            wish = 0;
            equity[i] = cash + (units * (close[i] - entry));
            (fast, slow) = (fast + close[i] - (i >= 10 ? close[i - 10] : 0), slow + close[i] - (i >= 20 ? close[i - 20] : 0));
            if (i < 19)
                continue;
            var gap = (fast * 2) - slow;
            wish = last < 0 && gap > 0 ? 1 : last > 0 && gap < 0 ? -1 : 0;
            last = gap;
        }
        return trades;
    }

    private static void Measure(string what, int count, string unit, Func<int> work)
    {
        var (cpu, wall, allocated, trades) = (TimeSpan.MaxValue, TimeSpan.MaxValue, 0L, 0);
        using var process = Process.GetCurrentProcess();
        for (var k = 0; k < Repetitions; k++)
        {
            GC.Collect();
            process.Refresh();
            var (before, bytes, watch) = (process.TotalProcessorTime, GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            trades = work();
            var elapsed = watch.Elapsed;
            process.Refresh();
            var used = process.TotalProcessorTime - before;
            allocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
            wall = elapsed < wall ? elapsed : wall;
            cpu = used < cpu ? used : cpu;
        }
        var rate = count / Math.Min(wall.TotalSeconds, cpu.TotalSeconds) / (unit[0] == 'M' ? 1e6 : 1e3);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {cpu.TotalMilliseconds:0.0} | {wall.TotalMilliseconds:0.0} | {rate:0.0} {unit} | {allocated / 1e6:0.0} | {trades} |"));
    }

    private static BarSeries Walk(int bars, MarketCalendar calendar, BarInterval interval)
    {
        var random = new SplitMix64(7);
        var (time, open, high, low, close) = (new long[bars], new double[bars], new double[bars], new double[bars], new double[bars]);
        var price = 100.0;
        for (var i = 0; i < bars; i++)
        {
            open[i] = price;
            close[i] = price *= Math.Exp(0.001 * random.NextGaussian());
            (high[i], low[i]) = (Math.Max(open[i], close[i]) * 1.0002, Math.Min(open[i], close[i]) * 0.9998);
            time[i] = new DateTime(2000, 1, 3, 0, 0, 0, DateTimeKind.Utc).Ticks + (interval.Length.Ticks * i);
        }
        return new BarSeries("WALK", time, open, high, low, close, new double[bars]) { Calendar = calendar, Interval = interval };
    }
}
