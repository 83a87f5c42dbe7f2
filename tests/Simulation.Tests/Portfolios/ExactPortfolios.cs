using Simulator.Backtesting;
using Simulator.CorporateActions;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Portfolios.Construction;
using Simulator.Portfolios.Rebalancing;
using Simulator.Seeding;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Portfolios;

/// <summary>
/// Portfolio runs over made bars of whole cents, one for each thing that a portfolio can meet; no logarithm or power is in any of them.
/// </summary>
internal static class ExactPortfolios
{
    private const int Bars = 900;

    private static readonly ExecutionSpec s_plain = new() { CommissionRate = 0.001, SlippageBps = 2 };
    private static readonly ExecutionSpec s_levered = s_plain with { Leverage = 2, FractionalUnits = true };
    private static readonly RebalanceRule s_daily = new RebalanceRule.Daily();

    public static Dictionary<string, Func<PortfolioResult>> Runs { get; } =
        new()
        {
            ["equal weights, daily"] = () => Run(Aligned(8), Equal(s_daily), s_plain),
            ["equal weights, daily, little capital"] = () => Run(Aligned(8), Equal(s_daily), s_plain, capital: 9_000),
            ["a basket at a drift"] = () =>
                Run(
                    Aligned(4),
                    new RebalancingStrategy(
                        new FixedWeights(
                            new Dictionary<string, double>
                            {
                                ["A0"] = 0.5,
                                ["A1"] = 0.3,
                                ["A3"] = 0.2,
                            }
                        ),
                        new RebalanceRule.Drift(0.01)
                    ),
                    s_plain
                ),
            ["minimum variance, daily"] = () => Run(Aligned(5), Built(ConstructionMethod.MinimumVariance, s_daily), s_plain),
            ["risk parity, weekly"] = () => Run(Mixed(), Built(ConstructionMethod.RiskParity, new RebalanceRule.Weekly()), s_plain),
            ["long and short"] = () => Run(Aligned(6), Targets(1), s_levered with { Financing = Rates }),
            ["shorting off"] = () => Run(Aligned(6), Targets(2), s_plain with { AllowShort = false }),
            ["missing bars, four calendars"] = () => Run(Mixed(), Equal(s_daily), s_plain),
            ["missing bars, long and short"] = () => Run(Mixed(), Targets(3), s_levered),
            ["several currencies"] = () => Run(Foreign(), Equal(s_daily), s_plain, options: new() { Rates = ForeignRates() }),
            ["volume limit"] = () => Run(Aligned(4), Targets(4), s_plain with { VolumeShare = 0.05 }, capital: 3_000_000),
            ["spread, tick, lots, commission with minimum and cap"] = () =>
                Run(
                    Aligned(6),
                    Equal(s_daily),
                    s_plain with
                    {
                        Commission = new CommissionSpec
                        {
                            Rate = 0.0005,
                            PerUnit = 0.001,
                            Minimum = 1,
                            CapFraction = 0.01,
                        },
                        Slippage = new SpreadSlippage { SpreadBps = 3, Spread = 0.02 },
                        TickSize = 0.05,
                        LotUnits = 5,
                    }
                ),
            ["no slippage, rebates, interest"] = () =>
                Run(
                    Aligned(6),
                    Equal(s_daily),
                    s_plain with
                    {
                        Commission = new CommissionSpec { Rate = -0.0001, Fixed = 0.5 },
                        Slippage = new NoSlippage(),
                        Financing = Rates,
                    }
                ),
            ["margin calls at the next open"] = () =>
                Run(
                    Aligned(5),
                    Targets(5, full: true),
                    s_levered with
                    {
                        Leverage = 5,
                        Margin = new() { MaintenanceFraction = 0.195 },
                    }
                ),
            ["margin calls at the close"] = () =>
                Run(
                    Aligned(5),
                    Targets(6, full: true),
                    s_levered with
                    {
                        Leverage = 5,
                        FractionalUnits = false,
                        Margin = new() { MaintenanceFraction = 0.195, Call = MarginCallFill.Close },
                    }
                ),
            ["used up"] = () => Run(Aligned(3), Targets(7, full: true), s_levered with { Leverage = 60 }),
            ["corporate actions, whole units"] = () => Run(WithActions(), Equal(s_daily), s_plain),
            ["corporate actions, long and short"] = () => Run(WithActions(), Targets(8), s_levered),
            ["parts as trades"] = () =>
                Run(Aligned(5), Equal(s_daily), s_plain, options: new() { Conventions = new() { Grouping = TradeGrouping.Part } }),
            ["hedged, orders in the queue's order"] = () =>
                Run(
                    Aligned(5),
                    Mingled(9),
                    s_levered,
                    options: new()
                    {
                        Conventions = new()
                        {
                            Grouping = TradeGrouping.Part,
                            Hedging = true,
                            Intrabar = IntrabarRule.QueueOrder,
                        },
                    }
                ),
            ["targets among orders"] = () => Run(Aligned(5), Mingled(10), s_plain),
            ["targets among orders, missing bars, volume limit"] = () => Run(Mixed(), Mingled(11), s_levered with { VolumeShare = 0.1 }),
            ["targets among orders, corporate actions, margin"] = () =>
                Run(
                    WithActions(),
                    Mingled(12, full: true),
                    s_levered with
                    {
                        Leverage = 3,
                        Margin = new() { MaintenanceFraction = 0.325 },
                    }
                ),
            ["from the middle to before the end"] = () =>
                Run(
                    Mixed(),
                    Equal(s_daily),
                    s_plain,
                    options: new() { Start = Mixed()[1].Series.CloseTimeAt(200), End = Mixed()[1].Series.CloseTimeAt(600) }
                ),
        };

