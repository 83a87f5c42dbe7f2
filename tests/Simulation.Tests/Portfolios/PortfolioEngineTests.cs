using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Portfolios.Rebalancing;

namespace Simulator.Tests.Simulation.Portfolios;

/// <summary>Time, fills, currencies, schedules and errors of a portfolio, with numbers by hand.</summary>
public sealed class PortfolioEngineTests
{
    private static readonly ExecutionSpec s_free = new() { CommissionRate = 0, SlippageBps = 0 };
    private static readonly CapitalSpec s_capital = new() { Amount = 10_000 };

    [Fact]
    public void Targets_OfTwoAssets_FillAtEachOnesOpen()
    {
        var a = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (100, 100), (101, 102), (103, 104));
        var b = PortfolioMarkets.Bars("BBB", MarketCalendar.Nyse, (50, 50), (51, 49), (48, 47));
        var result = PortfolioEngine.Run(PortfolioMarkets.Assets(b, a), Once([0.5, 0.3]), s_free, s_capital);
        // 5000/100 = 50 units of AAA at 101, 3000/50 = 60 of BBB at 51.
        Assert.Equal(["AAA", "BBB"], result.Symbols);
        Assert.Equal([10_000, 10_000 + 50 - 120, 10_000 + 150 - 240], result.Equity);
        Assert.Equal([0, 0, 5100 / 9930.0, 2940 / 9930.0, 5200 / 9910.0, 2820 / 9910.0], result.Weights);
        Assert.Equal(10_000 - 5050 - 3060, result.Cash, 1e-9);
        Assert.Equal(((50 * 101) + (60 * 51)) / result.Equity.Average() / (3 / 252.0), result.TurnoverPerYear, 1e-9);
    }

    [Fact]
    public void Purchases_WaitForTheCashOfSales()
    {
        // Everything moves from ZZZ (last by symbol) to AAA (first): bought first, AAA could not be paid for.
        var a = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (10, 10), (10, 10), (10, 10), (10, 10));
        var z = PortfolioMarkets.Bars("ZZZ", MarketCalendar.Nyse, (10, 10), (10, 10), (10, 10), (10, 10));
        var result = PortfolioEngine.Run(
            PortfolioMarkets.Assets(a, z),
            new ScriptedPortfolio(c => c.Target(c.Bar(0) == 0 ? [0, 1] : [1, 0])),
            s_free,
            s_capital
        );
        Assert.Equal(1000, result.Assets[0].Units);
        Assert.Equal(0, result.Assets[1].Units);
        Assert.Empty(result.Notes);
    }

    [Fact]
    public void Target_ThatWaits_IsAnOrderLikeAnyOther()
    {
        var a = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (100, 100), (100, 100), (100, 100), (100, 100), (100, 100));
        var seen = new List<(int Bar, OrderEffect Effect, int Side, double Units)>();
        var result = PortfolioEngine.Run(
            [new(a)],
            new ScriptedPortfolio(c =>
            {
                double[] weights = [0.5, 0.6, 0.2, 0.7];
                c.Target([weights[c.Bar(0)]]);
                var orders = c.Orders(0);
                Assert.Equal(1, orders.WaitingCount);
                var order = orders.Waiting.Single();
                seen.Add((order.PlacedBar, order.Effect, order.Side, order.Units));
                if (c.Bar(0) == 2)
                    orders.Cancel(order);
                else if (c.Bar(0) == 3)
                    orders.BuyUnits(3); // behind the target
            }),
            s_free,
            s_capital
        );
        Assert.Equal(
            [(0, OrderEffect.Enter, 1, 50), (1, OrderEffect.Enter, 1, 10), (2, OrderEffect.Reduce, -1, 40), (3, OrderEffect.Enter, 1, 10)],
            seen
        );
        Assert.Equal(73, result.Assets[0].Units);
        Assert.Equal(5, result.OrderCount);
    }

    [Fact]
    public void Order_ForAMarketInsideItsBar_WaitsForTheNextOpen()
    {
        // London closes at 11:30 in New York, two hours after New York opened: that open is past.
        var london = PortfolioMarkets.Bars("LON", MarketCalendar.Lse, (100, 100), (100, 100), (100, 100));
        var york = PortfolioMarkets.Bars("NYC", MarketCalendar.Nyse, (10, 11), (12, 13), (14, 15));
        var result = PortfolioEngine.Run(
            PortfolioMarkets.Assets(london, york),
            new ScriptedPortfolio(c =>
            {
                if (c.HasNewBar(0) && c.Bar(0) == 1)
                {
                    Assert.Equal(0, c.Bar(1));
                    Assert.Contains(
                        "opened before",
                        Assert.Throws<InvalidOperationException>(() => c.Orders(1)).Message,
                        StringComparison.Ordinal
                    );
                    c.Target([0, 0.5]);
                }
            }),
            s_free,
            s_capital
        );
        var trade = Assert.Single(result.Assets[1].Trades);
        Assert.Equal((2, 14), (trade.EntryBar, trade.EntryPrice)); // not 12, which was traded before the decision
        Assert.Equal(Math.Floor(5000 / 11.0), trade.Size); // sized with what was known
    }

    [Fact]
    public void Order_ForAMissingBar_FillsAtItsOwnNextOne_AndIsReplacedByANewerTarget()
    {
        var a = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (10, 10), (10, 10), (10, 10), (10, 10), (10, 10));
        var b = PortfolioMarkets.Bars("BBB", MarketCalendar.Nyse, (20, 20), (0, 0), (0, 0), (25, 25), (26, 26));
        var gaps = PortfolioMarkets.Series("BBB", MarketCalendar.Nyse, [b[0], b[3], b[4]]);
        var result = PortfolioEngine.Run(
            PortfolioMarkets.Assets(a, gaps),
            new ScriptedPortfolio(c => c.Target([0, 0.5])),
            s_free,
            s_capital
        );
        var trade = Assert.Single(result.Assets[1].Trades);
        // sized once, at 20; the targets of the gap are no further orders
        Assert.Equal((1, 25, 250), (trade.EntryBar, trade.EntryPrice, trade.Size));
        Assert.Equal([10_000, 10_000, 10_000, 10_000, 10_250], result.Equity);
    }

    [Fact]
    public void Context_ShowsOnlyWhatHasClosed()
    {
        var assets = PortfolioMarkets.Mixed(120, 9);
        var seen = 0;
        PortfolioEngine.Run(
            assets,
            new ScriptedPortfolio(c =>
            {
                for (var i = 0; i < c.Count; i++)
                {
                    var series = assets.Single(a => a.Symbol == c.Symbols[i]).Series;
                    Assert.Equal(series.CloseTimeTicks.Count(t => t <= c.Time.Ticks), c.Close(i).Length);
                    seen += c.Close(i).Length;
                }
            }),
            s_free,
            s_capital
        );
        Assert.True(seen > 10_000);
    }

    [Fact]
    public void ForeignAsset_IsTheAssetConverted_AndItsProfitHoldsTheCurrencys()
    {
        var stock = PortfolioMarkets.Bars("SAP", MarketCalendar.Xetra, (100, 100), (100, 110), (110, 120));
        var rates = PortfolioMarkets.Bars("EURUSD", MarketCalendar.Fx, (1.0, 1.10), (1.10, 1.20), (1.20, 1.25), (1.25, 1.30));
        // The dollar day ends after Xetra's: at Xetra's close of day k the rate of day k − 1 is the last one known.
        var early = PortfolioMarkets.Series(
            "EURUSD",
            MarketCalendar.Fx,
            [
                rates[0] with
                {
                    CloseTime = rates[0].CloseTime.AddDays(-1),
                },
                .. Enumerable.Range(0, 3).Select(i => rates[i + 1] with { CloseTime = rates[i].CloseTime }),
            ]
        );
        var result = PortfolioEngine.Run(
            [new(stock, "EUR")],
            Once([1]),
            s_free with
            {
                FractionalUnits = true,
            },
            s_capital,
            new() { Rates = [new("EUR", "USD", early)] }
        );
        // Sized at 100·1.10, bought at 100·1.20 (cut to what the cash pays for), then 110·1.20 and 120·1.25.
        var units = 10_000 / 120.0;
        Assert.Equal(10_000, result.Equity[0]);
        Assert.Equal(units * 110 * 1.20, result.Equity[1], 1e-8);
        Assert.Equal(units * 120 * 1.25, result.Equity[2], 1e-8);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Currency_IsTheSameDirectlyInverselyAndThroughAnother(bool throughAnother)
    {
        var stock = PortfolioMarkets.Random("SAP", 3, 200, MarketCalendar.Xetra);
        var eurusd = PortfolioMarkets.Random("EURUSD", 4, 230, MarketCalendar.Fx, volatility: 0.005, price: 1.1);
        var start = eurusd.CloseTimeAt(2);
        var usable = PortfolioMarkets.Series(
            "SAP",
            MarketCalendar.Xetra,
            [.. Enumerable.Range(0, 200).Select(i => stock[i]).Where(b => b.CloseTime > start)]
        );
        var inverse = PortfolioMarkets.Series(
            "X",
            MarketCalendar.Fx,
            [
                .. Enumerable
                    .Range(0, eurusd.Count)
                    .Select(i => eurusd[i])
                    .Select(b => new Bar(b.CloseTime, 1 / b.Open, 1 / b.Low, 1 / b.High, 1 / b.Close, 0)),
            ]
        );
        var half = PortfolioMarkets.Series(
            "H",
            MarketCalendar.Fx,
            [.. Enumerable.Range(0, eurusd.Count).Select(i => eurusd[i]).Select(b => new Bar(b.CloseTime, 2, 2, 2, 2, 0))]
        );
        var doubled = PortfolioMarkets.Series(
            "D",
            MarketCalendar.Fx,
            [
                .. Enumerable
                    .Range(0, eurusd.Count)
                    .Select(i => eurusd[i])
                    .Select(b => new Bar(b.CloseTime, b.Open / 2, b.High / 2, b.Low / 2, b.Close / 2, 0)),
            ]
        );
        ExchangeRates[] other = throughAnother ? [new("EUR", "GBP", half), new("GBP", "USD", doubled)] : [new("USD", "EUR", inverse)];
        var strategy = new RebalancingStrategy(
            new FixedWeights(new Dictionary<string, double> { ["SAP"] = 0.6 }),
            new RebalanceRule.Weekly()
        );
        var direct = PortfolioEngine.Run([new(usable, "EUR")], strategy, s_free, s_capital, new() { Rates = [new("EUR", "USD", eurusd)] });
        var indirect = PortfolioEngine.Run([new(usable, "EUR")], strategy, s_free, s_capital, new() { Rates = other });
        for (var t = 0; t < direct.Equity.Length; t++)
            Assert.Equal(direct.Equity[t], indirect.Equity[t], 1e-8 * direct.Equity[t]);
        Assert.NotEqual(direct.Equity[0], direct.Equity[^1]);
    }

    [Fact]
    public void Currency_WithoutRates_IsRefusedByName()
    {
        var stock = PortfolioMarkets.Bars("SAP", MarketCalendar.Xetra, (100, 100));
        var rates = PortfolioMarkets.Random("EURUSD", 4, 20, MarketCalendar.Fx, price: 1.1);
        Assert.Contains("add EURUSD", Refusal([new(stock, "EUR")], new()), StringComparison.Ordinal);
        var late = PortfolioMarkets.Series("EURUSD", MarketCalendar.Fx, [rates[0] with { CloseTime = stock.CloseTimeAt(0).AddDays(3) }]);
        Assert.Contains(
            "no EURUSD rate is known at 2020-01-02",
            Refusal([new(stock, "EUR")], new() { Rates = [new("EUR", "USD", late)] }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Rebalancing_OnItsSchedule_IsDecidedAtTheFirstCloseOfEachPeriod()
    {
        var assets = PortfolioMarkets.Aligned(3, 260, 2);
        var series = assets[0].Series;
        DateOnly Day(int t) => series.DayAt(t);
        Assert.Equal(
            Decisions(new RebalanceRule.Monthly()),
            Enumerable.Range(0, 259).Where(t => t == 0 || Day(t).Month != Day(t - 1).Month)
        );
        Assert.Equal(
            Decisions(new RebalanceRule.Weekly()),
            Enumerable.Range(0, 259).Where(t => t == 0 || Day(t).DayNumber / 7 != Day(t - 1).DayNumber / 7)
        );
        Assert.Equal(Decisions(new RebalanceRule.EveryBars(21)), Enumerable.Range(0, 259).Where(t => t % 21 == 0));
        Assert.Equal(Decisions(new RebalanceRule.Daily()), Enumerable.Range(0, 259));
        Assert.Equal(Decisions(new RebalanceRule.Never()), [0]);
        Assert.InRange(Decisions(new RebalanceRule.Drift(0.03)).Count, 2, 100);

        List<int> Decisions(RebalanceRule rule)
        {
            var (asked, inner) = (new List<int>(), new Recorded(new ConstructedWeights(new())));
            PortfolioEngine.Run(assets, new RebalancingStrategy(inner, rule), s_free, s_capital);
            asked.AddRange(inner.Bars);
            return asked;
        }
    }

    [Fact]
    public void Drift_KeepsEveryWeightNearItsTarget()
    {
        var result = PortfolioEngine.Run(
            PortfolioMarkets.Aligned(4, 400, 6),
            new RebalancingStrategy(new ConstructedWeights(new()), new RebalanceRule.Drift(0.02)),
            s_free with
            {
                FractionalUnits = true,
            },
            s_capital
        );
        for (var t = 2; t < result.Equity.Length; t++)
        {
            for (var i = 0; i < 4; i++)
                Assert.InRange(result.Weights[(t * 4) + i], 0.25 - 0.045, 0.25 + 0.045); // the threshold, and two days of drift
        }
    }

    [Fact]
    public void Benchmark_IsEqualWeightOrANamedAsset_AndAPassivePortfolioTracksIt()
    {
        var assets = PortfolioMarkets.Aligned(4, 300, 13);
        var hold = new RebalancingStrategy(new ConstructedWeights(new()), new RebalanceRule.Never());
        var start = assets[0].Series.CloseTimeAt(1);
        var result = PortfolioEngine.Run(assets, hold, s_free with { FractionalUnits = true }, s_capital, new() { Start = start });
        var figures = result.Statistics();
        Assert.InRange(figures["beta"], 0.97, 1.03);
        Assert.Equal(result.Equity[^1] / 10_000 - 1, figures["returnFraction"], 1e-12);
        var named = PortfolioEngine.Run(assets, hold, s_free, s_capital, new() { Start = start, Benchmark = "A02" });
        Assert.Equal((assets[2].Series.Close[^1] / assets[2].Series.Close[0]) - 1, named.Statistics()["marketReturn"], 1e-12);
    }

    [Fact]
    public void MarketReturn_OfOneAssetFromItsFirstBarOn_BeginsAtItsFirstOpen()
    {
        var (assets, hold) = (
            PortfolioMarkets.Aligned(1, 60, 13),
            new RebalancingStrategy(new ConstructedWeights(new()), new RebalanceRule.Never())
        );
        var series = assets[0].Series;
        var result = PortfolioEngine.Run(assets, hold, s_free, s_capital);

        Assert.NotEqual(series.Open[0], series.Close[0]);
        Assert.Equal((series.Close[^1] / series.Open[0]) - 1, result.Statistics()["marketReturn"], 1e-12);
    }

    [Fact]
    public void Costs_AreCountedPerAsset()
    {
        var assets = PortfolioMarkets.Aligned(3, 200, 5);
        var hold = new RebalancingStrategy(new ConstructedWeights(new()), new RebalanceRule.EveryBars(5));
        var costs = s_free with { CommissionRate = 0.001, SlippageBps = 4, FractionalUnits = true };
        var result = PortfolioEngine.Run(assets, hold, costs, s_capital);

        Assert.Equal(result.Commissions, result.Assets.Sum(a => a.Commissions), 1e-6);
        Assert.Equal(result.SlippageCost, result.Assets.Sum(a => a.SlippageCost), 1e-6);
        Assert.All(result.Assets, a => Assert.True(a.Commissions > 0 && a.SlippageCost > 0));
    }

    [Fact]
    public void Statistics_OfMixedCalendars_TakeOneReturnPerDay()
    {
        var result = PortfolioEngine.Run(
            PortfolioMarkets.Mixed(200, 2),
            new RebalancingStrategy(new ConstructedWeights(new()), new RebalanceRule.Monthly()),
            s_free,
            s_capital
        );
        Assert.True(result.Equity.Length > 400);
        var days = result.Ticks.Select(t => MarketCalendar.Crypto.TradingDay(new DateTime(t, DateTimeKind.Utc))).Distinct().Count();
        var figures = new Simulator.Statistics.AccountFigures(result.Benchmark, result.Account);
        Assert.Equal((days, 365), (figures.Returns.Length, figures.PeriodsPerYear));
    }

    [Fact]
    public void Misuse_IsRefusedByName()
    {
        var a = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (10, 10), (10, 10));
        Assert.Contains("at least one asset", Refusal([], new()), StringComparison.Ordinal);
        Assert.Contains("AAA is given 2 times", Refusal([new(a), new(a)], new()), StringComparison.Ordinal);
        Assert.Contains("did you mean 'AAA'", Refusal([new(a)], new() { Benchmark = "AAB" }), StringComparison.Ordinal);
        Assert.Contains("no bar at or after", Refusal([new(a)], new() { Start = a.CloseTimeAt(1).AddDays(2) }), StringComparison.Ordinal);
        Assert.Contains(
            "one weight for each of the 1 assets",
            Refusal([new(a)], new(), new ScriptedPortfolio(c => c.Target([1, 2]))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "leverage allows 1",
            Refusal([new(a)], new(), new ScriptedPortfolio(c => c.Target([1.5]))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "weight of AAA is NaN",
            Refusal([new(a)], new(), new ScriptedPortfolio(c => c.Target([double.NaN]))),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "did you mean 'drift'",
            Assert.Throws<ArgumentException>(() => RebalanceRule.Parse("drfit:0.1")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void UsedUpAccount_IsLiquidatedOnceForAll()
    {
        var a = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (100, 100), (100, 100), (100, 30), (30, 30));
        var b = PortfolioMarkets.Bars("BBB", MarketCalendar.Nyse, (100, 100), (100, 100), (100, 100), (100, 100));
        var result = PortfolioEngine.Run(PortfolioMarkets.Assets(a, b), Once([1.9, 0.1]), s_free with { Leverage = 2 }, s_capital);
        Assert.Equal([10_000, 10_000, 0, 0], result.Equity);
        Assert.Equal(2, result.LiquidatedAt);
        Assert.Contains(result.Notes, n => n.Contains("bankrupt", StringComparison.Ordinal));
        Assert.All(result.Assets, asset => Assert.Equal(0, asset.Units));
    }

    [Fact]
    public void MarginCall_CutsEveryPositionInProportion()
    {
        var a = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, (100, 100), (100, 100), (100, 80), (80, 80));
        var b = PortfolioMarkets.Bars("BBB", MarketCalendar.Nyse, (100, 100), (100, 100), (100, 80), (80, 80));
        var execution = s_free with
        {
            Leverage = 2,
            Margin = new MarginSpec { MaintenanceFraction = 0.4 },
        };
        var result = PortfolioEngine.Run(PortfolioMarkets.Assets(a, b), Once([1, 1]), execution, s_capital);
        // 200 units at 80 are worth 16,000, equity 6,000 < 6,400: cut to 2·6,000/80 = 150, half each.
        Assert.Equal([75, 75], result.Assets.Select(x => x.Units));
        Assert.Equal([10_000, 10_000, 6_000, 6_000], result.Equity);
    }

    [Fact]
    public void MarginCall_AtTheClose_LeavesAMarketThatIsClosedThenToItsNextOpen()
    {
        var newYork = PortfolioMarkets.Bars("NYC", MarketCalendar.Nyse, (100, 100), (100, 60), (60, 60));
        var tokyo = PortfolioMarkets.Bars("TYO", MarketCalendar.Tse with { Exchange = null }, (100, 100), (100, 100), (90, 90));
        var execution = s_free with
        {
            Leverage = 2,
            Margin = new MarginSpec { MaintenanceFraction = 0.4, Call = MarginCallFill.Close },
        };
        var ordered = false;
        var result = PortfolioEngine.Run(
            PortfolioMarkets.Assets(newYork, tokyo),
            new ScriptedPortfolio(c =>
            {
                if (!ordered && c.IsTradable(0))
                    c.Target([1, 1]);
                ordered = c.IsTradable(0);
            }),
            execution,
            s_capital,
            new() { Conventions = new() { Grouping = TradeGrouping.Part } }
        );

        // New York falls to 60: equity 6,000 < 0.4·16,000. Each keeps 75 of 100 units; Tokyo closed at 100 fifteen hours ago and is cut at
        // the 90 of its next open.
        var cuts = result.Assets.Select(a => a.Trades.Single(t => t.ExitFill.Cause == FillCause.MarginCall)).ToArray();
        Assert.Equal([(25.0, 1, 60.0), (25.0, 2, 90.0)], cuts.Select(t => (t.Size, t.ExitBar, t.ExitPrice)));
        Assert.Equal([75, 75], result.Assets.Select(a => a.Units));
    }

    private static string Refusal(PortfolioAsset[] assets, PortfolioOptions options, IPortfolioStrategy? strategy = null) =>
        Assert.Throws<ArgumentException>(() => PortfolioEngine.Run(assets, strategy ?? Once([1]), s_free, s_capital, options)).Message;

    private static ScriptedPortfolio Once(double[] weights)
    {
        var done = false;
        return new ScriptedPortfolio(c =>
        {
            if (!done)
                c.Target(weights);
            done = true;
        });
    }

    private sealed class Recorded(IWeightRule inner) : IWeightRule
    {
        public List<int> Bars { get; } = [];

        public string Name => inner.Name;

        public void Start(IReadOnlyList<string> symbols) => inner.Start(symbols);

        public bool TryWeights(PortfolioContext context, Span<double> weights)
        {
            Bars.Add(context.Bar(0));
            return inner.TryWeights(context, weights);
        }
    }
}
