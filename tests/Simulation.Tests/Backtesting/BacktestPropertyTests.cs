using FsCheck;
using FsCheck.Fluent;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>What must hold whatever the market and the orders: random bars, random orders of every kind, random costs.</summary>
public sealed class BacktestPropertyTests
{
    private const int Bars = 120;

    [Fact]
    public void Equity_IsCashPlusPositions_RebuiltFromTheTrades() =>
        ForAll(
            (seed, execution) =>
            {
                var series = TestMarkets.Random(seed, Bars);
                var result = Run(series, seed, execution);
                for (var bar = 0; bar < (result.LiquidatedBar < 0 ? Bars : result.LiquidatedBar); bar++)
                {
                    var (cash, value) = (result.StartingCash, 0.0);
                    foreach (var t in result.Trades.Where(t => t.EntryBar <= bar))
                    {
                        cash -= (t.Size * t.EntryPrice) + (Math.Abs(t.Size) * t.EntryPrice * execution.CommissionRate);
                        if (!t.IsOpen && t.ExitBar <= bar)
                            cash += (t.Size * t.ExitPrice) - (Math.Abs(t.Size) * t.ExitPrice * execution.CommissionRate);
                        else
                            value += t.Size * series.Close[bar];
                    }
                    Assert.Equal(cash + value, result.Equity[bar], 1e-6);
                }
            }
        );

    [Fact]
    public void FinalEquity_IsStartingCashPlusEveryProfit() =>
        ForAll(
            (seed, execution) =>
            {
                var result = Run(TestMarkets.Random(seed, Bars), seed, execution);
                if (result.LiquidatedBar < 0)
                    Assert.Equal(result.StartingCash + result.Trades.Sum(t => t.ProfitLoss), result.Equity[^1], 1e-6);
                Assert.Equal(result.Trades.Sum(t => t.Commission), result.Commissions, 1e-6);
            }
        );

    [Fact]
    public void Fees_OnTheSameOrders_NeverHelp() =>
        ForAll(
            (seed, execution) =>
            {
                var series = TestMarkets.Random(seed, Bars);
                var free = RunUnits(
                    series,
                    seed,
                    +1,
                    execution with
                    {
                        CommissionRate = 0,
                        SlippageBps = 0,
                        Leverage = 1,
                        AllowShort = true,
                    }
                );
                var paid = RunUnits(series, seed, +1, execution with { Leverage = 1, AllowShort = true });
                for (var i = 0; i < Bars; i++)
                    Assert.True(
                        paid.Equity[i] <= free.Equity[i] + 1e-6,
                        FormattableString.Invariant($"seed {seed}: at bar {i} fees raised equity from {free.Equity[i]} to {paid.Equity[i]}")
                    );
            }
        );

    [Fact]
    public void Fills_LieInsideTheBar_ExceptDeclaredSlippage() =>
        ForAll(
            (seed, execution) =>
            {
                var series = TestMarkets.Random(seed, Bars);
                var slip = execution.SlippageBps * 1e-4;
                foreach (var t in Run(series, seed, execution).Trades)
                {
                    Assert.Equal(series.Open[t.EntryBar] * (1 + (Math.Sign(t.Size) * slip)), t.EntryPrice, 1e-9);
                    if (!t.IsOpen && !t.ExitReason.StartsWith("bankrupt", StringComparison.Ordinal))
                        Assert.Equal(series.Open[t.ExitBar] * (1 - (Math.Sign(t.Size) * slip)), t.ExitPrice, 1e-9);
                    Assert.InRange(t.EntryPrice, series.Low[t.EntryBar] * (1 - slip), series.High[t.EntryBar] * (1 + slip));
                    Assert.InRange(t.ExitPrice, series.Low[t.ExitBar] * (1 - slip), series.High[t.ExitBar] * (1 + slip));
                }
            }
        );

    [Fact]
    public void LongAndShort_WithoutCosts_MirrorEachOther() =>
        ForAll(
            (seed, _) =>
            {
                var series = TestMarkets.Random(seed, Bars);
                var free = new ExecutionSpec { CommissionRate = 0, SlippageBps = 0 };
                var (plus, minus) = (RunUnits(series, seed, +1, free), RunUnits(series, seed, -1, free));
                Assert.Equal(plus.Trades.Select(t => -t.Size), minus.Trades.Select(t => t.Size));
                for (var i = 0; i < Bars; i++)
                    Assert.Equal(plus.Equity[i] - plus.StartingCash, minus.StartingCash - minus.Equity[i], 1e-6);
            }
        );

