using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>Interest and the cost of borrowed shares, by hand.</summary>
public sealed class FinancingTests
{
    [Fact]
    public void Cash_UnderActual360_EarnsMoreADay() =>
        Assert.Equal(
            1,
            EngineRun
                .Of(
                    TestMarkets.Still(2),
                    _ => { },
                    EngineRun.Free with
                    {
                        Financing = new FinancingSpec { CreditRatePerYear = 0.036, DaysPerYear = 360 },
                    },
                    cash: 10_000
                )
                .InterestEarned,
            1e-9
        );

    [Fact]
    public void Cash_EarnsSimpleInterestByCalendarDays()
    {
        // Two days at 3.65 % a year of 10,000 are 1 a day; the second day earns on the first day's interest, too.
        var result = EngineRun.Of(
            TestMarkets.Still(3),
            _ => { },
            EngineRun.Free with
            {
                Financing = new FinancingSpec { CreditRatePerYear = 0.0365 },
            },
            cash: 10_000
        );

        Assert.Equal(2 + 0.0001, result.InterestEarned, 1e-9);
        Assert.Equal(10_002.0001, result.Equity[^1], 1e-9);
    }

    [Fact]
    public void Weekend_CountsThreeDays()
    {
        var friday = new DateOnly(2020, 1, 3);
        var times = new[] { friday, friday.AddDays(3) }.Select(d => MarketCalendar.Nyse.CloseOf(d).Ticks).ToArray();
        double[] prices = [100, 100];
        var series = new BarSeries("TEST", times, prices, prices, prices, prices, prices);

        Assert.Equal(
            3,
            EngineRun
                .Of(series, _ => { }, EngineRun.Free with { Financing = new FinancingSpec { CreditRatePerYear = 0.0365 } }, cash: 10_000)
                .InterestEarned,
            1e-9
        );
    }

    [Fact]
    public void BorrowedCash_CostsTheDebitRate()
    {
        // 200 units at 100 with 10,000 custom: 10,000 are borrowed from the fill on bar 1 on; at 7.3 % that is 2 a day, on bars 2 and
        // 3.
        var result = EngineRun.Of(
            TestMarkets.Still(4),
            EngineRun.At(0, o => o.BuyUnits(200)),
            EngineRun.Free with
            {
                Leverage = 2,
                Financing = new FinancingSpec { DebitRatePerYear = 0.073 },
            },
            cash: 10_000
        );

        Assert.Equal(4 + 0.0004, result.InterestPaid, 1e-9);
        Assert.Equal(10_000 - 4.0004, result.Equity[^1], 1e-9);
    }

    [Theory]
    [InlineData(365, 1.0, 1.1)]
    [InlineData(360, 365.0 / 360, 1.1 * 365 / 360)]
    public void Short_PaysForTheSharesAtTheCloseBefore(int daysPerYear, double first, double second)
    {
        // 100 short at 36.5 % a year: 0.1 % a day of 1,000, then of 1,100.
        var bars = TestMarkets.OpenClose((10, 10), (10, 10), (10, 11), (11, 11));
        var result = EngineRun.Of(
            bars,
            EngineRun.At(0, o => o.SellUnits(100)),
            EngineRun.Free with
            {
                Financing = new FinancingSpec { BorrowRatePerYear = 0.365, DaysPerYear = daysPerYear },
            },
            cash: 10_000
        );

        Assert.Equal(first + second, result.BorrowCost, 1e-9);
        Assert.Equal(10_000 - 100 - first - second, result.Equity[^1], 1e-9);
    }

    [Fact]
    public void ProceedsOfAShortSale_EarnNothing()
    {
        var financing = new FinancingSpec { CreditRatePerYear = 0.0365 };
        var result = EngineRun.Of(
            TestMarkets.Still(3),
            EngineRun.At(0, o => o.SellUnits(50)),
            EngineRun.Free with
            {
                Financing = financing,
            },
            cash: 10_000
        );

        Assert.Equal(2.0001, result.InterestEarned, 1e-9); // on 10,000, not on 15,000
    }

    [Fact]
    public void NegativeBorrowRate_PaysTheLender() =>
        Assert.Equal(
            -1,
            EngineRun
                .Of(
                    TestMarkets.Still(3),
                    EngineRun.At(0, o => o.SellUnits(100)),
                    EngineRun.Free with
                    {
                        Financing = new FinancingSpec { BorrowRatePerYear = -0.0365 },
                    },
                    cash: 20_000
                )
                .BorrowCost,
            1e-9
        );

    [Fact]
    public void Equity_IsStartingCashPlusProfitsLessFinancing()
    {
        var financing = new FinancingSpec
        {
            BorrowRatePerYear = 0.1,
            CreditRatePerYear = 0.02,
            DebitRatePerYear = 0.08,
        };
        var series = TestMarkets.Random(11, 300);
        var result = EngineRun.Of(series, c => c.Orders.Target(Math.Sin(c.Bar)), new ExecutionSpec { Leverage = 3, Financing = financing });

        Assert.True(result.BorrowCost > 0 && result.InterestEarned > 0 && result.InterestPaid > 0);
        Assert.Equal(
            result.StartingCash + result.Trades.Sum(t => t.ProfitLoss) - result.BorrowCost - result.InterestPaid + result.InterestEarned,
            result.Equity[^1],
            1e-9 * result.StartingCash
        );
    }
}
