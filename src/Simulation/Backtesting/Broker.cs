using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>
/// Turns orders into fills: which order is next inside a bar, and what becomes of it. Prices are <see cref="FillRules"/>', units
/// <see cref="Execution"/>'s.
/// </summary>
internal sealed class Broker(
    BarSeries series,
    Portfolio portfolio,
    OrderQueue queue,
    Execution execution,
    BacktestOptions options,
    PriceTick tick,
    DeskPool pool
)
{
    private readonly List<Order> _pass = pool.Pass;
    private int _lastAmbiguous = -1;

    /// <summary>Bars on which the stop and the target of a trade were both touched and the order of the two decided.</summary>
    public int AmbiguousBars { get; private set; }

    /// <summary>Starts a new run.</summary>
    public void Reset() => (AmbiguousBars, _lastAmbiguous) = (0, -1);

    /// <summary>Fills what a bar fills.</summary>
    public void Process(int bar)
    {
        var rule = options.IntrabarAt is { } some && some.TryGetValue(bar, out var other) ? other : options.Intrabar;
        if (rule == IntrabarRule.QueueOrder)
            ProcessInQueueOrder(bar);
        else
            ProcessAlongPath(bar, rule);
    }

    /// <summary>Closes everything at the close of a bar because the account is used up, and forgets what waits.</summary>
    public void Liquidate(int bar)
    {
        var price = series.Close[bar];
        execution.Force(double.PositiveInfinity, bar, bar, bar, price, slips: false, FillCause.Liquidation);
        queue.Clear();
    }

    /// <summary>
    /// Closes everything as the last market orders of the run would: at the open of the last bar, or at the close before it.
    /// </summary>
    public void CloseAtEnd(int bar)
    {
        var onClose = options.TradeOnClose && bar > 0;
        var price = onClose ? series.Close[bar - 1] : series.Open[bar];
        execution.Force(double.PositiveInfinity, onClose ? bar - 1 : bar, bar, bar, price, slips: true, FillCause.EndOfRun);
    }

    /// <summary>Reduces the position because of a margin call.</summary>
    /// <param name="units">Units to close.</param>
    /// <param name="callBar">The bar at whose close the equity was too small.</param>
    /// <param name="bar">The bar of the fill: the same, at its close, or the next, at its open.</param>
    public void CutPosition(double units, int callBar, int bar) =>
        execution.Force(units, bar, bar, callBar, bar == callBar ? series.Close[bar] : series.Open[bar], slips: true, FillCause.MarginCall);

    /// <summary>Moves trailing stops at the close of a bar.</summary>
    public void MoveTrailingStops(int bar)
    {
        foreach (var trade in portfolio.Open)
        {
            if (trade.Trail.Kind == TrailKind.None || trade.Stop is { IsMarket: true }) // a stop that triggered goes on filling
                continue;
            var side = Math.Sign(trade.Size);
            var seen =
                bar == trade.EntryBar ? series.Close[bar]
                : side > 0 ? FillRules.High(series, bar)
                : FillRules.Low(series, bar);
            trade.BestPrice = side > 0 ? Math.Max(trade.BestPrice, seen) : Math.Min(trade.BestPrice, seen);
            var level = tick.Stop(trade.BestPrice - (side * TrailingDistance.Of(trade.Trail, series, bar, trade.BestPrice)), -side);
            if ((level > 0 || series.IsSigned) && !(side * (level - trade.StopLoss) <= 0))
                queue.SetStop(trade, level, bar);
        }
    }

    private void ProcessInQueueOrder(int bar)
    {
        var again = true;
        while (again)
        {
            again = false;
            TakePass();
            foreach (var order in _pass)
            {
                if (!order.IsWaiting || order.SpentBar == bar || Expired(order, bar))
                    continue;
                var atMarket = order.IsMarket;
                var quote = FillRules.InQueue(order, series, bar, options.TradeOnClose);
                if (!quote.IsNone)
                    again |= FillInQueue(order, quote, bar, atMarket);
            }
        }
    }

    /// <summary>
    /// Fills an order and says whether the queue has to be tried again, because the bracket of the fill counts in this bar already.
    /// </summary>
    private bool FillInQueue(Order order, in Quote quote, int bar, bool atMarket)
    {
        if (order.Effect == OrderEffect.StopLoss && order.Trade!.Target is { } target)
            Ambiguous(bar, FillRules.Reaches(series, bar, target.Limit, target.Side < 0));
        var fillBar = quote.Cause == FillCause.MarketAtClose ? bar - 1 : bar;
        var (side, stop, target2) = (order.Side, order.StopLoss, order.TakeProfit);
        if (execution.Fill(order, quote, fillBar, bar) is null)
            return false;
        if (atMarket)
            return !double.IsNaN(stop) || !double.IsNaN(target2);
        return quote.Cause == FillCause.Stop
            && (FillRules.Reaches(series, bar, target2, side > 0) && !FillRules.Reaches(series, bar, stop, side < 0));
    }

    private void ProcessAlongPath(int bar, IntrabarRule rule)
    {
        TakePass();
        var others = false;
        foreach (var order in _pass)
        {
            if (!order.IsWaiting || Expired(order, bar))
                continue;
            if (order.IsMarket)
                FillAtMarket(order, bar);
            else
                others = true;
        }
        if (others || queue.Count > 0)
            FollowPath(bar, rule);
    }

    private void FillAtMarket(Order order, int bar)
    {
        var quote = FillRules.Priceless(order, series, bar, options.TradeOnClose);
        execution.Fill(order, quote, quote.Cause == FillCause.MarketAtClose ? bar - 1 : bar, bar);
    }

    private void FollowPath(int bar, IntrabarRule rule)
    {
        var (high, low) = (FillRules.High(series, bar), FillRules.Low(series, bar));
        var path = new BarPath(series.Open[bar], high, low, series.Close[bar], HighFirst(bar, rule));
        var now = path.Start;
        while (NextTouched(path, now, bar, out var touch) is { } order)
        {
            now = touch;
            if (order.IsContingent && order.Trade!.IsOpen && Instead(path, order, now, bar, rule) is { } other)
                (order, touch) = (other, path.First(now, double.IsNaN(other.Stop) ? other.Limit : other.Stop, Rises(other)));
            var quote = FillRules.AtTouch(order, touch);
            if (!double.IsNaN(order.Stop) && !double.IsNaN(order.Limit))
                // a stop-limit order continues as a limit order from here
                (order.Stop, order.TakesBar, order.TakesPrice) = (double.NaN, bar, touch.Price);
            else
                execution.Fill(order, quote, bar, bar);
        }
    }

    private bool HighFirst(int bar, IntrabarRule rule) =>
        rule switch
        {
            IntrabarRule.HighFirst => true,
            IntrabarRule.LowFirst => false,
            _ => BarPath.HighIsNearer(series.Open[bar], FillRules.High(series, bar), FillRules.Low(series, bar)),
        };

    /// <summary>
    /// The stop of a trade that counts instead of its target, which is touched first, where the rest of the bar touches the stop too and
    /// the way is a guess; what the open decides is certain.
    /// </summary>
    private Order? Instead(in BarPath path, Order order, Touch now, int bar, IntrabarRule rule)
    {
        var other = order.Effect == OrderEffect.StopLoss ? order.Trade!.Target : order.Trade!.Stop;
        if (other is null || now.Time == 0)
            return null;
        var touched = path.First(now, double.IsNaN(other.Stop) ? other.Limit : other.Stop, Rises(other)).Time < double.PositiveInfinity;
        Ambiguous(bar, touched);
        return touched && order.Effect == OrderEffect.TakeProfit && rule == IntrabarRule.Path ? other : null;
    }

    private Order? NextTouched(in BarPath path, Touch now, int bar, out Touch touch)
    {
        (Order? next, touch) = (null, new Touch(double.PositiveInfinity, double.NaN));
        foreach (var order in queue.Waiting)
        {
            if (order.IsMarket || order.SpentBar == bar)
                continue;
            var candidate = path.First(now, double.IsNaN(order.Stop) ? order.Limit : order.Stop, Rises(order));
            if (candidate.Time < touch.Time)
                (next, touch) = (order, candidate);
        }
        return next;
    }

    private static bool Rises(Order order) => order.Side > 0 == !double.IsNaN(order.Stop);

    private void TakePass()
    {
        _pass.Clear();
        foreach (var order in queue.Waiting)
            _pass.Add(order);
    }

    private void Ambiguous(int bar, bool touched)
    {
        if (!touched || bar == _lastAmbiguous)
            return;
        AmbiguousBars++;
        _lastAmbiguous = bar;
    }

    private bool Expired(Order order, int bar)
    {
        if (bar <= order.LastBar && (order.Life != OrderLife.Day || bar <= order.PlacedBar + 1 || Day(bar) == Day(order.PlacedBar + 1)))
            return false;
        queue.Remove(order);
        return true;
    }

    private DateOnly Day(int bar) => series.DayAt(bar);
}
