using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>Instruments that trade at zero and below, such as the crude oil future of 20 April 2020.</summary>
public sealed class SignedPriceTests
{
    private static readonly BarSeries s_oil = Signed((18, 18), (17, 10), (5, -37), (-14, -14), (-14, 10), (12, 12));

    private static readonly ExecutionSpec s_free = new()
    {
        CommissionRate = 0,
        SlippageBps = 0,
        FractionalUnits = true,
    };

    [Fact]
    public void AnOrdinaryPrice_AtOrBelowZero_IsRefused()
    {
        var plain = TestMarkets.OpenClose((18, 18), (17, 10), (5, -37), (-14, -14));
        var thrown = Assert.Throws<ArgumentException>(() => EngineRun.Of(plain, _ => { }, s_free));
        Assert.Contains("read the series as a signed price", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALongPosition_ThroughZero_LosesTheDifference()
    {
        var result = EngineRun.Of(s_oil, c => Once(c, 0, () => c.Orders.BuyUnits(10)), s_free, cash: 10_000);

        Assert.Equal([10_000.0, 9_930, 9_460, 9_690, 9_930, 9_950], result.Equity); // 10·(close − 17)
        Assert.Equal(10 * 37 / 9_460.0, result.Exposure[2], 1e-12); // notional of |price|
    }

    [Fact]
    public void AnEntryBelowZero_HasItsReturnOnTheAbsolutePrice()
    {
        var result = EngineRun.Of(
            s_oil,
            c =>
            {
                Once(c, 2, () => c.Orders.BuyUnits(10));
                Once(c, 4, () => c.Orders.CloseAll());
            },
            s_free,
            cash: 10_000
        );
        var trade = Assert.Single(result.Trades);

        Assert.Equal((-14.0, 12.0, 260.0), (trade.EntryPrice, trade.ExitPrice, trade.ProfitLoss));
        Assert.Equal(26.0 / 14, trade.ReturnFraction, 1e-12);
    }

    [Fact]
    public void Costs_AreOfTheAbsolutePrice_AndAgainstTheTrader()
    {
        var costs = s_free with { CommissionRate = 0.01, SlippageBps = 100 };
        var bought = EngineRun.Of(s_oil, c => Once(c, 2, () => c.Orders.BuyUnits(10)), costs, cash: 10_000);
        var sold = EngineRun.Of(s_oil, c => Once(c, 2, () => c.Orders.SellUnits(10)), costs, cash: 10_000);

        Assert.Equal((-13.86, 1.386), (Math.Round(bought.Trades[0].EntryPrice, 9), Math.Round(bought.Trades[0].Commission, 9)));
        Assert.Equal((-14.14, 1.414), (Math.Round(sold.Trades[0].EntryPrice, 9), Math.Round(sold.Trades[0].Commission, 9)));
        Assert.True(bought.SlippageCost > 0 && sold.SlippageCost > 0);
    }

    [Fact]
    public void ASize_InMoney_IsOfTheAbsolutePrice_AndNothingAtZero()
    {
        var size = OrderRequest.Buy(new CashSize { Amount = 1_400 });
        var result = EngineRun.Of(s_oil, c => Once(c, 3, () => c.Orders.Place(size)), s_free, cash: 10_000);
        Assert.Equal(100, Assert.Single(result.Trades).Size);

        var zero = Signed((1, 0), (1, 1), (1, 1));
        Assert.Empty(EngineRun.Of(zero, c => Once(c, 0, () => c.Orders.Place(size)), s_free, cash: 10_000).Trades);
    }

    [Fact]
    public void ALimitBelowZero_FillsThere()
    {
        var order = OrderRequest.BuyUnits(10) with { Limit = -20 };
        var result = EngineRun.Of(s_oil, c => Once(c, 0, () => c.Orders.Place(order)), s_free, cash: 10_000);
        Assert.Equal((2, -20.0), (result.Trades[0].EntryBar, result.Trades[0].EntryPrice));
    }

    [Fact]
    public void PriceChange_AndMarketReturns_AreDifferences()
    {
        var account = new AccountFigures(s_oil, BacktestEngine.Run(s_oil, 1, 5, new HoldCash(0), s_free, new CapitalSpec()));
        Assert.Equal([-8 / 18.0, -47 / 18.0, 23 / 18.0, 24 / 18.0, 2 / 18.0], account.MarketReturns);
        Assert.Equal(-6 / 18.0, StatisticCatalogue.Compute(account, StatisticDialect.Standard)["marketReturn"]);
    }

    private static void Once(BarContext context, int bar, Action act)
    {
        if (context.Bar == bar)
            act();
    }

    private static BarSeries Signed(params (double Open, double Close)[] bars)
    {
        var plain = TestMarkets.OpenClose(bars);
        return new BarSeries("CL", plain.CloseTimeTicks, plain.Open, plain.High, plain.Low, plain.Close, plain.Volume)
        {
            Calendar = plain.Calendar,
            Kind = SeriesKind.SignedPrice,
        };
    }
}
