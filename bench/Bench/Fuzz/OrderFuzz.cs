using System.Globalization;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Seeding;
using Simulator.Statistics;

namespace Simulator.Bench.Fuzz;

/// <summary>Bars of every sort, broken ones too, and orders of every kind with any number in them. What runs must add up.</summary>
internal sealed class OrderFuzz : IFuzzTarget
{
    private static readonly double[] s_odd =
    [
        0,
        -1,
        double.NaN,
        double.PositiveInfinity,
        double.NegativeInfinity,
        double.Epsilon,
        double.MaxValue,
        1e-300,
        1e300,
        -0.0,
    ];

    public string Name => "orders";

    public bool Try(SplitMix64 random, Action<string> trace)
    {
        var series = Bars(random);
        var execution = new ExecutionSpec
        {
            CommissionRate = Number(random, 0.01),
            SlippageBps = Number(random, 20),
            Leverage = Math.Max(1, Number(random, 10)),
            AllowShort = random.NextInt(2) == 0,
            FractionalUnits = random.NextInt(2) == 0,
        };
        if (random.NextInt(2) == 0)
            execution = WithLimits(execution, random);
        var options = new BacktestOptions
        {
            Sizing = (SizingConvention)random.NextInt(2),
            FirstDecision = (FirstDecision)random.NextInt(2),
            SlippageOnExit = random.NextInt(2) == 0,
            CloseOpenTradesAtEnd = random.NextInt(2) == 0,
            TradeOnClose = random.NextInt(3) == 0,
            Hedging = random.NextInt(3) == 0,
            ExclusiveOrders = random.NextInt(4) == 0,
            Intrabar = random.NextInt(2) == 0 ? IntrabarRule.Path : IntrabarRule.QueueOrder,
        };
        trace(
            FormattableString.Invariant(
                $"{execution}\n{options}\n{string.Join('\n', Enumerable.Range(0, series.Count).Select(i => series[i].ToString()))}"
            )
        );
        try
        {
            var result = BacktestEngine.Run(
                series,
                0,
                series.Count - 1,
                new RandomOrders(random),
                execution,
                new CapitalSpec { Amount = Number(random, 100_000) },
                options
            );
            if (Array.Exists(result.Equity, e => !double.IsFinite(e)))
                throw new FuzzFinding("equity is not finite");
            foreach (var dialect in Enum.GetValues<StatisticDialect>())
                StatisticCatalogue.Compute(series, result, dialect);
            return true;
        }
        catch (ArgumentException e)
        {
            FuzzFinding.NeedsMessage(e.Message);
            return false;
        }
    }

    private static ExecutionSpec WithLimits(ExecutionSpec execution, SplitMix64 random) =>
        execution with
        {
            Commission =
                random.NextInt(3) != 0
                    ? null
                    : new CommissionSpec
                    {
                        Rate = Number(random, 0.01) - 0.003,
                        MakerRate = Number(random, 0.01) - 0.005,
                        Fixed = Number(random, 2) - 0.5,
                        PerUnit = Number(random, 0.1) - 0.02,
                        Minimum = Number(random, 2),
                        CapFraction = random.NextInt(2) == 0 ? null : Number(random, 1),
                    },
            Slippage = random.NextInt(4) switch
            {
                0 => new SpreadSlippage { SpreadBps = Number(random, 50), Spread = Number(random, 1) },
                1 => new ImpactSlippage
                {
                    Coefficient = Number(random, 2),
                    WindowBars = random.NextInt(30),
                    SpreadBps = Number(random, 10),
                },
                2 => new NoSlippage(),
                _ => null,
            },
            VolumeShare = random.NextInt(3) == 0 ? Number(random, 1) : null,
            LotUnits = random.NextInt(3) == 0 ? Number(random, 3) : null,
            TickSize = random.NextInt(3) == 0 ? Number(random, 2) : null,
            Financing =
                random.NextInt(3) == 0
                    ? new FinancingSpec
                    {
                        BorrowRatePerYear = Number(random, 1) - 0.1,
                        CreditRatePerYear = Number(random, 0.1),
                        DebitRatePerYear = Number(random, 0.2),
                        DaysPerYear = 360 + (5 * random.NextInt(2)),
                    }
                    : null,
            Margin =
                random.NextInt(3) == 0
                    ? new MarginSpec { MaintenanceFraction = Number(random, 0.3), Call = (MarginCallFill)random.NextInt(2) }
                    : null,
        };

