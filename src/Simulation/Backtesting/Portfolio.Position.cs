namespace Simulator.Backtesting;

/// <content>Positions as one trade each, and corporate actions on them.</content>
public sealed partial class Portfolio
{
    /// <summary>Whether a position is one trade; see <see cref="TradeGrouping.Position"/>.</summary>
    internal bool HoldsWholePositions => _wholePositions;

    /// <summary>What slippage cost in this instrument.</summary>
    internal double SlippageCost { get; private set; }

    /// <summary>Cost of borrowed shares of this instrument.</summary>
    internal double BorrowCost { get; private set; }

    /// <summary>Takes the cost of borrowed shares.</summary>
    internal void PayBorrow(double cost)
    {
        Account.PayBorrow(cost);
        BorrowCost += cost;
    }

    /// <summary>Commissions of this instrument.</summary>
    internal double Commissions { get; private set; }

    /// <summary>Σ |units|·price of every fill of this instrument.</summary>
    internal double TradedValue { get; private set; }

    /// <summary>Whether one part is open and no more.</summary>
    internal bool HasOnePart => _only is not null;

    /// <summary>
    /// Adds units to a position, or (&lt; 0 for a long one, &gt; 0 for a short one) takes off less than all of it: what <see cref="Enter"/>
    /// and <see cref="Close"/> do, without a trade to record.
    /// </summary>
    internal void Resize(double units, double price, double basePrice, double commission)
    {
        var trade = _only!;
        var size = Math.Abs(units);
        CountSlippage(size * Math.Abs(price - basePrice));
        var adds = units > 0 == trade.Size > 0;
        if (!adds)
            Account.Settle(-units * (price - trade.EntryPrice));
        Book(commission, Math.Abs(size * price));
        if (adds)
            trade.Add(units, price, commission);
        else
            trade.TakeOff(-units, price, commission);
        (Units, GrossUnits, _onlyEntry) = (trade.Size, Math.Abs(trade.Size), trade.EntryPrice);
    }

    /// <summary>
    /// Applies a split to the position. Where only whole units are traded, the fraction that it leaves is paid out at
    /// <paramref name="price"/>, without costs.
    /// </summary>
    internal void Split(double ratio, bool wholeUnits, int bar, double price)
    {
        foreach (var trade in _open)
            trade.Split(ratio);
        Count();
        if (!wholeUnits)
            return;
        var fraction = Math.Abs(Units) - Math.Floor(Math.Abs(Units) * (1 + Dust));
        while (fraction > Math.Abs(Units) * Dust && _open.Count > 0)
            fraction -= CloseFree(_open[^1], fraction, new Fill(bar, 0, price, price, FillCause.CashInLieu, bar, fraction));
    }

    /// <summary>Closes everything at a price, without costs.</summary>
    internal void CloseAllFree(int bar, double price, FillCause cause)
    {
        while (_open.Count > 0)
            CloseFree(_open[0], double.PositiveInfinity, new Fill(bar, -_open[0].Size, price, price, cause, bar, Math.Abs(_open[0].Size)));
    }

    private double CloseFree(OpenTrade trade, double units, in Fill fill)
    {
        var held = Math.Abs(trade.Size);
        var whole = units >= held * (1 - Dust);
        var size = whole ? trade.Size : Math.CopySign(units, trade.Size);
        Account.Settle(size * (fill.Price - trade.EntryPrice));
        if (_wholePositions)
        {
            TakeOff(trade, size, fill, 0);
            return Math.Abs(size);
        }
        var entryCommission = trade.EntryCommission * (Math.Abs(size) / held);
        _closed.Add(trade.Entry, fill, size, entryCommission, trade.Tag);
        trade.Size -= size;
        trade.EntryCommission -= entryCommission;
        if (whole)
            Forget(trade);
        Count();
        return Math.Abs(size);
    }

    private void TakeOff(OpenTrade trade, double size, in Fill fill, double commission)
    {
        var whole = size == trade.Size;
        if (whole)
            _closed.Add(
                trade.EntryOfPosition(),
                trade.ExitOfPosition(fill),
                trade.EnteredUnits,
                trade.EntryCommission + commission,
                trade.Tag
            );
        trade.TakeOff(size, fill.Price, commission);
        if (whole)
            Forget(trade);
        Count();
    }
}
