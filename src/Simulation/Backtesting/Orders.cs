using Simulator.Markets;

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

    internal Orders(BarSeries series, Portfolio portfolio, OrderQueue queue, in RunTerms terms)
        => (_series, _portfolio, _queue, _terms) = (series, portfolio, queue, terms);

    /// <summary>Orders that wait to be filled, those of open trades' stops and targets aside, in their order.</summary>
    public IEnumerable<Order> Waiting => _queue.HandOut();

    /// <summary>How many of them there are.</summary>
    public int WaitingCount => _queue.StandAloneCount;

    /// <summary>Open trades, oldest first.</summary>
    public IReadOnlyList<OpenTrade> OpenTrades => _portfolio.Open;

    /// <summary>Orders placed so far.</summary>
    internal int PlacedCount { get; private set; }

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

    /// <summary>Takes an order back; one that no longer waits is left as it is.</summary>
    public void Cancel(Order order)
    {
        if (order.IsWaiting)
            _queue.Remove(order);
    }

    /// <summary>Takes every waiting order back, except open trades' stops and targets.</summary>
    public void CancelAll() => _queue.RemoveStandAlone();

    /// <summary>Closes what is open. Goes ahead of entries placed on the same bar.</summary>
    public void CloseAll() => Place(_queue.Rent().Set(Bar, OrderEffect.CloseAll, 0, double.NaN, double.NaN), first: true).IsReusable = true;

    /// <summary>Closes a share, in (0, 1], of a trade: of whole units at least one, rounded half to even. Goes ahead of what waits.</summary>
    public void Close(OpenTrade trade, double portion = 1)
    {
        if (!(portion is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(portion), portion, "the share of a trade to close lies in (0, 1]");
        if (!trade.IsOpen)
            return;
        var units = Math.Abs(trade.Size) * portion;
        var order = _queue.Rent().Set(Bar, OrderEffect.CloseTrade, -Math.Sign(trade.Size), double.NaN, _terms.FractionalUnits ? units : Math.Max(1, Math.Round(units)));
        order.Trade = trade;
        Place(order, first: true).IsReusable = true;
    }

    /// <summary>Sets, moves or (NaN) removes the stop-loss of a trade; it counts from the next bar.</summary>
    public void SetStopLoss(OpenTrade trade, double price) => _queue.SetStop(trade, price, Bar);

    /// <summary>Sets, moves or (NaN) removes the take-profit of a trade; it counts from the next bar.</summary>
    public void SetTakeProfit(OpenTrade trade, double price) => _queue.SetTarget(trade, price, Bar);

    /// <summary>
    /// Brings the position to a share of equity times leverage, in [−1, 1]. A change of side closes first and opens at the same
    /// open; on the same side only the difference is traded. Where shorting is off a negative target means flat.
    /// </summary>
    public void Target(double exposure)
    {
        if (!(Math.Abs(exposure) <= 1))
            throw new ArgumentOutOfRangeException(nameof(exposure), exposure, "a target exposure lies in [-1, 1]");
        if (exposure < 0 && !_terms.AllowShort)
            exposure = 0;
        var side = Math.Sign(exposure);
        var heldSide = Math.Sign(_portfolio.Units);
        if (heldSide != 0 && heldSide != side)
            CloseAll();
        if (side == 0)
            return;
        if (heldSide == side)
            Resize(side, Math.Abs(exposure));
        else if (side > 0)
            Buy(exposure);
        else
            Sell(-exposure);
    }

    private Order Enter(in OrderRequest request)
    {
        OrderCheck.Check(request, _series.Close[Bar], _terms);
        if (_terms.Options.ExclusiveOrders)
        {
            CancelAll();
            if (_portfolio.Open.Count > 0)
                CloseAll();
        }
        var order = _queue.Rent().Set(Bar, OrderEffect.Enter, request.Side, request.Fraction, request.Units);
        if (double.IsNaN(request.Units) && _terms.Options.Sizing == SizingConvention.DecisionClose)
            order.Units = SizeNow(request);
        (order.Limit, order.Stop, order.StopLoss, order.TakeProfit) = (request.Limit, request.Stop, request.StopLoss, request.TakeProfit);
        (order.Trail, order.Tag, order.Life) = (request.Trail, request.Tag, request.Life);
        order.LastBar = request.Life == OrderLife.Bars ? Bar + request.Bars : int.MaxValue;
        return Place(order, first: false);
    }

    private double SizeNow(in OrderRequest request)
    {
        var price = OrderCheck.Reference(request, _series.Close[Bar]);
        var free = _queue.HasCloseAll ? EquityAfterClosing() : BuyingPower.FreeEquity(_portfolio, _series.Close[Bar], _terms.Leverage);
        return BuyingPower.Units(free, request.Fraction, price, request.Side, _terms);
    }

    private void Resize(int side, double fraction)
    {
        var close = _series.Close[Bar];
        var wanted = BuyingPower.Units(_portfolio.EquityAt(close), fraction, close, side, _terms);
        var change = wanted - Math.Abs(_portfolio.Units);
        if (change > 0)
            Place(_queue.Rent().Set(Bar, OrderEffect.Enter, side, fraction, change), first: false).IsReusable = true;
        else if (change < 0)
            Place(_queue.Rent().Set(Bar, OrderEffect.Reduce, -side, double.NaN, -change), first: false).IsReusable = true;
    }

    private double EquityAfterClosing()
    {
        var close = _series.Close[Bar];
        var units = _portfolio.GrossUnits;
        var cost = units == 0 ? 0 : (units * close * (_terms.SlippageBps * 1e-4)) + _terms.Commission.Of(units, close);
        return Math.Max(0, _portfolio.EquityAt(close) - cost);
    }

    private Order Place(Order order, bool first)
    {
        PlacedCount++;
        return _queue.Add(order, first);
    }
}
