using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Backtesting;

/// <summary>
/// Where a strategy places orders at the close of a bar. Under <see cref="SizingConvention.DecisionClose"/> the units are
/// fixed here, with that bar's close and equity.
/// </summary>
public sealed partial class Orders
{
    private readonly BarSeries _series;
    private readonly Portfolio _portfolio;
    private readonly RunTerms _terms;
    private readonly OrderQueue _queue;
    private readonly Slippage _slippage;
    private readonly Commission _commission;
    private readonly LotSize _lots;

    internal Orders(BarSeries series, Portfolio portfolio, OrderQueue queue, RunTerms terms, Slippage slippage)
    {
        (_series, _portfolio, _queue, _terms, _slippage) = (series, portfolio, queue, terms, slippage);
        (_commission, _lots) = (terms.Commission, terms.Lots);
    }

    /// <summary>Orders that wait to be filled, those of open trades' stops and targets aside, in their order.</summary>
    public IEnumerable<Order> Waiting => _queue.HandOut();

    /// <summary>How many of them there are.</summary>
    public int WaitingCount => _queue.StandAloneCount;

    /// <summary>Open trades, oldest first.</summary>
    public IReadOnlyList<OpenTrade> OpenTrades
    {
        get
        {
            _portfolio.IsShown = true;
            return _portfolio.Open;
        }
    }

    /// <summary>Orders placed so far.</summary>
    internal int PlacedCount { get; private set; }

    /// <summary>Takes what a rule could not order.</summary>
    internal RunNotes? Notes { get; init; }

    /// <summary>The bar at whose close orders are being placed.</summary>
    internal int Bar { get; set; }

    /// <summary>Buys with a share, in (0, 1], of the buying power (equity not bound by open positions, times leverage).</summary>
    public void Buy(double fraction = 1) => Enter(OrderRequest.Buy(fraction)).IsReusable = true;

    /// <summary>Sells short with a share, in (0, 1], of the buying power; an open long position is reduced first.</summary>
    public void Sell(double fraction = 1) => Enter(OrderRequest.Sell(fraction)).IsReusable = true;

    /// <summary>Buys so many units, &gt; 0.</summary>
    public void BuyUnits(double units) => Enter(OrderRequest.BuyUnits(units)).IsReusable = true;

    /// <summary>Sells so many units, &gt; 0; an open long position is reduced first, the rest is sold short.</summary>
    public void SellUnits(double units) => Enter(OrderRequest.SellUnits(units)).IsReusable = true;

    /// <summary>Places an order of any kind and returns its handle.</summary>
    /// <exception cref="ArgumentException">A size, or prices, that contradict each other; the message says which.</exception>
    public Order Place(in OrderRequest request) => Enter(request);

    /// <summary>Places orders of which the first to fill, in whole or in part, cancels the others.</summary>
    /// <returns>Their handles, in the order of the requests.</returns>
    /// <exception cref="ArgumentException">Fewer than two, or one of them contradicts itself; none is placed then.</exception>
    public Order[] PlaceOneCancelsOther(params ReadOnlySpan<OrderRequest> requests)
    {
        if (requests.Length < 2)
            throw new ArgumentException(
                FormattableString.Invariant($"an order group (OCO) needs at least two orders, had {requests.Length}"),
                nameof(requests)
            );
        foreach (var request in requests)
            Check(request);
        ClearForExclusive();
        var (orders, group) = (new Order[requests.Length], new OcoGroup());
        for (var i = 0; i < orders.Length; i++)
        {
            orders[i] = Add(requests[i]);
            orders[i].Group = group;
        }
        return orders;
    }

    /// <summary>Cancels an order; an order that no longer waits is unchanged.</summary>
    public void Cancel(Order order)
    {
        if (order.IsWaiting)
            _queue.Remove(order);
    }

