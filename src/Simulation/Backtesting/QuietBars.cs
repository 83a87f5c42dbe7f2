using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Simulator.Backtesting;

/// <summary>
/// Bars on which nothing is traded: the account is only valued, eight bars at a time, by the formula of <see cref="Portfolio.EquityAt"/>.
/// </summary>
internal static class QuietBars
{
    /// <summary>Values the closes of bars <paramref name="bar"/> … <paramref name="end"/> − 1.</summary>
    /// <param name="portfolio">The position.</param>
    /// <param name="closes">Closes of the series.</param>
    /// <param name="bar">First bar to value.</param>
    /// <param name="end">First bar not to value.</param>
    /// <param name="equity">Takes the values, the one of <paramref name="bar"/> first.</param>
    /// <returns><paramref name="end"/>, or the first bar before it at which the account is at or below zero.</returns>
    public static int Value(Portfolio portfolio, double[] closes, int bar, int end, Span<double> equity)
    {
        var count = end - bar;
        if (count <= 0)
            return bar;
        var cash = portfolio.Account.SettledCash + portfolio.Account.ElsewhereProfit;
        var open = portfolio.GrossUnits == 0 ? [] : CollectionsMarshal.AsSpan(portfolio.Open);
        var prices = closes.AsSpan(bar, count);
        equity = equity[..count];
        var lowest = open.Length switch
        {
            0 => Fill(equity, cash),
            1 => One(prices, cash, open[0].Size, open[0].EntryPrice, equity),
            _ => Several(prices, cash, open, equity),
        };
        if (lowest > 0)
            return end;
        var spent = 0;
        while (equity[spent] > 0)
            spent++;
        return bar + spent;
    }

    private static double Fill(Span<double> equity, double cash)
    {
        equity.Fill(cash);
        return cash;
    }

    private static double One(ReadOnlySpan<double> prices, double cash, double size, double entry, Span<double> equity)
    {
        var (lanes, i) = (Vector512.Create(double.PositiveInfinity), 0);
        var (vCash, vSize, vEntry) = (Vector512.Create(cash), Vector512.Create(size), Vector512.Create(entry));
        ref var price = ref MemoryMarshal.GetReference(prices);
        ref var value = ref MemoryMarshal.GetReference(equity);
        for (; i + 8 <= prices.Length; i += 8)
        {
            var worth = vCash + (vSize * (Vector512.LoadUnsafe(ref price, (nuint)i) - vEntry));
            worth.StoreUnsafe(ref value, (nuint)i);
            lanes = Vector512.Min(lanes, worth);
        }
        var lowest = i == 0 ? double.PositiveInfinity : Lowest(lanes);
        for (; i < prices.Length; i++)
            lowest = Math.Min(lowest, equity[i] = cash + (size * (prices[i] - entry)));
        return lowest;
    }

    private static double Several(ReadOnlySpan<double> prices, double cash, ReadOnlySpan<OpenTrade> open, Span<double> equity)
    {
        var lowest = double.PositiveInfinity;
        for (var i = 0; i < prices.Length; i++)
        {
            var worth = cash;
            foreach (var trade in open)
                worth += trade.Size * (prices[i] - trade.EntryPrice);
            equity[i] = worth;
            lowest = Math.Min(lowest, worth);
        }
        return lowest;
    }

    private static double Lowest(Vector512<double> lanes)
    {
        var half = Vector256.Min(lanes.GetLower(), lanes.GetUpper());
        var pair = Vector128.Min(half.GetLower(), half.GetUpper());
        return Math.Min(pair[0], pair[1]);
    }
}
