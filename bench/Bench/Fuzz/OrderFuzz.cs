using System.Globalization;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Seeding;
using Simulator.Specs;
using Simulator.Statistics;

namespace Simulator.Bench.Fuzz;

/// <summary>Bars of every sort, broken ones too, and orders of every kind with any number in them. What runs must add up.</summary>
internal sealed class OrderFuzz : IFuzzTarget
{
    private static readonly double[] s_odd = [0, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, double.MaxValue, 1e-300, 1e300, -0.0];

    public string Name => "orders";

    public bool Try(SplitMix64 random, Action<string> trace)
    {
        var series = Bars(random);
        var execution = new ExecutionSpec
        {
            CommissionRate = Number(random, 0.01), SlippageBps = Number(random, 20), Leverage = Math.Max(1, Number(random, 10)),
            AllowShort = random.NextInt(2) == 0, FractionalUnits = random.NextInt(2) == 0,
        };
        var options = new BacktestOptions
        {
            Sizing = (SizingConvention)random.NextInt(2), FirstDecision = (FirstDecision)random.NextInt(2), SlippageOnExit = random.NextInt(2) == 0,
            CloseOpenTradesAtEnd = random.NextInt(2) == 0, TradeOnClose = random.NextInt(3) == 0, Hedging = random.NextInt(3) == 0,
            ExclusiveOrders = random.NextInt(4) == 0, Intrabar = random.NextInt(2) == 0 ? IntrabarRule.Path : IntrabarRule.QueueOrder,
        };
        trace(FormattableString.Invariant($"{execution}\n{options}\n{string.Join('\n', Enumerable.Range(0, series.Count).Select(i => series[i].ToString()))}"));
        try
        {
            var result = BacktestEngine.Run(series, 0, series.Count - 1, new RandomOrders(random), execution, new CapitalSpec { Amount = Number(random, 100_000) }, options);
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

    // Usually a sound number; now and then an odd one.
    private static double Number(SplitMix64 random, double scale) => random.NextInt(60) == 0 ? s_odd[random.NextInt(s_odd.Length)] : random.NextDouble() * scale;

    private static BarSeries Bars(SplitMix64 random)
    {
        var n = 1 + random.NextInt(60);
        var (ticks, open, high, low, close, volume) = (new long[n], new double[n], new double[n], new double[n], new double[n], new double[n]);
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
        return new BarSeries("FUZZ", ticks, open, high, low, close, volume) { Calendar = random.NextInt(2) == 0 ? MarketCalendar.Nyse : MarketCalendar.Crypto, Interval = BarInterval.Minutes(1) };
    }

    /// <summary>Places, cancels and changes orders without sense. A refused order is part of the run, as long as it says why.</summary>
    private sealed class RandomOrders(SplitMix64 random) : IStrategy
    {
        public string Name => "random orders";

        public int FirstReadyBar { get; } = random.NextInt(4);

        public void Start()
        {
        }

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
            switch (random.NextInt(9))
            {
                case 0: orders.CloseAll(); break;
                case 1: orders.Target(Number(random, 2) - 1); break;
                case 2 when orders.OpenTrades.Count > 0: orders.Close(orders.OpenTrades[random.NextInt(orders.OpenTrades.Count)], Number(random, 1)); break;
                case 3 when orders.OpenTrades.Count > 0: orders.SetStopLoss(orders.OpenTrades[0], Price(context)); break;
                case 4 when orders.OpenTrades.Count > 0: orders.SetTakeProfit(orders.OpenTrades[0], Price(context)); break;
                case 5 when orders.WaitingCount > 0: orders.Cancel(orders.Waiting.ElementAt(random.NextInt(orders.WaitingCount))); break;
                default: orders.Place(Request(context)); break;
            }
        }

        private OrderRequest Request(BarContext context)
        {
            var request = random.NextInt(4) switch
            {
                0 => OrderRequest.Buy(Number(random, 1)),
                1 => OrderRequest.Sell(Number(random, 1)),
                2 => OrderRequest.BuyUnits(Number(random, 1_000)),
                _ => OrderRequest.SellUnits(Number(random, 1_000)),
            };
            return request with
            {
                Limit = Maybe(context), Stop = Maybe(context), StopLoss = Maybe(context), TakeProfit = Maybe(context),
                Trail = random.NextInt(4) switch
                {
                    0 => new TrailingStop((TrailKind)random.NextInt(4), Number(random, 1), random.NextInt(20)),
                    _ => default,
                },
                Life = (OrderLife)random.NextInt(3), Bars = random.NextInt(6),
                Tag = random.NextInt(3) == 0 ? random.NextInt(9).ToString(CultureInfo.InvariantCulture) : null,
            };
        }

        private double Maybe(BarContext context) => random.NextInt(3) == 0 ? Price(context) : double.NaN;

        private double Price(BarContext context) => random.NextInt(30) == 0 ? Number(random, 1e6) : context.Close[^1] * Math.Exp(random.NextGaussian() * 0.03);
    }
}
