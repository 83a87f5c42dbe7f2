namespace Simulator.Backtesting;

/// <summary>What an order does to the position.</summary>
public enum OrderEffect
{
    /// <summary>
    /// Adds to the position on its side; an opposite position is reduced first, oldest part first (unless the account hedges).
    /// </summary>
    Enter,

    /// <summary>Reduces the position, oldest part first; never reverses it.</summary>
    Reduce,

    /// <summary>Closes whatever is open.</summary>
    CloseAll,

    /// <summary>Closes one trade or part of it.</summary>
    CloseTrade,

    /// <summary>Closes one trade at its stop.</summary>
    StopLoss,

    /// <summary>Closes one trade at its target.</summary>
    TakeProfit,
}

/// <summary>A waiting order, and the handle to cancel it.</summary>
public sealed partial class Order
{
    internal Order() { }

    /// <summary>The bar at whose close it was placed.</summary>
    public int PlacedBar { get; internal set; }

    /// <summary>What it does.</summary>
    public OrderEffect Effect { get; internal set; }

    /// <summary>+1 buys, −1 sells; 0 where the position decides.</summary>
    public int Side { get; internal set; }

    /// <summary>Units, ≥ 0; NaN while they are still to be computed at the fill.</summary>
    public double Units { get; internal set; }

    /// <summary>Limit; NaN for none.</summary>
    public double Limit { get; internal set; }

    /// <summary>Stop that has not triggered yet; NaN for none.</summary>
    public double Stop { get; internal set; }

    /// <summary>Whether it still waits.</summary>
    public bool IsWaiting { get; internal set; }

    /// <summary>Whether it belongs to an open trade as its stop or its target.</summary>
    public bool IsContingent => Effect is OrderEffect.StopLoss or OrderEffect.TakeProfit;

    /// <summary>Least units of one fill, as long as more is wanted; 0 for any.</summary>
    public double MinimumUnits { get; internal set; }

    internal double Fraction { get; set; }

    internal double StopLoss { get; set; }

    internal double TakeProfit { get; set; }

    internal TrailingStop Trail { get; set; }

    internal OpenTrade? Trade { get; set; }

    internal string? Tag { get; set; }

    internal OrderLife Life { get; set; }

    /// <summary>Last bar on which it can fill.</summary>
    internal int LastBar { get; set; }

    /// <summary>No handle to it was given out, so it can be used again.</summary>
    internal bool IsReusable { get; set; }

    /// <summary>A stop level that triggered while the volume did not allow the whole order; NaN for none.</summary>
    internal double TriggeredStop { get; set; }

    /// <summary>The bar on which no more of it fills, because the volume is used up; −1 for none.</summary>
    internal int SpentBar { get; set; }

    /// <summary>
    /// A fill on this bar at <see cref="TakesPrice"/> takes liquidity, since the limit was already met when the order came to the market;
    /// −1 for none.
    /// </summary>
    internal int TakesBar { get; set; }

    /// <summary>See <see cref="TakesBar"/>; NaN for the open.</summary>
    internal double TakesPrice { get; set; }

    /// <summary>Orders of which the first to fill cancels the others; null for none.</summary>
    internal OcoGroup? Group { get; set; }

    /// <summary>The order that it is a slice of; null for none.</summary>
    internal ParentOrder? Parent { get; set; }

    /// <summary>Whether it brings the position to a target, so that a newer target replaces it.</summary>
    internal bool IsForTarget { get; set; }

    internal bool IsMarket => double.IsNaN(Limit) && double.IsNaN(Stop);

    /// <summary>Keeps the rest that the volume of a bar did not allow. A stop that triggered is a market order from now on.</summary>
    internal void Postpone(double rest, int bar)
    {
        SpentBar = bar;
        if (Effect is OrderEffect.Enter or OrderEffect.Reduce or OrderEffect.CloseTrade)
            Units = rest;
        if (!double.IsNaN(Stop))
            (TriggeredStop, Stop) = (Stop, double.NaN);
    }

    internal Order Set(int bar, OrderEffect effect, int side, double fraction, double units)
    {
        (PlacedBar, Effect, Side, Fraction, Units) = (bar, effect, side, fraction, units);
        Limit = Stop = StopLoss = TakeProfit = TriggeredStop = double.NaN;
        (Trail, Trade, Tag, Life, LastBar) = (default, null, null, OrderLife.GoodTillCancelled, int.MaxValue);
        (SpentBar, TakesBar, TakesPrice, MinimumUnits) = (-1, -1, double.NaN, 0);
        (Group, Parent, IsReusable, IsForTarget) = (null, null, false, false);
        return this;
    }
}

/// <summary>Orders that belong together: one fills, the others are cancelled.</summary>
internal sealed class OcoGroup;
