namespace Simulator.Backtesting;

/// <content>Parent orders, which are worked off in slices.</content>
public sealed partial class Orders
{
    private readonly List<ParentOrder> _parents = [];
    private int _working;

    /// <summary>Buys so many units over a window of bars.</summary>
    /// <exception cref="ArgumentException">A size or window out of range.</exception>
    public ParentOrder BuyOver(double units, ExecutionPlan plan, string? tag = null) => Work(OrderRequest.BuyUnits(units), plan, tag);

    /// <summary>Sells so many units over a window of bars.</summary>
    /// <exception cref="ArgumentException">A size or window out of range.</exception>
    public ParentOrder SellOver(double units, ExecutionPlan plan, string? tag = null) => Work(OrderRequest.SellUnits(units), plan, tag);

    /// <summary>Stops a parent order; its fills stay.</summary>
    public void Cancel(ParentOrder parent)
    {
        if (!parent.IsWorking)
            return;
        if (parent.Slice is { } slice)
            Cancel(slice);
        End(parent);
    }

    /// <summary>Whether a parent order has slices to come.</summary>
    internal bool IsWorkingParents => _working > 0;

    /// <summary>Places the slice of the next bar for every parent order; what the last slice left waiting is in it.</summary>
    internal void ReleaseSlices()
    {
        foreach (var parent in _parents)
        {
            if (!parent.IsWorking)
                continue;
            var isOver = Bar >= parent.LastBar;
            if (isOver && parent.Plan.Rest == UnfilledRest.Market && parent.Slice is { IsWaiting: true, IsMarket: true })
                continue;
            if (parent.Slice is { } last)
                Cancel(last);
            var due = parent.DueAfter(Bar);
            if (isOver && (due == 0 || parent.Plan.Rest == UnfilledRest.Cancel))
                End(parent);
            else
                parent.Slice = due > 0 ? Slice(parent, due, isOver ? double.NaN : parent.Plan.Limit) : null;
        }
    }

    /// <summary>Every parent order of the run, measured against the market of its window.</summary>
    internal IReadOnlyList<ParentOrder> Parents(int lastBar)
    {
        foreach (var parent in _parents)
            parent.Measure(_series, lastBar);
        return _parents;
    }

    private ParentOrder Work(in OrderRequest request, ExecutionPlan plan, string? tag)
    {
        Check(request);
        ClearForExclusive();
        var parent = new ParentOrder(Bar, request.Side, request.Units, plan, plan.Shares(_series, Bar), _series.Close[Bar], _lots, tag);
        _parents.Add(parent);
        _working++;
        return parent;
    }

    private Order Slice(ParentOrder parent, double units, double limit)
    {
        var order = _queue.Rent().Set(Bar, OrderEffect.Enter, parent.Side, double.NaN, units);
        (order.Limit, order.Tag, order.Parent) = (_terms.Tick.Limit(limit, parent.Side), parent.Tag, parent);
        order.TakesBar = Crosses(order) ? Bar + 1 : -1;
        return Place(order, first: false);
    }

    private void End(ParentOrder parent)
    {
        (parent.IsWorking, parent.Slice) = (false, null);
        _working--;
    }
}
