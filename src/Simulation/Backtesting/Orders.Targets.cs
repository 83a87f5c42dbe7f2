namespace Simulator.Backtesting;

/// <content>Targets in units, for whoever sizes several instruments at once.</content>
public sealed partial class Orders
{
    /// <summary>
    /// Brings the position to so many units, signed, at the next open: on the same side only the difference is traded, a change of
    /// side closes first. Where shorting is off a negative target means flat.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Units that are not finite.</exception>
    public void TargetUnits(double units)
    {
        if (!double.IsFinite(units))
            throw new ArgumentOutOfRangeException(nameof(units), units, "target units must be finite");
        if (units < 0 && !_terms.AllowShort)
            units = 0;
        var (side, held) = (Math.Sign(units), _portfolio.Units);
        if (held != 0 && Math.Sign(held) != side)
            CloseAll();
        else if (held != 0)
            units -= held;
        if (units == 0 || side == 0)
            return;
        var change = Math.Abs(units);
        if (Math.Sign(units) == side)
            Place(_queue.Rent().Set(Bar, OrderEffect.Enter, side, double.NaN, change), first: false).IsReusable = true;
        else
            Place(_queue.Rent().Set(Bar, OrderEffect.Reduce, -side, double.NaN, change), first: false).IsReusable = true;
    }
}
