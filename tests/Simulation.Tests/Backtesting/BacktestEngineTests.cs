using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Strategies;

namespace Simulator.Tests.Simulation.Backtesting;

public sealed class BacktestEngineTests
{
    private static readonly ExecutionSpec s_free = new() { CommissionRate = 0, SlippageBps = 0 };
    private static readonly CapitalSpec s_thousand = new() { Amount = 1_000 };

    [Fact]
    public void MarketOrder_OfBarZero_FillsAtNextOpenAndSaysWhy()
    {
        var result = Run(TestMarkets.OpenClose((10, 10), (12, 11), (11, 14)), At(0, o => o.BuyUnits(5)), s_free);

        var trade = Assert.Single(result.Trades);
        Assert.Equal((5, 1, 12, true), (trade.Size, trade.EntryBar, trade.EntryPrice, trade.IsOpen));
        Assert.Equal("market order of bar 0 filled at the open 12", trade.EntryReason);
        Assert.Equal<IEnumerable<double>>([1_000, 995, 1_010], result.Equity);
        Assert.Equal(5 * 14 / 1_010.0, result.Exposure[2], 15);
    }

    [Fact]
    public void CostsAndSlippage_RoundTrip_AreChargedOnBothSides()
    {
        // Buys 10 at 100 + 20 bps = 100.2, sells at 110 − 20 bps = 109.78; 1 % commission: 10.02 + 10.978.
        var strategy = new ScriptedStrategy(c =>
        {
            if (c.Bar == 0)
                c.Orders.BuyUnits(10);
            if (c.Bar == 1)
                c.Orders.CloseAll();
        });
        var result = Run(
            TestMarkets.OpenClose((100, 100), (100, 105), (110, 110)),
            strategy,
            new ExecutionSpec { CommissionRate = 0.01, SlippageBps = 20 },
            2_000
        );

        var trade = Assert.Single(result.Trades);
        Assert.Equal(100.2, trade.EntryPrice, 12);
        Assert.Equal(109.78, trade.ExitPrice, 12);
        Assert.Equal(10.02 + 10.978, trade.Commission, 12);
        Assert.Equal(95.8 - 20.998, trade.ProfitLoss, 10);
        Assert.Equal(0.2 * 10 + 0.22 * 10, result.SlippageCost, 10);
        Assert.Equal(2_000 + 95.8 - 20.998, result.Equity[^1], 10);
        Assert.Equal("market order of bar 1 filled at the open 110, 20 bps slippage", trade.ExitReason);
    }

    [Fact]
    public void DecisionCloseSizing_OpenAboveClose_CutsToWhatTheAccountCanCarry()
    {
        // 100 units at the close of 10; at the open of 12.5 only 80 can be carried.
        var result = Run(TestMarkets.OpenClose((10, 10), (12.5, 12)), At(0, o => o.Buy()), s_free);

        Assert.Equal(80, result.Trades[0].Size);
        Assert.Equal(
            "market order of bar 0 filled at the open 12.5, reduced from 100 to 80 units: limited by the buying power",
            result.Trades[0].EntryReason
        );
    }

    [Fact]
    public void FractionsOfAUnit_AreWrittenOut_HoweverSmall()
    {
        var result = BacktestEngine.Run(
            TestMarkets.OpenClose((1e8, 1e8), (1.25e8, 1.2e8)),
            0,
            1,
            At(0, o => o.Buy()),
            s_free with
            {
                FractionalUnits = true,
            },
            new CapitalSpec { Amount = 10 }
        );

        Assert.Equal(
            "market order of bar 0 filled at the open 125000000, reduced from 0.0000001 to 0.00000008 units: limited by the buying power",
            result.Trades[0].EntryReason
        );
    }

    [Fact]
    public void DecisionCloseSizing_OpenBelowClose_KeepsTheUnitsDecided()
    {
        var result = Run(TestMarkets.OpenClose((10, 10), (8, 9)), At(0, o => o.Buy()), s_free);

        Assert.Equal(100, result.Trades[0].Size);
    }

