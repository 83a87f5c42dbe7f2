namespace Simulator.Backtesting;

/// <content>
/// The order that a rebalanced portfolio gives most: a few units more or less of a position that stays. Alone in the queue it is three numbers; it becomes
/// an <see cref="Order"/> as soon as anybody looks at the queue or puts another one in.
/// </content>
internal sealed partial class OrderQueue
{
    private int _resizeBar;

    /// <summary>Signed units that the position is to change by at the next open, the only order that waits; 0 for none.</summary>
    public double Resize { get; private set; }

    /// <summary>Whether they add to the position, on whichever side it is.</summary>
    public bool ResizeAdds { get; private set; }

    /// <summary>Puts a resize into an empty queue.</summary>
    /// <param name="bar">The bar at whose close it is ordered.</param>
    /// <param name="units">Signed, not 0.</param>
    /// <param name="adds">Whether they add to the position.</param>
    public void AddResize(int bar, double units, bool adds) => (_resizeBar, Resize, ResizeAdds) = (bar, units, adds);

    /// <summary>Takes the resize out.</summary>
    public void RemoveResize() => Resize = 0;

    private void ShowResize()
    {
        if (Resize == 0)
            return;
        var order = Rent().Set(_resizeBar, ResizeAdds ? OrderEffect.Enter : OrderEffect.Reduce, Math.Sign(Resize), double.NaN, Math.Abs(Resize));
        (order.IsReusable, order.IsForTarget, order.IsWaiting) = (true, true, true);
        RemoveResize();
        _waiting.Add(order);
    }
}
