using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Portfolios;
using Simulator.Portfolios.Rebalancing;
using Simulator.Rules;
using Simulator.Seeding;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Bench.Engine;

/// <summary>What is measured, each on made bars.</summary>
internal static class Workloads
{
    private const string Cross = """
        { "version": 1, "parameters": { "fast": 10, "slow": 20 },
          "entryLong": "crossesAbove(sma(fast), sma(slow))", "exitLong": "crossesBelow(sma(fast), sma(slow))" }
        """;

    private static readonly ExecutionSpec s_execution = new() { CommissionRate = 0.0002, SlippageBps = 0 };
    private static readonly CapitalSpec s_capital = new() { Amount = 1e9 };
    private static readonly double[] s_figures = new double[StatisticCatalogue.Of(StatisticDialect.BacktestingPy).Count];

    /// <summary>Runs a strategy over all bars under the reference's conventions.</summary>
    public static BacktestResult Run(BarSeries series, IStrategy strategy, BacktestWorkspace? workspace = null) =>
        BacktestEngine.Run(series, 0, series.Count - 1, strategy, s_execution, s_capital, BacktestOptions.BacktestingPy, workspace);

    /// <summary>The cross that everything here trades.</summary>
    public static SmaCross CrossOf(int fast = 10, int slow = 20) => new(fast, slow, TradeSide.Long, CrossEntry.OnCross);

    /// <summary>Every statistic of a run, as anyone would ask for them.</summary>
    public static int Statistics(BarSeries series, BacktestResult result) =>
        StatisticCatalogue.Compute(series, result, StatisticDialect.BacktestingPy).Count > 0 ? result.Trades.Count : 0;

    /// <summary>A run and every statistic in the memory of a workspace, as a sweep does it.</summary>
    public static int InWorkspace(BarSeries series, int fast, int slow, BacktestWorkspace workspace)
    {
        var result = Run(series, CrossOf(fast, slow), workspace);
        StatisticCatalogue.Compute(new AccountFigures(series, result, workspace), StatisticDialect.BacktestingPy, s_figures);
        return result.Trades.Count;
    }

    /// <summary>The cross as a document of the expression language, compiled and run.</summary>
    public static int Rule(BarSeries series) => Run(series, RuleProgram.Compile(Cross).Bind(new RuleMarket(series))).Trades.Count;

    /// <summary>Equal weights in every asset, restored at every close.</summary>
    public static int Rebalance(PortfolioAsset[] assets)
    {
        var weights = assets.ToDictionary(a => a.Symbol, a => 1.0 / assets.Length);
        var strategy = new RebalancingStrategy(new FixedWeights(weights), new RebalanceRule.Daily());
        return PortfolioEngine.Run(assets, strategy, s_execution, s_capital).Equity.Length;
    }

    /// <summary>The same rule with nothing around it: two running sums, a position, equity kept. What a compiled loop can do.</summary>
    public static int BareLoop(BarSeries series)
    {
        var (open, close, equity) = (series.Open, series.Close, new double[series.Count]);
        var (fast, slow, cash, units, entry, trades, last, wish) = (0.0, 0.0, 1e9, 0.0, 0.0, 0, double.NaN, 0);
        for (var i = 0; i < close.Length; i++)
        {
            if (wish > 0 && units == 0)
                (units, entry, cash) = (
                    Math.Floor(cash / (open[i] * 1.0002)),
                    open[i],
                    cash - (Math.Floor(cash / (open[i] * 1.0002)) * open[i] * 0.0002)
                );
            else if (wish < 0 && units > 0)
                (cash, units, trades) = (cash + (units * (open[i] - entry)) - (units * open[i] * 0.0002), 0, trades + 1);
            wish = 0;
            equity[i] = cash + (units * (close[i] - entry));
            (fast, slow) = (fast + close[i] - (i >= 10 ? close[i - 10] : 0), slow + close[i] - (i >= 20 ? close[i - 20] : 0));
            if (i < 19)
                continue;
            var gap = (fast * 2) - slow;
            wish =
                last < 0 && gap > 0 ? 1
                : last > 0 && gap < 0 ? -1
                : 0;
            last = gap;
        }
        return trades;
    }

    /// <summary>A random walk with a relative spread of its own.</summary>
    public static BarSeries Walk(string symbol, int bars, MarketCalendar calendar, BarInterval interval, ulong seed = 7)
    {
        var random = new SplitMix64(seed);
        var (time, open, high, low, close) = (new long[bars], new double[bars], new double[bars], new double[bars], new double[bars]);
        var price = 100.0;
        for (var i = 0; i < bars; i++)
        {
            open[i] = price;
            close[i] = price *= Math.Exp(0.001 * random.NextGaussian());
            (high[i], low[i]) = (Math.Max(open[i], close[i]) * 1.0002, Math.Min(open[i], close[i]) * 0.9998);
            time[i] = new DateTime(2000, 1, 3, 0, 0, 0, DateTimeKind.Utc).Ticks + (interval.Length.Ticks * i);
        }
        return new BarSeries(symbol, time, open, high, low, close, new double[bars]) { Calendar = calendar, Interval = interval };
    }

    /// <summary>The same bars as another series, of which nothing is known yet.</summary>
    public static BarSeries Fresh(BarSeries series) =>
        new(series.Symbol, series.CloseTimeTicks, series.Open, series.High, series.Low, series.Close, series.Volume)
        {
            Calendar = series.Calendar,
            Interval = series.Interval,
        };
}
