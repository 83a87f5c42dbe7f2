namespace Simulator.Backtesting;

/// <content>Sizes that orders can have.</content>
public sealed partial class Orders
{
    /// <summary>
    /// The largest size that an order can have and that is at most <paramref name="units"/> (≥ 0): whole units or lots where the run
    /// trades in them.
    /// </summary>
    public double FloorToLots(double units) => _lots.Floor(units);
}
