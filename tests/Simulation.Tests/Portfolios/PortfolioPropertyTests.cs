using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Portfolios.Construction;
using Simulator.Portfolios.Rebalancing;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Portfolios;

/// <summary>What must hold for any portfolio.</summary>
public sealed class PortfolioPropertyTests
{
    private static readonly ExecutionSpec s_costs = new()
    {
        CommissionRate = 0.001,
        SlippageBps = 2,
        Leverage = 2,
    };
    private static readonly CapitalSpec s_capital = new() { Amount = 1_000_000 };

    private static readonly Dictionary<string, ExecutionSpec> s_kindsOfCosts = new()
    {
        ["basis points"] = s_costs with { Leverage = 1 },
        ["leverage"] = s_costs,
        ["none"] = new() { CommissionRate = 0, Slippage = new NoSlippage() },
        ["minimum"] = s_costs with
        {
            Leverage = 1,
            Commission = new CommissionSpec { Rate = 0.0005, Minimum = 2 },
        },
        ["cap, fixed, per unit"] = s_costs with
        {
            Leverage = 1,
            Commission = new CommissionSpec
            {
                Rate = 0.0005,
                Fixed = 1,
                PerUnit = 0.01,
                CapFraction = 0.002,
            },
        },
        ["spread, tick, lots"] = s_costs with
        {
            Leverage = 1,
            Slippage = new SpreadSlippage { SpreadBps = 4, Spread = 0.03 },
            TickSize = 0.05,
            LotUnits = 5,
        },
        ["impact"] = s_costs with
        {
            Leverage = 1,
            Slippage = new ImpactSlippage { Coefficient = 0.5, SpreadBps = 2 },
        },
        ["interest, margin"] = s_costs with
        {
            Leverage = 1,
            Financing = new FinancingSpec
            {
                BorrowRatePerYear = 0.03,
                CreditRatePerYear = 0.02,
                DebitRatePerYear = 0.05,
            },
            Margin = new MarginSpec { MaintenanceFraction = 0.9 },
        },
    };

    [Theory]
    [InlineData(false, TradeGrouping.Part)]
    [InlineData(true, TradeGrouping.Part)]
    [InlineData(false, TradeGrouping.Position)]
    [InlineData(true, TradeGrouping.Position)]
    public void CashAndPositions_AfterRandomTargets_AreTheEquity(bool mixed, TradeGrouping grouping)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var assets = mixed ? PortfolioMarkets.Mixed(400, seed) : PortfolioMarkets.Aligned(6, 400, seed);
            var result = PortfolioEngine.Run(
                assets,
                RandomTargets(seed),
                s_costs,
                s_capital,
                new() { Conventions = new() { Grouping = grouping } }
            );
            var cash = result.StartingCash;
            foreach (var trade in result.Assets.SelectMany(a => a.Trades))
                cash -= (trade.Size * trade.EntryPrice) + trade.Commission - (trade.IsOpen ? 0 : trade.Size * trade.ExitPrice);
            if (grouping == TradeGrouping.Position) // an open position's exit price holds what was already taken off, valued with the rest
                cash +=
                    result.Assets.SelectMany(a => a.Trades).Where(t => t.IsOpen).Sum(t => t.Size * t.ExitPrice)
                    - result.Assets.Sum(a => a.Value);
            Assert.True(result.OrderCount > 100);
            Assert.Equal(result.Equity[^1], cash + result.Assets.Sum(a => a.Value), 1e-9 * result.StartingCash);
            Assert.Equal(result.Cash, cash, 1e-9 * result.StartingCash);
            Assert.Equal(result.Commissions, result.Assets.Sum(a => a.Commissions), 1e-6);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OrderOfAssets_NeverChangesABit(bool mixed)
    {
        var assets = mixed ? PortfolioMarkets.Mixed(300, 3) : PortfolioMarkets.Aligned(6, 300, 3);
        foreach (var method in Enum.GetValues<ConstructionMethod>())
        {
            var forward = Run(assets);
            var random = new SplitMix64(9);
            var shuffled = assets.ToArray();
            random.Shuffle(shuffled.AsSpan());
            var other = Run(shuffled);
            Assert.Equal(forward.Equity, other.Equity);
            Assert.Equal(forward.Weights, other.Weights);
            Assert.Equal(forward.Account.TradeHash, other.Account.TradeHash);
            Assert.Equal(forward.Statistics(), other.Statistics());

            PortfolioResult Run(PortfolioAsset[] given) =>
                PortfolioEngine.Run(
                    given,
                    new RebalancingStrategy(new ConstructedWeights(new() { Method = method }, 40), new RebalanceRule.EveryBars(10)),
                    s_costs,
                    s_capital
                );
        }
    }

