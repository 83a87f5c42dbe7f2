namespace Simulator.Backtesting;

/// <content>Corporate actions on positions and orders.</content>
internal sealed partial class Desk
{
    /// <summary>Whether a market order waits that takes units off, so that cash comes free at the open.</summary>
    public bool ReleasesCash
    {
        get
        {
            if (_unitsToCut > 0)
                return true;
            var held = Portfolio.Units;
            if (_queue.HasResize)
                return !_queue.ResizeAdds;
            foreach (var order in _queue.Waiting)
            {
                var effect = order.Effect;
                if (
                    (
                        effect is OrderEffect.Reduce or OrderEffect.CloseAll or OrderEffect.CloseTrade
                        || (effect == OrderEffect.Enter && order.Side * held < 0)
                    ) && order.IsMarket
                )
                    return true;
            }
            return false;
        }
    }

    /// <summary>Applies a split at the open of a bar, to the position and to every order that waits; parent orders end.</summary>
    public void Split(double ratio, int bar)
    {
        var wholeUnits = _terms.Lots.Units >= 1;
        Orders.EndParents();
        _unitsToCut *= ratio;
        foreach (var order in _queue.Waiting)
            order.Split(ratio, wholeUnits);
        Portfolio.Split(ratio, wholeUnits, bar, Series.Open[bar]);
        for (var i = _queue.Count - 1; i >= 0; i--)
        {
            if (_queue.Waiting[i] is { IsContingent: true, Trade.IsOpen: false } orphan)
                _queue.Remove(orphan);
        }
    }

    /// <summary>Closes the position at the close of the last bar and drops what waits.</summary>
    public void Delist(int bar)
    {
        _queue.Clear();
        Portfolio.CloseAllFree(bar, Series.Close[bar], FillCause.Delisting);
    }
}
