using System.Runtime.Intrinsics;
using Simulator.Learning.Agents.Dense;
using static System.Runtime.Intrinsics.Vector512;

namespace Simulator.Learning.Agents.Rainbow;

/// <summary>The places z₀ … z₋₁ at which a distribution of returns has its mass, evenly from the least to the greatest.</summary>
internal sealed class Support
{
    private readonly double _min,
        _max,
        _step;
    private readonly float[] _padded, // the places, and 0 up to the next multiple of sixteen
        _isPlace; // all bits where there is one

    /// <summary>Places of a distribution.</summary>
    /// <param name="min">First.</param>
    /// <param name="max">Last.</param>
    /// <param name="atoms">How many, at least 2.</param>
    public Support(double min, double max, int atoms)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atoms, 2);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(max, min);
        (_min, _max, _step) = (min, max, (max - min) / (atoms - 1));
        Values = new double[atoms];
        for (var k = 0; k < atoms; k++)
            Values[k] = min + (k * _step);
        _padded = new float[Product.Padded(atoms)];
        _isPlace = new float[_padded.Length];
        for (var k = 0; k < atoms; k++)
            (_padded[k], _isPlace[k]) = ((float)Values[k], BitConverter.Int32BitsToSingle(-1));
    }

    /// <summary>The places.</summary>
    public double[] Values { get; }

    /// <summary>
    /// The distribution of r + γⁿ·Z on the same places (Bellemare et al. 2017, algorithm 1): every place's mass goes to the two
    /// neighbours of where it moves to, in proportion to their nearness; what moves beyond the ends stays at them.
    /// </summary>
    /// <param name="probabilities">[atoms] of Z.</param>
    /// <param name="reward">r.</param>
    /// <param name="discount">γⁿ; 0 where nothing follows.</param>
    /// <param name="projected">[atoms] result.</param>
    public void Project(ReadOnlySpan<double> probabilities, double reward, double discount, Span<double> projected)
    {
        projected.Clear();
        for (var k = 0; k < Values.Length; k++)
        {
            var place = (Math.Clamp(reward + (discount * Values[k]), _min, _max) - _min) / _step;
            var lower = Math.Min((int)place, Values.Length - 1);
            var upper = Math.Min(lower + 1, Values.Length - 1);
            var share = Math.Min(place - lower, 1);
            projected[lower] += probabilities[k] * (1 - share);
            projected[upper] += probabilities[k] * share;
        }
    }

    /// <summary>Mean of the distribution given by logits.</summary>
    /// <param name="logits">[atoms].</param>
    public double Mean(ReadOnlySpan<float> logits)
    {
        var (sums, means) = (Vector512<float>.Zero, Vector512<float>.Zero);
        var most = Create(Greatest(logits));
        for (var k = 0; k < logits.Length; k += Product.Lanes)
        {
            var power = Elementwise.Exp(Sixteen(logits, k) - most) & Sixteen(_isPlace, k);
            sums += power;
            means = FusedMultiplyAdd(power, Sixteen(_padded, k), means);
        }
        return (double)Sum(means) / Sum(sums);
    }

    /// <summary>The distribution given by logits.</summary>
    /// <param name="logits">[atoms].</param>
    /// <param name="probabilities">[atoms] result.</param>
    /// <returns>Its mean.</returns>
    public double Distribution(ReadOnlySpan<float> logits, Span<double> probabilities)
    {
        Span<float> powers = stackalloc float[Product.Lanes];
        var most = Create(Greatest(logits));
        var (sum, mean) = (0.0, 0.0);
        for (var from = 0; from < logits.Length; from += Product.Lanes)
        {
            Elementwise.Exp(Sixteen(logits, from) - most).CopyTo(powers);
            for (var k = from; k < Math.Min(from + Product.Lanes, logits.Length); k++)
                sum += probabilities[k] = powers[k - from];
        }
        for (var k = 0; k < logits.Length; k++)
        {
            probabilities[k] /= sum;
            mean += probabilities[k] * Values[k];
        }
        return mean;
    }

    private static float Greatest(ReadOnlySpan<float> logits)
    {
        var most = logits[0];
        for (var k = 1; k < logits.Length; k++)
            most = Math.Max(most, logits[k]);
        return most;
    }

    // Sixteen from a place on; what is beyond the end is 0.
    private static Vector512<float> Sixteen(ReadOnlySpan<float> values, int from)
    {
        if (from + Product.Lanes <= values.Length)
            return Create(values.Slice(from, Product.Lanes));
        Span<float> padded = stackalloc float[Product.Lanes];
        padded.Clear();
        values[from..].CopyTo(padded);
        return Create((ReadOnlySpan<float>)padded);
    }
}
