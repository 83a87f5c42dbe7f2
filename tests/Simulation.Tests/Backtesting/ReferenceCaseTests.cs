using System.Globalization;
using System.Text.Json;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>Published and independently computed runs of another engine, reproduced: every trade and every statistic to 1e-8.</summary>
public sealed class ReferenceCaseTests
{
    private const double Tolerance = 1e-8;

    internal static readonly Dictionary<string, string> PublishedKeys = new()
    {
        ["Duration days"] = "Duration",
        ["Exposure Time [%]"] = "Exposure Time [%]",
        ["Equity Final"] = "Equity Final [$]",
        ["Equity Peak"] = "Equity Peak [$]",
        ["Commissions"] = "Commissions [$]",
        ["Return [%]"] = "Return [%]",
        ["Buy&Hold [%]"] = "Buy & Hold Return [%]",
        ["Return (Ann.) [%]"] = "Return (Ann.) [%]",
        ["Volatility (Ann.) [%]"] = "Volatility (Ann.) [%]",
        ["CAGR [%]"] = "CAGR [%]",
        ["Sharpe"] = "Sharpe Ratio",
        ["Sortino"] = "Sortino Ratio",
        ["Calmar"] = "Calmar Ratio",
        ["Alpha [%]"] = "Alpha [%]",
        ["Beta"] = "Beta",
        ["MaxDD [%]"] = "Max. Drawdown [%]",
        ["AvgDD [%]"] = "Avg. Drawdown [%]",
        ["MaxDD dur"] = "Max. Drawdown Duration",
        ["AvgDD dur(ceil)"] = "Avg. Drawdown Duration",
        ["#Trades"] = "# Trades",
        ["Win [%]"] = "Win Rate [%]",
        ["Best [%]"] = "Best Trade [%]",
        ["Worst [%]"] = "Worst Trade [%]",
        ["AvgTrade [%] (geo)"] = "Avg. Trade [%]",
        ["MaxTradeDur"] = "Max. Trade Duration",
        ["AvgTradeDur"] = "Avg. Trade Duration",
        ["ProfitFactor (of ReturnPct)"] = "Profit Factor",
        ["Expectancy [%]"] = "Expectancy [%]",
        ["SQN"] = "SQN",
        ["Kelly"] = "Kelly Criterion",
    };

    internal static readonly Dictionary<string, string> PublishedStandardKeys = new()
    {
        ["AvgDD dur raw"] = "averageDrawdownDurationDays",
        ["AvgTradeDur raw"] = "averageTradeDurationDays",
        ["ProfitFactor ($)"] = "profitFactor",
    };

    internal static readonly Dictionary<string, string> PublishedEmpyricalKeys = new()
    {
        ["Sharpe arithmetic (mean/std*sqrt252)"] = "sharpe_ratio",
        ["Sortino arithmetic (mean*252/(dd*sqrt252))"] = "sortino_ratio",
    };

    // Definitions that the peer gave up (years counted as days/252; buy-and-hold from bar 0) are checked by hand below.
    private static readonly string[] s_superseded = ["Buy&Hold from bar0 (old) [%]", "CAGR old(/252) [%]", "Vol arithmetic"];

