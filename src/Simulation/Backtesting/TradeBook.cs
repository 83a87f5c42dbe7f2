using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>Turns what the account did into trades, and trades into their hash.</summary>
internal static partial class TradeBook
{
    /// <summary>Closed trades in order of exit, then those still open, valued at the close of <paramref name="lastBar"/>.</summary>
    public static TradeList Read(BarSeries series, Portfolio portfolio, int lastBar)
    {
        var open = new Trade[portfolio.Open.Count];
        for (var i = 0; i < open.Length; i++)
            open[i] = StillOpen(series, portfolio, portfolio.Open[i], lastBar);
        return new TradeList(series, portfolio.Closed, open);
    }

    /// <summary>A part of a position at its closing.</summary>
    public static ClosedPart Part(OpenTrade trade, double size, in Fill exit, double commission) => new(trade.Entry, exit, size, trade.EntryPrice, exit.Price, commission);

    /// <summary>A closed trade as it is read.</summary>
    public static Trade Closed(BarSeries series, TradeLog log, int index) => Make(series, log[index], log[index].Exit.Bar, log.TagAt(index), isOpen: false);

    /// <summary>SHA-256 over size, bars, prices, commission and openness of every trade, in order, bit for bit.</summary>
    public static string Hash(IReadOnlyList<Trade> trades)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<long> words = stackalloc long[7];
        foreach (var t in trades)
        {
            words[0] = BitConverter.DoubleToInt64Bits(t.Size);
            words[1] = t.EntryBar;
            words[2] = t.ExitBar;
            words[3] = BitConverter.DoubleToInt64Bits(t.EntryPrice);
            words[4] = BitConverter.DoubleToInt64Bits(t.ExitPrice);
            words[5] = BitConverter.DoubleToInt64Bits(t.Commission);
            words[6] = t.IsOpen ? 1 : 0;
            sha.AppendData(MemoryMarshal.AsBytes(words));
        }
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    private static Trade StillOpen(BarSeries series, Portfolio portfolio, OpenTrade trade, int lastBar)
    {
        var price = series.Close[lastBar];
        var part = portfolio.HoldsWholePositions ? Whole(trade, price, default, trade.EntryCommission) : Part(trade, trade.Size, default, trade.EntryCommission) with { ExitPrice = price };
        return Make(series, part, lastBar, trade.Tag, isOpen: true);
    }

    private static Trade Make(BarSeries series, in ClosedPart part, int exitBar, string? tag, bool isOpen) => new()
    {
        Size = part.Size, EntryBar = part.Entry.Bar, ExitBar = exitBar, EntryTime = series.CloseTimeAt(part.Entry.Bar), ExitTime = series.CloseTimeAt(exitBar),
        EntryPrice = part.EntryPrice, ExitPrice = part.ExitPrice, Commission = part.Commission, ProfitLoss = part.ProfitLoss, ReturnFraction = part.ReturnFraction,
        EntryFill = part.Entry, ExitFill = part.Exit, Tag = tag, IsOpen = isOpen,
    };
}
