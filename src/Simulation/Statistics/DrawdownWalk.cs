using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>Goes along an equity curve from one stretch below its peak to the next, eight points at a time.</summary>
internal ref struct DrawdownWalk(ReadOnlySpan<double> equity)
{
    private readonly ReadOnlySpan<double> _equity = equity;
    private int _next;

    /// <summary>Point of the peak before the stretch.</summary>
    public int PeakPoint { get; private set; }

    /// <summary>First point back at the peak, or the last point.</summary>
    public int EndPoint { get; private set; }

    /// <summary>Largest 1 − equity/peak inside the stretch.</summary>
    public double Depth { get; private set; }

    /// <summary>Largest equity up to the stretch; of the whole curve once the walk has ended. NaN of no point.</summary>
    public double Peak { get; private set; } = double.NaN;

    /// <summary>
    /// Goes to the next stretch between two points at a peak (or the last point) that are more than one point apart; false at the end.
    /// </summary>
    public bool MoveNext()
    {
        while (_next < _equity.Length)
        {
            var fall = FirstFall(_next + 1);
            (PeakPoint, Peak, _next) = (fall - 1, _equity[fall - 1], fall);
            if (fall == _equity.Length)
                return false;
            _next = FirstBack(fall, out var lowest);
            (EndPoint, Depth) = (Math.Min(_next, _equity.Length - 1), 1 - (lowest / Peak));
            if (EndPoint - PeakPoint > 1 && Depth > 0)
                return true;
        }
        return false;
    }

    /// <summary>The first point, from one on, below the point before it; the number of points if there is none.</summary>
    private readonly int FirstFall(int point)
    {
        ref var start = ref MemoryMarshal.GetReference(_equity);
        for (; point + Lanes.Count <= _equity.Length; point += Lanes.Count)
        {
            var risen = Vector512.GreaterThanOrEqual(
                Vector512.LoadUnsafe(ref start, (nuint)point),
                Vector512.LoadUnsafe(ref start, (nuint)point - 1)
            );
            var fallen = ~risen.ExtractMostSignificantBits() & 0xFF;
            if (fallen != 0)
                return point + BitOperations.TrailingZeroCount(fallen);
        }
        while (point < _equity.Length && _equity[point] >= _equity[point - 1])
            point++;
        return point;
    }

    /// <summary>
    /// The first point, from one on, at the peak or above; the number of points if there is none. And the lowest equity before it.
    /// </summary>
    private readonly int FirstBack(int point, out double lowest)
    {
        ref var start = ref MemoryMarshal.GetReference(_equity);
        var (peak, lows) = (Vector512.Create(Peak), Vector512.Create(double.PositiveInfinity));
        for (; point + Lanes.Count <= _equity.Length; point += Lanes.Count)
        {
            var values = Vector512.LoadUnsafe(ref start, (nuint)point);
            if (Vector512.GreaterThanOrEqualAny(values, peak))
                break;
            lows = Vector512.Min(lows, values);
        }
        lowest = Lanes.Min(lows);
        for (; point < _equity.Length && !(_equity[point] >= Peak); point++)
            lowest = Math.Min(lowest, _equity[point]);
        return point;
    }
}