    [Fact]
    public void Truncation_NeverChangesThePast() =>
        ForAll(
            (seed, execution) =>
            {
                var series = TestMarkets.Random(seed, Bars);
                var cut = 2 + (int)((uint)seed % (Bars - 2));
                var (whole, part) = (Run(series, seed, execution), Run(series.Slice(0, cut), seed, execution));
                Assert.Equal(whole.Equity.Take(cut), part.Equity);
                Assert.Equal(whole.Trades.Where(t => !t.IsOpen && t.ExitBar < cut), part.Trades.Where(t => !t.IsOpen));
            }
        );

    [Fact]
    public void SameSpec_SameTradeHash() =>
        ForAll(
            (seed, execution) =>
            {
                var first = Run(TestMarkets.Random(seed, Bars), seed, execution);
                var second = Run(TestMarkets.Random(seed, Bars), seed, execution);
                Assert.Equal(first.TradeHash, second.TradeHash);
                Assert.Equal(first.Equity, second.Equity);
            }
        );

    [Fact]
    public void Equity_IsNeverBelowZero() =>
        ForAll(
            (seed, execution) =>
            {
                var result = Run(TestMarkets.Random(seed, Bars, dailyVolatility: 0.15), seed, execution);
                Assert.All(result.Equity, e => Assert.True(e >= 0));
            }
        );

    private static void ForAll(Action<int, ExecutionSpec> property)
    {
        var seeds = Gen.Choose(0, int.MaxValue - 1);
        var executions =
            from commission in Gen.Choose(0, 100)
            from slippage in Gen.Choose(0, 50)
            from leverage in Gen.Choose(1, 5)
            from allowShort in Gen.Elements(true, false)
            from fractional in Gen.Elements(true, false)
            select new ExecutionSpec
            {
                CommissionRate = commission * 1e-4,
                SlippageBps = slippage,
                Leverage = leverage,
                AllowShort = allowShort,
                FractionalUnits = fractional,
            };
        var cases = from seed in seeds from execution in executions select (seed, execution);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(cases.ToArbitrary(), c => property(c.seed, c.execution)));
    }

    private static BacktestResult Run(BarSeries series, int seed, ExecutionSpec execution) =>
        BacktestEngine.Run(
            series,
            0,
            series.Count - 1,
            new ScriptedStrategy(c => RandomOrder(c, seed)),
            execution,
            new CapitalSpec { Amount = 10_000 }
        );

    /// <summary>Whole units on either side, with so much capital that no order is ever cut.</summary>
    private static BacktestResult RunUnits(BarSeries series, int seed, int side, ExecutionSpec execution) =>
        BacktestEngine.Run(
            series,
            0,
            series.Count - 1,
            new ScriptedStrategy(c => RandomUnits(c, seed, side)),
            execution,
            new CapitalSpec { Amount = 10_000_000 }
        );

    private static void RandomUnits(BarContext context, int seed, int side)
    {
        var random = Seeds.Generator(seed, FormattableString.Invariant($"bar{context.Bar}"));
        var units = 1 + random.NextInt(9);
        switch (random.NextInt(4))
        {
            case 0 when side > 0:
            case 1 when side < 0:
                context.Orders.BuyUnits(units);
                break;
            case 0 or 1:
                context.Orders.SellUnits(units);
                break;
            case 2:
                context.Orders.CloseAll();
                break;
        }
    }

    private static void RandomOrder(BarContext context, int seed)
    {
        var random = Seeds.Generator(seed, FormattableString.Invariant($"bar{context.Bar}"));
        var size = 0.05 + (0.95 * random.NextDouble());
        Action<double>[] orders =
        [
            context.Orders.Buy,
            context.Orders.Sell,
            f => context.Orders.Target((2 * f) - 1),
            f => context.Orders.BuyUnits(Math.Ceiling(20 * f)),
            f => context.Orders.SellUnits(Math.Ceiling(20 * f)),
            _ => context.Orders.CloseAll(),
            _ => { },
            _ => { },
        ];
        orders[random.NextInt(orders.Length)](size);
    }
}