    /// <summary>
    /// Changes a waiting order; its handle stays. As at exchanges an order keeps its place among those that wait only when nothing but its
    /// size changes, and downwards; else it goes behind all others. Its life goes on counting from the bar at which it was placed.
    /// </summary>
    /// <returns>False where the order no longer waits; nothing changes then.</returns>
    /// <exception cref="ArgumentException">A price that the order does not have, or a price or size out of range.</exception>
    public bool Replace(Order order, in OrderChange change)
    {
        if (!order.IsWaiting)
            return false;
        OrderCheck.CheckChange(order, change, _terms, _series.IsSigned);
        var keepsPlace = double.IsNaN(change.Limit) && double.IsNaN(change.Stop) && !(change.Units > order.Units);
        if (!double.IsNaN(change.Limit))
            order.Limit = _terms.Tick.Limit(change.Limit, order.Side);
        if (!double.IsNaN(change.Stop))
            order.Stop = _terms.Tick.Stop(change.Stop, order.Side);
        if (!double.IsNaN(change.Units))
            (order.Units, order.MinimumUnits) = (change.Units, Math.Min(order.MinimumUnits, change.Units));
        order.TakesBar = Crosses(order) ? Bar + 1 : -1;
        if (!keepsPlace)
            _queue.MoveToBack(order);
        return true;
    }

    /// <summary>Cancels every waiting order, except stops and targets of open trades.</summary>
    public void CancelAll() => _queue.RemoveStandAlone();

    /// <summary>Cancels waiting entry orders; orders that close or reduce a position stay.</summary>
    internal void CancelEntries(bool purchases, bool sales) => _queue.RemoveEntries(purchases, sales);

    /// <summary>Closes the open position. Goes ahead of entries placed on the same bar.</summary>
    public void CloseAll() => Place(_queue.Rent().Set(Bar, OrderEffect.CloseAll, 0, double.NaN, double.NaN), first: true).IsReusable = true;

