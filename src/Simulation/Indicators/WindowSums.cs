using System.Buffers;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Simulator.Indicators;

/// <summary>
/// Sums of the last n numbers, in one order for a single window (streaming) and for all windows of a column (batch), so that both give
/// the same bits. Write n in binary: the window falls, newest first, into a block of 2^k numbers for every binary digit that is 1,
/// smallest first; a block is the sum of its two halves, and the blocks are added up newest first. A column then takes log₂ n + (ones of
/// n) additions per bar, eight bars at a time, whatever the window; every window is summed afresh, so nothing is carried along the
/// series: no rounding accumulates, a hole (NaN) is forgotten when it leaves the window, and the same numbers always give the same sum.
/// The error is at most log₂ n + 1 + ones roundings, against n one by one.
/// </summary>
internal static class WindowSums
{
    private const int Chunk = 2048;

    /// <summary>Sum of one window, oldest first; 0 of none.</summary>
    public static double Of(ReadOnlySpan<double> window)
    {
        var (sum, end, any) = (0.0, window.Length, false);
        for (var size = 1; size > 0 && size <= window.Length; size <<= 1)
        {
            if ((window.Length & size) == 0)
                continue;
            var block = Block(window.Slice(end - size, size));
            (sum, any) = (any ? sum + block : block, true);
            end -= size;
        }
        return sum;
    }

    /// <summary>Means of every window of a column: element i is that of values i … i + <paramref name="length"/> − 1.</summary>
    /// <param name="values">The column.</param>
    /// <param name="length">Numbers in a window, ≥ 1.</param>
    /// <param name="means">values.Length − length + 1 elements.</param>
    public static void Means(ReadOnlySpan<double> values, int length, Span<double> means)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(means.Length, values.Length - length + 1, nameof(means));
        var chunk = Math.Max(Chunk, length);
        var level = ArrayPool<double>.Shared.Rent(chunk + length);
        for (var first = 0; first < means.Length; first += chunk)
        {
            var count = Math.Min(chunk, means.Length - first);
            Sums(values.Slice(first, count + length - 1), length, means.Slice(first, count), level);
            Divide(means.Slice(first, count), length);
        }
        ArrayPool<double>.Shared.Return(level);
    }

    private static void Sums(ReadOnlySpan<double> values, int length, Span<double> sums, Span<double> level)
    {
        var source = values;
        var taken = 0;
        for (var size = 1; ; size <<= 1)
        {
            if ((length & size) != 0)
            {
                var block = source.Slice(length - taken - size, sums.Length);
                if (taken == 0)
                    block.CopyTo(sums);
                else
                    Add(sums, block, sums);
                taken += size;
            }
            if (taken == length)
                return;
            var doubled = level[..(source.Length - size)];
            Add(source[..^size], source[size..], doubled); // in place from the left: what is read lies at or beyond what is written
            source = doubled;
        }
    }

    private static double Block(ReadOnlySpan<double> x) =>
        x.Length switch
        {
            1 => x[0],
            2 => x[0] + x[1],
            4 => x[0] + x[1] + (x[2] + x[3]),
            8 => x[0] + x[1] + (x[2] + x[3]) + (x[4] + x[5] + (x[6] + x[7])),
            _ => Block(x[..(x.Length / 2)]) + Block(x[(x.Length / 2)..]),
        };

    private static void Add(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> sum)
    {
        ref var a = ref MemoryMarshal.GetReference(x);
        ref var b = ref MemoryMarshal.GetReference(y);
        ref var s = ref MemoryMarshal.GetReference(sum);
        var i = 0;
        for (; i + 8 <= sum.Length; i += 8)
            (Vector512.LoadUnsafe(ref a, (nuint)i) + Vector512.LoadUnsafe(ref b, (nuint)i)).StoreUnsafe(ref s, (nuint)i);
        for (; i < sum.Length; i++)
            sum[i] = x[i] + y[i];
    }

    private static void Divide(Span<double> sums, int length)
    {
        ref var s = ref MemoryMarshal.GetReference(sums);
        var divisor = Vector512.Create((double)length);
        var i = 0;
        for (; i + 8 <= sums.Length; i += 8)
            (Vector512.LoadUnsafe(ref s, (nuint)i) / divisor).StoreUnsafe(ref s, (nuint)i);
        for (; i < sums.Length; i++)
            sums[i] /= length;
    }
}