    [Fact]
    public void FractionalUnits_Buy_SpendsEverything()
    {
        var result = Run(TestMarkets.OpenClose((7, 7), (7, 7)), At(0, o => o.Buy()), s_free with { FractionalUnits = true });

        Assert.Equal(1_000 / 7.0, result.Trades[0].Size, 12);
    }

    [Fact]
    public void Leverage_OfThree_CarriesThreeTimesEquity()
    {
        var result = Run(TestMarkets.OpenClose((10, 10), (10, 10), (10, 10)), At(0, o => o.Buy()), s_free with { Leverage = 3 });

        Assert.Equal(300, result.Trades[0].Size);
        Assert.Equal(3, result.Exposure[^1], 12);
    }

    [Fact]
    public void Short_PriceFalls_Earns()
    {
        var result = Run(TestMarkets.OpenClose((10, 10), (10, 9), (8, 8)), At(0, o => o.Sell()), s_free);

        Assert.Equal(-100, result.Trades[0].Size);
        Assert.Equal<IEnumerable<double>>([1_000, 1_100, 1_200], result.Equity);
    }

    [Fact]
    public void Short_WhereShortingIsOff_IsRefusedWithReason()
    {
        var result = Run(TestMarkets.OpenClose((10, 10), (10, 9)), At(0, o => o.Sell()), s_free with { AllowShort = false });

        Assert.Empty(result.Trades);
        Assert.Equal(["bar 1: sell order of bar 0 rejected: short selling is not allowed"], result.Notes);
    }

    [Fact]
    public void ShortTarget_WhereShortingIsOff_MeansFlat()
    {
        var strategy = new ScriptedStrategy(c => c.Orders.Target(c.Bar == 0 ? 1 : -1));
        var result = Run(TestMarkets.OpenClose((10, 10), (10, 9), (9, 9), (9, 9)), strategy, s_free with { AllowShort = false });

        Assert.Equal((1, 2), (Assert.Single(result.Trades).EntryBar, result.Trades[0].ExitBar));
    }

    [Fact]
    public void Reversal_ClosesAndOpensAtTheSameOpen()
    {
        var strategy = new ScriptedStrategy(c => c.Orders.Target(c.Bar == 0 ? 1 : -1));
        var result = Run(TestMarkets.OpenClose((10, 10), (10, 12), (12, 12), (11, 11)), strategy, s_free);

        Assert.Equal([(100.0, 1, 2, 12.0), (-100.0, 2, 3, 11.0)], result.Trades.Select(t => (t.Size, t.EntryBar, t.ExitBar, t.ExitPrice)));
    }

    [Fact]
    public void SmallerTarget_SameSide_SellsTheDifferenceOldestFirst()
    {
        var strategy = new ScriptedStrategy(c =>
        {
            if (c.Bar < 2)
                c.Orders.Target(c.Bar == 0 ? 1 : 0.4);
        });
        var result = Run(TestMarkets.OpenClose((10, 10), (10, 10), (10, 10), (10, 10)), strategy, s_free);

        Assert.Equal([(60.0, false), (40.0, true)], result.Trades.Select(t => (t.Size, t.IsOpen)));
    }

    [Fact]
    public void OppositeOrder_NetsOldestFirst_AndOpensTheRest()
    {
        var strategy = new ScriptedStrategy(c =>
        {
            if (c.Bar < 2)
                c.Orders.BuyUnits(10 + c.Bar);
            if (c.Bar == 2)
                c.Orders.SellUnits(25);
        });
        var result = Run(TestMarkets.OpenClose((10, 10), (10, 10), (11, 11), (12, 12), (12, 12)), strategy, s_free);

        Assert.Equal(
            [(10.0, 10.0, 12.0), (11.0, 11.0, 12.0), (-4.0, 12.0, 12.0)],
            result.Trades.Select(t => (t.Size, t.EntryPrice, t.ExitPrice))
        );
        Assert.Equal(1_000 + 20 + 11, result.Equity[^1], 10);
    }

