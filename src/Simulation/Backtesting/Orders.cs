using Simulator.Markets;
using Simulator.Specs;

namespace Simulator.Backtesting;

/// <summary>
/// Where a strategy places market orders at the close of a bar. Under <see cref="SizingConvention.DecisionClose"/> the units are
/// fixed here, with that bar's close and equity.
/// </summary>
public sealed class Orders
{
    private readonly BarSeries _series;
    private readonly Portfolio _portfolio;
    private readonly ExecutionSpec _execution;
    private readonly SizingConvention _sizing;
    private readonly List<Order> _queue = [];

    internal Orders(BarSeries series, Portfolio portfolio, ExecutionSpec execution, SizingConvention sizing)
        => (_series, _portfolio, _execution, _sizing) = (series, portfolio, execution, sizing);

    /// <summary>Orders waiting, in the order in which they will fill.</summary>
    internal List<Order> Queue => _queue;

    /// <summary>Orders placed so far.</summary>
    internal int PlacedCount { get; private set; }

    /// <summary>The bar at whose close orders are being placed.</summary>
    internal int Bar { get; set; }

    /// <summary>Buys with a share, in (0, 1], of the buying power (equity not bound by open positions, times leverage).</summary>
    public void Buy(double fraction = 1) => Enter(+1, fraction);

    /// <summary>Sells short with a share, in (0, 1], of the buying power; an open long position is reduced first.</summary>
    public void Sell(double fraction = 1) => Enter(-1, fraction);

    /// <summary>Buys so many units, &gt; 0.</summary>
    public void BuyUnits(double units) => EnterUnits(+1, units);

    /// <summary>Sells so many units, &gt; 0; an open long position is reduced first, the rest is sold short.</summary>
    public void SellUnits(double units) => EnterUnits(-1, units);

    /// <summary>Closes what is open. Goes ahead of entries placed on the same bar.</summary>
    public void CloseAll() => Place(new Order(Bar, OrderEffect.CloseAll, 0, double.NaN, double.NaN), first: true);

    /// <summary>
    /// Brings the position to a share of equity times leverage, in [−1, 1]. A change of side closes first and opens at the same
    /// open; on the same side only the difference is traded. Where shorting is off a negative target means flat.
    /// </summary>
    public void Target(double exposure)
    {
        if (!(Math.Abs(exposure) <= 1))
            throw new ArgumentOutOfRangeException(nameof(exposure), exposure, "a target exposure lies in [-1, 1]");
        if (exposure < 0 && !_execution.AllowShort)
            exposure = 0;
        var side = Math.Sign(exposure);
        var heldSide = Math.Sign(_portfolio.Units);
        if (heldSide != 0 && heldSide != side)
            CloseAll();
        if (side == 0)
            return;
        if (heldSide == side)
            Resize(side, Math.Abs(exposure));
        else
            Enter(side, Math.Abs(exposure));
    }

    private void Enter(int side, double fraction)
    {
        if (!(fraction is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "the share of the buying power lies in (0, 1]");
        var units = double.NaN;
        if (_sizing == SizingConvention.DecisionClose)
        {
            var closing = _queue.Exists(o => o.Effect == OrderEffect.CloseAll);
            var free = closing ? EquityAfterClosing() : BuyingPower.FreeEquity(_portfolio, _series.Close[Bar], _execution.Leverage);
            units = BuyingPower.Units(free, fraction, _series.Close[Bar], side, _execution);
        }
        Place(new Order(Bar, OrderEffect.Enter, side, fraction, units), first: false);
    }

    private void EnterUnits(int side, double units)
    {
        if (!(units > 0) || !double.IsFinite(units) || (!_execution.FractionalUnits && units != Math.Floor(units)))
            throw new ArgumentOutOfRangeException(nameof(units), units, _execution.FractionalUnits ? "units must be > 0" : "units must be whole and > 0");
        Place(new Order(Bar, OrderEffect.Enter, side, double.NaN, units), first: false);
    }

    private void Resize(int side, double fraction)
    {
        var close = _series.Close[Bar];
        var wanted = BuyingPower.Units(_portfolio.EquityAt(close), fraction, close, side, _execution);
        var change = wanted - Math.Abs(_portfolio.Units);
        if (change > 0)
            Place(new Order(Bar, OrderEffect.Enter, side, fraction, change), first: false);
        else if (change < 0)
            Place(new Order(Bar, OrderEffect.Reduce, -side, double.NaN, -change), first: false);
    }

    private double EquityAfterClosing()
    {
        var close = _series.Close[Bar];
        var cost = Math.Abs(_portfolio.Units) * close * ((_execution.SlippageBps * 1e-4) + _execution.CommissionRate);
        return Math.Max(0, _portfolio.EquityAt(close) - cost);
    }

    private void Place(Order order, bool first)
    {
        PlacedCount++;
        if (first)
            _queue.Insert(0, order);
        else
            _queue.Add(order);
    }
}
