using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Backtesting;

/// <summary>
/// Places random orders of every kind. What it does at a bar depends on the seed, the bar and the account alone; prices lie a whole number of
/// quarters away from the close, so that a mirrored or scaled market gets exactly the mirrored or scaled orders.
/// </summary>
/// <param name="seed">Of the orders.</param>
/// <param name="unitsOnly">Sizes in units only, nothing that depends on equity.</param>
/// <param name="side">−1 trades the mirror image.</param>
/// <param name="scale">Factor on prices.</param>
/// <param name="lot">Units are multiples of it.</param>
internal sealed class RandomTrader(int seed, bool unitsOnly = false, int side = +1, double scale = 1, double lot = 1) : IStrategy
{
    private const int MostWaiting = 8;

    private BarContext _context = null!;
    private SplitMix64 _random = null!;

    public string Name => "random";

    public int FirstReadyBar => 0;

    private Orders Orders => _context.Orders;

    private double Close => _context.Close[^1];

    public void Start()
    {
    }

    public void Decide(BarContext context)
    {
        (_context, _random) = (context, new SplitMix64(((ulong)(uint)seed << 32) ^ (uint)context.Bar));
        _random.NextUInt64();
        if (Orders.WaitingCount > MostWaiting)
            Orders.CancelAll();
        for (var n = 1 + _random.NextInt(5); n > 0; n--)
            Act();
    }

    private void Act()
    {
        switch (_random.NextInt(unitsOnly ? 13 : 16))
        {
            case 0 or 1: Orders.Place(Sized(Side())); break;
            case 2: Orders.Place(Priced(Side()) with { Limit = double.NaN }); break;
            case 3: Orders.Place(Priced(Side()) with { Stop = double.NaN }); break;
            case 4: Orders.Place(Priced(Side())); break;
            case 5 or 6: Orders.Place(Bracketed(Side())); break;
            case 7: Orders.PlaceOneCancelsOther(Priced(+side) with { Limit = double.NaN }, Priced(-side) with { Limit = double.NaN }); break;
            case 8: Orders.CloseAll(); break;
            case 9 when Orders.OpenTrades.Count > 0: Orders.Close(Orders.OpenTrades[0], 0.5); break;
            case 10 when Orders.OpenTrades.Count > 0: MoveBracket(Orders.OpenTrades[^1]); break;
            case 11 when Orders.WaitingCount > 0: Change(Orders.Waiting.First()); break;
            case 12: Work(Units(), new TwapPlan { Bars = 1 + _random.NextInt(3) }); break;
            case 13: Orders.Target((2 * _random.NextDouble()) - 1); break;
            case 14: Orders.Place(Share(Side(), 0.05 + (0.95 * _random.NextDouble()))); break;
            case 15: Orders.Place(Side() > 0 ? OrderRequest.Buy(new EquityFractionSize { Fraction = 0.2 }) : OrderRequest.Sell(new EquityFractionSize { Fraction = 0.2 })); break;
        }
    }

    private void Work(double units, ExecutionPlan plan)
    {
        if (side > 0)
            Orders.BuyOver(units, plan);
        else
            Orders.SellOver(units, plan);
    }

    private void MoveBracket(OpenTrade trade)
    {
        var direction = Math.Sign(trade.Size);
        if (_random.NextInt(2) == 0)
            Orders.SetStopLoss(trade, Away(-direction));
        else
            Orders.SetTakeProfit(trade, Away(+direction));
    }

    private void Change(Order order)
    {
        if (_random.NextInt(2) == 0)
            Orders.Cancel(order);
        else if (order.Effect == OrderEffect.Enter && !double.IsNaN(order.Units) && order.Units > 0)
            Orders.Replace(order, new OrderChange { Units = Units() });
    }

    private OrderRequest Sized(int direction) => direction > 0 ? OrderRequest.BuyUnits(Units()) : OrderRequest.SellUnits(Units());