    [SkippableFact]
    public void GoogSmaCross_PublishedCase_EveryTradeAndStatistic()
    {
        using var oracle = Json("oracles/oracles.json");
        var published = oracle.RootElement.GetProperty("goog_sma_10_30");
        var series = ReferenceBars.Goog();
        var result = Run(
            series,
            new SmaCross(10, 30, entry: CrossEntry.OnCross),
            JsonSerializer.SerializeToElement(
                new
                {
                    commission = 0,
                    spread = 0,
                    margin = 1,
                    finalize_trades = true,
                }
            )
        );

        var trades = published
            .GetProperty("trades")
            .EnumerateArray()
            .Select(t => t.EnumerateArray().Select(v => v.GetDouble()).ToArray())
            .ToArray();
        Assert.Equal(trades.Length, result.Trades.Count);
        foreach (var (expected, actual) in trades.Zip(result.Trades))
            Assert.Equal<IEnumerable<double>>(
                expected,
                [actual.Size, actual.EntryBar, actual.ExitBar, actual.EntryPrice, actual.ExitPrice, actual.Commission]
            );

        var peer = StatisticCatalogue.Compute(series, result, StatisticDialect.BacktestingPy);
        var standard = StatisticCatalogue.Compute(series, result);
        var empyrical = StatisticCatalogue.Compute(series, result, StatisticDialect.Empyrical);
        foreach (var stat in published.GetProperty("stats").EnumerateObject().Where(s => !s_superseded.Contains(s.Name)))
        {
            var actual =
                PublishedKeys.TryGetValue(stat.Name, out var key) ? peer[key]
                : PublishedStandardKeys.TryGetValue(stat.Name, out key) ? standard[key]
                : empyrical[PublishedEmpyricalKeys[stat.Name]];
            AssertClose(stat.Name, stat.Value.GetDouble(), actual);
        }
        AssertClose(
            "volatility",
            published.GetProperty("stats").GetProperty("Vol arithmetic").GetDouble(),
            100 * empyrical["annual_volatility"]
        );
        AssertClose(
            "buy and hold from bar 0",
            published.GetProperty("stats").GetProperty("Buy&Hold from bar0 (old) [%]").GetDouble(),
            100 * ((series.Close[^1] / series.Close[0]) - 1)
        );
    }

    [SkippableTheory]
    [InlineData("sma_test_10_30")]
    [InlineData("sma_longflat_10_20")]
    [InlineData("buy_once_hold")]
    [InlineData("no_trade")]
    [InlineData("rsi_threshold_14")]
    [InlineData("fx_margin_spread")]
    [InlineData("sma_longflat_10_20_toc")]
    [InlineData("partial_close")]
    [InlineData("netting_fifo_commtuple")]
    [InlineData("hedging_scale")]
    [InlineData("limit_bracket")]
    [InlineData("stop_breakout_bracket")]
    [InlineData("trailing_atr_4")]
    public void ReferenceCase_EveryTradeStatisticAndEquityPoint(string name)
    {
        using var document = Json($"oracles/engine/{name}.json");
        var settings = document.RootElement.GetProperty("settings");
        var series = name.StartsWith("fx", StringComparison.Ordinal) ? ReferenceBars.EurUsd() : ReferenceBars.Goog();
        var result = Run(series, Strategy(name, series), settings);

        AssertTrades(name, result);
        AssertEquity(name, result);
        var actual = StatisticCatalogue.Compute(series, result, StatisticDialect.BacktestingPy);
        foreach (var stat in document.RootElement.GetProperty("stats").EnumerateObject().Where(s => s.Name is not ("Start" or "End")))
            AssertClose($"{name}: {stat.Name}", Number(stat.Value), actual[stat.Name]);
        AssertOpenTrades(document.RootElement.GetProperty("open_trades_at_end"), result);
    }

    internal static IStrategy Strategy(string name, BarSeries series) =>
        name switch
        {
            "sma_test_10_30" => new SmaCross(10, 30, entry: CrossEntry.OnCross),
            "sma_longflat_10_20" or "sma_longflat_10_20_toc" => new SmaCross(10, 20, TradeSide.Long, CrossEntry.OnCross),
            "buy_once_hold" => new BuyAndHold(),
            "no_trade" => new Idle(19),
            "rsi_threshold_14" => new RsiThreshold(14),
            "fx_margin_spread" => new CrossNetting(),
            "partial_close" => new CrossPartial(),
            "netting_fifo_commtuple" => new RsiNetting(),
            "hedging_scale" => new RsiScaling(),
            "limit_bracket" => new LimitBracket(),
            "stop_breakout_bracket" => new StopBreakout(),
            // the reference fills the first hundred bars with the hundredth's range
            "trailing_atr_4" => new CrossTrailing(rangeBefore: FirstRange(series, 100)),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such case"),
        };

