using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Rules;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Rules;

public sealed class RuleStrategyTests
{
    private static readonly ExecutionSpec s_execution = new() { CommissionRate = 0.001, SlippageBps = 1 };
    private static readonly CapitalSpec s_capital = new() { Amount = 100_000 };

    [Theory]
    [InlineData(5, 20, TradeSide.Long)]
    [InlineData(10, 30, TradeSide.Both)]
    [InlineData(3, 7, TradeSide.Short)]
    public void Cross_AsARule_TradesAsTheBuiltInOne(int fast, int slow, TradeSide side)
    {
        var series = TestMarkets.Random(side.GetHashCode() + 3, 1_500);
        var document = new RuleDocument
        {
            Parameters = [KeyValuePair.Create("fast", (double)fast), KeyValuePair.Create("slow", (double)slow)],
            Let =
            [
                KeyValuePair.Create("up", "crossesAbove(sma(fast), sma(slow))"),
                KeyValuePair.Create("down", "crossesBelow(sma(fast), sma(slow))"),
            ],
            EntryLong = side == TradeSide.Short ? null : "up",
            ExitLong = "down",
            EntryShort = side == TradeSide.Long ? null : "down",
            ExitShort = "up",
        };
        foreach (var options in new[] { new BacktestOptions(), BacktestOptions.BacktestingPy })
            Same(Run(series, new SmaCross(fast, slow, side, CrossEntry.OnCross), options), Run(series, Bound(document, series), options));
    }

    [Fact]
    public void With_OtherParameters_TradesBitForBitAsCompiledAnew_AndLeavesTheFirstAsItWas()
    {
        var (series, other) = (TestMarkets.Random(5, 900), TestMarkets.Random(6, 900));
        var market = new RuleMarket(
            series,
            [
                new BarSeries("OTHER", series.CloseTimeTicks, other.Open, other.High, other.Low, other.Close, other.Volume)
                {
                    Calendar = series.Calendar,
                },
            ]
        );
        var document = new RuleDocument
        {
            Parameters = [KeyValuePair.Create("length", 10.0), KeyValuePair.Create("level", 30.0)],
            Let = [KeyValuePair.Create("strength", "rsi(length)")],
            EntryLong = "crossesAbove(strength, level) and OTHER.close > weekly(sma(length))",
            ExitLong = "strength > 100 - level",
            StopLoss = "close - 2 * atr(length)",
            Size = RuleSize.AllIn,
        };
        var program = RuleProgram.Compile(document);
        var before = Run(series, program.Bind(market), new BacktestOptions());
        foreach (var length in new double[] { 2, 7, 25 })
        {
            var changed = new Dictionary<string, double> { ["length"] = length, ["level"] = 45 };
            var expected = Run(series, RuleProgram.Compile(document.With(changed)).Bind(market), new BacktestOptions());
            var actual = Run(series, program.With(changed).Bind(market), new BacktestOptions());
            Assert.True(expected.Trades.Count > 3);
            Assert.Equal((expected.TradeHash, expected.FirstReadyBar), (actual.TradeHash, actual.FirstReadyBar));
            Assert.Equal(expected.Equity.Select(BitConverter.DoubleToInt64Bits), actual.Equity.Select(BitConverter.DoubleToInt64Bits));
        }
        Assert.Equal(before.TradeHash, Run(series, program.Bind(market), new BacktestOptions()).TradeHash);
    }

    [Fact]
    public void With_ParametersThatTheRulesRefuse_SaysTheSameAsCompiling()
    {
        var document = new RuleDocument { Parameters = [KeyValuePair.Create("length", 10.0)], EntryLong = "close > sma(length)" };
        var changed = new Dictionary<string, double> { ["length"] = -3 };
        var program = RuleProgram.Compile(document);
        Assert.Equal(
            Assert.Throws<RuleException>(() => RuleProgram.Compile(document.With(changed))).Message,
            Assert.Throws<RuleException>(() => program.With(changed)).Message
        );
        Assert.Contains(
            "did you mean 'length'",
            Assert.Throws<ArgumentException>(() => program.With(new Dictionary<string, double> { ["lenght"] = 3 })).Message,
            StringComparison.Ordinal
        );
    }

