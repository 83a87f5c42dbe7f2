using Simulator.Backtesting;
using Simulator.Decisions;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Strategies;

public sealed class StrategyTests
{
    private static readonly ExecutionSpec s_free = new() { CommissionRate = 0, SlippageBps = 0 };
    private static readonly BarSeries s_upThenDown = TestMarkets.OpenClose(
        (10, 10),
        (10, 10),
        (11, 11),
        (12, 12),
        (13, 13),
        (9, 9),
        (6, 6),
        (5, 5)
    );

    [Fact]
    public void SmaCross_WhileAbove_HoldsByStateAndReverses()
    {
        // Averages 1 and 3: ready at bar 2, where 11 > 10⅓ → long at bar 3; at bar 5, 9 < 11⅓ → short at bar 6.
        var result = Run(new SmaCross(1, 3));

        Assert.Equal([(1, 3, 6), (-1, 6, 7)], result.Trades.Select(t => (Math.Sign(t.Size), t.EntryBar, t.ExitBar)));
    }

    [Fact]
    public void SmaCross_OnCross_WaitsForTheCross()
    {
        // At bar 2 the fast average is above already, without having crossed: nothing until the fall at bar 5.
        var result = Run(new SmaCross(1, 3, entry: CrossEntry.OnCross));

        Assert.Equal((-1, 6), (Math.Sign(Assert.Single(result.Trades).Size), result.Trades[0].EntryBar));
    }

    [Fact]
    public void SmaCross_LongOnly_IsFlatBelow()
    {
        var trade = Assert.Single(Run(new SmaCross(1, 3, TradeSide.Long)).Trades);

        Assert.Equal((3, 6, false), (trade.EntryBar, trade.ExitBar, trade.IsOpen));
    }

    [Fact]
    public void SmaCross_StartedInsideTheSeries_HoldsWhatTheHistorySays()
    {
        var result = BacktestEngine.Run(s_upThenDown, 4, 7, new SmaCross(1, 3), s_free, new CapitalSpec());

        Assert.Equal([(1, 4, 6), (-1, 6, 7)], result.Trades.Select(t => (Math.Sign(t.Size), t.EntryBar, t.ExitBar)));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 5)]
    [InlineData(6, 5)]
    public void SmaCross_WindowsOutOfOrder_Throws(int fast, int slow) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SmaCross(fast, slow));

    [Fact]
    public void MovingAverage_AfterAMillionSteps_EqualsTheDirectSum()
    {
        var series = TestMarkets.Random(7, 1_000_000, dailyVolatility: 0.001);
        var average = new MovingAverage(20);
        average.Seed(series.Close.AsSpan(0, 20));
        for (var end = 21; end <= series.Count; end++)
            average.Step(series.Close.AsSpan(0, end));

        var direct = series.Close.AsSpan(series.Count - 20).ToArray().Average();
        Assert.Equal(1, average.Value / direct, 1e-12);
    }

    [Fact]
    public void Tape_TradesOnlyWhenTheTargetChanges()
    {
        var tape = new DecisionTape(1, [double.NaN, 1, 1, double.NaN, 1, -1, 0, 0]);
        var result = Run(new TapeStrategy(tape));

        Assert.Equal([(1, 2, 6), (-1, 6, 7)], result.Trades.Select(t => (Math.Sign(t.Size), t.EntryBar, t.ExitBar)));
        Assert.Equal(4, result.OrderCount); // buy; close and sell; close
    }

    [Fact]
    public void Tape_WithATargetBeyondOne_NamesTheBar() =>
        Assert.Contains(
            "bar 2",
            Assert.Throws<ArgumentException>(() => new TapeStrategy(new DecisionTape(0, [0, 1, 1.5]))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Tape_ShorterThanTheSeries_SaysHowManyRowsItHas() =>
        Assert.Contains(
            "3 rows",
            Assert.Throws<InvalidOperationException>(() => Run(new TapeStrategy(new DecisionTape(0, [0, 1, 1])))).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Strategy_RunTwice_ForgetsTheFirstRun()
    {
        IStrategy[] strategies = [new BuyAndHold(), new SmaCross(1, 3), new TapeStrategy(new DecisionTape(0, [1, 0, -1, 1, 0, -1, 1, 0]))];

        Assert.All(strategies, s => Assert.Equal(Run(s).TradeHash, Run(s).TradeHash));
    }

    [Fact]
    public void Factory_MakesTheRulesOfSpecs()
    {
        Assert.IsType<BuyAndHold>(StrategyFactory.Create(new BuyAndHoldStrategySpec()));
        Assert.Equal(
            49,
            Assert.IsType<SmaCross>(StrategyFactory.Create(new SmaCrossStrategySpec { FastBars = 5, SlowBars = 50 })).FirstReadyBar
        );
        Assert.Throws<ArgumentException>(() => StrategyFactory.Create(new UnknownSpec()));
    }

    private static BacktestResult Run(IStrategy strategy) =>
        BacktestEngine.Run(s_upThenDown, 0, s_upThenDown.Count - 1, strategy, s_free, new CapitalSpec());

    private sealed record UnknownSpec : StrategySpec;
}
