namespace Simulator.Robustness.Causality;

/// <summary>What was decided at each bar, as fingerprints that are equal where the decisions are, bit for bit.</summary>
/// <param name="Fingerprints">[bar] everything decided and held at the close of the bar; 0 where nothing was asked.</param>
/// <param name="Acts">[bar] whether, and on which side, something was decided there, without sizes and prices; 0 for nothing.</param>
public sealed record DecisionTrace(ulong[] Fingerprints, ulong[] Acts)
{
    /// <summary>The first bar up to <paramref name="lastBar"/> at which two traces differ; −1 where they do not.</summary>
    public int FirstDifference(DecisionTrace other, int lastBar)
    {
        for (var bar = 0; bar <= lastBar; bar++)
        {
            if (Fingerprints[bar] != other.Fingerprints[bar])
                return bar;
        }
        return -1;
    }
}

/// <summary>A hash that is filled value by value (FNV-1a over 64-bit words, then mixed). Every NaN counts as the same value.</summary>
internal struct Fingerprint()
{
    private ulong _hash = 14695981039346656037UL;

    public void Add(double value) => Add(double.IsNaN(value) ? 0x7FF8000000000000UL : (ulong)BitConverter.DoubleToInt64Bits(value));

    public void Add(int value) => Add((ulong)(uint)value);

    public void Add(ulong word) => _hash = (_hash ^ Seeding.SplitMix64.Mix(word + 1)) * 1099511628211UL;

    /// <summary>The fingerprint; never 0.</summary>
    public readonly ulong Value => Math.Max(1, Seeding.SplitMix64.Mix(_hash));
}
