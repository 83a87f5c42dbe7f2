using System.Runtime.InteropServices;

namespace Simulator.Backtesting;

/// <summary>
/// The account: settled cash and what is open. The only mutable state of a run, changed by one method, <see cref="Apply"/>.
/// Equity is settled cash plus the open profit; settled cash moves only by commissions and by closed profit.
/// </summary>
public sealed class Portfolio
{
    private readonly double _commissionRate;
    private readonly List<Lot> _open = [];
    private readonly List<ClosedLot> _closed = [];

    internal Portfolio(double cash, double commissionRate) => (SettledCash, _commissionRate) = (cash, commissionRate);

    /// <summary>A part of the position that was opened by one fill.</summary>
    internal readonly record struct Lot(double Size, Fill Entry);

    /// <summary>A part that was closed.</summary>
    internal readonly record struct ClosedLot(double Size, Fill Entry, Fill Exit);

    /// <summary>Cash as if every open part had been bought and sold at its entry price.</summary>
    public double SettledCash { get; private set; }

    /// <summary>Signed units held.</summary>
    public double Units { get; private set; }

    /// <summary>Commissions paid so far.</summary>
    public double Commissions { get; private set; }

    /// <summary>What slippage has cost so far.</summary>
    public double SlippageCost { get; private set; }

    /// <summary>Open parts, oldest first.</summary>
    internal IReadOnlyList<Lot> Open => _open;

    /// <summary>Closed parts, in order of closing.</summary>
    internal IReadOnlyList<ClosedLot> Closed => _closed;

    /// <summary>Cash in the account's book: what is left after paying for what is held and receiving what was sold short.</summary>
    public double Cash
    {
        get
        {
            var cash = SettledCash;
            foreach (var lot in _open)
                cash -= lot.Size * lot.Entry.Price;
            return cash;
        }
    }

    /// <summary>Equity with every unit valued at <paramref name="price"/>.</summary>
    public double EquityAt(double price)
    {
        var equity = SettledCash;
        foreach (ref readonly var lot in CollectionsMarshal.AsSpan(_open))
            equity += lot.Size * (price - lot.Entry.Price);
        return equity;
    }

    /// <summary>Carries out a fill: the opposite position is closed first, oldest part first; the rest opens a new part.</summary>
    internal void Apply(in Fill fill)
    {
        SlippageCost += fill.SlippageCost;
        var left = fill.Units;
        while (left != 0 && _open.Count > 0 && Math.Sign(_open[0].Size) == -Math.Sign(left))
            left = CloseOldest(fill, left);
        if (left != 0)
        {
            _open.Add(new Lot(left, fill));
            Pay(left, fill.Price);
        }
        Units = _open.Count == 0 ? 0 : Units + fill.Units;
    }

    /// <summary>After a liquidation: a debt is not carried on.</summary>
    internal double ForgiveDebt()
    {
        var debt = Math.Max(0, -SettledCash);
        SettledCash = 0;
        return debt;
    }

    private double CloseOldest(in Fill fill, double left)
    {
        var lot = _open[0];
        var size = Math.Abs(left) >= Math.Abs(lot.Size) ? lot.Size : -left;
        SettledCash += size * (fill.Price - lot.Entry.Price);
        Pay(size, fill.Price);
        _closed.Add(new ClosedLot(size, lot.Entry, fill));
        if (size == lot.Size)
            _open.RemoveAt(0);
        else
            _open[0] = lot with { Size = lot.Size - size };
        return left + size;
    }

    private void Pay(double units, double price)
    {
        var commission = Math.Abs(units) * price * _commissionRate;
        SettledCash -= commission;
        Commissions += commission;
    }
}