    // Usually a sound number; now and then an odd one.
    private static double Number(SplitMix64 random, double scale) =>
        random.NextInt(60) == 0 ? s_odd[random.NextInt(s_odd.Length)] : random.NextDouble() * scale;

    private static BarSeries Bars(SplitMix64 random)
    {
        var n = 1 + random.NextInt(60);
        var (ticks, open, high, low, close, volume) = (
            new long[n],
            new double[n],
            new double[n],
            new double[n],
            new double[n],
            new double[n]
        );
        var time = new DateTime(2015, 1, 2, 21, 0, 0, DateTimeKind.Utc).Ticks;
        var price = Math.Exp(random.NextGaussian() * 4);
        var broken = random.NextInt(4) == 0;
        for (var i = 0; i < n; i++)
        {
            time += TimeSpan.TicksPerMinute * (1 + random.NextInt(random.NextInt(2) == 0 ? 5 : 3_000));
            ticks[i] = time;
            open[i] = price * Math.Exp(random.NextGaussian() * 0.01);
            close[i] = open[i] * Math.Exp(random.NextGaussian() * 0.03);
            high[i] = Math.Max(open[i], close[i]) * (1 + (random.NextDouble() * 0.02));
            low[i] = Math.Min(open[i], close[i]) * (1 - (random.NextDouble() * 0.02));
            volume[i] = random.NextInt(5) == 0 ? double.NaN : random.NextInt(1_000_000);
            if (broken && random.NextInt(10) == 0)
                new[] { open, high, low, close, volume }[random.NextInt(5)][i] = s_odd[random.NextInt(s_odd.Length)];
            price = double.IsFinite(close[i]) && close[i] > 0 ? close[i] : price;
        }
        return new BarSeries("FUZZ", ticks, open, high, low, close, volume)
        {
            Calendar = random.NextInt(2) == 0 ? MarketCalendar.Nyse : MarketCalendar.Crypto,
            Interval = BarInterval.Minutes(1),
        };
    }

    /// <summary>Places, cancels and changes orders without sense. A refused order is part of the run, as long as it says why.</summary>
    private sealed class RandomOrders(SplitMix64 random) : IStrategy
    {
        public string Name => "random orders";

        public int FirstReadyBar { get; } = random.NextInt(4);

        public void Start() { }

        public void Decide(BarContext context)
        {
            for (var count = random.NextInt(4); count > 0; count--)
            {
                try
                {
                    Act(context);
                }
                catch (ArgumentException e)
                {
                    FuzzFinding.NeedsMessage(e.Message);
                }
            }
        }

