using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Simulator.Indicators;
using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Strategies;

/// <summary>
/// The bars at which a fast simple moving average of the close is above or below a slow one, computed for some thousand bars at once. The
/// answer at a bar follows from the closes up to it.
/// </summary>
internal sealed class MeanCross(int fastBars, int slowBars)
{
    private const int Stretch = 4096;
    private const string MeanOfClose = "simple mean of close";

    private readonly ulong[] _above = new ulong[Stretch / 64];
    private readonly ulong[] _below = new ulong[Stretch / 64];
    private BarSeries? _series;
    private int _origin; // the bar of bit 0; the bars after it have one before them
    private int _end;

    /// <summary>Sign of fast − slow at a bar; 0 where they are equal (<see cref="Ties"/>) or not ready.</summary>
    public int Side(BarSeries series, int bar)
    {
        Reach(series, bar);
        return Bit(_above, bar - _origin) - Bit(_below, bar - _origin);
    }

    /// <summary>
    /// +1 where the fast average crosses above the slow one (strictly below at the bar before, strictly above now), −1 where below, else 0.
    /// </summary>
    public int Cross(BarSeries series, int bar)
    {
        var side = Side(series, bar);
        return side != 0 && Bit(side > 0 ? _below : _above, bar - 1 - _origin) != 0 ? side : 0;
    }

    /// <summary>
    /// The first bar, <paramref name="bar"/> or later, with one of the signs asked for; <see cref="int.MaxValue"/> for none.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="bar">Where to begin.</param>
    /// <param name="up">Whether +1 counts.</param>
    /// <param name="down">Whether −1 counts.</param>
    /// <param name="crossesOnly">Whether only the bar of the cross counts, or every bar on that side.</param>
    public int Next(BarSeries series, int bar, bool up, bool down, bool crossesOnly)
    {
        for (; bar < series.Count && (up || down); bar = _end)
        {
            Reach(series, bar);
            var found = Scan(bar - _origin, up, down, crossesOnly);
            if (found >= 0)
                return _origin + found;
        }
        return int.MaxValue;
    }

    private int Scan(int from, bool up, bool down, bool crossesOnly)
    {
        var (ups, downs, any) = (up ? ulong.MaxValue : 0, down ? ulong.MaxValue : 0, crossesOnly ? 0 : ulong.MaxValue);
        for (var word = from / 64; word * 64 < _end - _origin; word++)
        {
            var (above, below) = (_above[word], _below[word]);
            var wasAbove = (above << 1) | (word == 0 ? 0 : _above[word - 1] >> 63);
            var wasBelow = (below << 1) | (word == 0 ? 0 : _below[word - 1] >> 63);
            var hits = (ups & above & (wasBelow | any)) | (downs & below & (wasAbove | any));
            if (word == from / 64)
                hits &= ulong.MaxValue << (from % 64);
            if (hits != 0)
                return (word * 64) + BitOperations.TrailingZeroCount(hits);
        }
        return -1;
    }

    private static int Bit(ulong[] bits, int index) => (int)((bits[index / 64] >> (index % 64)) & 1);

    /// <summary>Makes sure that the computed stretch contains a bar and the bar before it.</summary>
    private void Reach(BarSeries series, int bar)
    {
        if (ReferenceEquals(series, _series) && bar > _origin && bar < _end)
            return;
        (_series, _origin, _end) = (series, bar - 1, Math.Min(series.Count, bar - 1 + Stretch));
        Array.Clear(_above);
        Array.Clear(_below);
        var first = Math.Max(_origin, slowBars - 1); // before, the slow average is not ready
        if (first >= _end)
            return;
        if (SeriesColumns.Keeps(series))
        {
            Compare(
                Kept(series, fastBars).AsSpan(first, _end - first),
                Kept(series, slowBars).AsSpan(first, _end - first),
                first - _origin
            );
            return;
        }
        var (fast, slow) = (ArrayPool<double>.Shared.Rent(Stretch), ArrayPool<double>.Shared.Rent(Stretch));
        Compare(Means(series, fastBars, first, fast), Means(series, slowBars, first, slow), first - _origin);
        ArrayPool<double>.Shared.Return(fast);
        ArrayPool<double>.Shared.Return(slow);
    }

    private ReadOnlySpan<double> Means(BarSeries series, int bars, int first, double[] scratch)
    {
        var means = scratch.AsSpan(0, _end - first);
        WindowSums.Means(series.Close.AsSpan(first - bars + 1, means.Length + bars - 1), bars, means);
        return means;
    }

    private static double[] Kept(BarSeries series, int bars) =>
        SeriesColumns
            .Of(series)
            .Get(
                new ColumnKey(MeanOfClose, bars),
                static (s, key) =>
                {
                    var column = new double[s.Count];
                    column.AsSpan(0, Math.Min(key.Bars - 1, s.Count)).Fill(double.NaN);
                    if (s.Count >= key.Bars)
                        WindowSums.Means(s.Close, key.Bars, column.AsSpan(key.Bars - 1));
                    return column;
                }
            );

    private void Compare(ReadOnlySpan<double> fast, ReadOnlySpan<double> slow, int bit)
    {
        var i = 0;
        for (; i < fast.Length && (bit + i) % 8 != 0; i++)
            Set(fast[i], slow[i], bit + i);
        var above = MemoryMarshal.AsBytes(_above.AsSpan());
        var below = MemoryMarshal.AsBytes(_below.AsSpan());
        ref var f = ref MemoryMarshal.GetReference(fast);
        ref var s = ref MemoryMarshal.GetReference(slow);
        for (; i + 8 <= fast.Length; i += 8)
        {
            var (ups, downs) = Ties.Signs(Vector512.LoadUnsafe(ref f, (nuint)i), Vector512.LoadUnsafe(ref s, (nuint)i));
            above[(bit + i) / 8] = (byte)ups;
            below[(bit + i) / 8] = (byte)downs;
        }
        for (; i < fast.Length; i++)
            Set(fast[i], slow[i], bit + i);
    }

    private void Set(double fast, double slow, int bit)
    {
        var sign = Ties.Sign(fast, slow);
        _above[bit / 64] |= sign > 0 ? 1UL << (bit % 64) : 0;
        _below[bit / 64] |= sign < 0 ? 1UL << (bit % 64) : 0;
    }
}