    private static FinancingSpec Rates =>
        new()
        {
            BorrowRatePerYear = 0.03,
            CreditRatePerYear = 0.02,
            DebitRatePerYear = 0.05,
        };

    private static PortfolioResult Run(
        PortfolioAsset[] assets,
        IPortfolioStrategy strategy,
        ExecutionSpec execution,
        double capital = 100_000,
        PortfolioOptions? options = null
    ) => PortfolioEngine.Run(assets, strategy, execution, new CapitalSpec { Amount = capital }, options);

    private static PortfolioAsset[] Aligned(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new PortfolioAsset(On(MarketCalendar.Nyse, $"A{i}", 20 + (ulong)i)))];

    private static PortfolioAsset[] Mixed() =>
        [
            new(On(MarketCalendar.Nyse, "NYC", 41, missing: 20)),
            new(On(MarketCalendar.Lse, "LON", 42, missing: 15)),
            new(On(MarketCalendar.Tse, "TYO", 43, missing: 10)),
            new(On(MarketCalendar.Crypto, "BTC", 44)),
        ];

    private static PortfolioAsset[] Foreign() =>
        [
            new(On(MarketCalendar.Nyse, "NYC", 51)),
            new(On(MarketCalendar.Nyse, "EUR", 52), "EUR"),
            new(On(MarketCalendar.Nyse, "GBP", 53), "GBP"),
            new(On(MarketCalendar.Nyse, "NY2", 54)),
        ];

    private static ExchangeRates[] ForeignRates() => [new("EUR", "USD", Early(61)), new("GBP", "EUR", Early(62))];

    private static PortfolioAsset[] WithActions()
    {
        var series = Enumerable.Range(0, 4).Select(i => On(MarketCalendar.Nyse, $"C{i}", 70 + (ulong)i)).ToArray();
        series[3] = series[3].Slice(0, 700);
        DateOnly Day(int asset, int bar) => series[asset].DayAt(bar);
        return
        [
            new(series[0], null, ActionSchedule.For(series[0], [new Split(Day(0, 200), 2), new Split(Day(0, 500), 0.3)])),
            new(
                series[1],
                null,
                ActionSchedule.For(
                    series[1],
                    [.. Enumerable.Range(1, 12).Select(k => new CashDividend(Day(1, 60 * k), 0.005, 0.5)), new Split(Day(1, 333), 1.5)]
                )
            ),
            new(series[2], null, ActionSchedule.For(series[2], [new TickerChange(Day(2, 400), "OLD", "C2")])),
            new(series[3], null, ActionSchedule.For(series[3], [new Delisting(Day(3, 699))])),
        ];
    }

    private static RebalancingStrategy Equal(RebalanceRule rule) => new(new ConstructedWeights(new()), rule);

    private static RebalancingStrategy Built(ConstructionMethod method, RebalanceRule rule) =>
        new(new ConstructedWeights(new() { Method = method }, 40), rule);

    // Weights that mostly move a little, and now and then change sides or go flat; not at every close. At most, or in full, 0.97 of what
    // the leverage allows.
    private static ScriptedPortfolio Targets(ulong seed, bool full = false)
    {
        var (random, weights) = (new SplitMix64(seed), Array.Empty<double>());
        return new ScriptedPortfolio(c =>
        {
            if (weights.Length == 0)
                weights = [.. Enumerable.Range(0, c.Count).Select(i => c.Leverage / c.Count * 0.75)];
            for (var i = 0; i < c.Count; i++)
                weights[i] = random.NextInt(40) switch
                {
                    0 => 0,
                    1 => -weights[i],
                    2 => c.Leverage / c.Count * 0.7,
                    _ => weights[i] * (0.99 + (0.02 * random.NextDouble())),
                };
            var gross = weights.Sum(Math.Abs);
            for (var i = 0; i < c.Count && (full ? gross > 0 : gross > c.Leverage * 0.97); i++)
                weights[i] *= c.Leverage * 0.97 / gross;
            if (random.NextInt(6) > 0)
                c.Target(weights);
        });
    }

    // Targets for all, and right after them everything else that can be done to the same assets.
    private static ScriptedPortfolio Mingled(ulong seed, bool full = false)
    {
        var (random, targets) = (new SplitMix64(seed), Targets(seed + 100, full));
        return new ScriptedPortfolio(c =>
        {
            targets.Decide(c);
            for (var i = 0; i < c.Count; i++)
            {
                if (c.IsTradable(i) && c.HasNewBar(i) && random.NextInt(3) == 0)
                    Meddle(c.Orders(i), c.Close(i)[^1], random);
            }
            if (random.NextInt(10) == 0)
                targets.Decide(c);
        });
    }

    private static void Meddle(Orders orders, double close, SplitMix64 random)
    {
        switch (random.NextInt(12))
        {
            case 0:
                orders.CancelAll();
                break;
            case 1:
                orders.BuyUnits(5);
                break;
            case 2:
                orders.SellUnits(3);
                break;
            case 3:
                orders.Place(OrderRequest.BuyUnits(4) with { Limit = Cents(close * 0.99), StopLoss = Cents(close * 0.95) });
                break;
            case 4:
                orders.Place(OrderRequest.SellUnits(4) with { Stop = Cents(close * 0.985), Life = OrderLife.Bars, Bars = 5 });
                break;
            case 5:
                orders.Target(0.1);
                break;
            case 6:
                orders.CloseAll();
                break;
            case 7:
                SetStop(orders);
                break;
            case 8:
                CloseHalf(orders);
                break;
            case 9:
                orders.Buy(0.01);
                break;
            case 10:
                CancelFirst(orders);
                break;
            case 11:
                orders.PlaceOneCancelsOther(
                    OrderRequest.BuyUnits(2) with
                    {
                        Limit = Cents(close * 0.98),
                    },
                    OrderRequest.BuyUnits(2) with
                    {
                        Stop = Cents(close * 1.02),
                    }
                );
                break;
        }

        double Cents(double price) => Math.Round(price * 100) / 100;
    }

    private static void SetStop(Orders orders)
    {
        if (orders.OpenTrades is [{ Size: > 0 } trade, ..])
            orders.SetStopLoss(trade, Math.Round(trade.EntryPrice * 80) / 100);
    }

    private static void CloseHalf(Orders orders)
    {
        if (orders.OpenTrades is [var trade, ..])
            orders.Close(trade, 0.5);
    }

    private static void CancelFirst(Orders orders)
    {
        if (orders.WaitingCount > 0)
            orders.Cancel(orders.Waiting.First());
    }

    // Bars on the days of a calendar; of `missing` bars one is left out where that is not zero.
    private static BarSeries On(MarketCalendar calendar, string symbol, ulong seed, int missing = 0)
    {
        var (walk, rows, day) = (ExactMarket.Walk(Bars, seed), new List<Bar>(), new DateOnly(2012, 1, 2));
        for (var i = 0; i < Bars; i++, day = day.AddDays(1))
        {
            while (PortfolioMarkets.IsSkipped(calendar, day))
                day = day.AddDays(1);
            if (missing == 0 || (i * 7) % missing != 3)
                rows.Add(walk[i] with { CloseTime = PortfolioMarkets.UsualCloseOf(calendar, day) });
        }
        return PortfolioMarkets.Series(symbol, calendar, rows);
    }

    // Rates near one that are known before the first bar of what they convert.
    private static BarSeries Early(ulong seed)
    {
        var (walk, day) = (ExactMarket.Walk(Bars + 500, seed), new DateOnly(2011, 12, 1));
        return PortfolioMarkets.Series(
            "RATE",
            MarketCalendar.Crypto,
            [
                .. Enumerable
                    .Range(0, walk.Count)
                    .Select(i => new Bar(
                        MarketCalendar.Crypto.CloseOf(day.AddDays(i)),
                        Rate(walk[i].Open),
                        Rate(walk[i].High),
                        Rate(walk[i].Low),
                        Rate(walk[i].Close),
                        0
                    )),
            ]
        );

        static double Rate(double price) => 1 + (price / 1_000);
    }
}
