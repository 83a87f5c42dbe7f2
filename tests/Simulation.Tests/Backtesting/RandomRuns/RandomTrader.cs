using Simulator.Backtesting;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Backtesting.RandomRuns;

/// <summary>What a random trader may do; the factors are those of a market that is the same but for its units.</summary>
internal sealed record TraderHabits
{
    /// <summary>Sizes in units alone, nothing that depends on equity.</summary>
    public bool UnitsOnly { get; init; }

    /// <summary>Trailing stops whose distance is a share of the price.</summary>
    public bool TrailsByFraction { get; init; } = true;

    /// <summary>Trailing stops at all.</summary>
    public bool Trails { get; init; } = true;

    /// <summary>
    /// Looks at its open trades and waiting orders, and changes them. One that never does lets the engine use their objects again.
    /// </summary>
    public bool Looks { get; init; } = true;

    /// <summary>−1 trades the mirror image.</summary>
    public int Side { get; init; } = +1;

    /// <summary>Units are multiples of it.</summary>
    public double Lot { get; init; } = 1;

    /// <summary>Factor on distances between prices.</summary>
    public double PriceFactor { get; init; } = 1;

    /// <summary>Factor on amounts of money.</summary>
    public double MoneyFactor { get; init; } = 1;
}

/// <summary>Everything that was seen of an account at a time.</summary>
/// <param name="Ticks">When, UTC.</param>
/// <param name="What">One number made of it.</param>
internal readonly record struct Sight(long Ticks, ulong What);

/// <summary>
/// Places random orders of every kind. What it does at a bar depends on the seed, the bar and the account alone; prices lie a whole number
/// of
/// quarters away from the close, so that a mirrored or scaled market gets exactly the mirrored or scaled orders.
/// </summary>
/// <param name="seed">Of the orders.</param>
/// <param name="habits">What it may do; null for everything.</param>
/// <param name="tally">Counts what it does; null for nobody.</param>
internal sealed class RandomTrader(int seed, TraderHabits? habits = null, RandomTally? tally = null) : IStrategy
{
    private const int MostWaiting = 8;
    private const int MostParents = 3;

    // Trailing distances are means over a power of two of bars, so that mirrored and scaled ones are exact.
    private const int AtrBars = 4;

    private readonly TraderHabits _habits = habits ?? new TraderHabits();
    private BarContext _context = null!;
    private SplitMix64 _random = null!;
    private readonly Queue<ParentOrder> _parents = [];

    public string Name => "random";

    public int FirstReadyBar => AtrBars;

    /// <summary>
    /// Takes, at every bar that it is asked at, one number made of everything that it sees of its account before it does something, and one
    /// after; null to see nothing.
    /// </summary>
    public List<Sight>? Seen { get; init; }

    /// <summary>Takes, at every bar that it is asked at, the largest order that waits then; null to take nothing.</summary>
    public Dictionary<int, double>? LargestWaiting { get; init; }

    private Orders Orders => _context.Orders;

    private double Close => _context.Close[^1];

    public void Start() => _parents.Clear();

    public void Decide(BarContext context)
    {
        (_context, _random) = (context, new SplitMix64(((ulong)(uint)seed << 32) ^ (uint)context.Bar));
        _random.NextUInt64();
        Seen?.Add(See(context));
        if (Orders.WaitingCount > MostWaiting)
        {
            Did(RandomAct.CancelAll);
            Orders.CancelAll();
        }
        for (var n = 1 + _random.NextInt(5); n > 0; n--)
            Act();
        Seen?.Add(See(context));
        if (LargestWaiting is not null)
            LargestWaiting[context.Bar] = Orders.Waiting.Select(o => double.IsNaN(o.Units) ? 0 : o.Units).Append(3 * 9 * _habits.Lot).Max();
    }

    /// <summary>What can be seen of an account: equity, units, every waiting order and open trade, how far parents are.</summary>
    public Sight See(BarContext context)
    {
        var hash = Mixed(Mixed(17, context.Equity), context.Units);
        foreach (var order in context.Orders.Waiting)
            hash = Mixed(Mixed(Mixed(Mixed(hash, order.Side), order.Units), order.Limit), order.Stop);
        foreach (var trade in context.Orders.OpenTrades)
            hash = Mixed(Mixed(Mixed(Mixed(hash, trade.Size), trade.EntryPrice), trade.StopLoss), trade.TakeProfit);
        foreach (var parent in _parents)
            hash = Mixed(hash, parent.FilledUnits);
        return new Sight(context.Time.Ticks, hash);
    }