    [SkippableFact]
    public void Cross_AsARule_TradesTheReferenceFileAsTheBuiltInOne()
    {
        var series = ReferenceBars.Goog();
        var rule = RuleProgram
            .Compile("""{ "version": 1, "entryLong": "crossesAbove(sma(10), sma(20))", "entryShort": "crossesBelow(sma(10), sma(20))" }""")
            .Bind(new RuleMarket(series));
        var built = Run(series, new SmaCross(10, 20, TradeSide.Both, CrossEntry.OnCross), BacktestOptions.BacktestingPy);
        Assert.True(built.Trades.Count > 50);
        Same(built, Run(series, rule, BacktestOptions.BacktestingPy));
    }

    [Fact]
    public void Rsi_AsARule_TradesAsTheSameInCode()
    {
        var series = TestMarkets.Random(8, 1_000);
        var rsi = new Simulator.Indicators.RelativeStrengthIndex(14);
        var known = Simulator.Indicators.Indicator.Over(rsi, series.Close);
        var code = new ScriptedStrategy(
            c =>
            {
                if (c.Units == 0 && known[c.Bar] < 40)
                    c.Orders.Buy();
                else if (c.Units != 0 && known[c.Bar] > 60)
                    c.Orders.CloseAll();
            },
            firstReadyBar: 14
        );
        var rule = Bound(new RuleDocument { EntryLong = "rsi(14) < 40", ExitLong = "rsi(14) > 60" }, series);
        var expected = Run(series, code);
        Assert.Equal(14, rule.FirstReadyBar);
        Assert.NotEmpty(expected.Trades);
        Same(expected, Run(series, rule));
    }

    [Theory]
    [InlineData("close * (1 + side * 0.5)", null)]
    [InlineData(null, "close * (1 - side * 0.5)")]
    public void EntryAtAPriceThatTheNextOpenMeets_EntersLeavesAndReversesAsAtTheMarket(string? limit, string? stop)
    {
        var series = TestMarkets.Random(12, 1_200);
        var document = new RuleDocument
        {
            EntryLong = "crossesAbove(sma(5), sma(20))",
            ExitLong = "crossesBelow(sma(5), sma(20))",
            EntryShort = "crossesBelow(sma(5), sma(20))",
            ExitShort = "rsi(14) > 60",
            Size = new RuleSize(RuleSizeKind.Units, "10"),
        };
        var market = Run(series, Bound(document, series), costs: false);
        var waiting = Run(series, Bound(document with { Limit = limit, Stop = stop, GoodForBars = 3 }, series), costs: false);

        Assert.True(market.Trades.Count(t => t.Size > 0) > 20 && market.Trades.Count(t => t.Size < 0) > 20);
        Assert.Equal(
            market.Trades.Select(t => (t.Size, t.EntryBar, t.ExitBar, t.EntryPrice, t.ExitPrice)),
            waiting.Trades.Select(t => (t.Size, t.EntryBar, t.ExitBar, t.EntryPrice, t.ExitPrice))
        );
    }

    [Fact]
    public void Run_Twice_IsTheSame()
    {
        var series = TestMarkets.Random(4, 900);
        var rule = Bound(
            new RuleDocument
            {
                EntryLong = "crossesAbove(rsi(7), 30)",
                ExitLong = "barsSinceEntry >= 10 or drawdown > 5%",
                Trailing = "3 * atr(14)",
            },
            series
        );
        Same(Run(series, rule), Run(series, rule));
    }

