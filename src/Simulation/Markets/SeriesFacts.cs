using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Simulator.Markets;

/// <summary>
/// Facts about a series that every run needs, computed once: whether every bar can be traded, the times of its bars, its log-returns.
/// </summary>
internal sealed class SeriesFacts
{
    private static readonly ConditionalWeakTable<BarSeries, SeriesFacts> s_known = [];

    private readonly BarSeries _series;
    private double _logReturnMean = double.NaN;
    private double _logReturnVariance = double.NaN;
    private int _weekendBars = -1;

    private SeriesFacts(BarSeries series)
    {
        _series = series;
        IsTradable = series.IsSigned
            ? Array.TrueForAll(series.Open, IsSignedPrice) && Array.TrueForAll(series.Close, IsSignedPrice)
            : InRange(series.Open) && InRange(series.Close);
    }

    /// <summary>Whether every open and close can be traded: positive, unless the instrument has signed prices, and in range.</summary>
    public bool IsTradable { get; }

    /// <summary>Time of every bar in days; see <see cref="TradingPeriods"/>. Not to be changed.</summary>
    public double[] Days => field ?? Interlocked.CompareExchange(ref field, TradingPeriods.ComputeDays(_series), null) ?? field;

    /// <summary>ln(close[i + 1]/close[i]). Not to be changed.</summary>
    public double[] LogReturns => field ?? Interlocked.CompareExchange(ref field, Numerics.LogReturns.Of(_series.Close), null) ?? field;

    /// <summary>Last bar of each period of the whole series; see <see cref="TradingPeriods"/>. Not to be changed.</summary>
    public int[] PeriodEnds =>
        field ?? Interlocked.CompareExchange(ref field, TradingPeriods.ComputeEnds(_series, 0, _series.Count - 1), null) ?? field;

    /// <summary>Mean of <see cref="LogReturns"/>.</summary>
    public double LogReturnMean =>
        _logReturnMean is var known && double.IsNaN(known) ? _logReturnMean = Numerics.Moments.Mean(LogReturns) : known;

    /// <summary>Variance (n − 1) of <see cref="LogReturns"/>.</summary>
    public double LogReturnVariance =>
        _logReturnVariance is var known && double.IsNaN(known)
            ? _logReturnVariance = Numerics.Moments.Variance(LogReturns, LogReturnMean)
            : known;

    /// <summary>Bars <paramref name="first"/> … <paramref name="last"/> that fall on a Saturday or Sunday.</summary>
    public int WeekendBars(int first, int last)
    {
        var whole = first == 0 && last == _series.Count - 1;
        if (whole && _weekendBars >= 0)
            return _weekendBars;
        var count = 0;
        var days = Days.AsSpan(0, last + 1);
        for (var bar = first; bar <= last; )
        {
            var day = Math.Floor(days[bar]);
            var next = Numerics.SortedSearch.FirstAtLeast<double>(days, bar, day + 1);
            count += (int)day % 7 >= 5 ? next - bar : 0; // day 0 of the calendar was a Monday
            bar = next;
        }
        return whole ? _weekendBars = count : count;
    }

    /// <summary>The facts of a series, kept as long as the series is.</summary>
    public static SeriesFacts Of(BarSeries series) => s_known.GetValue(series, static s => new SeriesFacts(s));

    /// <summary>Lowest price that can be traded; below it sizes and costs exceed the precision of doubles.</summary>
    public const double LowestPrice = 1e-12;

    /// <summary>Highest price that can be traded.</summary>
    public const double HighestPrice = 1e12;

    private static bool InRange(ReadOnlySpan<double> prices)
    {
        ref var start = ref MemoryMarshal.GetReference(prices);
        var (least, most, i) = (Vector512.Create(LowestPrice), Vector512.Create(HighestPrice), 0);
        for (; i + Vector512<double>.Count <= prices.Length; i += Vector512<double>.Count)
        {
            var price = Vector512.LoadUnsafe(ref start, (nuint)i);
            if (!Vector512.GreaterThanOrEqualAll(price, least) || !Vector512.LessThanOrEqualAll(price, most))
                return false;
        }
        for (; i < prices.Length; i++)
        {
            if (!(prices[i] is >= LowestPrice and <= HighestPrice))
                return false;
        }
        return true;
    }

    /// <summary>Whether a bar has an open and a close that can be traded.</summary>
    public static bool CanTradeAt(BarSeries series, int bar) =>
        series.IsSigned
            ? IsSignedPrice(series.Open[bar]) && IsSignedPrice(series.Close[bar])
            : series.Open[bar] is >= LowestPrice and <= HighestPrice && series.Close[bar] is >= LowestPrice and <= HighestPrice;

    /// <summary>Whether a price can be traded.</summary>
    public static bool CanTrade(double price, bool isSigned) =>
        isSigned ? IsSignedPrice(price) : price is >= LowestPrice and <= HighestPrice;

    private static bool IsSignedPrice(double price) => Math.Abs(price) <= HighestPrice;
}