    /// <summary>A stop on the one side of the close, and a limit a little beyond it.</summary>
    private OrderRequest Priced(int direction)
    {
        var (stop, offset) = (Away(+direction), _random.NextInt(9) - 6);
        return Sized(direction) with
        {
            Stop = stop, Limit = offset < 0 ? Away(-direction) : stop + (direction * 0.25 * scale * offset),
            Life = (OrderLife)_random.NextInt(3), Bars = 1 + _random.NextInt(4), MinimumUnits = _random.NextInt(4) == 0 ? lot : 0,
        };
    }

    private OrderRequest Bracketed(int direction)
    {
        var limit = _random.NextInt(2) == 0 ? double.NaN : Away(-direction);
        var from = double.IsNaN(limit) ? Close : limit;
        return Sized(direction) with
        {
            Limit = limit, StopLoss = from - (direction * Distance()), TakeProfit = from + (direction * Distance()), Life = OrderLife.Bars, Bars = 2,
            Trail = _random.NextInt(3) switch { 0 => TrailingStop.ByAmount(Distance()), 1 => TrailingStop.ByAtr(2, 5), _ => default },
        };
    }

    private static OrderRequest Share(int direction, double share) => direction > 0 ? OrderRequest.Buy(share) : OrderRequest.Sell(share);

    private int Side() => _random.NextInt(2) == 0 ? side : -side;

    private double Units() => lot * (1 + _random.NextInt(9));

    private double Away(int direction) => Close + (direction * Distance());

    private double Distance() => 0.25 * scale * (4 + _random.NextInt(20));
}

/// <summary>Seeded markets on a grid of 1/64 between 40 and 160: gaps, long bars, flat bars, bars without volume.</summary>
internal static class RandomMarket
{
    private const double Grid = 64;

    public static BarSeries Of(int seed, int bars)
    {
        var random = new SplitMix64((ulong)(uint)seed + 77);
        var (open, high, low, close, volume) = (new double[bars], new double[bars], new double[bars], new double[bars], new double[bars]);
        var price = 100.0;
        for (var i = 0; i < bars; i++)
        {
            var size = random.NextInt(10) == 0 ? 6 : 1.5;
            var gap = random.NextInt(12) == 0 ? 8 * random.NextGaussian() : 0.3 * random.NextGaussian();
            open[i] = OnGrid(price + gap);
            close[i] = random.NextInt(20) == 0 ? open[i] : OnGrid(open[i] + (size * random.NextGaussian()) + (0.02 * (100 - open[i])));
            high[i] = OnGrid(Math.Max(open[i], close[i]) + (size * random.NextDouble()));
            low[i] = OnGrid(Math.Min(open[i], close[i]) - (size * random.NextDouble()));
            if (high[i] - open[i] == open[i] - low[i])
                high[i] += 1 / Grid; // which extreme comes first is then the same question in a mirrored market
            volume[i] = random.NextInt(10) == 0 ? 0 : random.NextInt(400);
            price = close[i];
        }
        return Make(open, high, low, close, volume);
    }

    /// <summary>Prices p → 200 − p.</summary>
    public static BarSeries Mirror(BarSeries s) => Make(Map(s.Open, p => 200 - p), Map(s.Low, p => 200 - p), Map(s.High, p => 200 - p), Map(s.Close, p => 200 - p), s.Volume);

    /// <summary>Prices p → k·p.</summary>
    public static BarSeries Scale(BarSeries s, double factor) => Make(Map(s.Open, p => factor * p), Map(s.High, p => factor * p), Map(s.Low, p => factor * p), Map(s.Close, p => factor * p), s.Volume);

    private static double OnGrid(double price) => Math.Round(Math.Clamp(price, 40, 160) * Grid) / Grid;

    private static double[] Map(double[] values, Func<double, double> map) => [.. values.Select(map)];

    private static BarSeries Make(double[] open, double[] high, double[] low, double[] close, double[] volume)
    {
        var first = new DateOnly(2000, 1, 1);
        var times = Enumerable.Range(0, open.Length).Select(i => MarketCalendar.Crypto.CloseOf(first.AddDays(i)).Ticks).ToArray();
        return new BarSeries("RANDOM", times, open, high, low, close, volume) { Calendar = MarketCalendar.Crypto };
    }
}