    [Fact]
    public void FractionalParts_ClosedTogether_LeaveNothingBehind()
    {
        // 0.1 + 0.2 + 0.3 is not 0.6 in binary: no speck of a position may stay or open on the other side.
        var strategy = new ScriptedStrategy(c =>
        {
            if (c.Bar < 3)
                c.Orders.BuyUnits((c.Bar + 1) / 10.0);
            else if (c.Bar == 3)
                c.Orders.SellUnits(0.6);
        });
        var result = Run(
            TestMarkets.OpenClose((10, 10), (10, 10), (10, 10), (10, 10), (10, 10), (10, 10)),
            strategy,
            s_free with
            {
                FractionalUnits = true,
            }
        );

        Assert.Equal([0.1, 0.2, 0.3], result.Trades.Select(t => Math.Round(t.Size, 12)));
        Assert.All(result.Trades, t => Assert.False(t.IsOpen));
        Assert.Equal(0, result.Exposure[^1]);
    }

    [Fact]
    public void EquityBelowZero_LiquidatesAtTheCloseAndStaysAtZero()
    {
        // 300 units short at 10; at 15 the loss of 1,500 exceeds the account.
        var asked = 0;
        var strategy = new ScriptedStrategy(c =>
        {
            asked++;
            if (c.Bar == 0)
                c.Orders.Sell();
        });
        var result = Run(TestMarkets.OpenClose((10, 10), (10, 11), (14, 15), (10, 5), (5, 5)), strategy, s_free with { Leverage = 3 });

        Assert.Equal<IEnumerable<double>>([1_000, 700, 0, 0, 0], result.Equity);
        Assert.Equal((2, 2), (result.LiquidatedBar, asked));
        Assert.Equal("bankrupt: closed at the close 15", Assert.Single(result.Trades).ExitReason);
    }

    [Fact]
    public void CloseOpenTradesAtEnd_ClosesAtTheLastOpen()
    {
        var result = Run(
            TestMarkets.OpenClose((10, 10), (10, 10), (12, 15)),
            At(0, o => o.Buy()),
            s_free,
            options: new BacktestOptions { CloseOpenTradesAtEnd = true }
        );

        Assert.Equal((2, 12.0, false), (result.Trades[0].ExitBar, result.Trades[0].ExitPrice, result.Trades[0].IsOpen));
        Assert.Equal(1_200, result.Equity[^1]);
    }

    [Fact]
    public void RunInsideASeries_BuyAndHold_HoldsFromTheFirstOpen()
    {
        var series = TestMarkets.OpenClose((50, 50), (10, 10), (11, 12), (12, 13));
        var result = BacktestEngine.Run(series, 2, 3, new BuyAndHold(), s_free, s_thousand);

        Assert.Equal((2, 11.0), (result.Trades[0].EntryBar, result.Trades[0].EntryPrice));
        Assert.Equal(2, result.Equity.Length);
    }

    [Fact]
    public void Strategy_ReadingTomorrow_Throws()
    {
        var peek = new ScriptedStrategy(c => Assert.Equal(0, c.Close[c.Bar + 1]));

        Assert.Throws<IndexOutOfRangeException>(() => Run(TestMarkets.OpenClose((10, 10), (10, 10)), peek, s_free));
    }

    [Fact]
    public void Run_OverAPriceOfZero_NamesTheBarAndTheRemedy()
    {
        var error = Assert.Throws<ArgumentException>(() => Run(TestMarkets.OpenClose((10, 10), (0, 10)), new BuyAndHold(), s_free));

        Assert.Contains("bar 1 (2020-01-03", error.Message, StringComparison.Ordinal);
        Assert.Contains("exclude the bar", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 0)]
    public void Run_OverBarsThatAreNotThere_Throws(int firstBar, int lastBar) =>
        Assert.Throws<ArgumentException>(() =>
            BacktestEngine.Run(TestMarkets.OpenClose((10, 10), (10, 10)), firstBar, lastBar, new BuyAndHold(), s_free, s_thousand)
        );

    private static ScriptedStrategy At(int bar, Action<Orders> order) =>
        new(c =>
        {
            if (c.Bar == bar)
                order(c.Orders);
        });

    private static BacktestResult Run(
        BarSeries series,
        IStrategy strategy,
        ExecutionSpec execution,
        double cash = 1_000,
        BacktestOptions? options = null
    ) => BacktestEngine.Run(series, 0, series.Count - 1, strategy, execution, s_thousand with { Amount = cash }, options);
}
