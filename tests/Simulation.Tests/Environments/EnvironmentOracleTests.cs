using Simulator.Backtesting;
using Simulator.Environments;
using Simulator.Features;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Environments;

/// <summary>Three steps worked out by hand: leverage, lots, commission, slippage, interest, borrowing, a turn and a cut order.</summary>
public sealed class EnvironmentOracleTests
{
    private const int Bars = 200,
        Start = 60;

    [Fact]
    public void Equity_OfThreeSteps_IsWhatAPersonWorksOut()
    {
        var series = Series((100, 102), (101, 99), (98, 98));
        var split = new SplitSpec { TrainFraction = 0.6, ValidationFraction = 0.2 };
        var features = new FeatureTable(
            ["count"],
            [
                [.. Enumerable.Range(0, Bars).Select(t => (double)t)],
            ]
        );
        var market = ObservedMarket.Create(series, features, null, split);
        var environment = new TradingEnvironment(market, Terms(), Start, Start + 4, 4, 1UL);

        // Long: (20,000 − 2) ÷ (100·1.001·1.001) = 199.58, so 199 units, at 100.1 for 21.9199; a day of interest on 10,000 earned 1.
        // 10,000 + 1 − 21.9199 + 199·(102 − 100.1)
        environment.Step([1]);
        Check(environment, 10_357.1801, 10_000);

        // Short: the loan of 9,940.8199 cost 3.97632796. Out at 100.899: 199·0.799 − 22.078901. In with 202 ordered, 200 carried:
        // (2·10,112.02587104 − 2) ÷ (100.899·1.001) = 200.22; for 22.1798. Then 200·(100.899 − 99).
        environment.Step([2]);
        Check(environment, 10_469.64607104, 10_357.1801);
        Assert.Equal(100.899, environment.Held(0).EntryPrice, 1e-9);
        Assert.Equal(-200 * 99 / 10_469.64607104 / 2, environment.Held(0).Exposure, 1e-9);

        // Flat: cash of 10,089.84607104 earned 1.008984607104, 200 borrowed shares at 99 cost 3.96; out at 98.098 for 21.6196.
        environment.Step([0]);
        Check(environment, 10_625.475455647104, 10_469.64607104);
        Assert.Equal(0, environment.Held(0).Exposure);
    }

    private static void Check(TradingEnvironment environment, double equity, double before)
    {
        Assert.Equal(equity, environment.Equity(0), 1e-8);
        Assert.Equal(Math.Log(equity / before), environment.Rewards[0], 1e-12);
    }

    private static TradingTerms Terms() =>
        new(
            new ExecutionSpec
            {
                Leverage = 2,
                SlippageBps = 10,
                Commission = new CommissionSpec { Rate = 0.001, Fixed = 2 },
                Financing = new FinancingSpec
                {
                    CreditRatePerYear = 0.0365,
                    DebitRatePerYear = 0.146,
                    BorrowRatePerYear = 0.073,
                },
            },
            new CapitalSpec { Amount = 10_000 }
        );

    private static BarSeries Series(params ReadOnlySpan<(double Open, double Close)> scripted)
    {
        var (open, close, ticks) = (new double[Bars], new double[Bars], new long[Bars]);
        for (var t = 0; t < Bars; t++)
        {
            (open[t], close[t]) = t > Start && t <= Start + scripted.Length ? scripted[t - Start - 1] : (100, 100);
            ticks[t] = new DateTime(2010, 1, 1, 21, 0, 0, DateTimeKind.Utc).AddDays(t).Ticks;
        }
        return new BarSeries("HAND", ticks, open, [.. open.Zip(close, Math.Max)], [.. open.Zip(close, Math.Min)], close, new double[Bars]);
    }
}
