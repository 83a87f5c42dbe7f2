using System.Runtime.InteropServices;
using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>
/// The account: settled cash and what is open. The only mutable state of a run, changed by <see cref="Enter"/> and <see cref="Close"/>.
/// Equity is settled cash plus the open profit; settled cash moves only by commissions and by closed profit.
/// </summary>
public sealed class Portfolio
{
    // Sums of fractions of a unit are off by a few units in the last place; what is smaller than this share of a fill is no position.
    internal const double Dust = 1e-12;

    private readonly Commission _commission;
    private readonly bool _feePerPart;
    private readonly List<OpenTrade> _open = [];
    private readonly List<Trade> _closed = [];
    private readonly BarSeries _series;

    /// <summary>An account that holds nothing.</summary>
    /// <param name="series">What is traded.</param>
    /// <param name="cash">Cash at the start.</param>
    /// <param name="commission">What fills cost.</param>
    /// <param name="feePerPart">A closed part bears the fee of a fill of its own size, as backtesting.py has it; otherwise its share of the fee paid.</param>
    internal Portfolio(BarSeries series, double cash, Commission commission, bool feePerPart)
        => (_series, SettledCash, _commission, _feePerPart) = (series, cash, commission, feePerPart || commission.IsLinear);

    /// <summary>Cash as if every open part had been bought and sold at its entry price.</summary>
    public double SettledCash { get; private set; }

    /// <summary>Signed units held.</summary>
    public double Units { get; private set; }

    /// <summary>Units held on either side.</summary>
    public double GrossUnits { get; private set; }

    /// <summary>Commissions paid so far.</summary>
    public double Commissions { get; private set; }

    /// <summary>What slippage has cost so far.</summary>
    public double SlippageCost { get; private set; }

    /// <summary>Open parts, oldest first.</summary>
    internal List<OpenTrade> Open => _open;

    /// <summary>Closed parts, in order of closing.</summary>
    internal List<Trade> Closed => _closed;

    /// <summary>Cash in the account's book: what is left after paying for what is held and receiving what was sold short.</summary>
    public double Cash
    {
        get
        {
            var cash = SettledCash;
            foreach (var trade in _open)
                cash -= trade.Size * trade.Entry.Price;
            return cash;
        }
    }

    /// <summary>Equity with every unit valued at <paramref name="price"/>.</summary>
    public double EquityAt(double price)
    {
        var equity = SettledCash;
        if (GrossUnits == 0)
            return equity;
        foreach (var trade in CollectionsMarshal.AsSpan(_open))
            equity += trade.Size * (price - trade.EntryPrice);
        return equity;
    }

    /// <summary>Opens a part of its own.</summary>
    internal OpenTrade Enter(in Fill fill, string? tag)
    {
        SlippageCost += fill.SlippageCost;
        var fee = Pay(fill.Units, fill.Price);
        var trade = new OpenTrade(fill.Units, fill, tag) { EntryCommission = fee, BestPrice = fill.Price };
        _open.Add(trade);
        Count();
        return trade;
    }

    /// <summary>Takes units off an open part, and the part off the book when nothing of it is left. The fill may be for more than this part.</summary>
    /// <returns>The units taken off, unsigned.</returns>
    internal double Close(OpenTrade trade, double units, in Fill fill)
    {
        var held = Math.Abs(trade.Size);
        var whole = units + (units * Dust) >= held;
        var size = whole ? trade.Size : Math.CopySign(units, trade.Size);
        units = Math.Abs(size);
        SlippageCost += units * Math.Abs(fill.Price - fill.BasePrice);
        SettledCash += size * (fill.Price - trade.Entry.Price);
        var entryFee = _feePerPart ? _commission.Of(units, trade.Entry.Price) : trade.EntryCommission * (units / held);
        var fee = entryFee + Pay(size, fill.Price);
        _closed.Add(TradeBook.Closed(_series, trade, size, fill, fee));
        trade.Size -= size;
        trade.EntryCommission = _feePerPart ? _commission.Of(held - units, trade.Entry.Price) : trade.EntryCommission - entryFee;
        if (whole)
            _open.Remove(trade);
        Count();
        return units;
    }

    /// <summary>After a liquidation: a debt is not carried on.</summary>
    internal double ForgiveDebt()
    {
        var debt = Math.Max(0, -SettledCash);
        SettledCash = 0;
        return debt;
    }

    private void Count()
    {
        (Units, GrossUnits) = (0, 0);
        foreach (var trade in CollectionsMarshal.AsSpan(_open))
        {
            Units += trade.Size;
            GrossUnits += Math.Abs(trade.Size);
        }
    }

    private double Pay(double units, double price)
    {
        var commission = _commission.Of(Math.Abs(units), price);
        SettledCash -= commission;
        Commissions += commission;
        return commission;
    }
}