    private void Act()
    {
        switch (_random.NextInt(_habits.UnitsOnly ? 17 : 20))
        {
            case 0 or 1:
                Place(RandomAct.Market, Sized(Side()));
                break;
            case 2:
                Place(RandomAct.Stop, Priced(Side()) with { Limit = double.NaN });
                break;
            case 3:
                Place(RandomAct.Limit, Priced(Side()) with { Stop = double.NaN });
                break;
            case 4:
                Place(RandomAct.StopLimit, Priced(Side()));
                break;
            case 5 or 6:
                Place(RandomAct.Bracket, Bracketed(Side()));
                break;
            case 7 or 8 when _habits.Trails:
                Place(RandomAct.Market, Trailing(Side()));
                break;
            case 9:
                PlaceOneCancelsOther();
                break;
            case 10 when _random.NextInt(2) == 0:
                Did(RandomAct.CloseAll).CloseAll();
                break;
            case 11 when _habits.Looks && Orders.OpenTrades.Count > 0:
                Did(RandomAct.ClosePart).Close(Orders.OpenTrades[_random.NextInt(Orders.OpenTrades.Count)], 0.5);
                break;
            case 12 when _habits.Looks && Orders.OpenTrades.Count > 0:
                MoveBracket(Orders.OpenTrades[^1]);
                break;
            case 13 or 14 when _habits.Looks && Orders.WaitingCount > 0:
                Change([.. Orders.Waiting]);
                break;
            case 15:
                Work();
                break;
            case 16 when _parents.Count > 0:
                CancelParent();
                break;
            case 17:
                Did(RandomAct.Target).Target(_random.NextInt(5) == 0 ? 0 : (2 * _random.NextDouble()) - 1);
                break;
            case 18:
                Place(RandomAct.Share, Share(Side(), 0.05 + (0.95 * _random.NextDouble())));
                break;
            case 19:
                Place(RandomAct.Market, BySize(Side(), Size(hasStop: false)));
                break;
        }
    }

    private Orders Did(RandomAct act)
    {
        tally?.Count(act);
        return Orders;
    }

    private void Place(RandomAct act, in OrderRequest request) => Did(act).Place(request);

    private void PlaceOneCancelsOther()
    {
        var breakout = Priced(+_habits.Side) with { Limit = double.NaN };
        var breakdown = Priced(-_habits.Side) with { Limit = double.NaN };
        if (_random.NextInt(2) == 0)
            Did(RandomAct.OneCancelsOther).PlaceOneCancelsOther(breakout, breakdown);
        else
            Did(RandomAct.OneCancelsOther).PlaceOneCancelsOther(breakout, breakdown, Priced(Side()) with { Stop = double.NaN });
    }

    private void Work()
    {
        var (bars, limit) = (1 + _random.NextInt(4), double.NaN);
        if (_random.NextInt(3) == 0)
            (limit, _) = (Away(Side()), Did(RandomAct.ParentWithLimit));
        var rest = (UnfilledRest)_random.NextInt(2);
        if (rest == UnfilledRest.Market)
            Did(RandomAct.ParentRestAtMarket);
        ExecutionPlan plan =
            _random.NextInt(2) == 0
                ? new TwapPlan
                {
                    Bars = bars,
                    Limit = limit,
                    Rest = rest,
                }
                : new VwapPlan
                {
                    Bars = bars,
                    Limit = limit,
                    Rest = rest,
                    ProfileDays = 1 + _random.NextInt(3),
                };
        Did(plan is TwapPlan ? RandomAct.Twap : RandomAct.Vwap);
        _parents.Enqueue(Side() > 0 ? Orders.BuyOver(3 * Units(), plan) : Orders.SellOver(3 * Units(), plan));
        if (_parents.Count > MostParents)
            CancelParent();
    }

    private void CancelParent()
    {
        var parent = _parents.Dequeue();
        if (parent.IsWorking)
            Did(RandomAct.CancelParent).Cancel(parent);
    }

    private void MoveBracket(OpenTrade trade)
    {
        var direction = Math.Sign(trade.Size);
        switch (_random.NextInt(5))
        {
            case 0:
                Did(RandomAct.TakeBracketOff).SetStopLoss(trade, double.NaN);
                break;
            case 1 or 2:
                Did(RandomAct.MoveStop).SetStopLoss(trade, Away(-direction));
                break;
            default:
                Did(RandomAct.MoveTarget).SetTakeProfit(trade, Away(+direction));
                break;
        }
    }

    private void Change(Order[] waiting)
    {
        var order = waiting[_random.NextInt(waiting.Length)];
        var (what, moved) = (_random.NextInt(3), 0.25 * _habits.PriceFactor * _habits.Side * (_random.NextInt(9) - 4));
        if (what == 0)
            Did(RandomAct.Cancel).Cancel(order);
        else if (order.Effect != OrderEffect.Enter)
            return;
        else if (what == 1 && order.Units > 0)
            Did(RandomAct.ReplaceUnits).Replace(order, new OrderChange { Units = Units() });
        else if (what == 2 && double.IsNaN(order.StopLoss) && double.IsNaN(order.TakeProfit) && !order.IsMarket)
            Did(RandomAct.ReplacePrice).Replace(order, new OrderChange { Limit = order.Limit + moved, Stop = order.Stop + moved });
    }

    /// <summary>A stop on the one side of the close, and a limit a little beyond it.</summary>
    private OrderRequest Priced(int direction)
    {
        var (stop, offset) = (Away(+direction), _random.NextInt(9) - 6);
        return Waiting(Sized(direction)) with
        {
            Stop = stop,
            Limit = offset < 0 ? Away(-direction) : stop + (direction * 0.25 * _habits.PriceFactor * offset),
        };
    }

