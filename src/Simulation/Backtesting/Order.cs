namespace Simulator.Backtesting;

/// <summary>What an order does to the position.</summary>
public enum OrderEffect
{
    /// <summary>Adds to the position on its side; an opposite position is reduced first, oldest part first.</summary>
    Enter,

    /// <summary>Takes units off the position, oldest part first; never turns it round.</summary>
    Reduce,

    /// <summary>Closes whatever is open.</summary>
    CloseAll,
}

/// <summary>A market order as it waits for the next open.</summary>
/// <param name="PlacedBar">The bar at whose close it was placed.</param>
/// <param name="Effect">What it does.</param>
/// <param name="Side">+1 buys, −1 sells.</param>
/// <param name="Fraction">Share of the buying power wanted; NaN when the size was given in units.</param>
/// <param name="Units">Units, ≥ 0; NaN while they are still to be worked out at the fill.</param>
public readonly record struct Order(int PlacedBar, OrderEffect Effect, int Side, double Fraction, double Units);