    /// <summary>
    /// Closes a share, in (0, 1], of a trade: rounded to the nearest lot, half to even, at least one. Goes ahead of what waits.
    /// </summary>
    public void Close(OpenTrade trade, double portion = 1)
    {
        if (!(portion is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(portion),
                portion,
                "the fraction of a trade to close must be " + "above 0 and at most 1"
            );
        if (!trade.IsOpen)
            return;
        var units = Math.Abs(trade.Size) * portion;
        var order = _queue.Rent().Set(Bar, OrderEffect.CloseTrade, -Math.Sign(trade.Size), double.NaN, _lots.Nearest(units));
        order.Trade = trade;
        Place(order, first: true).IsReusable = true;
    }

    /// <summary>Sets, moves or (NaN) removes the stop-loss of a trade; it counts from the next bar.</summary>
    public void SetStopLoss(OpenTrade trade, double price) => _queue.SetStop(trade, _terms.Tick.Stop(price, -Math.Sign(trade.Size)), Bar);

    /// <summary>Sets, moves or (NaN) removes the take-profit of a trade; it counts from the next bar.</summary>
    public void SetTakeProfit(OpenTrade trade, double price) =>
        _queue.SetTarget(trade, _terms.Tick.Limit(price, -Math.Sign(trade.Size)), Bar);

    /// <summary>
    /// Brings the position to a share of equity times leverage, in [−1, 1]. A change of side closes first and opens at the same
    /// open; on the same side only the difference is traded. If short selling is not allowed, a negative target means flat.
    /// </summary>
    public void Target(double exposure)
    {
        if (!(Math.Abs(exposure) <= 1))
            throw new ArgumentOutOfRangeException(nameof(exposure), exposure, "a target exposure must be between -1 and 1");
        if (exposure < 0 && !_terms.AllowShort)
            exposure = 0;
        if (!double.IsNaN(_terms.VolumeShare))
            _queue.RemoveTargets(); // what the volume cut of the last target
        var side = Math.Sign(exposure);
        var heldSide = Math.Sign(_portfolio.Units);
        if (heldSide != 0 && heldSide != side)
            CloseAll();
        if (side == 0)
            return;
        if (heldSide == side)
            Resize(side, Math.Abs(exposure));
        else
            MarkTarget(Enter(side > 0 ? OrderRequest.Buy(exposure) : OrderRequest.Sell(-exposure)));
    }

    /// <summary>Starts a new run; the caller clears the queue.</summary>
    internal void Reset()
    {
        (Bar, PlacedCount, _working) = (0, 0, 0);
        _parents.Clear();
    }

    private Order Enter(in OrderRequest request)
    {
        Check(request);
        ClearForExclusive();
        return Add(request);
    }

    private void Check(in OrderRequest request)
    {
        request.Size?.Check();
        OrderCheck.Check(request, _series.Close[Bar], _terms, _slippage, Bar);
    }

    private void ClearForExclusive()
    {
        if (!_terms.Options.ExclusiveOrders)
            return;
        CancelAll();
        if (_portfolio.Open.Count > 0)
            CloseAll();
    }

    private Order Add(in OrderRequest request)
    {
        var tick = _terms.Tick;
        var order = _queue.Rent().Set(Bar, OrderEffect.Enter, request.Side, request.Fraction, request.Units);
        if (request.Size is { } size)
            order.Units = UnitsOf(size, request);
        else if (double.IsNaN(request.Units) && _terms.Options.Sizing == SizingConvention.DecisionClose)
            order.Units = SizeNow(request);
        (order.Limit, order.Stop) = (tick.Limit(request.Limit, request.Side), tick.Stop(request.Stop, request.Side));
        (order.StopLoss, order.TakeProfit) = (tick.Stop(request.StopLoss, -request.Side), tick.Limit(request.TakeProfit, -request.Side));
        (order.Trail, order.Tag, order.Life, order.MinimumUnits) = (request.Trail, request.Tag, request.Life, request.MinimumUnits);
        order.LastBar = request.Life == OrderLife.Bars ? Bar + request.Bars : int.MaxValue;
        order.TakesBar = Crosses(order) ? Bar + 1 : -1;
        return Place(order, first: false);
    }

    private bool Crosses(Order order) => double.IsNaN(order.Stop) && Ties.IsAtOrBehind(order.Side, _series.Close[Bar], order.Limit);

    private double UnitsOf(PositionSize size, in OrderRequest request)
    {
        var close = _series.Close[Bar];
        var price = OrderCheck.Reference(request, close);
        var free = _queue.HasCloseAll ? EquityAfterClosing() : BuyingPower.FreeEquity(_portfolio, close, _terms.Leverage);
        var distance = double.IsNaN(request.StopLoss)
            ? TrailingDistance.Of(request.Trail, _series, Bar, price)
            : Math.Abs(price - request.StopLoss);
        var inputs = new SizeInputs(
            _series,
            Bar,
            request.Side,
            price,
            distance,
            _portfolio.EquityAt(close),
            free,
            _portfolio.Closed,
            _terms,
            _slippage
        );
        var units = size.Units(inputs);
        return units > 0 && double.IsFinite(units) ? _lots.Floor(units) : 0;
    }

    private static void MarkTarget(Order order) => (order.IsReusable, order.IsForTarget) = (true, true);

    private double SizeNow(in OrderRequest request)
    {
        var price = OrderCheck.Reference(request, _series.Close[Bar]);
        var free = _queue.HasCloseAll ? EquityAfterClosing() : BuyingPower.FreeEquity(_portfolio, _series.Close[Bar], _terms.Leverage);
        return BuyingPower.Units(free, request.Fraction, price, request.Side, Bar + 1, _terms, _slippage);
    }

    private void Resize(int side, double fraction)
    {
        var close = _series.Close[Bar];
        var wanted = BuyingPower.Units(_portfolio.EquityAt(close), fraction, close, side, Bar + 1, _terms, _slippage);
        var change = wanted - Math.Abs(_portfolio.Units);
        if (change != 0)
            PlaceResize(side * change, adds: change > 0);
    }

    private double EquityAfterClosing()
    {
        var close = _series.Close[Bar];
        var units = _portfolio.GrossUnits;
        var slip = units == 0 ? 0 : Math.Abs(_slippage.Price(close, -Math.Sign(_portfolio.Units), Bar + 1, units) - close);
        var cost = units == 0 ? 0 : (units * slip) + _commission.For(units, close);
        return Math.Max(0, _portfolio.EquityAt(close) - cost - _portfolio.Account.ElsewhereBound);
    }

    private Order Place(Order order, bool first)
    {
        PlacedCount++;
        return _queue.Add(order, first);
    }
}
