using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>Turns what the account did into trades, and trades into their hash.</summary>
internal static class TradeBook
{
    /// <summary>Closed trades in order of exit, then those still open, valued at the close of <paramref name="lastBar"/>.</summary>
    public static Trade[] Read(BarSeries series, Portfolio portfolio, int lastBar)
    {
        var trades = new Trade[portfolio.Closed.Count + portfolio.Open.Count];
        var n = 0;
        foreach (ref readonly var lot in CollectionsMarshal.AsSpan(portfolio.Closed))
            trades[n++] = Make(series, lot.Size, lot.Entry, lot.Exit.Bar, lot.Exit.Price, lot.Exit, lot.Commission, lot.Tag);
        foreach (var trade in portfolio.Open)
            trades[n++] = Make(series, trade.Size, trade.Entry, lastBar, series.Close[lastBar], default, trade.EntryCommission, trade.Tag) with { IsOpen = true };
        return trades;
    }

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

    private static Trade Make(BarSeries series, double size, in Fill entry, int exitBar, double exitPrice, in Fill exit, double commission, string? tag) => new()
    {
        Size = size, EntryBar = entry.Bar, ExitBar = exitBar, EntryTime = series.CloseTimeAt(entry.Bar), ExitTime = series.CloseTimeAt(exitBar),
        EntryPrice = entry.Price, ExitPrice = exitPrice, Commission = commission,
        ProfitLoss = (size * (exitPrice - entry.Price)) - commission,
        ReturnFraction = (Math.Sign(size) * ((exitPrice / entry.Price) - 1)) - (commission / (Math.Abs(size) * entry.Price)),
        EntryFill = entry, ExitFill = exit, Tag = tag,
    };
}
