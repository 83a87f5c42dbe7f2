namespace Simulator.Backtesting;

/// <summary>A part of the position that was opened by one fill and is still open.</summary>
public sealed partial class OpenTrade
{
    private Fill _entry;

    internal OpenTrade(in Fill entry, string? tag) => Reuse(entry, tag);

    /// <summary>Signed units still open.</summary>
    public double Size { get; internal set; }

    /// <summary>Bar of the entry.</summary>
    public int EntryBar => _entry.Bar;

    /// <summary>
    /// Entry price, slippage included; the mean of all entries where a position is one trade (<see cref="TradeGrouping.Position"/>).
    /// </summary>
    public double EntryPrice { get; private set; }

    /// <summary>The mark of the order that opened it.</summary>
    public string? Tag { get; private set; }

    /// <summary>Its stop-loss; NaN without one.</summary>
    public double StopLoss => Stop?.Stop ?? double.NaN;

    /// <summary>Its take-profit; NaN without one.</summary>
    public double TakeProfit => Target?.Limit ?? double.NaN;

    /// <summary>Whether it is still open.</summary>
    public bool IsOpen => Size != 0;

    /// <summary>Return at a price, before costs: sign·(price/entry − 1).</summary>
    public double ReturnAt(double price) =>
        Math.Sign(Size) * (EntryPrice > 0 ? (price / EntryPrice) - 1 : (price - EntryPrice) / Math.Abs(EntryPrice));

    internal ref readonly Fill Entry => ref _entry;

    /// <summary>Commission of the entry that no closed part has taken over yet.</summary>
    internal double EntryCommission { get; set; }

    internal Order? Stop { get; set; }

    internal Order? Target { get; set; }

    internal TrailingStop Trail { get; set; }

    /// <summary>Best price since the entry, for the trailing stop.</summary>
    internal double BestPrice { get; set; }

    /// <summary>Starts a part again; only for one that nobody outside has seen.</summary>
    internal void Reuse(in Fill entry, string? tag)
    {
        (_entry, EntryPrice, Size, Tag, BestPrice) = (entry, entry.Price, entry.Units, tag, entry.Price);
        (Stop, Target, Trail, EntryCommission) = (null, null, default, 0);
    }
}