    [Fact]
    public void Scale_OfPricesAndOfCapital_ChangesOnlyTheUnits()
    {
        var assets = PortfolioMarkets.Aligned(4, 250, 11);
        var execution = s_costs with { FractionalUnits = true };
        var plain = PortfolioEngine.Run(assets, RandomTargets(1), execution, s_capital);
        var cheap = PortfolioEngine.Run(
            [.. assets.Select(a => new PortfolioAsset(Times(a.Series, 0.25)))],
            RandomTargets(1),
            execution,
            s_capital
        );
        var rich = PortfolioEngine.Run(assets, RandomTargets(1), execution, new CapitalSpec { Amount = 4_000_000 });
        for (var t = 0; t < plain.Equity.Length; t++)
        {
            Assert.Equal(plain.Equity[t], cheap.Equity[t], 1e-10 * plain.Equity[t]);
            Assert.Equal(4 * plain.Equity[t], rich.Equity[t], 4e-10 * plain.Equity[t]);
        }
        Assert.Equal(plain.Assets[0].Units * 4, cheap.Assets[0].Units, 1e-9 * Math.Abs(cheap.Assets[0].Units));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Truncation_NeverChangesThePast(bool mixed)
    {
        var assets = mixed ? PortfolioMarkets.Mixed(300, 5) : PortfolioMarkets.Aligned(5, 300, 5);
        var whole = Run(assets, null);
        foreach (var cut in new[] { 90, 150, 201 })
        {
            var end = new DateTime(whole.Ticks[cut], DateTimeKind.Utc);
            var truncated = Run(
                [.. assets.Select(a => new PortfolioAsset(a.Series.Slice(0, a.Series.CloseTimeTicks.Count(t => t <= end.Ticks))))],
                null
            );
            Assert.Equal(whole.Equity[..(cut + 1)], truncated.Equity);
            Assert.Equal(whole.Weights[..((cut + 1) * assets.Length)], truncated.Weights);
            Assert.Equal(truncated.Equity, Run(assets, end).Equity);
        }

        static PortfolioResult Run(PortfolioAsset[] assets, DateTime? end) =>
            PortfolioEngine.Run(
                assets,
                new RebalancingStrategy(
                    new ConstructedWeights(new() { Method = ConstructionMethod.HierarchicalRiskParity }, 30),
                    new RebalanceRule.Drift(0.02)
                ),
                s_costs,
                s_capital,
                new() { End = end }
            );
    }

    [Theory]
    [InlineData("bars:21")]
    [InlineData("monthly")]
    [InlineData("drift:0.02")]
    public void Truncation_OfAssetsOfUnequalSpans_NeverChangesThePast(string schedule)
    {
        // The first begins earlier, the second ends later; whichever file is cut, alone or with the other, the days before stay.
        foreach (var calendar in new[] { MarketCalendar.Nyse, MarketCalendar.Crypto })
        {
            var (early, late) = (
                PortfolioMarkets.Random("EARLY", 1, 420).Slice(0, 320),
                PortfolioMarkets.Random("LATE", 2, 900, calendar).Slice(280, 880)
            );
            var whole = Run(early, late);
            foreach (var end in new[] { early.CloseTimeAt(300), early.CloseTimeAt(312), late.CloseTimeAt(150), late.CloseTimeAt(500) })
            {
                var (cutEarly, cutLate) = (Until(early, end), Until(late, end));
                foreach (var cut in new[] { Run(early, cutLate), Run(cutEarly, late), Run(cutEarly, cutLate) })
                {
                    var same = cut.Ticks.Count(t => t <= end.Ticks);
                    Assert.True(same > 300);
                    Assert.Equal(whole.Ticks[..same], cut.Ticks[..same]);
                    Assert.Equal(whole.Equity[..same], cut.Equity[..same]);
                    Assert.Equal(whole.Weights[..(2 * same)], cut.Weights[..(2 * same)]);
                }
            }
        }

        PortfolioResult Run(BarSeries a, BarSeries b) =>
            PortfolioEngine.Run(
                PortfolioMarkets.Assets(a, b),
                new RebalancingStrategy(
                    new ConstructedWeights(new() { Method = ConstructionMethod.RiskParity }, 20),
                    RebalanceRule.Parse(schedule)
                ),
                s_costs,
                s_capital
            );

        static BarSeries Until(BarSeries series, DateTime end) => series.Slice(0, series.CloseTimeTicks.Count(t => t <= end.Ticks));
    }

    [Fact]
    public void OneAsset_IsTheSingleRun_BitForBit()
    {
        for (var seed = 0; seed < 8; seed++)
        {
            var series = PortfolioMarkets.Random("ONE", seed, 600);
            var execution = new ExecutionSpec
            {
                CommissionRate = 0.002,
                SlippageBps = 3,
                Leverage = 1 + (seed % 2),
                FractionalUnits = seed % 3 == 0,
            };
            foreach (var first in new[] { 0, 37 })
            {
                var single = BacktestEngine.Run(series, first, 599, new RandomOrders(seed), execution, s_capital);
                var portfolio = PortfolioEngine.Run(
                    [new(series)],
                    new SingleAssetStrategy(_ => new RandomOrders(seed)),
                    execution,
                    s_capital,
                    new()
                    {
                        Start = series.CloseTimeAt(first),
                        Conventions = new() { Grouping = TradeGrouping.Part },
                    }
                );
                Assert.Equal(single.Equity, portfolio.Equity);
                Assert.Equal(single.TradeHash, TradeHash(portfolio.Assets[0].Trades));
                Assert.Equal(
                    (single.OrderCount, single.Commissions, single.SlippageCost),
                    (portfolio.OrderCount, portfolio.Commissions, portfolio.SlippageCost)
                );
                Assert.True(single.Trades.Count > 50);
            }
        }
    }

    [Fact]
    public void OneAsset_ByWeight_IsTheSingleRunByTarget()
    {
        var series = PortfolioMarkets.Random("ONE", 4, 500);
        var (a, b) = (new SplitMix64(1), new SplitMix64(1));
        var execution = new ExecutionSpec { CommissionRate = 0.002, SlippageBps = 3 };
        var single = BacktestEngine.Run(
            series,
            0,
            499,
            new Backtesting.ScriptedStrategy(c => c.Orders.Target(Draw(a))),
            execution,
            s_capital
        );
        var portfolio = PortfolioEngine.Run(
            [new(series)],
            new ScriptedPortfolio(c => c.Target([Draw(b)])),
            execution,
            s_capital,
            new() { Conventions = new() { Grouping = TradeGrouping.Part } }
        );
        Assert.Equal(single.Equity, portfolio.Equity);
        Assert.Equal(single.TradeHash, TradeHash(portfolio.Assets[0].Trades));

        static double Draw(SplitMix64 random) => Math.Round((2 * random.NextDouble()) - 1, 1);
    }

    [Fact]
    public void Positions_AsOneTrade_HaveTheSameMoneyAsTheirParts()
    {
        var assets = PortfolioMarkets.Aligned(4, 400, 8);
        var parts = PortfolioEngine.Run(
            assets,
            RandomTargets(2),
            s_costs,
            s_capital,
            new() { Conventions = new() { Grouping = TradeGrouping.Part } }
        );
        var positions = PortfolioEngine.Run(assets, RandomTargets(2), s_costs, s_capital);
        for (var t = 0; t < parts.Equity.Length; t++)
            Assert.Equal(parts.Equity[t], positions.Equity[t], 1e-9 * parts.Equity[t]);
        Assert.True(positions.Account.Trades.Count < parts.Account.Trades.Count);
        Assert.Equal(parts.Account.Trades.Sum(t => t.ProfitLoss), positions.Account.Trades.Sum(t => t.ProfitLoss), 1e-3);
        Assert.Equal(positions.Equity[^1] - positions.StartingCash, positions.Account.Trades.Sum(t => t.ProfitLoss), 1e-3);
    }

    public static TheoryData<string> Costs => [.. s_kindsOfCosts.Keys];

    [Theory]
    [MemberData(nameof(Costs))]
    public void Resizing_AtOnce_IsTheGeneralFill_BitForBit(string costs)
    {
        // A limit order far off the market waits beside every target, so nothing is filled by the short way.
        var resized = 0;
        for (var seed = 0; seed < 4; seed++)
        {
            var assets = seed < 2 ? PortfolioMarkets.Aligned(4, 300, 40 + seed) : PortfolioMarkets.Mixed(200, 40 + seed);
            var execution = s_kindsOfCosts[costs] with { FractionalUnits = seed % 2 == 0 && s_kindsOfCosts[costs].LotUnits is null };
            var quick = PortfolioEngine.Run(assets, Targets(seed, beside: false), execution, s_capital);
            var general = PortfolioEngine.Run(assets, Targets(seed, beside: true), execution, s_capital);
            Assert.Equal(general.Equity, quick.Equity);
            Assert.Equal(general.Weights, quick.Weights);
            Assert.Equal(general.Account.TradeHash, quick.Account.TradeHash);
            Assert.Equal((general.Commissions, general.SlippageCost, general.Cash), (quick.Commissions, quick.SlippageCost, quick.Cash));
            Assert.Equal(general.OrderCount, quick.OrderCount + assets.Length);
            resized += quick.OrderCount - quick.Account.Trades.Count;
        }
        Assert.True(resized > 2_000);

        // Weights that move a little; now and then one changes sides, so that there are long and short positions to resize.
        static ScriptedPortfolio Targets(int seed, bool beside)
        {
            var (random, sides) = (new SplitMix64((ulong)seed), new[] { 1, 1, 1, 1 });
            return new ScriptedPortfolio(c =>
            {
                for (var i = 0; beside && i < c.Count; i++)
                {
                    if (c.HasNewBar(i) && c.Bar(i) == 0)
                        c.Orders(i).Place(OrderRequest.BuyUnits(5) with { Limit = 0.05 });
                }
                if (random.NextInt(20) == 0)
                    sides[random.NextInt(4)] *= -1;
                c.Target([.. sides.Select(side => side * (0.15 + (0.1 * random.NextDouble())))]);
            });
        }
    }

    [Fact]
    public void Fees_NeverHelp()
    {
        var assets = PortfolioMarkets.Aligned(5, 300, 21);
        var last = double.PositiveInfinity;
        foreach (var rate in new[] { 0, 0.0005, 0.001, 0.005, 0.02 })
        {
            var result = PortfolioEngine.Run(
                assets,
                RandomTargets(4),
                s_costs with
                {
                    CommissionRate = rate,
                    FractionalUnits = true,
                    Leverage = 1,
                },
                s_capital
            );
            Assert.True(result.Equity[^1] < last);
            last = result.Equity[^1];
        }
    }

    private static string TradeHash(IReadOnlyList<Trade> trades) => TradeBook.Hash(trades);

    // Long only for an account without leverage; else also short, within half of the leverage so that gaps do not use the account up.
    private static ScriptedPortfolio RandomTargets(int seed)
    {
        var random = new SplitMix64((ulong)seed + 77);
        return new ScriptedPortfolio(context =>
        {
            var weights = new double[context.Count];
            for (var i = 0; i < weights.Length; i++)
                weights[i] = random.NextDouble() < 0.3 ? 0 : random.NextDouble() - (context.Leverage > 1 ? 0.3 : 0);
            var gross = weights.Sum(Math.Abs);
            for (var i = 0; i < weights.Length; i++)
                weights[i] *= gross > 0 && context.IsTradable(i) ? 0.9 / gross : 0;
            context.Target(weights);
        });
    }

    private static BarSeries Times(BarSeries s, double factor) =>
        new(
            s.Symbol,
            s.CloseTimeTicks,
            [.. s.Open.Select(v => v * factor)],
            [.. s.High.Select(v => v * factor)],
            [.. s.Low.Select(v => v * factor)],
            [.. s.Close.Select(v => v * factor)],
            s.Volume
        );

    /// <summary>Orders of every kind at random.</summary>
    private sealed class RandomOrders(int seed) : IStrategy
    {
        private readonly SplitMix64 _random = new((ulong)seed);

        public string Name => "random";

        public int FirstReadyBar => 3;

        public void Start() { }

        public void Decide(BarContext context)
        {
            var (close, orders) = (context.Close[^1], context.Orders);
            switch (_random.NextInt(9))
            {
                case 0:
                    orders.Buy(0.3);
                    break;
                case 1:
                    orders.Sell(0.3);
                    break;
                case 2:
                    orders.CloseAll();
                    break;
                case 3:
                    orders.Target(_random.NextDouble() - 0.4);
                    break;
                case 4:
                    orders.Place(OrderRequest.Buy(0.2) with { Limit = close * 0.99 });
                    break;
                case 5:
                    orders.Place(OrderRequest.Sell(0.2) with { Stop = close * 0.985, StopLoss = close * 1.05, TakeProfit = close * 0.93 });
                    break;
                case 6:
                    orders.Place(OrderRequest.Buy(0.2) with { Trail = TrailingStop.ByFraction(0.03) });
                    break;
                case 7:
                    orders.CancelAll();
                    break;
            }
        }
    }
}
