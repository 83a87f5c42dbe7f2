using System.Runtime.InteropServices;

namespace Simulator.Backtesting;

/// <summary>
/// Orders waiting, in the order in which they are tried: closing orders and stops of trades ahead, targets and entries behind.
/// Orders whose handle nobody has are used again, so that a long run does not allocate by the order.
/// </summary>
/// <param name="pool">Where orders come from and go to.</param>
internal sealed partial class OrderQueue(DeskPool pool)
{
    private readonly List<Order> _waiting = [];
    private readonly Stack<Order> _free = pool.Orders;

    /// <summary>Orders waiting, contingent ones included.</summary>
    public int Count => HasResize ? 1 : _waiting.Count;

    /// <summary>The orders waiting, in their order; valid until the queue changes.</summary>
    public ReadOnlySpan<Order> Waiting
    {
        get
        {
            ShowResize();
            return CollectionsMarshal.AsSpan(_waiting);
        }
    }

    /// <summary>Orders that are not the stop or target of a trade.</summary>
    public int StandAloneCount
    {
        get
        {
            var n = 0;
            foreach (var order in Waiting)
                n += order.IsContingent ? 0 : 1;
            return n;
        }
    }

    /// <summary>Whether everything open is going to be closed.</summary>
    public bool HasCloseAll
    {
        get
        {
            foreach (var order in Waiting)
            {
                if (order.Effect == OrderEffect.CloseAll)
                    return true;
            }
            return false;
        }
    }

    /// <summary>An order to fill in.</summary>
    public Order Rent() => _free.TryPop(out var order) ? order : new Order();

    /// <summary>Puts an order in.</summary>
    public Order Add(Order order, bool first)
    {
        ShowResize();
        order.IsWaiting = true;
        if (first)
            _waiting.Insert(0, order);
        else
            _waiting.Add(order);
        return order;
    }

    /// <summary>Takes an order out.</summary>
    public void Remove(Order order)
    {
        if (!order.IsWaiting)
            return;
        order.IsWaiting = false;
        if (ReferenceEquals(_waiting[^1], order))
            _waiting.RemoveAt(_waiting.Count - 1);
        else
            _waiting.Remove(order);
        if (order.IsReusable)
            _free.Push(order);
    }

    /// <summary>Takes out everything but stops and targets of trades.</summary>
    public void RemoveStandAlone()
    {
        RemoveResize();
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (!_waiting[i].IsContingent)
                Remove(_waiting[i]);
        }
    }

    /// <summary>Takes out entries.</summary>
    public void RemoveEntries(bool purchases, bool sales)
    {
        ShowResize();
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (_waiting[i] is { Effect: OrderEffect.Enter } entry && (entry.Side > 0 ? purchases : sales))
                Remove(entry);
        }
    }

    /// <summary>Takes out the other orders of a group.</summary>
    public void RemoveGroup(OcoGroup group, Order but)
    {
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (_waiting[i].Group == group && _waiting[i] != but)
                Remove(_waiting[i]);
        }
    }

    /// <summary>Takes out what an earlier target left waiting.</summary>
    public void RemoveTargets()
    {
        RemoveResize();
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (_waiting[i].IsForTarget)
                Remove(_waiting[i]);
        }
    }

    /// <summary>Puts a waiting order behind all others.</summary>
    public void MoveToBack(Order order)
    {
        _waiting.Remove(order);
        _waiting.Add(order);
    }

    /// <summary>Takes out everything.</summary>
    public void Clear()
    {
        RemoveResize();
        foreach (var order in _waiting)
        {
            order.IsWaiting = false;
            if (order.IsReusable)
                _free.Push(order);
        }
        _waiting.Clear();
    }

    /// <summary>The orders that are not stops or targets of trades, from now on with a handle outside.</summary>
    public Order[] HandOut()
    {
        ShowResize();
        var orders = _waiting.FindAll(o => !o.IsContingent).ToArray();
        foreach (var order in orders)
            order.IsReusable = false;
        return orders;
    }

    /// <summary>Sets, moves or (NaN) removes the stop of a trade.</summary>
    public void SetStop(OpenTrade trade, double price, int bar)
    {
        if (trade.Stop is { } old)
            Remove(old);
        trade.Stop = double.IsNaN(price) || !trade.IsOpen ? null : Contingent(trade, OrderEffect.StopLoss, bar);
        if (trade.Stop is not { } stop)
            return;
        stop.Stop = price;
        Add(stop, first: true);
    }

    /// <summary>Sets, moves or (NaN) removes the target of a trade.</summary>
    public void SetTarget(OpenTrade trade, double price, int bar)
    {
        if (trade.Target is { } old)
            Remove(old);
        trade.Target = double.IsNaN(price) || !trade.IsOpen ? null : Contingent(trade, OrderEffect.TakeProfit, bar);
        if (trade.Target is not { } target)
            return;
        target.Limit = price;
        Add(target, first: false);
    }

    private static Order Contingent(OpenTrade trade, OrderEffect effect, int bar)
    {
        var order = new Order().Set(bar, effect, -Math.Sign(trade.Size), double.NaN, double.NaN);
        order.Trade = trade;
        return order;
    }
}
