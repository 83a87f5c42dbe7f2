using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>Turns what the account did into trades, and trades into their hash.</summary>
internal static partial class TradeBook
{
    /// <summary>Closed trades in order of exit, then those still open, valued at the close of <paramref name="lastBar"/>.</summary>
    public static Trade[] Read(BarSeries series, Portfolio portfolio, int lastBar)
    {
        var trades = new Trade[portfolio.Closed.Count + portfolio.Open.Count];
        portfolio.Closed.CopyTo(trades);
        for (var i = 0; i < portfolio.Open.Count; i++)
        {
            var open = portfolio.Open[i];
            trades[portfolio.Closed.Count + i] = portfolio.HoldsWholePositions ? Whole(series, open, lastBar, series.Close[lastBar], default, open.EntryCommission, isOpen: true) : Make(series, open, open.Size, lastBar, series.Close[lastBar], default, open.EntryCommission, isOpen: true);
        }
        return trades;
    }

    /// <summary>A trade, or a part of one, at its closing.</summary>
    public static Trade Closed(BarSeries series, OpenTrade trade, double size, in Fill exit, double commission)
        => Make(series, trade, size, exit.Bar, exit.Price, exit, commission, isOpen: false);

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

    private static Trade Make(BarSeries series, OpenTrade trade, double size, int exitBar, double exitPrice, in Fill exit, double commission, bool isOpen) => new()
    {
        Size = size, EntryBar = trade.EntryBar, ExitBar = exitBar, EntryTime = series.CloseTimeAt(trade.EntryBar), ExitTime = series.CloseTimeAt(exitBar),
        EntryPrice = trade.EntryPrice, ExitPrice = exitPrice, Commission = commission,
        ProfitLoss = (size * (exitPrice - trade.EntryPrice)) - commission,
        ReturnFraction = (Math.Sign(size) * ((exitPrice / trade.EntryPrice) - 1)) - (commission / (Math.Abs(size) * trade.EntryPrice)),
        Opening = trade, ExitFill = exit, Tag = trade.Tag, IsOpen = isOpen,
    };
}
