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
            open[i] = portfolio.HoldsWholePositions
                ? StillOpenPosition(series, portfolio.Open[i], lastBar)
                : StillOpen(series, portfolio.Open[i], lastBar);
        return new TradeList(series, portfolio.Closed, open);
    }

    /// <summary>A closed trade as it is read.</summary>
    public static Trade Closed(BarSeries series, TradeLog log, int index)
    {
        ref readonly var part = ref log[index];
        return new Trade
        {
            Size = part.Size,
            EntryBar = part.Entry.Bar,
            ExitBar = part.Exit.Bar,
            EntryTime = series.CloseTimeAt(part.Entry.Bar),
            ExitTime = series.CloseTimeAt(part.Exit.Bar),
            EntryPrice = part.Entry.Price,
            ExitPrice = part.Exit.Price,
            Commission = part.Commission,
            ProfitLoss = part.ProfitLoss,
            ReturnFraction = part.ReturnFraction,
            EntryFill = part.Entry,
            ExitFill = part.Exit,
            Tag = log.TagAt(part.Tag),
        };
    }

    /// <summary>sign·(exit/entry − 1) − commission/(|size|·entry).</summary>
    public static double ReturnFraction(double size, double entry, double exit, double commission) =>
        entry > 0
            ? (Math.Sign(size) * ((exit / entry) - 1)) - (commission / (Math.Abs(size) * entry))
            : ((Math.Sign(size) * (exit - entry)) - (commission / Math.Abs(size))) / Math.Abs(entry);

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

    private static Trade StillOpen(BarSeries series, OpenTrade trade, int lastBar)
    {
        var price = series.Close[lastBar];
        return new Trade
        {
            Size = trade.Size,
            EntryBar = trade.EntryBar,
            ExitBar = lastBar,
            EntryTime = series.CloseTimeAt(trade.EntryBar),
            ExitTime = series.CloseTimeAt(lastBar),
            EntryPrice = trade.EntryPrice,
            ExitPrice = price,
            Commission = trade.EntryCommission,
            StopLoss = trade.StopLoss,
            TakeProfit = trade.TakeProfit,
            ProfitLoss = (trade.Size * (price - trade.EntryPrice)) - trade.EntryCommission,
            ReturnFraction = ReturnFraction(trade.Size, trade.EntryPrice, price, trade.EntryCommission),
            EntryFill = trade.Entry,
            Tag = trade.Tag,
            IsOpen = true,
        };
    }
}
