using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Specs;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>What must hold whatever is ordered: more than a million random orders of every kind over markets with gaps and bars without volume.</summary>
public sealed class RandomOrderTests
{
    private const double Relative = 1e-9;

    private static readonly ExecutionSpec s_spread = new() { CommissionRate = 0.0005, Slippage = new SpreadSlippage { SpreadBps = 4, Spread = 0.02 }, Leverage = 2 };
    private static readonly ExecutionSpec s_fees = new()
    {
        Commission = new CommissionSpec { Rate = 0.001, MakerRate = -0.0002, Fixed = 0.5, PerUnit = 0.01, Minimum = 1, CapFraction = 0.2 }, SlippageBps = 5, VolumeShare = 0.1, FractionalUnits = true, LotUnits = 0.5, TickSize = 0.05,
        Financing = new FinancingSpec { BorrowRatePerYear = 0.08, CreditRatePerYear = 0.02, DebitRatePerYear = 0.06 }, Leverage = 3, Margin = new MarginSpec { MaintenanceFraction = 0.25 },
    };
    private static readonly ExecutionSpec s_impact = new() { Slippage = new ImpactSlippage { Coefficient = 0.5, SpreadBps = 2 }, VolumeShare = 0.25, AllowShort = false, FractionalUnits = true };

    private static readonly (ExecutionSpec Spec, BacktestOptions Options)[] s_settings =
    [
        (new ExecutionSpec(), new BacktestOptions()), (s_spread, new BacktestOptions()), (s_fees, new BacktestOptions()), (s_impact, new BacktestOptions()),
        (s_spread, new BacktestOptions { Hedging = true }), (s_fees, new BacktestOptions { TradeOnClose = true }), (s_fees, BacktestOptions.BacktestingPy),
        (s_fees with { Margin = new MarginSpec { MaintenanceFraction = 0.3, Call = MarginCallFill.Close } }, new BacktestOptions { Hedging = true }),
        (s_spread, new BacktestOptions { ExclusiveOrders = true }), (s_impact, new BacktestOptions { CloseOpenTradesAtEnd = true }),
    ];

    [Fact]
    public void MillionOrders_EveryCentIsAccountedFor()
    {
        long orders = 0;
        for (var seed = 0; orders < 1_000_000; seed++)
        {
            var (spec, options) = s_settings[seed % s_settings.Length];
            var result = Run(RandomMarket.Of(seed, 3_000), seed, spec, options);
            orders += result.OrderCount;
            Assert.True(result.OrderCount > 0 || result.LiquidatedBar >= 0, FormattableString.Invariant($"seed {seed}: nothing was ordered"));
            var profit = result.Trades.Sum(t => t.Size * (t.ExitPrice - t.EntryPrice));
            var expected = result.StartingCash + profit - result.Commissions - result.BorrowCost - result.InterestPaid + result.InterestEarned;
            var scale = result.StartingCash + result.Trades.Sum(t => Math.Abs(t.ProfitLoss));
            if (result.LiquidatedBar < 0)
                AssertClose(seed, "final equity", expected, result.Equity[^1], scale);
            if (options.Sizing == SizingConvention.DecisionClose) // the reference gives every part of a trade a fee of its own
                AssertClose(seed, "commissions", result.Trades.Sum(t => t.Commission), result.Commissions, scale);
            AssertClose(seed, "slippage", SlippageOf(result), result.SlippageCost, scale);
        }
    }

