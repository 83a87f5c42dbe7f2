namespace Simulator.Backtesting;

/// <content>Targets in units, for whoever sizes several instruments at once.</content>
public sealed partial class Orders
{
    /// <summary>
    /// Brings the position to so many units, signed, at the next open: on the same side only the difference is traded, a change of
    /// side closes first. A newer target replaces what still waits of the last. If short selling is not allowed, a negative target means
    /// flat.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Units that are not finite.</exception>
    public void TargetUnits(double units)
    {
        if (!double.IsFinite(units))
            throw new ArgumentOutOfRangeException(nameof(units), units, "target units must be finite");
        if (units < 0 && !_terms.AllowShort)
            units = 0;
        if (_queue.Count > 0)
            _queue.RemoveTargets();
        var held = _portfolio.Units;
        if (held != 0 && units != 0 && held > 0 == units > 0)
        {
            if (units != held)
                PlaceResize(units - held, adds: units > held == held > 0);
            return;
        }
        if (held != 0)
            MarkTarget(Place(_queue.Rent().Set(Bar, OrderEffect.CloseAll, 0, double.NaN, double.NaN), first: true));
        if (units != 0)
            MarkTarget(Place(_queue.Rent().Set(Bar, OrderEffect.Enter, Math.Sign(units), double.NaN, Math.Abs(units)), first: false));
    }

    /// <summary>Units, in whole lots, that money pays for at the close, slippage and commission included.</summary>
    internal double UnitsFor(double money, int side) =>
        _lots.Floor(_slippage.Affordable(money, _series.Close[Bar], side, Bar + 1, _commission));

    /// <summary>What closing the position would cost at the close of a bar, slippage and commission together.</summary>
    internal double ClosingCost(int bar)
    {
        var (units, close) = (_portfolio.GrossUnits, _series.Close[bar]);
        if (units == 0)
            return 0;
        var slip = Math.Abs(_slippage.Price(close, -Math.Sign(_portfolio.Units), bar + 1, units) - close);
        return (units * slip) + _commission.For(units, close);
    }

    // Units more, or less, of the position on its side.
    private void PlaceResize(double units, bool adds)
    {
        if (_terms.ResizesAtOnce && _queue.Count == 0)
        {
            PlacedCount++;
            _queue.AddResize(Bar, units, adds);
        }
        else
        {
            MarkTarget(
                Place(
                    _queue.Rent().Set(Bar, adds ? OrderEffect.Enter : OrderEffect.Reduce, Math.Sign(units), double.NaN, Math.Abs(units)),
                    first: false
                )
            );
        }
    }

    /// <summary>Ends parent orders, whose sizes and limits were meant before a split.</summary>
    internal void EndParents()
    {
        foreach (var parent in _parents)
            Cancel(parent);
    }
}
