using System.Globalization;
using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Backtesting.RandomRuns;

/// <summary>
/// What must hold whatever is ordered, under every cost model, limit and convention: each over more than a million random orders of every
/// kind,
/// in markets with gaps and bars without volume.
/// </summary>
public sealed class RandomOrderTests
{
    private const double Cash = 20_000;

    /// <summary>
    /// Cash and positions, made again from the trades with the fee of every fill and the interest of every bar, are the equity of every
    /// bar; commissions, slippage and financing are those of the trades. Where positions count as one trade, only the last bar can be made
    /// again.
    /// </summary>
    [Fact]
    public void MillionOrders_EveryCentIsAccountedFor()
    {
        var tally = new RandomTally();
        tally.OverAMillionOrders(seed =>
        {
            var (terms, series) = (RandomTerms.Any(seed), RandomMarket.Shared(seed));
            var result = Run(series, Trader(seed, terms, tally), terms);
            var scale = Cash + result.Trades.Sum(t => Math.Abs(t.ProfitLoss) + Math.Abs(t.Commission));
            if (terms.Options.Grouping == TradeGrouping.Part)
                AssertEveryBar(seed, series, result, terms.Execution, scale);
            // the reference gives every part of a trade a fee of its own
            if (result.LiquidatedBar < 0 && terms.Options.Sizing == SizingConvention.DecisionClose)
                AssertClose(
                    seed,
                    "final equity",
                    Cash + result.Trades.Sum(t => t.ProfitLoss) - result.FinancingCost,
                    result.Equity[^1],
                    scale
                );
            if (terms.Options.Sizing == SizingConvention.DecisionClose)
                AssertClose(seed, "commissions of the trades", result.Trades.Sum(t => t.Commission), result.Commissions, scale);
            return result;
        });
        tally.AssertEveryActHappened();
        tally.AssertEveryFillHappened();
    }

    /// <summary>
    /// Base prices lie on their bar and where their cause says; prices are worse by the declared slippage, to 10⁻⁹, and a price step at
    /// most; no bar fills more than its
    /// share of the volume. Restrictions: trades are parts of positions, since whole ones keep only mean prices; under the reference's
    /// conventions stop and stop-limit
    /// entries over whose stop the bar opened fill at that stop, or the close before; impact is bounded, not equal, since a result does not
    /// tell which fills are of one order.
    /// </summary>
    [Fact]
    public void Fills_LieInsideTheirBar_ExceptDeclaredSlippage()
    {
        var tally = new RandomTally();
        tally.OverAMillionOrders(seed =>
        {
            var (terms, series, waiting) = (RandomTerms.Any(seed), RandomMarket.Shared(seed), new Dictionary<int, double>());
            terms = terms with { Options = terms.Options with { Grouping = TradeGrouping.Part } };
            var result = Run(series, Trader(seed, terms, tally, waiting: waiting), terms);
            new DeclaredFills(series, terms, waiting).Check(result.Trades);
            return result;
        });
        tally.AssertEveryActHappened();
        tally.AssertEveryFillHappened();
    }

    /// <summary>
    /// Data that end at a cut, or (every other run) have another market's bar there: everything that a rule can see of its account, the
    /// equity of every bar and every closed trade
    /// up to the cut are the same bit for bit. Restriction: what is still open at the last bar is not closed there. Orders are counted up
    /// to the cut, of which there are more than a thousand.
    /// </summary>
    [Fact]
    public void DataCutShort_GivesTheSamePast()
    {
        var tally = new RandomTally();
        tally.OverAMillionOrders(seed =>
        {
            var (terms, isCut, cut, from) = (RandomTerms.Any(seed), seed % 2 == 0, 50 + (seed * 37 % 400), seed * 101 % 2_000);
            terms = terms with { Options = terms.Options with { CloseOpenTradesAtEnd = false } };
            var series = RandomMarket.Shared(seed).Slice(from, from + cut + 30);
            var (seenBefore, seen) = (new List<Sight>(), new List<Sight>());
            var part = Run(
                isCut ? series.Slice(0, cut) : RandomMarket.AndAnother(series, cut, RandomMarket.Shared(seed + 1)),
                Trader(seed, terms, tally, seenBefore),
                terms
            );
            var whole = Run(series, Trader(seed, terms, null, seen), terms);

            AssertSame(seed, "equity", part.Equity.AsSpan(0, cut), whole.Equity.AsSpan(0, cut));
            AssertSame<Closed>(seed, "trades", ClosedBefore(part, cut), ClosedBefore(whole, cut));
            AssertSameSights(seed, seenBefore, seen, series.CloseTimeTicks[cut - 1], isCut);
            return part;
        });
        Assert.True(tally.Runs > 1_000);
        tally.AssertEveryActHappened();
        tally.AssertEveryFillHappened(FillCause.EndOfRun);
    }