    [Fact]
    public void Equity_AtEveryBar_IsCashPlusPositions()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var spec = (seed % 2 == 0 ? s_spread : s_spread with { VolumeShare = 0.1, TickSize = 0.05, SlippageBps = 3, Slippage = null }) with { Leverage = 4 };
            var series = RandomMarket.Of(seed, 1_000);
            var result = Run(series, seed, spec, new BacktestOptions { Hedging = seed % 3 == 0 });
            var (cash, units) = Ledger(series, result, spec.CommissionRate);
            var (money, held) = (result.StartingCash, 0.0);
            for (var bar = 0; bar < (result.LiquidatedBar < 0 ? series.Count : result.LiquidatedBar); bar++)
            {
                (money, held) = (money + cash[bar], held + units[bar]);
                AssertClose(seed, "equity", money + (held * series.Close[bar]), result.Equity[bar], 4 * result.StartingCash);
            }
        }
    }

    [Fact]
    public void Fills_LieInsideTheirBar_ExceptDeclaredSlippage()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var (spec, options) = s_settings[seed % s_settings.Length];
            var series = RandomMarket.Of(seed, 1_000);
            foreach (var trade in Run(series, seed, spec, options).Trades)
            {
                AssertFill(series, trade.EntryFill, spec);
                if (!trade.IsOpen)
                    AssertFill(series, trade.ExitFill, spec);
            }
        }
    }

    [Fact]
    public void HigherFees_OnTheSameOrders_NeverHelp()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var series = RandomMarket.Of(seed, 800);
            var cheap = new ExecutionSpec { Commission = new CommissionSpec { Rate = -0.0002, PerUnit = 0.01 }, SlippageBps = 2, Leverage = 2, Financing = new FinancingSpec { CreditRatePerYear = 0.03 } };
            ExecutionSpec[] dearer =
            [
                cheap with { Commission = cheap.Commission! with { Rate = 0.003 } }, cheap with { Commission = cheap.Commission! with { Minimum = 3 } }, cheap with { Commission = cheap.Commission! with { Fixed = 1 } },
                cheap with { Financing = cheap.Financing! with { BorrowRatePerYear = 0.1 } }, cheap with { Financing = cheap.Financing! with { CreditRatePerYear = 0 } },
            ];
            var least = RunUnits(series, seed, cheap);
            foreach (var spec in dearer)
            {
                var more = RunUnits(series, seed, spec);
                Assert.Equal(least.Trades.Select(t => (t.Size, t.EntryBar, t.EntryPrice)), more.Trades.Select(t => (t.Size, t.EntryBar, t.EntryPrice)));
                for (var i = 0; i < series.Count; i++)
                    Assert.True(more.Equity[i] <= least.Equity[i], FormattableString.Invariant($"seed {seed}: at bar {i} costs raised equity from {least.Equity[i]:R} to {more.Equity[i]:R}"));
            }
        }
    }

    [Fact]
    public void MirroredPricesAndSides_EarnTheSame()
    {
        // Exact under p → 200 − p: fills, sizes and profits; costs that are money per unit too. Shares of a price are not the same in the mirror.
        for (var seed = 0; seed < 30; seed++)
        {
            var spec = EngineRun.Free with { Slippage = new SpreadSlippage { Spread = 0.0625 }, Commission = new CommissionSpec { PerUnit = 0.25 }, VolumeShare = seed % 2 == 0 ? null : 0.25 };
            var options = new BacktestOptions { Hedging = seed % 3 == 0, Intrabar = seed % 5 == 0 ? IntrabarRule.QueueOrder : IntrabarRule.Path };
            var series = RandomMarket.Of(seed, 600);
            var plus = RunUnits(series, seed, spec, +1, options);
            var minus = RunUnits(RandomMarket.Mirror(series), seed, spec, -1, options);

            Assert.True(plus.Trades.Count > 300);
            Assert.Equal(plus.Trades.Select(t => (-t.Size, t.EntryBar, t.ExitBar)), minus.Trades.Select(t => (t.Size, t.EntryBar, t.ExitBar)));
            for (var i = 0; i < series.Count; i++)
                AssertClose(seed, "mirrored equity", plus.Equity[i], minus.Equity[i], plus.StartingCash);
        }
    }

    [Fact]
    public void PricesAndCashTimesFour_GiveTheSameSizesAndFourTimesTheEquity()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var spec = s_fees with { Commission = s_fees.Commission! with { Fixed = 0.5, PerUnit = 0.01, Minimum = 1 }, LotUnits = 0.5 };
            var large = spec with { Commission = spec.Commission! with { Fixed = 2, PerUnit = 0.04, Minimum = 4 }, TickSize = 0.2 };
            var series = RandomMarket.Of(seed, 600);
            var once = Run(series, new RandomTrader(seed, lot: 0.5), spec, 20_000);
            var times = Run(RandomMarket.Scale(series, 4), new RandomTrader(seed, scale: 4, lot: 0.5), large, 80_000);

            Assert.Equal(once.Trades.Select(t => (t.Size, t.EntryBar, t.ExitBar)), times.Trades.Select(t => (t.Size, t.EntryBar, t.ExitBar)));
            for (var i = 0; i < series.Count; i++)
                AssertClose(seed, "scaled equity", 4 * once.Equity[i], times.Equity[i], times.StartingCash);
        }
    }

    [Fact]
    public void DataCutShort_GivesTheSamePast()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var (spec, options) = s_settings[seed % s_settings.Length];
            options = options with { CloseOpenTradesAtEnd = false };
            var cut = 50 + (seed * 13);
            var series = RandomMarket.Of(seed, 600);
            var (whole, part) = (Run(series, seed, spec, options), Run(series.Slice(0, cut), seed, spec, options));

            // Under trade-on-close the fills of a close are worked on with the bar after it, which the shorter data lack.
            var known = options.TradeOnClose ? cut - 1 : cut;
            Assert.Equal(whole.Equity.Take(cut), part.Equity);
            Assert.Equal(Closed(whole, known), Closed(part, known));
            Assert.Equal(whole.Trades.Count(t => t.EntryBar < known), part.Trades.Count(t => t.EntryBar < known) + SplitLater(whole, known));
        }
    }

    // A part that is open at the cut may be closed in several parts later.
    private static int SplitLater(BacktestResult whole, int cut)
        => whole.Trades.Where(t => t.EntryBar < cut && (t.IsOpen || t.ExitBar >= cut)).GroupBy(t => (t.EntryBar, t.EntryPrice, t.EntryReason, t.EntryFill.Units)).Sum(g => g.Count() - 1);

    private static (double, int, int, double, double, double)[] Closed(BacktestResult result, int cut)
        => [.. result.Trades.Where(t => !t.IsOpen && t.ExitBar < cut).Select(t => (t.Size, t.EntryBar, t.ExitBar, t.EntryPrice, t.ExitPrice, t.Commission))];

    private static (double[] Cash, double[] Units) Ledger(BarSeries series, BacktestResult result, double rate)
    {
        var (cash, units) = (new double[series.Count], new double[series.Count]);
        foreach (var t in result.Trades)
        {
            cash[t.EntryBar] -= (t.Size * t.EntryPrice) + (Math.Abs(t.Size) * t.EntryPrice * rate);
            units[t.EntryBar] += t.Size;
            if (t.IsOpen)
                continue;
            cash[t.ExitBar] += (t.Size * t.ExitPrice) - (Math.Abs(t.Size) * t.ExitPrice * rate);
            units[t.ExitBar] -= t.Size;
        }
        return (cash, units);
    }

    private static double SlippageOf(BacktestResult result) => result.Trades.Sum(t => Math.Abs(t.Size)
        * (Math.Abs(t.EntryFill.Price - t.EntryFill.BasePrice) + (t.IsOpen ? 0 : Math.Abs(t.ExitFill.Price - t.ExitFill.BasePrice))));

    private static void AssertFill(BarSeries series, Fill fill, ExecutionSpec spec)
    {
        Assert.InRange(fill.BasePrice, series.Low[fill.Bar], series.High[fill.Bar]);
        var worse = Math.Sign(fill.Units) * (fill.Price - fill.BasePrice);
        var tick = spec.TickSize ?? 0;
        var declared = tick + (spec.Slippage switch { SpreadSlippage s => (fill.BasePrice * s.SpreadBps * 0.5e-4) + (s.Spread / 2), ImpactSlippage => fill.BasePrice / 2, _ => fill.BasePrice * spec.SlippageBps * 1e-4 });
        Assert.InRange(worse, -1e-9, declared + 1e-9);
        if (tick > 0 && fill.Cause != FillCause.Liquidation)
            Assert.Equal(Math.Round(fill.Price / tick), fill.Price / tick, 1e-6);
        if (fill.Cause == FillCause.Limit && spec.Slippage is not SpreadSlippage && fill.IsMaker)
            Assert.True(Math.Sign(fill.Units) * (fill.Price - fill.Level) <= 1e-9 + (fill.BasePrice * spec.SlippageBps * 1e-4) + tick);
    }

    private static BacktestResult Run(BarSeries series, int seed, ExecutionSpec spec, BacktestOptions options)
        => Run(series, new RandomTrader(seed, lot: spec.LotUnits ?? 1), spec, 20_000, options);

    private static BacktestResult Run(BarSeries series, RandomTrader trader, ExecutionSpec spec, double cash, BacktestOptions? options = null)
        => BacktestEngine.Run(series, 0, series.Count - 1, trader, spec, new CapitalSpec { Amount = cash }, options);

    /// <summary>With so much capital that no order is ever cut.</summary>
    private static BacktestResult RunUnits(BarSeries series, int seed, ExecutionSpec spec, int side = +1, BacktestOptions? options = null)
        => Run(series, new RandomTrader(seed, unitsOnly: true, side), spec, 10_000_000, options);

    private static void AssertClose(int seed, string what, double expected, double actual, double scale)
        => Assert.True(Math.Abs(expected - actual) <= Relative * scale, FormattableString.Invariant($"seed {seed}: {what} should be {expected:R}, was {actual:R}"));
}