    internal static BacktestResult Run(BarSeries series, IStrategy strategy, JsonElement settings)
    {
        double Setting(string name, double otherwise) => settings.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;
        bool Flag(string name) => settings.TryGetProperty(name, out var value) && value.GetBoolean();
        var fees = settings.GetProperty("commission") is { ValueKind: JsonValueKind.Array } pair
            ? new Commission(pair[1].GetDouble(), Fixed: pair[0].GetDouble())
            : new Commission(Setting("commission", 0));
        var execution = new ExecutionSpec { SlippageBps = 1e4 * Setting("spread", 0), Leverage = 1 / Setting("margin", 1) };
        var options = BacktestOptions.BacktestingPy with
        {
            Commission = fees,
            TradeOnClose = Flag("trade_on_close"),
            Hedging = Flag("hedging"),
            ExclusiveOrders = Flag("exclusive_orders"),
            CloseOpenTradesAtEnd = Flag("finalize_trades"),
        };
        return BacktestEngine.Run(
            series,
            0,
            series.Count - 1,
            strategy,
            execution,
            new CapitalSpec { Amount = Setting("cash", 10_000) },
            options
        );
    }

    private static double FirstRange(BarSeries series, int bars) =>
        Enumerable
            .Range(1, bars)
            .Average(i => Math.Max(series.High[i], series.Close[i - 1]) - Math.Min(series.Low[i], series.Close[i - 1]));

    private static void AssertTrades(string name, BacktestResult result)
    {
        var rows = File.ReadLines(SharedFiles.Require($"oracles/engine/{name}.trades.csv")).Skip(1).Select(l => l.Split(',')).ToArray();
        var closed = result.Trades.Where(t => !t.IsOpen).ToArray();
        Assert.Equal(rows.Length, closed.Length);
        foreach (var (row, trade) in rows.Zip(closed))
        {
            AssertClose("size", Parse(row[1]), trade.Size);
            Assert.Equal(Parse(row[2]), trade.EntryBar);
            Assert.Equal(Parse(row[3]), trade.ExitBar);
            AssertClose("entry", Parse(row[4]), trade.EntryPrice);
            AssertClose("exit", Parse(row[5]), trade.ExitPrice);
            AssertClose("profit", Parse(row[8]), trade.ProfitLoss);
            AssertClose("commission", Parse(row[9]), trade.Commission);
            AssertClose("return", Parse(row[10]), trade.ReturnFraction);
        }
    }

    private static void AssertEquity(string name, BacktestResult result)
    {
        var equity = File.ReadLines(SharedFiles.Require($"oracles/engine/{name}.equity.csv"))
            .Skip(1)
            .Select(l => Parse(l.Split(',')[1]))
            .ToArray();
        Assert.Equal(equity.Length, result.Equity.Length);
        for (var i = 0; i < equity.Length; i++)
            AssertClose($"{name}: equity at bar {i}", equity[i], result.Equity[i]);
    }

    private static void AssertOpenTrades(JsonElement expected, BacktestResult result)
    {
        var open = result.Trades.Where(t => t.IsOpen).ToArray();
        Assert.Equal(expected.GetArrayLength(), open.Length);
        foreach (var (row, trade) in expected.EnumerateArray().Zip(open))
        {
            AssertClose("open size", row.GetProperty("Size").GetDouble(), trade.Size);
            AssertClose("open entry", row.GetProperty("EntryPrice").GetDouble(), trade.EntryPrice);
            Assert.Equal(row.GetProperty("EntryBar").GetInt32(), trade.EntryBar);
        }
    }

    internal static double Number(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null => double.NaN,
            JsonValueKind.Object => value.GetProperty("days").GetDouble(),
            _ => value.GetDouble(),
        };

    private static void AssertClose(string what, double expected, double actual)
    {
        var same = double.IsNaN(expected)
            ? double.IsNaN(actual)
            : Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected));
        Assert.True(same, FormattableString.Invariant($"{what}: expected {expected:R}, was {actual:R}"));
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    internal static JsonDocument Json(string relative) => JsonDocument.Parse(File.ReadAllText(SharedFiles.Require(relative)));

    private sealed class Idle(int firstReadyBar) : IStrategy
    {
        public string Name => "idle";

        public int FirstReadyBar => firstReadyBar;

        public void Start() { }

        public void Decide(BarContext context) => Assert.True(context.Bar > firstReadyBar);
    }
}
