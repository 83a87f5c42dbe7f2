using Simulator.Backtesting;

namespace Simulator.Tests.Simulation.Backtesting.RandomRuns;

/// <summary>
/// Markets that are the same but for their side or their units give the same account, over more than a million random orders each.
/// </summary>
public sealed class RandomSymmetryTests
{
    private const double Cash = 20_000;
    private const double MoreThanEnough = 1 << 23;
    private const double Factor = 4; // a power of two, so that scaled numbers have the same digits

    /// <summary>
    /// Prices p → 200 − p with every side turned round give the turned trades and the same equity. Restrictions, without which it is not
    /// so: sizes in
    /// units with so much cash that no order is cut; costs, distances and spreads in money, since a share of a price is another in the
    /// mirror; shorts
    /// allowed; no interest, no margin, no impact, which know longs from shorts or falls from rises; high first becomes low first.
    /// </summary>
    [Fact]
    public void MirroredPricesAndSides_EarnTheSame()
    {
        var (tally, plus, minus) = (new RandomTally(), new BacktestWorkspace(), new BacktestWorkspace());
        tally.OverAMillionOrders(seed =>
        {
            var (terms, series) = (RandomTerms.Mirrorable(seed), RandomMarket.Shared(seed));
            var habits = new TraderHabits
            {
                UnitsOnly = true,
                TrailsByFraction = false,
                Lot = terms.Lot,
                Looks = seed % 3 > 0,
            };
            var straight = RandomOrderTests.Run(series, new RandomTrader(seed, habits, tally), terms, MoreThanEnough, plus);
            var mirrored = RandomOrderTests.Run(
                RandomMarket.Mirror(series),
                new RandomTrader(seed, habits with { Side = -1 }),
                terms.Mirrored(),
                MoreThanEnough,
                minus
            );

            RandomOrderTests.AssertSame<Part>(
                seed,
                "trades",
                [.. straight.Trades.Select(t => new Part(-t.Size, t.EntryBar, t.ExitBar, 0, 0, 0))],
                [.. mirrored.Trades.Select(t => new Part(t.Size, t.EntryBar, t.ExitBar, 0, 0, 0))]
            );
            for (var bar = 0; bar < series.Count; bar++)
                RandomOrderTests.AssertClose(
                    seed,
                    "mirrored equity of bar",
                    straight.Equity[bar],
                    mirrored.Equity[bar],
                    1e-3 * MoreThanEnough,
                    bar
                );
            Assert.Equal(
                (straight.OrderCount, straight.AmbiguousBars, straight.PartialFills),
                (mirrored.OrderCount, mirrored.AmbiguousBars, mirrored.PartialFills)
            );
            return straight;
        });
        tally.AssertEveryActHappened(
            RandomAct.TrailByFraction,
            RandomAct.AllIn,
            RandomAct.Cash,
            RandomAct.EquityFraction,
            RandomAct.RiskFraction,
            RandomAct.VolatilityTarget,
            RandomAct.KellyOfTrades,
            RandomAct.KellyOfReturns,
            RandomAct.Share,
            RandomAct.Target
        );
        tally.AssertEveryFillHappened(FillCause.MarginCall, FillCause.Liquidation);
    }

    /// <summary>
    /// Prices, cash and whatever costs money by the fill or the unit times four: the same units, and four times the equity, bit for bit,
    /// under every cost
    /// model, limit, size and convention. No restriction but that the factor is a power of two, which makes it exact.
    /// </summary>
    [Fact]
    public void PricesAndCashTimesFour_GiveTheSameSizesAndFourTimesTheEquity() => AssertScaled(RandomTerms.Any, prices: Factor, units: 1);

    /// <summary>
    /// Cash, volumes, lots, units ordered and whatever costs money by the fill times four: four times the units and the equity, bit for
    /// bit. Restrictions:
    /// a lot of one unit is rounded in another way, to the last digit, than one of four and is left out; the reference takes the fee of a
    /// fraction for that
    /// of as many units, so that under its sizes fees have to be linear.
    /// </summary>
    [Fact]
    public void UnitsAndCashTimesFour_GiveFourTimesTheSizesAndTheEquity() =>
        AssertScaled(
            seed =>
            {
                var terms = RandomTerms.Any(seed);
                var execution = terms.Execution is { FractionalUnits: false, LotUnits: null }
                    ? terms.Execution with
                    {
                        LotUnits = 3,
                    }
                    : terms.Execution;
                var isLinear = execution.Commission is null or { Fixed: 0, Minimum: 0 };
                return terms with
                {
                    Execution =
                        terms.Options.Sizing == SizingConvention.FillBarClose && !isLinear
                            ? execution with
                            {
                                Commission = null,
                            }
                            : execution,
                };
            },
            prices: 1,
            units: Factor
        );

    private static void AssertScaled(Func<int, RandomTerms> draw, double prices, double units)
    {
        var (tally, one, other) = (new RandomTally(), new BacktestWorkspace(), new BacktestWorkspace());
        tally.OverAMillionOrders(seed =>
        {
            var (terms, series) = (draw(seed), RandomMarket.Shared(seed));
            var large = terms.Scaled(prices, units);
            var habits = new TraderHabits { Lot = terms.Lot, Looks = seed % 3 > 0 };
            var once = RandomOrderTests.Run(series, new RandomTrader(seed, habits, tally), terms, Cash, one);
            var times = RandomOrderTests.Run(
                RandomMarket.Scale(series, prices, units),
                new RandomTrader(seed, habits with { Lot = units * terms.Lot, PriceFactor = prices, MoneyFactor = Factor }),
                large,
                Factor * Cash,
                other
            );

            RandomOrderTests.AssertSame<double>(seed, "equity", [.. once.Equity.Select(e => Factor * e)], times.Equity);
            RandomOrderTests.AssertSame<Part>(
                seed,
                "trades",
                [
                    .. once.Trades.Select(t => new Part(
                        units * t.Size,
                        t.EntryBar,
                        t.ExitBar,
                        prices * t.EntryPrice,
                        prices * t.ExitPrice,
                        Factor * t.Commission
                    )),
                ],
                [.. times.Trades.Select(t => new Part(t.Size, t.EntryBar, t.ExitBar, t.EntryPrice, t.ExitPrice, t.Commission))]
            );
            Assert.Equal(
                (Factor * once.SlippageCost, Factor * once.FinancingCost, once.OrderCount),
                (times.SlippageCost, times.FinancingCost, times.OrderCount)
            );
            return once;
        });
        tally.AssertEveryActHappened();
        tally.AssertEveryFillHappened();
    }

    private readonly record struct Part(double Size, int EntryBar, int ExitBar, double EntryPrice, double ExitPrice, double Commission);
}
