using System.Runtime.InteropServices;

namespace Simulator.Backtesting;

/// <summary>
/// The open position in one instrument, on an <see cref="Backtesting.Account"/>. Changed only by <see cref="Enter"/> and
/// <see cref="Close"/>. Equity is the account's settled cash plus the open profit; settled cash moves only by costs and by closed profit.
/// </summary>
public sealed partial class Portfolio
{
    // Sums of fractions of a unit are off by a few units in the last place; what is smaller than this share of a fill is no position.
    internal const double Dust = 1e-12;

    private readonly Commission _commission;
    private readonly bool _commissionPerPart;
    private readonly bool _wholePositions;
    private readonly List<OpenTrade> _open = [];
    private readonly TradeLog _closed;
    private readonly Stack<OpenTrade> _free;

    // Where one part is open, which is the usual case and asked for on every bar, that part and its entry price; else null and NaN.
    private OpenTrade? _only;
    private double _onlyEntry = double.NaN;

    /// <summary>Holds nothing.</summary>
    /// <param name="account">Where it settles.</param>
    /// <param name="commission">What fills cost.</param>
    /// <param name="commissionPerPart">A closed part bears the commission of a fill of its own size, as in backtesting.py; otherwise its
    /// share of the commission paid.</param>
    /// <param name="wholePositions">A position is one trade from its first fill until it is flat.</param>
    /// <param name="closed">Takes what is closed.</param>
    /// <param name="pool">Where open parts come from and go to.</param>
    internal Portfolio(
        Account account,
        Commission commission,
        bool commissionPerPart,
        bool wholePositions,
        TradeLog closed,
        DeskPool pool
    ) =>
        (Account, _commission, _commissionPerPart, _wholePositions, _closed, _free) = (
            account,
            commission,
            (commissionPerPart || commission.IsLinear) && !wholePositions,
            wholePositions,
            closed,
            pool.Parts
        );

    /// <summary>Where it settles.</summary>
    public Account Account { get; }

    /// <summary>Signed units held.</summary>
    public double Units { get; private set; }

    /// <summary>Units held on either side.</summary>
    public double GrossUnits { get; private set; }

    /// <summary>Open parts, oldest first.</summary>
    internal List<OpenTrade> Open => _open;

    /// <summary>Closed parts, in order of closing.</summary>
    internal TradeLog Closed => _closed;

    /// <summary>Whether somebody outside may hold on to an open part; otherwise its object is used again after it was closed.</summary>
    internal bool IsShown { get; set; }

    /// <summary>Money paid for the position less money received for what was sold short: Σ size·entry.</summary>
    public double Cost
    {
        get
        {
            var cost = 0.0;
            foreach (var trade in CollectionsMarshal.AsSpan(_open))
                cost += trade.Size * trade.EntryPrice;
            return cost;
        }
    }

    /// <summary>The part of <see cref="Cost"/> that was paid: Σ size·entry of long positions.</summary>
    internal double LongCost
    {
        get
        {
            var cost = 0.0;
            foreach (var trade in CollectionsMarshal.AsSpan(_open))
                cost += Math.Max(0, trade.Size) * trade.EntryPrice;
            return cost;
        }
    }

    /// <summary>Mean entry price of what is held, slippage included; NaN with nothing held, or with both sides alike.</summary>
    internal double EntryPrice =>
        !double.IsNaN(_onlyEntry) ? _onlyEntry
        : Units == 0 ? double.NaN
        : Cost / Units;

    /// <summary>Units sold short.</summary>
    internal double ShortUnits => (GrossUnits - Units) / 2;

    /// <summary>Equity of the account with every unit of this instrument valued at <paramref name="price"/>.</summary>
    public double EquityAt(double price) => OnTopOf(Account.SettledCash + Account.ElsewhereProfit, price);

    /// <summary>Open profit at a price: Σ size·(price − entry).</summary>
    public double ProfitAt(double price) => OnTopOf(0, price);

    /// <summary>Equity that the position binds at a price: |units|·|price| ÷ leverage, the units of both sides.</summary>
    internal double BoundAt(double price, double leverage) =>
        leverage == 1 ? GrossUnits * Math.Abs(price) : GrossUnits * Math.Abs(price) / leverage;

