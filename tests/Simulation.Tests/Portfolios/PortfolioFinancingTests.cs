using Simulator.Backtesting;
using Simulator.CorporateActions;
using Simulator.Markets;
using Simulator.Portfolios;

namespace Simulator.Tests.Simulation.Portfolios;

/// <summary>Interest and borrow cost on the day of a split or a dividend: on the position at the close before.</summary>
public sealed class PortfolioFinancingTests
{
    private static readonly ExecutionSpec s_free = new() { CommissionRate = 0, SlippageBps = 0 };
    private static readonly CapitalSpec s_capital = new() { Amount = 10_000 };

    // Thursday, Friday, Monday.
    private static readonly DateOnly s_friday = new(2020, 1, 3);

    [Fact]
    public void BorrowCost_OverASplit_IsThatOfTheUnitsHeldAtTheCloseBefore()
    {
        // 50 short at 100 over a weekend at 0.1 % a day: 50·100·0.001·3; after the split they are 200 at 25.
        var bars = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (100, 100), (100, 100), (25, 25));
        var result = Run(bars, new Split(s_friday, 4), -50, new FinancingSpec { BorrowRatePerYear = 0.365 });

        Assert.Equal(-200, result.Assets[0].Units);
        Assert.Equal(15, result.Account.BorrowCost, 1e-9);
        Assert.Equal(10_000 - 15, result.Equity[^1], 1e-9);
    }

    [Fact]
    public void Interest_OverADividend_IsThatOfTheCashBeforeIt()
    {
        // A day on 10,000, then three on the 5,010 that are left; the 2,500 come on the ex-Monday and earn nothing before it.
        var bars = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (100, 100), (100, 100), (50, 50));
        var result = Run(bars, new CashDividend(s_friday, 0.5, 50), 50, new FinancingSpec { CreditRatePerYear = 0.365 });

        Assert.Equal(2_500, result.Assets[0].Dividends, 1e-9);
        Assert.Equal(10 + 15.03, result.Account.InterestEarned, 1e-9);
        Assert.Equal(10_000 + 25.03, result.Equity[^1], 1e-9);
    }

    private static PortfolioResult Run(BarSeries bars, CorporateAction action, double units, FinancingSpec financing) =>
        PortfolioEngine.Run(
            [new(bars, null, ActionSchedule.For(bars, [action]))],
            new ScriptedPortfolio(c =>
            {
                if (c.Bar(0) == 0 && units > 0)
                    c.Orders(0).BuyUnits(units);
                else if (c.Bar(0) == 0)
                    c.Orders(0).SellUnits(-units);
            }),
            s_free with
            {
                Financing = financing,
            },
            s_capital
        );
}