    private OrderRequest Waiting(in OrderRequest request)
    {
        var life = (OrderLife)_random.NextInt(3);
        Did(
            life switch
            {
                OrderLife.Day => RandomAct.Day,
                OrderLife.Bars => RandomAct.Bars,
                _ => RandomAct.GoodTillCancelled,
            }
        );
        var least = _random.NextInt(6) switch
        {
            0 => _habits.Lot,
            1 when request.Units > 0 => request.Units,
            _ => 0,
        };
        if (least > 0)
            Did(least == request.Units ? RandomAct.AllOrNone : RandomAct.MinimumUnits);
        return request with { Life = life, Bars = 1 + _random.NextInt(4), MinimumUnits = least };
    }

    private OrderRequest Bracketed(int direction)
    {
        var (limit, stop) = _random.NextInt(4) switch
        {
            0 => (Away(-direction), double.NaN),
            1 => (double.NaN, Away(+direction)),
            _ => (double.NaN, double.NaN),
        };
        var from =
            !double.IsNaN(limit) ? limit
            : !double.IsNaN(stop) ? stop
            : Close;
        var (loss, profit) = (from - (direction * Distance()), from + (direction * Distance()));
        var trail = _habits.Trails && _random.NextInt(4) == 0 ? Trail() : default;
        return Waiting(Sized(direction, hasStop: true)) with
        {
            Limit = limit,
            Stop = stop,
            StopLoss = loss,
            TakeProfit = _random.NextInt(4) == 0 ? double.NaN : profit,
            Trail = trail,
        };
    }

    private OrderRequest Trailing(int direction) => Sized(direction, hasStop: true) with { Trail = Trail() };

    private TrailingStop Trail()
    {
        var kind = _random.NextInt(_habits.TrailsByFraction ? 3 : 2);
        Did(
            kind switch
            {
                0 => RandomAct.TrailByAmount,
                1 => RandomAct.TrailByAtr,
                _ => RandomAct.TrailByFraction,
            }
        );
        return kind switch
        {
            0 => TrailingStop.ByAmount(Distance()),
            1 => TrailingStop.ByAtr(1 + _random.NextInt(3), AtrBars),
            _ => TrailingStop.ByFraction(0.01 * (1 + _random.NextInt(6))),
        };
    }

    private OrderRequest Sized(int direction, bool hasStop = false)
    {
        var kind = _random.NextInt(5);
        if (kind == 0)
        {
            Did(RandomAct.UnitsSize);
            return BySize(direction, new UnitsSize { Count = Units() });
        }
        if (kind == 1 && !_habits.UnitsOnly)
            return BySize(direction, Size(hasStop));
        Did(RandomAct.Units);
        return direction > 0 ? OrderRequest.BuyUnits(Units()) : OrderRequest.SellUnits(Units());
    }

    private PositionSize Size(bool hasStop)
    {
        var (kind, share) = (_random.NextInt(hasStop ? 7 : 6), 0.05 * (1 + _random.NextInt(6)));
        Did(
            kind switch
            {
                0 => RandomAct.AllIn,
                1 => RandomAct.Cash,
                2 => RandomAct.EquityFraction,
                3 => RandomAct.VolatilityTarget,
                4 => RandomAct.KellyOfTrades,
                5 => RandomAct.KellyOfReturns,
                _ => RandomAct.RiskFraction,
            }
        );
        return kind switch
        {
            0 => new AllInSize(),
            1 => new CashSize { Amount = _habits.MoneyFactor * 500 * (1 + _random.NextInt(8)) },
            2 => new EquityFractionSize { Fraction = share },
            3 => new VolatilityTargetSize { PerYear = share, WindowBars = 8 },
            4 => new KellySize
            {
                Source = KellySource.Trades,
                WindowCount = 12,
                CapFraction = 0.4,
                StartFraction = 0.1,
            },
            5 => new KellySize
            {
                Source = KellySource.Returns,
                WindowCount = 8,
                CapFraction = 0.4,
                StartFraction = 0.1,
            },
            _ => new RiskFractionSize { Fraction = 0.1 * share },
        };
    }

    private static OrderRequest BySize(int direction, PositionSize size) =>
        direction > 0 ? OrderRequest.Buy(size) : OrderRequest.Sell(size);

    private static OrderRequest Share(int direction, double share) => direction > 0 ? OrderRequest.Buy(share) : OrderRequest.Sell(share);

    private int Side() => _random.NextInt(2) == 0 ? _habits.Side : -_habits.Side;

    private double Units() => _habits.Lot * (1 + _random.NextInt(9));

    private double Away(int direction) => Close + (direction * Distance());

    private double Distance() => 0.25 * _habits.PriceFactor * (4 + _random.NextInt(20));

    private static ulong Mixed(ulong hash, double value) =>
        ulong.RotateLeft((hash ^ (ulong)BitConverter.DoubleToInt64Bits(value)) * 0x9E3779B97F4A7C15, 23);
}