    /// <summary>Starts a run again, without a position; the account is the caller's to reset.</summary>
    internal void Reset()
    {
        while (_open.Count > 0)
            Forget(_open[^1]);
        Count();
        (Commissions, TradedValue, SlippageCost, BorrowCost) = (0, 0, 0, 0);
        _closed.Clear();
    }

    /// <summary>Opens a separate part.</summary>
    internal OpenTrade Enter(in Fill fill, string? tag)
    {
        CountSlippage(fill.SlippageCost);
        var commission = Pay(fill.Units, fill);
        if (_wholePositions && _open.Count > 0 && Math.Sign(_open[0].Size) == Math.Sign(fill.Units))
        {
            _open[0].Add(fill.Units, fill.Price, commission);
            Count();
            return _open[0];
        }
        if (IsShown || !_free.TryPop(out var trade))
            trade = new OpenTrade(fill, tag);
        else
            trade.Reuse(fill, tag);
        trade.EntryCommission = commission;
        if (_wholePositions)
            trade.StartPosition();
        _open.Add(trade);
        Count();
        return trade;
    }

    /// <summary>
    /// Takes units off an open part, and the part off the book when nothing of it is left. The fill may be for more than this part.
    /// </summary>
    /// <returns>The units taken off, unsigned.</returns>
    internal double Close(OpenTrade trade, double units, in Fill fill)
    {
        var held = Math.Abs(trade.Size);
        var whole = units + (units * Dust) >= held;
        var size = whole ? trade.Size : Math.CopySign(units, trade.Size);
        units = Math.Abs(size);
        CountSlippage(units * Math.Abs(fill.Price - fill.BasePrice));
        Account.Settle(size * (fill.Price - trade.EntryPrice));
        if (_wholePositions)
        {
            TakeOff(trade, size, fill, Pay(size, fill));
            return units;
        }
        var entryCommission = _commissionPerPart
            ? _commission.For(units, trade.EntryPrice, trade.Entry.IsMaker)
            : trade.EntryCommission * (units / held);
        var commission = entryCommission + Pay(size, fill);
        _closed.Add(trade.Entry, fill, size, commission, trade.Tag);
        trade.Size -= size;
        trade.EntryCommission = _commissionPerPart
            ? _commission.For(held - units, trade.EntryPrice, trade.Entry.IsMaker)
            : trade.EntryCommission - entryCommission;
        if (whole)
            Forget(trade);
        Count();
        return units;
    }

    /// <summary>Money plus the open profit at a price.</summary>
    internal double OnTopOf(double money, double price) =>
        GrossUnits == 0 ? money
        : double.IsNaN(_onlyEntry) ? AllOnTopOf(money, price)
        : money + (Units * (price - _onlyEntry));

    private double AllOnTopOf(double money, double price)
    {
        foreach (var trade in CollectionsMarshal.AsSpan(_open))
            money += trade.Size * (price - trade.EntryPrice);
        return money;
    }

    private void Forget(OpenTrade trade)
    {
        _open.Remove(trade);
        if (!IsShown)
            _free.Push(trade);
    }

    private void Count()
    {
        (Units, GrossUnits) = (0, 0);
        foreach (var trade in CollectionsMarshal.AsSpan(_open))
        {
            Units += trade.Size;
            GrossUnits += Math.Abs(trade.Size);
        }
        _only = _open.Count == 1 ? _open[0] : null;
        _onlyEntry = _only?.EntryPrice ?? double.NaN;
    }

    private double Pay(double units, in Fill fill)
    {
        var commission = _commission.For(Math.Abs(units), fill.Price, fill.IsMaker);
        Book(commission, Math.Abs(units * fill.Price));
        return commission;
    }

    private void CountSlippage(double cost)
    {
        Account.CountSlippage(cost);
        SlippageCost += cost;
    }

    private void Book(double commission, double value)
    {
        Account.PayCommission(commission);
        Commissions += commission;
        TradedValue += value;
    }
}
