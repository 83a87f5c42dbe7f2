using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Seeding;
using Simulator.Tests.Simulation.Backtesting.RandomRuns;

namespace Simulator.Tests.Simulation.Portfolios;

/// <summary>
/// What must hold for several assets on one account whatever is ordered, under every cost model and limit: each over more than a million
/// random orders
/// and targets, on one clock and on the clocks of four exchanges.
/// </summary>
public sealed class RandomPortfolioTests
{
    private const double Cash = 50_000;
    private const double MoreThanEnough = 1e7;
    private const int CutBars = 300;

    private static readonly RandomAct[] s_bySize =
    [
        RandomAct.AllIn,
        RandomAct.Cash,
        RandomAct.EquityFraction,
        RandomAct.RiskFraction,
        RandomAct.VolatilityTarget,
        RandomAct.KellyOfTrades,
        RandomAct.KellyOfReturns,
        RandomAct.Share,
        RandomAct.Target,
    ];

    /// <summary>
    /// Cash and positions of all assets, made again from the trades with the fee of every fill and the interest of every instant, are the
    /// equity of every instant.
    /// Where positions count as one trade, only the last instant can be made again. Splits, dividends and currencies are not in it; they
    /// have tests of their own.
    /// </summary>
    [Fact]
    public void MillionOrders_EveryCentIsAccountedFor()
    {
        var tally = new RandomTally();
        tally.OverAMillionOrders(seed =>
        {
            var (terms, assets) = (RandomTerms.OfPortfolio(seed), RandomMarkets.Of(seed));
            var result = Run(assets, new RandomPortfolio(seed, Habits(seed, terms), tally), terms);
            var trades = result.Assets.SelectMany(a => a.Trades).ToArray();
            var scale = Cash + trades.Sum(t => Math.Abs(t.ProfitLoss) + Math.Abs(t.Commission));
            if (terms.Options.Grouping == TradeGrouping.Part)
                AssertEveryInstant(seed, assets, result, terms.Execution, scale);
            if (result.LiquidatedAt < 0)
                RandomOrderTests.AssertClose(
                    seed,
                    "final equity",
                    Cash + trades.Sum(t => t.ProfitLoss) - result.Account.FinancingCost,
                    result.Equity[^1],
                    scale
                );
            RandomOrderTests.AssertClose(seed, "commissions of the trades", trades.Sum(t => t.Commission), result.Commissions, scale);
            RandomOrderTests.AssertClose(seed, "cash", result.Equity[^1] - result.Assets.Sum(a => a.Value), result.Cash, scale);
            return result.Account;
        });
        tally.AssertEveryActHappened();
        tally.AssertEveryFillHappened(FillCause.MarketAtClose, FillCause.EndOfRun);
    }

    /// <summary>
    /// Data that all end at one instant, or (every other run) have one bar of other markets after it: everything that the rules can see
    /// until then and the equity and
    /// weights of every instant are the same bit for bit. No restriction. Orders are counted in the shorter run, of which there are more
    /// than two hundred.
    /// </summary>
    [Fact]
    public void DataCutShort_GiveTheSamePast()
    {
        var tally = new RandomTally();
        tally.OverAMillionOrders(seed =>
        {
            var (terms, assets) = (RandomTerms.OfPortfolio(seed), RandomMarkets.Of(seed, CutBars));
            var ticks = assets[0].Series.CloseTimeTicks;
            var (end, isCut) = (ticks[(ticks.Length / 2) + (seed * 37 % (ticks.Length / 2))], seed % 4 < 2);
            var (seenBefore, seen) = (new List<Sight>(), new List<Sight>());
            var part = Run(
                RandomMarkets.Until(assets, end, isCut, seed),
                new RandomPortfolio(seed, Habits(seed, terms, looks: true), tally) { Seen = seenBefore },
                terms
            );
            var whole = Run(assets, new RandomPortfolio(seed, Habits(seed, terms, looks: true)) { Seen = seen }, terms);

            var instants = part.Ticks.Count(t => t <= end);
            RandomOrderTests.AssertSame(seed, "equity", part.Equity.AsSpan(0, instants), whole.Equity.AsSpan(0, instants));
            RandomOrderTests.AssertSame(
                seed,
                "weights",
                part.Weights.AsSpan(0, instants * assets.Length),
                whole.Weights.AsSpan(0, instants * assets.Length)
            );
            RandomOrderTests.AssertSameSights(seed, seenBefore, seen, end, isCut);
            return part.Account;
        });
        Assert.True(tally.Runs > 200);
        tally.AssertEveryActHappened();
        tally.AssertEveryFillHappened(FillCause.MarketAtClose, FillCause.EndOfRun);
    }