    [Fact]
    public void Positions_AreWhatTheAccountHolds()
    {
        var series = TestMarkets.OpenClose((100, 100), (100, 110), (120, 130), (130, 120), (120, 125), (125, 100));
        var rule = Bound(
            new RuleDocument
            {
                EntryLong = "isFlat and closedTrades == 0",
                ExitLong =
                    "unrealizedReturn > 5% and barsSinceEntry == 1 and entryPrice == 100 and "
                    + "highestSinceEntry == 130 and lowestSinceEntry == 100 and openTrades == 1 and "
                    + "unrealizedProfit > 0 and exposure > 0.9 and position > 0 and isLong and not isShort",
            },
            series
        );
        var trade = Assert.Single(Run(series, rule, costs: false).Trades);
        Assert.Equal((1, 3), (trade.EntryBar, trade.ExitBar));

        var again = Bound(
            new RuleDocument
            {
                EntryLong = "closedTrades == 0 or barsSinceExit == 1 and lastTradeReturn > 29%",
                ExitLong = "barsSinceEntry == 1",
            },
            series
        );
        Assert.Equal([(1, 3), (5, 5)], Run(series, again, costs: false).Trades.Select(t => (t.EntryBar, t.ExitBar)));
    }

    [Fact]
    public void Bracket_OfALimitEntry_IsWorkedOutFromTheOrdersPrice()
    {
        var series = TestMarkets.Ohlc((100, 100, 100, 100), (100, 101, 97, 99), (99, 104, 99, 103), (103, 103, 103, 103));
        var rule = Bound(
            new RuleDocument
            {
                EntryLong = "isFlat",
                Limit = "close * 98%",
                StopLoss = "orderPrice - 2",
                TakeProfit = "orderPrice + 2 * (orderPrice - 96)",
                Size = new RuleSize(RuleSizeKind.Units, "floor(equity * 1% / stopDistance)"),
            },
            series
        );
        var trade = Run(series, rule, costs: false).Trades[0];
        Assert.Equal((98.0, 102.0, 500.0, 2), (trade.EntryPrice, trade.ExitPrice, trade.Size, trade.ExitBar));
    }

    [Fact]
    public void Side_MirrorsOneExpression()
    {
        var series = TestMarkets.Ohlc((100, 100, 100, 100), (100, 101, 99, 100), (100, 106, 94, 100), (100, 100, 100, 100));
        foreach (var sign in new[] { 1, -1 })
        {
            var rule = Bound(
                new RuleDocument
                {
                    EntryLong = sign > 0 ? "isFlat" : null,
                    EntryShort = sign < 0 ? "isFlat" : null,
                    TakeProfit = "close + side * 5",
                    StopLoss = "close - side * 50",
                },
                series
            );
            Assert.Equal(100 + (sign * 5.0), Run(series, rule, costs: false).Trades[0].ExitPrice);
        }
    }

    [Fact]
    public void Entry_ThatWaits_IsRenewedAndTakenBackWithItsSide()
    {
        var series = TestMarkets.Ohlc((100, 100, 100, 100), (100, 100, 98, 99), (99, 99, 97, 98), (98, 98, 90, 97), (97, 97, 97, 97));
        var waiting = Bound(
            new RuleDocument
            {
                EntryLong = "barsSince(close == 100) == 0",
                ExitLong = "close == 98",
                Limit = "95",
                GoodForBars = 10,
            },
            series
        );
        Assert.Empty(Run(series, waiting, costs: false).Trades);
        var patient = Bound(
            new RuleDocument
            {
                EntryLong = "close == 100",
                Limit = "95",
                GoodForBars = 10,
            },
            series
        );
        Assert.Equal(95, Assert.Single(Run(series, patient, costs: false).Trades).EntryPrice);
        var hasty = Bound(new RuleDocument { EntryLong = "close == 100", Limit = "95" }, series);
        Assert.Empty(Run(series, hasty, costs: false).Trades);
    }

