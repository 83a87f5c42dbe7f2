using System.Diagnostics;
using System.Globalization;
using Simulator.Backtesting;
using Simulator.Bench.Engine;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Portfolios.Construction;
using Simulator.Portfolios.Rebalancing;
using Simulator.Seeding;

namespace Simulator.Bench;

/// <summary>
/// How fast portfolios are: ten assets over twenty years of days, rebalanced daily to equal weights, and to weights built each time; one
/// thread.
/// </summary>
internal static class PortfolioBench
{
    private const int Assets = 10;
    private const int Bars = 5_040;
    private const int Repetitions = 300;

    private static readonly ExecutionSpec s_execution = new() { CommissionRate = 0.0002, SlippageBps = 1 };
    private static readonly CapitalSpec s_capital = new();
    private static readonly CapitalSpec s_large = new() { Amount = 1e6 };

    /// <summary>Measures and prints one table; with <c>daily</c> only the case that has a target.</summary>
    public static void Run(string? only = null)
    {
        var assets = Enumerable.Range(0, Assets).Select(i => new PortfolioAsset(Walk(i))).ToArray();
        Console.WriteLine("| ten assets, 5,040 days | best, ms | CPU, ms | allocated, MB | orders |");
        Console.WriteLine("|---|---|---|---|---|");
        if (only == "daily")
        {
            Daily(assets);
            return;
        }
        Measure("held", assets, new(), new RebalanceRule.Never());
        Daily(assets);
        Measure("equal weights, monthly", assets, new(), new RebalanceRule.Monthly());
        foreach (var method in Enum.GetValues<ConstructionMethod>().Skip(1))
            Measure($"{method}, 60 days, monthly", assets, new() { Method = method }, new RebalanceRule.Monthly());
        Measure(
            "MinimumVariance, 60 days, daily",
            assets,
            new() { Method = ConstructionMethod.MinimumVariance },
            new RebalanceRule.Daily()
        );
        Steady(assets);
    }

    private static void Daily(PortfolioAsset[] assets)
    {
        Measure("equal weights, daily", assets, new(), new RebalanceRule.Daily());
        Measure(
            "the same with ten times the capital: nearly every asset trades every day",
            assets,
            new(),
            new RebalanceRule.Daily(),
            s_large
        );
    }

    private static PortfolioResult Once(PortfolioAsset[] assets, ConstructionOptions options, RebalanceRule rule, CapitalSpec capital) =>
        PortfolioEngine.Run(assets, new RebalancingStrategy(new ConstructedWeights(options), rule), s_execution, capital);

    private static void Measure(
        string what,
        PortfolioAsset[] assets,
        ConstructionOptions options,
        RebalanceRule rule,
        CapitalSpec? capital = null
    )
    {
        var (best, cpu, allocated, orders) = (TimeSpan.MaxValue, double.PositiveInfinity, 0L, 0);
        for (var k = 0; k < Repetitions; k++)
        {
            var (before, bytes, watch) = (ThreadClock.Milliseconds, GC.GetAllocatedBytesForCurrentThread(), Stopwatch.StartNew());
            orders = Once(assets, options, rule, capital ?? s_capital).OrderCount;
            var elapsed = watch.Elapsed;
            allocated = GC.GetAllocatedBytesForCurrentThread() - bytes;
            best = elapsed < best ? elapsed : best;
            cpu = Math.Min(cpu, ThreadClock.Milliseconds - before);
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {best.TotalMilliseconds:0.00} | {cpu:0.00} | {allocated / 1e6:0.00} | {orders} |"
            )
        );
    }

    // What a run allocates beside its curves does not grow with its bars.
    private static void Steady(PortfolioAsset[] assets)
    {
        PortfolioAsset[] half = [.. assets.Select(a => new PortfolioAsset(a.Series.Slice(0, Bars / 2)))];
        var (shorter, longer) = (Allocated(half), Allocated(assets));
        var curves = (Bars / 2) * ((Assets + 4) * sizeof(double)); // equity, weights, exposure, benchmark, instants
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"\nallocated by {Bars / 2} bars more: {longer - shorter} bytes, of which curves "
                    + $"{curves}: {(longer - shorter - curves) / (Bars / 2.0):0.0} bytes a bar"
            )
        );

        static long Allocated(PortfolioAsset[] assets)
        {
            Once(assets, new(), new RebalanceRule.Daily(), s_capital);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Once(assets, new(), new RebalanceRule.Daily(), s_capital);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static BarSeries Walk(int seed)
    {
        var random = new SplitMix64((ulong)seed);
        var (time, open, high, low, close) = (new long[Bars], new double[Bars], new double[Bars], new double[Bars], new double[Bars]);
        var (price, day) = (100.0, new DateOnly(2000, 1, 3));
        for (var i = 0; i < Bars; i++)
        {
            while (MarketCalendar.Nyse.IsClosed(day))
                day = day.AddDays(1);
            time[i] = MarketCalendar.Nyse.CloseOf(day).Ticks;
            open[i] = price * Math.Exp(0.003 * random.NextGaussian());
            close[i] = price = open[i] * Math.Exp(0.01 * random.NextGaussian());
            (high[i], low[i]) = (Math.Max(open[i], close[i]), Math.Min(open[i], close[i]));
            day = day.AddDays(1);
        }
        return new BarSeries(FormattableString.Invariant($"A{seed}"), time, open, high, low, close, new double[Bars]);
    }
}
