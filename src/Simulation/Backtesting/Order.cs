namespace Simulator.Backtesting;

/// <summary>What an order does to the position.</summary>
public enum OrderEffect
{
    /// <summary>Adds to the position on its side; an opposite position is reduced first, oldest part first (unless the account hedges).</summary>
    Enter,

    /// <summary>Takes units off the position, oldest part first; never turns it round.</summary>
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

/// <summary>An order as it waits. The handle by which a strategy cancels it.</summary>
public sealed partial class Order
{
    internal Order() { }

    /// <summary>The bar at whose close it was placed.</summary>
    public int PlacedBar { get; internal set; }

    /// <summary>What it does.</summary>
    public OrderEffect Effect { get; internal set; }

    /// <summary>+1 buys, −1 sells; 0 where the position decides.</summary>
    public int Side { get; internal set; }

    /// <summary>Units, ≥ 0; NaN while they are still to be worked out at the fill.</summary>
    public double Units { get; internal set; }

    /// <summary>Limit; NaN for none.</summary>
    public double Limit { get; internal set; }

    /// <summary>Stop that has not triggered yet; NaN for none.</summary>
    public double Stop { get; internal set; }

    /// <summary>Whether it still waits.</summary>
    public bool IsWaiting { get; internal set; }

    /// <summary>Whether it belongs to an open trade as its stop or its target.</summary>
    public bool IsContingent => Effect is OrderEffect.StopLoss or OrderEffect.TakeProfit;

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

    /// <summary>A stop level that triggered earlier, for the reason; NaN for none.</summary>
    internal double TriggeredStop { get; set; }

    internal bool IsMarket => double.IsNaN(Limit) && double.IsNaN(Stop);

    internal Order Set(int bar, OrderEffect effect, int side, double fraction, double units)
    {
        (PlacedBar, Effect, Side, Fraction, Units) = (bar, effect, side, fraction, units);
        Limit = Stop = StopLoss = TakeProfit = TriggeredStop = double.NaN;
        (Trail, Trade, Tag, Life, LastBar) = (default, null, null, OrderLife.GoodTillCancelled, int.MaxValue);
        IsReusable = false;
        return this;
    }
}
