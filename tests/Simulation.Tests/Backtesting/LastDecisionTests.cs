using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Robustness;
using Simulator.Robustness.Sweeps;
using Simulator.Robustness.WalkForward;
using Simulator.Strategies;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>
/// The last bar under the reference's conventions: the rule is called there, too, and the final pass fills what it ordered (RULES.md,
/// “Clock” 2 and 4).
/// </summary>
public sealed class LastDecisionTests
{
    private static readonly BacktestOptions s_closing = BacktestOptions.BacktestingPy with { CloseOpenTradesAtEnd = true };

    [SkippableTheory]
    [InlineData(3, 8, 36_436.65018)]
    [InlineData(4, 5, 4_962.63266)]
    [InlineData(4, 9, 15_559.33527)]
    [InlineData(5, 7, 5_795.93553)]
    [InlineData(8, 10, 8_910.12271)]
    public void SmaCross_ThatTurnsOnTheLastBar_EndsWhereAnIndependentEngineDoes(int fast, int slow, double equity)
    {
        var series = ReferenceBars.Goog();
        var result = BacktestEngine.Run(
            series,
            0,
            series.Count - 1,
            new SmaCross(fast, slow, entry: CrossEntry.OnCross),
            new ExecutionSpec { SlippageBps = 0 },
            new CapitalSpec { Amount = 10_000 },
            s_closing with
            {
                Commission = new Commission(0.001),
            }
        );

        Assert.Equal(equity, result.Equity[^1], 1e-5);
        Assert.Equal(series.Count - 1, result.Trades[^1].EntryBar);
        Assert.True(result.Trades[^1].IsOpen);
    }

    [Fact]
    public void OrderOfTheLastBar_FillsAtItsOpen_AndStaysOpen()
    {
        // 10 at the open of bar 1; closed at the open of 12, and 12 more bought there: worth 15 at the close.
        var bars = TestMarkets.OpenClose((10, 10), (10, 10), (12, 15));
        var result = Run(bars, s_closing, (1, o => o.BuyUnits(10)), (2, o => o.BuyUnits(12)));
        Assert.Equal([12.0], result.Trades.Where(t => t.IsOpen).Select(t => t.Size));

        Assert.Equal(1_000 + (3 * 12), result.Equity[^1]);
        Assert.Equal((2, 2, 12.0), (result.Trades[^1].EntryBar, result.Trades[^1].ExitBar, result.Trades[^1].EntryPrice));
        Assert.Equal(12 * 15 / result.Equity[^1], result.Exposure[^1], 1e-12);
    }

    [Fact]
    public void TradesOpenAtTheEnd_AreClosedBeforeWhatTheLastBarOrdered()
    {
        var bars = TestMarkets.OpenClose((10, 10), (10, 10), (10, 11), (12, 15));
        var result = Run(bars, s_closing, (1, o => o.BuyUnits(10)), (3, o => o.SellUnits(20)));

        var (closed, open) = (result.Trades[0], result.Trades[1]);
        Assert.Equal((10, 2, 3, 12.0), (closed.Size, closed.EntryBar, closed.ExitBar, closed.ExitPrice));
        Assert.Equal((-20.0, 3, 12.0), (open.Size, open.EntryBar, open.EntryPrice));
        Assert.Equal(1_020 - (20 * 3), result.Equity[^1]);
    }

    [Fact]
    public void LimitOfTheLastBar_FillsWhereThatBarTouchedIt_AndItsBracketMayFollow()
    {
        var bars = TestMarkets.Ohlc((10, 10, 10, 10), (10, 10, 10, 10), (12, 13, 8, 12));
        var limit = Run(bars, s_closing, (2, o => o.Place(OrderRequest.BuyUnits(5) with { Limit = 9 })));
        var bracket = Run(bars, s_closing, (2, o => o.Place(OrderRequest.BuyUnits(5) with { StopLoss = 9, TakeProfit = 20 })));

        Assert.Equal((9.0, true), (Assert.Single(limit.Trades).EntryPrice, limit.Trades[0].IsOpen));
        Assert.Equal((12.0, 9.0, false), (Assert.Single(bracket.Trades).EntryPrice, bracket.Trades[0].ExitPrice, bracket.Trades[0].IsOpen));
    }

    [Fact]
    public void TradeOnClose_FillsTheLastOrderAtTheCloseBefore()
    {
        var bars = TestMarkets.OpenClose((10, 10), (10, 10), (10, 11), (12, 15));
        var result = Run(bars, s_closing with { TradeOnClose = true }, (3, o => o.BuyUnits(10)));

        Assert.Equal((2, 11.0), (Assert.Single(result.Trades).EntryBar, result.Trades[0].EntryPrice));
        Assert.Equal(1_000 + 40, result.Equity[^1]);
    }

    [Fact]
    public void LastOrderThatUsesTheAccountUp_IsLiquidated()
    {
        var bars = TestMarkets.OpenClose((10, 10), (10, 10), (20, 5));
        var result = BacktestEngine.Run(
            bars,
            0,
            2,
            new ScriptedStrategy(EngineRun.At(2, o => o.Buy(0.9))),
            EngineRun.Free with
            {
                Leverage = 4,
            },
            new CapitalSpec { Amount = 1_000 },
            s_closing
        );

        Assert.Equal((2, 0.0), (result.LiquidatedBar, result.Equity[^1]));
    }

    [Fact]
    public void WithoutClosingAtTheEnd_AndUnderTheProductsConventions_TheLastBarIsNotAsked()
    {
        var bars = TestMarkets.Still(5);
        foreach (
            var options in new[]
            {
                BacktestOptions.BacktestingPy,
                new BacktestOptions { CloseOpenTradesAtEnd = true },
            }
        )
            Assert.Equal(0, Run(bars, options, (4, o => o.BuyUnits(1))).OrderCount);
        Assert.Equal(1, Run(bars, s_closing, (4, o => o.BuyUnits(1))).OrderCount);
    }

    [Fact]
    public void WalkForward_ClosesItsWindows_AndOpensNothingOnTheirLastBars()
    {
        // A rule that turns at every bar would open on the last one, too, at an open that was past when it decided.
        var plan = new WalkForwardPlan
        {
            Search = new SweepPlan
            {
                Setup = RunSetup.Over(TestMarkets.Random(5, 400)) with { Options = BacktestOptions.BacktestingPy },
                Space = new ParameterSpace([ParameterRange.Whole("bar", 1, 1)]),
                Make = (_, _) => new ScriptedStrategy(c => c.Orders.Target(c.Bar % 2 == 0 ? 1 : -1)),
            },
            TrainBars = 100,
            TestBars = 50,
        };

        Assert.DoesNotContain(WalkForwardTest.Run(plan, TimeProvider.System).OutOfSample!.Trades, t => t.IsOpen);
    }

    private static BacktestResult Run(BarSeries bars, BacktestOptions options, params (int Bar, Action<Orders> Act)[] acts) =>
        EngineRun.Of(bars, EngineRun.At(acts), cash: 1_000, options: options);
}
