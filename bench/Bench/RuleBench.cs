using System.Diagnostics;
using System.Globalization;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Rules;
using Simulator.Seeding;
using Simulator.Strategies;

namespace Simulator.Bench;

/// <summary>
/// How fast rules of the expression language run beside the same rule built in and beside a bare loop; one thread, processor time.
/// </summary>
internal static class RuleBench
{
    private const int Bars = 1_000_000;
    private const int Repetitions = 15;
    private const string Cross = """
        { "version": 1, "parameters": { "fast": 10, "slow": 20 },
          "entryLong": "crossesAbove(sma(fast), sma(slow))", "exitLong": "crossesBelow(sma(fast), sma(slow))" }
        """;
    private const string Rich = """
        { "version": 1, "parameters": { "length": 14 },
          "let": { "trend": "ema(50) - ema(200)", "strength": "rsi(length)", "range": "atr(14)" },
          "entryLong": "trend > 0 and crossesAbove(strength, 30) and close > lowest(low, 20)[1]",
          "exitLong": "strength > 70 or barsSinceEntry > 50",
          "stopLoss": "close - 3 * range", "takeProfit": "close + 4 * range", "size": "clamp(1% * close / range, 10%, 100%)" }
        """;

    private static readonly ExecutionSpec s_execution = new() { CommissionRate = 0.0002, SlippageBps = 0 };
    private static readonly CapitalSpec s_capital = new() { Amount = 1e9 };

    /// <summary>Measures and prints one table.</summary>
    public static void Run()
    {
        var series = Walk(Bars);
        var market = new RuleMarket(series);
        var cross = RuleProgram.Compile(Cross).Bind(market);
        var rich = RuleProgram.Compile(Rich).Bind(market);
        var bare = double.NaN;
        Console.WriteLine("| what | best CPU, ms | M bars/s | share of the built-in cross | allocated, MB | trades |");
        Console.WriteLine("|---|---|---|---|---|---|");
        Measure("bare loop, 10/20 cross", ref bare, () => BareLoop(series));
        var builtIn = double.NaN;
        Measure("built-in 10/20 cross", ref builtIn, () => Engine(series, new SmaCross(10, 20, TradeSide.Long, CrossEntry.OnCross)));
        Measure("10/20 cross as a rule", ref builtIn, () => Engine(series, cross));
        Measure("rule with 2 EMA, RSI, ATR, extremes, bracket, position", ref builtIn, () => Engine(series, rich));
        Measure("engine alone (holds cash)", ref builtIn, () => Engine(series, new HoldCash()));
        Compilation();
    }

    private static int Engine(BarSeries series, IStrategy strategy) =>
        BacktestEngine.Run(series, 0, series.Count - 1, strategy, s_execution, s_capital, BacktestOptions.BacktestingPy).Trades.Count;

    private static void Compilation()
    {
        const int Times = 2_000;
        var daily = new RuleMarket(Walk(2_148));
        var document = RuleDocumentJson.Read(Cross).Document!;
        var (cross, rich, largeDocument) = (RuleProgram.Compile(Cross), RuleProgram.Compile(Rich), RuleDocumentJson.Read(Rich).Document!);
        foreach (
            var (what, work) in new (string, Action<int>)[]
            {
                ("read and compile the cross", _ => RuleProgram.Compile(Cross)),
                ("read and compile the larger rule", _ => RuleProgram.Compile(Rich)),
                (
                    "change a parameter, compile, bind",
                    k => RuleProgram.Compile(document.With(new Dictionary<string, double> { ["slow"] = 11 + (k % 100) })).Bind(daily)
                ),
                (
                    "the same without reading the texts again",
                    k => cross.With(new Dictionary<string, double> { ["slow"] = 11 + (k % 100) }).Bind(daily)
                ),
                (
                    "the larger rule: change a parameter, compile, bind",
                    k => RuleProgram.Compile(largeDocument.With(new Dictionary<string, double> { ["length"] = 14 + (k % 10) })).Bind(daily)
                ),
                (
                    "the same without reading the texts again",
                    k => rich.With(new Dictionary<string, double> { ["length"] = 14 + (k % 10) }).Bind(daily)
                ),
                (
                    "a change of the cross and a run over 2,148 bars",
                    k =>
                        Engine(
                            daily.Target,
                            RuleProgram.Compile(document.With(new Dictionary<string, double> { ["slow"] = 11 + (k % 100) })).Bind(daily)
                        )
                ),
            }
        )
        {
            for (var k = 0; k < Times; k++)
                work(k);
            var watch = Stopwatch.StartNew();
            for (var k = 0; k < Times; k++)
                work(k);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {watch.Elapsed.TotalMicroseconds / Times:0.0} us"));
        }
    }

    private static int BareLoop(BarSeries series)
    {
        var (open, close, equity) = (series.Open, series.Close, new double[series.Count]);
        var (fast, slow, cash, units, trades, last, wish) = (0.0, 0.0, 1e9, 0.0, 0, double.NaN, 0);
        for (var i = 0; i < close.Length; i++)
        {
            if (wish > 0 && units == 0)
                (units, cash) = (Math.Floor(cash / (open[i] * 1.0002)), cash - (Math.Floor(cash / (open[i] * 1.0002)) * open[i] * 1.0002));
            else if (wish < 0 && units > 0)
                (cash, units, trades) = (cash + (units * open[i] * 0.9998), 0, trades + 1);
            equity[i] = cash + (units * close[i]);
            (fast, slow) = (fast + close[i] - (i >= 10 ? close[i - 10] : 0), slow + close[i] - (i >= 20 ? close[i - 20] : 0));
            var gap = i < 19 ? double.NaN : (fast * 2) - slow;
            wish =
                last < 0 && gap > 0 ? 1
                : last > 0 && gap < 0 ? -1
                : 0;
            last = gap;
        }
        return trades;
    }

    private static void Measure(string what, ref double reference, Func<int> work)
    {
        var (best, allocated, trades) = (double.MaxValue, 0L, 0);
        using var process = Process.GetCurrentProcess();
        for (var k = 0; k < Repetitions; k++)
        {
            GC.Collect();
            process.Refresh();
            var (before, bytes, watch) = (process.TotalProcessorTime, GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            trades = work();
            var wall = watch.Elapsed.TotalMilliseconds;
            process.Refresh();
            allocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
            best = Math.Min(best, Math.Min(wall, (process.TotalProcessorTime - before).TotalMilliseconds));
        }
        if (double.IsNaN(reference))
            reference = best;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {best:0.0} | {Bars / best / 1e3:0.0} | {reference / best:0.00} | {allocated / 1e6:0.0} | {trades} |"
            )
        );
    }

    private static BarSeries Walk(int bars)
    {
        var random = new SplitMix64(7);
        var (time, open, high, low, close) = (new long[bars], new double[bars], new double[bars], new double[bars], new double[bars]);
        var price = 100.0;
        for (var i = 0; i < bars; i++)
        {
            open[i] = price;
            close[i] = price *= Math.Exp(0.001 * random.NextGaussian());
            (high[i], low[i]) = (Math.Max(open[i], close[i]) * 1.0002, Math.Min(open[i], close[i]) * 0.9998);
            time[i] = new DateTime(2000, 1, 3, 0, 0, 0, DateTimeKind.Utc).Ticks + (TimeSpan.TicksPerMinute * i);
        }
        return new BarSeries("WALK", time, open, high, low, close, new double[bars])
        {
            Calendar = MarketCalendar.Crypto,
            Interval = BarInterval.Minutes(1),
        };
    }
}