    /// <summary>No restriction: in whatever order the assets are given, the account is the same bit for bit.</summary>
    [Fact]
    public void OrderOfAssets_NeverChangesABit()
    {
        var tally = new RandomTally();
        tally.OverAMillionOrders(seed =>
        {
            var (terms, assets) = (RandomTerms.OfPortfolio(seed), RandomMarkets.Of(seed));
            var forward = Run(assets, new RandomPortfolio(seed, Habits(seed, terms), tally), terms);
            new SplitMix64((ulong)seed).Shuffle(assets.AsSpan());
            var shuffled = Run(assets, new RandomPortfolio(seed, Habits(seed, terms)), terms);

            RandomOrderTests.AssertSame<double>(seed, "equity", forward.Equity, shuffled.Equity);
            RandomOrderTests.AssertSame<double>(seed, "weights", forward.Weights, shuffled.Weights);
            Assert.Equal(forward.Account.TradeHash, shuffled.Account.TradeHash);
            return forward.Account;
        });
        tally.AssertEveryActHappened();
        tally.AssertEveryFillHappened(FillCause.MarketAtClose, FillCause.EndOfRun);
    }

    /// <summary>
    /// With other names, by which assets are processed in another order, each asset has the same trades and the account the same equity.
    /// Restriction, without which it is
    /// not so: sizes in units and so much cash that no order is cut and nothing is called, since who comes first gets the money.
    /// </summary>
    [Fact]
    public void NamesOfAssets_WhereCashSuffices_ChangeNothing()
    {
        var tally = new RandomTally();
        tally.OverAMillionOrders(seed =>
        {
            var terms = RandomTerms.OfPortfolio(seed);
            terms = terms with { Execution = terms.Execution with { Margin = null } };
            var (assets, habits) = (RandomMarkets.Of(seed), Habits(seed, terms) with { UnitsOnly = true });
            string[] names = [.. assets.Select(a => a.Symbol)];
            new SplitMix64((ulong)seed + 5).Shuffle(names.AsSpan());
            var toOther = assets.Zip(names).ToDictionary(p => p.First.Symbol, p => p.Second);
            var toOwn = toOther.ToDictionary(p => p.Value, p => p.Key);
            var own = Run(assets, new RandomPortfolio(seed, habits, tally), terms, MoreThanEnough);
            var renamed = Run(
                [.. assets.Select(a => new PortfolioAsset(Named(a.Series, toOther[a.Symbol])))],
                new RandomPortfolio(seed, habits, nameOf: s => toOwn[s]),
                terms,
                MoreThanEnough
            );

            foreach (var asset in own.Assets)
                Assert.Equal(
                    TradeBook.Hash(asset.Trades),
                    TradeBook.Hash(renamed.Assets.Single(a => a.Symbol == toOther[asset.Symbol]).Trades)
                );
            for (var t = 0; t < own.Equity.Length; t++)
                RandomOrderTests.AssertClose(
                    seed,
                    "equity under other names at instant",
                    own.Equity[t],
                    renamed.Equity[t],
                    1e-3 * MoreThanEnough,
                    t
                );
            return own.Account;
        });
        tally.AssertEveryActHappened(s_bySize);
        tally.AssertEveryFillHappened(FillCause.MarketAtClose, FillCause.EndOfRun, FillCause.MarginCall, FillCause.Liquidation);
    }

    private static PortfolioResult Run(PortfolioAsset[] assets, RandomPortfolio rule, RandomTerms terms, double cash = Cash) =>
        PortfolioEngine.Run(
            assets,
            rule,
            terms.Execution,
            new CapitalSpec { Amount = cash },
            new PortfolioOptions { Conventions = terms.Options }
        );

    private static TraderHabits Habits(int seed, RandomTerms terms, bool looks = false) =>
        new() { Lot = terms.Lot, Looks = looks || seed % 3 > 0 };

    private static BarSeries Named(BarSeries s, string symbol) =>
        new(symbol, s.CloseTimeTicks, s.Open, s.High, s.Low, s.Close, s.Volume) { Calendar = s.Calendar, Interval = s.Interval };

    private static void AssertEveryInstant(int seed, PortfolioAsset[] assets, PortfolioResult result, ExecutionSpec execution, double scale)
    {
        var rebuilt = new RebuiltAccount(result.Ticks, Cash, execution, result.LiquidatedAt);
        foreach (var asset in result.Assets)
            rebuilt.Add(assets.Single(a => a.Symbol == asset.Symbol).Series, asset.Trades);
        var equity = rebuilt.Equity(result.LiquidatedAt < 0 ? result.Equity.Length : result.LiquidatedAt + 1);
        for (var t = 0; t < (result.LiquidatedAt < 0 ? equity.Length : equity.Length - 1); t++)
            RandomOrderTests.AssertClose(seed, "equity of instant", equity[t], result.Equity[t], scale, t);
        RandomOrderTests.AssertClose(seed, "commissions", rebuilt.Commissions, result.Commissions, scale);
        RandomOrderTests.AssertClose(seed, "cost of borrowed shares", rebuilt.BorrowCost, result.Account.BorrowCost, scale);
        RandomOrderTests.AssertClose(seed, "interest earned", rebuilt.InterestEarned, result.Account.InterestEarned, scale);
        RandomOrderTests.AssertClose(seed, "interest paid", rebuilt.InterestPaid, result.Account.InterestPaid, scale);
    }
}