    internal static RandomTrader Trader(
        int seed,
        RandomTerms terms,
        RandomTally? tally,
        List<Sight>? seen = null,
        Dictionary<int, double>? waiting = null
    ) =>
        new(seed, new TraderHabits { Lot = terms.Lot, Looks = seen is not null || waiting is not null || seed % 3 > 0 }, tally)
        {
            Seen = seen,
            LargestWaiting = waiting,
        };

    internal static BacktestResult Run(
        BarSeries series,
        RandomTrader trader,
        RandomTerms terms,
        double cash = Cash,
        BacktestWorkspace? workspace = null
    ) =>
        BacktestEngine.Run(
            series,
            0,
            series.Count - 1,
            trader,
            terms.Execution,
            new CapitalSpec { Amount = cash },
            terms.Options,
            workspace
        );

    internal static void AssertSame<T>(int seed, string what, ReadOnlySpan<T> expected, ReadOnlySpan<T> actual)
    {
        var same = expected.CommonPrefixLength(actual);
        if (same < expected.Length || same < actual.Length)
            Assert.Fail(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"seed {seed}: {what} differ from number {same} of {expected.Length} and {actual.Length} on: "
                        + $"{(same < expected.Length ? expected[same] : default)} and "
                        + $"{(same < actual.Length ? actual[same] : default)}"
                )
            );
    }

    /// <summary>What two rules saw up to a time. Where the one's data are cut there, it was not asked at its last bar.</summary>
    internal static void AssertSameSights(int seed, List<Sight> expected, List<Sight> actual, long ticks, bool isCut)
    {
        Sight[] before = [.. expected.Where(s => s.Ticks <= ticks)],
            all = [.. actual.Where(s => s.Ticks <= ticks)];
        AssertSame<Sight>(seed, "what was seen", before, isCut ? all.AsSpan(0, Math.Min(before.Length, all.Length)) : all);
    }

    internal static void AssertClose(int seed, string what, double expected, double actual, double scale, int at = -1)
    {
        if (!(Math.Abs(expected - actual) <= 1e-9 * scale))
            Assert.Fail(
                FormattableString.Invariant($"seed {seed}: {what}{(at < 0 ? "" : $" {at}")} should be {expected:R}, was {actual:R}")
            );
    }

    private static void AssertEveryBar(int seed, BarSeries series, BacktestResult result, ExecutionSpec execution, double scale)
    {
        var rebuilt = RebuiltAccount.Of(series, result, execution);
        var bars = result.LiquidatedBar < 0 ? series.Count : result.LiquidatedBar + 1;
        var equity = rebuilt.Equity(bars);
        for (var bar = 0; bar < (result.LiquidatedBar < 0 ? bars : bars - 1); bar++)
            AssertClose(seed, "equity of bar", equity[bar], result.Equity[bar], scale, bar);
        AssertClose(seed, "commissions", rebuilt.Commissions, result.Commissions, scale);
        AssertClose(seed, "cost of borrowed shares", rebuilt.BorrowCost, result.BorrowCost, scale);
        AssertClose(seed, "interest earned", rebuilt.InterestEarned, result.InterestEarned, scale);
        AssertClose(seed, "interest paid", rebuilt.InterestPaid, result.InterestPaid, scale);
        AssertClose(
            seed,
            "slippage",
            result.Trades.Sum(t => Math.Abs(t.Size) * (SlippageOf(t.EntryFill) + (t.IsOpen ? 0 : SlippageOf(t.ExitFill)))),
            result.SlippageCost,
            scale
        );
    }

    private static double SlippageOf(in Fill fill) => Math.Abs(fill.Price - fill.BasePrice);

    // Under trade-on-close the fills of a close are processed with the bar after it, which the shorter data lack.
    private static Closed[] ClosedBefore(BacktestResult result, int cut) =>
        [
            .. result
                .Trades.Where(t => !t.IsOpen && t.ExitBar + (t.ExitFill.Cause == FillCause.MarketAtClose ? 1 : 0) < cut)
                .Select(t => new Closed(t.Size, t.EntryBar, t.ExitBar, t.EntryPrice, t.ExitPrice, t.Commission)),
        ];

    private readonly record struct Closed(double Size, int EntryBar, int ExitBar, double EntryPrice, double ExitPrice, double Commission);
}
