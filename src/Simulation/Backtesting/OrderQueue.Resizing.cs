namespace Simulator.Backtesting;

/// <content>
/// The order that a rebalanced portfolio gives most: a few units more or less of a position that stays. Alone in the queue it is a few
/// numbers; it becomes
/// an <see cref="Order"/> as soon as anybody looks at the queue or puts another one in.
/// </content>
internal sealed partial class OrderQueue
{
    private int _resizeBar;

    /// <summary>Whether a resize is the only order that waits.</summary>
    public bool HasResize { get; private set; }

    /// <summary>Whether it adds to the position, on whichever side that is.</summary>
    public bool ResizeAdds { get; private set; }

    /// <summary>Signed units that it trades, not 0.</summary>
    public double Resize { get; private set; }

    /// <summary>Whether nothing waits, or a resize alone.</summary>
    public bool HasNoOrders => _waiting.Count == 0;

    /// <summary>Puts a resize into an empty queue.</summary>
    /// <param name="bar">The bar at whose close it is ordered.</param>
    /// <param name="units">Signed, not 0.</param>
    /// <param name="adds">Whether they add to the position.</param>
    public void AddResize(int bar, double units, bool adds) => (HasResize, _resizeBar, Resize, ResizeAdds) = (true, bar, units, adds);

    /// <summary>Takes the resize out.</summary>
    public void RemoveResize() => HasResize = false;

    private void ShowResize()
    {
        if (!HasResize)
            return;
        RemoveResize();
        var order = Rent()
            .Set(_resizeBar, ResizeAdds ? OrderEffect.Enter : OrderEffect.Reduce, Math.Sign(Resize), double.NaN, Math.Abs(Resize));
        (order.IsReusable, order.IsForTarget) = (true, true);
        Add(order, first: false);
    }
}