        private void Act(BarContext context)
        {
            var orders = context.Orders;
            switch (random.NextInt(13))
            {
                case 0:
                    orders.CloseAll();
                    break;
                case 1:
                    orders.Target(Number(random, 2) - 1);
                    break;
                case 2 when orders.OpenTrades.Count > 0:
                    orders.Close(orders.OpenTrades[random.NextInt(orders.OpenTrades.Count)], Number(random, 1));
                    break;
                case 3 when orders.OpenTrades.Count > 0:
                    orders.SetStopLoss(orders.OpenTrades[0], Price(context));
                    break;
                case 4 when orders.OpenTrades.Count > 0:
                    orders.SetTakeProfit(orders.OpenTrades[0], Price(context));
                    break;
                case 5 when orders.WaitingCount > 0:
                    orders.Cancel(orders.Waiting.ElementAt(random.NextInt(orders.WaitingCount)));
                    break;
                case 6 when orders.WaitingCount > 0:
                    orders.Replace(
                        orders.Waiting.ElementAt(random.NextInt(orders.WaitingCount)),
                        new OrderChange
                        {
                            Limit = Maybe(context),
                            Stop = Maybe(context),
                            Units = random.NextInt(2) == 0 ? Number(random, 1_000) : double.NaN,
                        }
                    );
                    break;
                case 7:
                    orders.PlaceOneCancelsOther(Request(context), Request(context), Request(context));
                    break;
                case 8:
                    Work(orders, context);
                    break;
                default:
                    orders.Place(Request(context));
                    break;
            }
        }

        private void Work(Orders orders, BarContext context)
        {
            ExecutionPlan plan =
                random.NextInt(2) == 0
                    ? new TwapPlan
                    {
                        Bars = random.NextInt(8),
                        Limit = Maybe(context),
                        Rest = (UnfilledRest)random.NextInt(2),
                    }
                    : new VwapPlan
                    {
                        Bars = random.NextInt(8),
                        Limit = Maybe(context),
                        Rest = (UnfilledRest)random.NextInt(2),
                        ProfileDays = random.NextInt(5),
                    };
            var parent =
                random.NextInt(2) == 0 ? orders.BuyOver(Number(random, 1_000), plan) : orders.SellOver(Number(random, 1_000), plan);
            if (random.NextInt(10) == 0)
                orders.Cancel(parent);
        }

        private PositionSize Size() =>
            random.NextInt(7) switch
            {
                0 => new AllInSize(),
                1 => new UnitsSize { Count = Number(random, 100) },
                2 => new CashSize { Amount = Number(random, 10_000) },
                3 => new EquityFractionSize { Fraction = Number(random, 2) },
                4 => new RiskFractionSize { Fraction = Number(random, 0.1) },
                5 => new VolatilityTargetSize { PerYear = Number(random, 1), WindowBars = random.NextInt(20) },
                _ => new KellySize
                {
                    Multiplier = Number(random, 1),
                    CapFraction = Number(random, 2),
                    Source = (KellySource)random.NextInt(2),
                    WindowCount = random.NextInt(20),
                    StartFraction = Number(random, 0.1),
                },
            };

        private OrderRequest Request(BarContext context)
        {
            var request = random.NextInt(6) switch
            {
                4 => OrderRequest.Buy(Size()),
                5 => OrderRequest.Sell(Size()),
                0 => OrderRequest.Buy(Number(random, 1)),
                1 => OrderRequest.Sell(Number(random, 1)),
                2 => OrderRequest.BuyUnits(Number(random, 1_000)),
                _ => OrderRequest.SellUnits(Number(random, 1_000)),
            };
            return request with
            {
                Limit = Maybe(context),
                Stop = Maybe(context),
                StopLoss = Maybe(context),
                TakeProfit = Maybe(context),
                Trail = random.NextInt(4) switch
                {
                    0 => new TrailingStop((TrailKind)random.NextInt(4), Number(random, 1), random.NextInt(20)),
                    _ => default,
                },
                Life = (OrderLife)random.NextInt(3),
                Bars = random.NextInt(6),
                MinimumUnits = random.NextInt(5) == 0 ? Number(random, 100) : 0,
                Tag = random.NextInt(3) == 0 ? random.NextInt(9).ToString(CultureInfo.InvariantCulture) : null,
            };
        }

        private double Maybe(BarContext context) => random.NextInt(3) == 0 ? Price(context) : double.NaN;

        private double Price(BarContext context) =>
            random.NextInt(30) == 0 ? Number(random, 1e6) : context.Close[^1] * Math.Exp(random.NextGaussian() * 0.03);
    }
}
