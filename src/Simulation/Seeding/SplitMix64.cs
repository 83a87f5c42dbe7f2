namespace Simulator.Seeding;

/// <summary>
/// A small, fast, seedable generator whose whole state is one 64-bit word, so that a checkpoint can hold it.
/// Steele, Lea, Flood: “Fast splittable pseudorandom number generators”, OOPSLA 2014.
/// </summary>
public sealed class SplitMix64(ulong seed)
{
    private double _spareGaussian = double.NaN;

    /// <summary>The generator's word; setting it (and dropping the spare normal) continues from there.</summary>
    public ulong State { get; private set; } = seed;

    /// <summary>The second normal of the last pair, NaN when there is none; with <see cref="State"/> the whole state.</summary>
    public double SpareGaussian => _spareGaussian;

    /// <summary>A generator that continues where another stood.</summary>
    public static SplitMix64 Resume(ulong state, double spareGaussian) => new(state) { _spareGaussian = spareGaussian };

    /// <summary>64 uniform bits.</summary>
    public ulong NextUInt64()
    {
        State += 0x9E3779B97F4A7C15;
        return Mix(State);
    }

    /// <summary>Uniform on [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform on 0 … <paramref name="exclusiveMax"/> − 1 (multiply-shift; the bias is below 2⁻⁶⁴·max).</summary>
    public int NextInt(int exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMax);
        return (int)Math.BigMul(NextUInt64(), (ulong)exclusiveMax, out _);
    }

    /// <summary>Standard normal (Marsaglia's polar method).</summary>
    public double NextGaussian()
    {
        if (!double.IsNaN(_spareGaussian))
        {
            var spare = _spareGaussian;
            _spareGaussian = double.NaN;
            return spare;
        }
        double u,
            v,
            s;
        do
        {
            u = (2 * NextDouble()) - 1;
            v = (2 * NextDouble()) - 1;
            s = (u * u) + (v * v);
        } while (s is >= 1 or 0);
        var scale = Math.Sqrt(-2 * Math.Log(s) / s);
        _spareGaussian = v * scale;
        return u * scale;
    }

    /// <summary>Shuffles in place (Fisher–Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
