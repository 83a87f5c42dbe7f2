namespace Simulator.Numerics;

/// <summary>
/// The discrete wavelet transform with Daubechies' filters of one or two vanishing moments (Haar; four taps), of values that are mirrored
/// beyond both ends (half-sample symmetric, as PyWavelets' default). It works in buffers of its own, for one length. (Mallat, A Theory for
/// Multiresolution Signal Decomposition, IEEE PAMI 11, 1989; Daubechies, Ten Lectures on Wavelets, 1992, table 6.1.)
/// </summary>
public sealed class WaveletTransform
{
    private static readonly double[] s_haar = [Math.Sqrt(0.5), Math.Sqrt(0.5)];
    private static readonly double[] s_daubechies =
    [
        (1 + Math.Sqrt(3)) / (4 * Math.Sqrt(2)),
        (3 + Math.Sqrt(3)) / (4 * Math.Sqrt(2)),
        (3 - Math.Sqrt(3)) / (4 * Math.Sqrt(2)),
        (1 - Math.Sqrt(3)) / (4 * Math.Sqrt(2)),
    ];

    private readonly double[] _low; // reconstruction filters; decomposition has them turned round
    private readonly double[] _high;
    private readonly double[][] _approximations; // [level], level 0 is the input
    private readonly double[][] _details; // [level − 1]

    /// <summary>A transform of a length.</summary>
    /// <param name="moments">Vanishing moments, 1 or 2.</param>
    /// <param name="levels">Levels, ≥ 1 and at most <see cref="MostLevels"/>.</param>
    /// <param name="length">Values.</param>
    public WaveletTransform(int moments, int levels, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(moments, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(moments, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, MostLevels(moments, length));
        _low = moments == 1 ? s_haar : s_daubechies;
        _high = [.. _low.Select((_, j) => (j % 2 == 0 ? 1 : -1) * _low[_low.Length - 1 - j])];
        _approximations = new double[levels + 1][];
        _details = new double[levels][];
        _approximations[0] = new double[length];
        for (var level = 0; level < levels; level++)
        {
            var half = (_approximations[level].Length + _low.Length - 1) / 2;
            (_approximations[level + 1], _details[level]) = (new double[half], new double[half]);
        }
    }

    /// <summary>Levels at which at least one coefficient is not of mirrored values: ⌊log₂(length / (2·moments − 1))⌋.</summary>
    public static int MostLevels(int moments, int length) => (int)Math.Floor(Math.Log2((double)length / ((2 * moments) - 1)));

    /// <summary>What is left after the last level, coarse.</summary>
    public Span<double> Coarse => _approximations[^1];

    /// <summary>Coefficients of a level, the finest being 1.</summary>
    public Span<double> Detail(int level) => _details[level - 1];

    /// <summary>Transforms values.</summary>
    /// <param name="values">As many as the length.</param>
    public void Decompose(ReadOnlySpan<double> values)
    {
        values.CopyTo(_approximations[0]);
        for (var level = 0; level < _details.Length; level++)
        {
            var source = _approximations[level];
            for (var k = 0; k < _details[level].Length; k++)
                (_approximations[level + 1][k], _details[level][k]) = Coefficients(source, k);
        }
    }

    /// <summary>The values that the coefficients stand for; they lie in a buffer that the next call overwrites.</summary>
    public ReadOnlySpan<double> Reconstruct()
    {
        for (var level = _details.Length - 1; level >= 0; level--)
        {
            var target = _approximations[level];
            for (var i = 0; i < target.Length; i++)
                target[i] = Value(_approximations[level + 1], _details[level], i);
        }
        return _approximations[0];
    }

    // Σⱼ g[j] x[2k + 1 − j] with the filters turned round.
    private (double Low, double High) Coefficients(double[] source, int k)
    {
        var (low, high) = (0.0, 0.0);
        for (var j = 0; j < _low.Length; j++)
        {
            var value = source[Mirrored((2 * k) + 1 - j, source.Length)];
            low += _low[_low.Length - 1 - j] * value;
            high += _high[_low.Length - 1 - j] * value;
        }
        return (low, high);
    }

    // Σₖ h[i − 2k + taps − 2] a[k] + g[…] d[k].
    private double Value(double[] approximation, double[] detail, int i)
    {
        var value = 0.0;
        var last = Math.Min((i + _low.Length - 2) / 2, detail.Length - 1);
        for (var k = i / 2; k <= last; k++)
        {
            var j = i - (2 * k) + _low.Length - 2;
            value += (_low[j] * approximation[k]) + (_high[j] * detail[k]);
        }
        return value;
    }

    private static int Mirrored(int i, int length) =>
        i < 0 ? -1 - i
        : i >= length ? (2 * length) - 1 - i
        : i;
}