    [Theory]
    [InlineData("\"limit\": \"0/0\"", "limit must be a price above 0; it was unknown at a price of")]
    [InlineData("\"limit\": \"-5\"", "limit must be a price above 0; it was -5 at a price of")]
    [InlineData("\"stop\": \"close - 1e6\"", "stop must be a price above 0; it was -9")]
    [InlineData("\"stopLoss\": \"close + 1\"", "stopLoss of a buy order must be below its price; it was")]
    [InlineData("\"stopLoss\": \"0/0\"", "stopLoss of a buy order must be below its price; it was unknown")]
    [InlineData("\"takeProfit\": \"close - 1\"", "takeProfit of a buy order must be above its price; it was")]
    [InlineData("\"trailing\": \"0\"", "trailing must be a distance above 0; it was 0")]
    [InlineData("\"size\": \"-close\"", "size must be above 0; it was -")]
    [InlineData("\"size\": { \"units\": \"-close\" }", "size.units must be above 0; it was -")]
    [InlineData("\"size\": { \"kelly\": \"close\" }", "size.kelly must be above 0 and at most 1; it was")]
    public void Order_WithAnImpossiblePriceOrSize_IsNotMade_AndTheNotesSayWhy(string member, string why)
    {
        var series = TestMarkets.Random(2, 50);
        var rule = RuleProgram.Compile($$"""{ "version": 1, "entryLong": "close > 0", {{member}} }""").Bind(new RuleMarket(series));
        var run = Run(series, rule);
        Assert.Empty(run.Trades);
        Assert.Equal(49, rule.OrdersLeftOut);
        Assert.StartsWith($"49 orders were not placed, the first on bar 0: {why}", Assert.Single(run.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void BothEntriesAtOnce_PlaceNothing_AndANoteSaysOnHowManyBars()
    {
        var series = TestMarkets.Random(2, 50);
        var run = Run(
            series,
            RuleProgram
                .Compile("{ \"version\": 1, \"entryLong\": \"close > 0\", \"entryShort\": \"open > 0\" }")
                .Bind(new RuleMarket(series))
        );

        Assert.Empty(run.Trades);
        Assert.Equal(
            "entryLong and entryShort held at once, so neither order was placed on 49 bars, the first bar 0",
            Assert.Single(run.Notes)
        );
    }

    [Fact]
    public void KellySize_TradesATenthUntilTenTradesHaveClosed()
    {
        var series = TestMarkets.Random(2, 400);
        var rule = RuleProgram
            .Compile(
                "{ \"version\": 1, \"entryLong\": \"close > sma(3)\", \"exitLong\": \"close < sma(3)\", \"size\": { \"kelly\": 0.5 } }"
            )
            .Bind(new RuleMarket(series));
        var run = BacktestEngine.Run(
            series,
            0,
            series.Count - 1,
            rule,
            new ExecutionSpec
            {
                CommissionRate = 0,
                SlippageBps = 0,
                FractionalUnits = true,
            },
            s_capital
        );

        Assert.True(run.Trades.Count >= 10);
        Assert.Equal(0.1 * s_capital.Amount / series.Close[run.Trades[0].EntryBar - 1], run.Trades[0].Size, 1e-6);
    }

    [Fact]
    public void Orders_LeftOutForSeveralReasons_AreANoteForEach_BeforeTheOthers()
    {
        var series = TestMarkets.Random(2, 50);
        var run = Run(
            series,
            Bound(
                new RuleDocument
                {
                    EntryLong = "barOfDay == 0",
                    StopLoss = "month == 1 ? close * 2 : close * 0.9",
                    TakeProfit = "month == 2 ? close * 0.5 : close * 2",
                },
                series
            )
        );
        Assert.Equal(2, run.Notes.Count(n => n.Contains("not placed", StringComparison.Ordinal)));
        Assert.Contains("stopLoss", run.Notes[0], StringComparison.Ordinal);
        Assert.Contains("takeProfit", run.Notes[1], StringComparison.Ordinal);
    }

    [Fact]
    public void BothEntriesAtOnce_AndAnEntryWhoseExitHolds_AreNone()
    {
        var series = TestMarkets.Random(2, 50);
        Assert.Empty(Run(series, Bound(new RuleDocument { EntryLong = "true", EntryShort = "true" }, series)).Trades);
        Assert.Empty(Run(series, Bound(new RuleDocument { EntryLong = "true", ExitLong = "true" }, series)).Trades);
    }

    [Fact]
    public void Decisions_WithTheFutureCutOff_AreTheSame()
    {
        var market = RuleMarkets.Full(400);
        var program = RuleProgram.Compile(
            """
            { "version": 1, "let": { "trend": "weekly(sma(4)) > weekly(sma(8))" },
              "entryLong": "trend and crossesAbove(rsi(7), 45) or SPY.rsi(3) < 40 and forecast.mean > 0",
              "exitLong": "barsSinceEntry > 5 or BTC.falling(close, 3)",
              "entryShort": "forecast.q05 < -1% and not trend", "exitShort": "unrealizedReturn > 2%",
              "stopLoss": "close - side * 2 * atr(10)", "size": { "cash": "equity * 40%" } }
            """
        );
        var whole = Run(market.Target, program.Bind(market));
        Assert.True(whole.Trades.Count > 8);
        foreach (var bars in new[] { 150, 263, 391 })
        {
            var cut = RuleMarkets.Cut(market, bars);
            var part = Run(cut.Target, program.Bind(cut));
            Assert.Equal(whole.Equity[..bars], part.Equity);
            Assert.Equal(
                whole.Trades.Where(t => t.ExitBar < bars && !t.IsOpen).Select(t => (t.EntryBar, t.ExitBar, t.Size)),
                part.Trades.Where(t => !t.IsOpen).Select(t => (t.EntryBar, t.ExitBar, t.Size))
            );
        }
    }

    [Fact]
    public void Rules_BoundToAnotherSeries_AreRefused()
    {
        var rule = Bound(new RuleDocument { EntryLong = "close > open" }, TestMarkets.Random(1, 60));
        Assert.Contains(
            "run on another series",
            Assert.Throws<InvalidOperationException>(() => Run(TestMarkets.Random(2, 60), rule)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Decide_OverAMillionBars_AllocatesNothingPerBar()
    {
        var series = TestMarkets.Random(3, 40_000);
        var rule = Bound(
            new RuleDocument
            {
                EntryLong = "crossesAbove(sma(10), sma(20)) and unrealizedReturn > 100",
                ExitLong = "drawdown > 2 or highestSinceEntry < 0 or weekly(rsi(3)) < 0",
                Let = [KeyValuePair.Create("x", "bollinger(20, 2).upper")],
            },
            series
        );
        Run(series, rule);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run(series, rule);
        var withRule = GC.GetAllocatedBytesForCurrentThread() - before;
        before = GC.GetAllocatedBytesForCurrentThread();
        Run(series, new HoldCash());
        var alone = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(withRule - alone, 0, 200_000); // blocks of 512 bars for a dozen columns, whatever the length
    }

    private static RuleStrategy Bound(RuleDocument document, BarSeries series) =>
        RuleProgram.Compile(document).Bind(new RuleMarket(series));

    private static BacktestResult Run(BarSeries series, IStrategy strategy, BacktestOptions? options = null, bool costs = true) =>
        BacktestEngine.Run(
            series,
            0,
            series.Count - 1,
            strategy,
            costs ? s_execution : new ExecutionSpec { CommissionRate = 0, SlippageBps = 0 },
            s_capital,
            options
        );

    private static void Same(BacktestResult expected, BacktestResult actual)
    {
        Assert.Equal(
            expected.Trades.Select(t => (t.EntryBar, t.ExitBar, t.Size, t.EntryPrice, t.ExitPrice)),
            actual.Trades.Select(t => (t.EntryBar, t.ExitBar, t.Size, t.EntryPrice, t.ExitPrice))
        );
        Assert.Equal(expected.TradeHash, actual.TradeHash);
        Assert.Equal(expected.Equity, actual.Equity);
    }
}
