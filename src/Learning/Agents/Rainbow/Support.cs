namespace Simulator.Learning.Agents.Rainbow;

/// <summary>The places z₀ … z₋₁ at which a distribution of returns has its mass, evenly from the least to the greatest.</summary>
internal sealed class Support
{
    private readonly double _min,
        _max,
        _step;

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
    }

    /// <summary>The places.</summary>
    public double[] Values { get; }

    /// <summary>
    /// The distribution of r + γⁿ·Z on the same places (Bellemare et al. 2017, algorithm 1): every place's mass goes to the two neighbours of
    /// where it moves to, in proportion to their nearness; what moves beyond the ends stays at them.
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

    /// <summary>Mean of a distribution given by logits, which become probabilities.</summary>
    /// <param name="logits">[atoms].</param>
    /// <param name="probabilities">[atoms] result.</param>
    public double Mean(ReadOnlySpan<float> logits, Span<double> probabilities)
    {
        var (most, sum, mean) = (logits[0], 0.0, 0.0);
        for (var k = 1; k < logits.Length; k++)
            most = Math.Max(most, logits[k]);
        for (var k = 0; k < logits.Length; k++)
            sum += probabilities[k] = MathF.Exp(logits[k] - most);
        for (var k = 0; k < logits.Length; k++)
        {
            probabilities[k] /= sum;
            mean += probabilities[k] * Values[k];
        }
        return mean;
    }
}
