namespace Simulator.Distributions;

/// <summary>
/// The law of a sample of draws. Mean and deviation (n − 1) are the sample's, the probability of a value above x is the share of draws
/// above x, quantiles interpolate between order statistics at (n + 1)p (Hyndman and Fan's type 6, which an outcome of the same law falls
/// below with probability p; type 7 is too narrow: 89.2 % of outcomes in the 90 % interval of 200 draws), and the CRPS is the fair one
/// (<see cref="Crps.OfSample(ReadOnlySpan{double}, double)"/>).
/// <para>
/// Antithetic draws come in two halves, the second from the negated noise of the first. Each half is an independent sample, so the fair
/// CRPS is the mean of the halves' own; everything else uses both.
/// </para>
/// </summary>
public sealed class SampleLaw : IPredictiveLaw
{
    private readonly double[] _draws;
    private readonly double[] _sorted;
    private readonly bool _isAntithetic;

    private SampleLaw(ReadOnlySpan<double> draws, bool isAntithetic)
    {
        var fewest = isAntithetic ? 4 : 2;
        if (draws.Length < fewest || (isAntithetic && draws.Length % 2 != 0))
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"a forecast needs {(isAntithetic ? "an even number of draws, at least 4" : "at least 2 draws")}; it got {draws.Length}"
                ),
                nameof(draws)
            );
        (_draws, _sorted, _isAntithetic) = (draws.ToArray(), draws.ToArray(), isAntithetic);
        Array.Sort(_sorted);
        if (!double.IsFinite(_sorted[0]) || !double.IsFinite(_sorted[^1]))
            throw new ArgumentException("a draw is not a finite number; the model that drew it has diverged", nameof(draws));
        var sum = 0.0;
        foreach (var value in _sorted)
            sum += value;
        Mean = sum / _sorted.Length;
        var squares = 0.0;
        foreach (var value in _sorted)
            squares += (value - Mean) * (value - Mean);
        StandardDeviation = Math.Sqrt(squares / (_sorted.Length - 1));
    }

    /// <inheritdoc/>
    public double Mean { get; }

    /// <inheritdoc/>
    public double StandardDeviation { get; }

    /// <summary>Independent draws, at least two.</summary>
    /// <exception cref="ArgumentException">Fewer, or one that is not finite.</exception>
    public static SampleLaw OfDraws(ReadOnlySpan<double> draws) => new(draws, isAntithetic: false);

    /// <summary>Draws in antithetic halves, at least two in each.</summary>
    /// <exception cref="ArgumentException">Fewer, an odd number, or one that is not finite.</exception>
    public static SampleLaw OfAntitheticHalves(ReadOnlySpan<double> draws) => new(draws, isAntithetic: true);

    /// <inheritdoc/>
    public double ProbabilityAbove(double value)
    {
        var above = 0;
        foreach (var draw in _sorted)
            above += draw > value ? 1 : 0;
        return (double)above / _sorted.Length;
    }

    /// <inheritdoc/>
    public double Quantile(double level)
    {
        var at = Math.Clamp((level * (_sorted.Length + 1)) - 1, 0, _sorted.Length - 1);
        var below = (int)at;
        return below + 1 < _sorted.Length ? _sorted[below] + ((at - below) * (_sorted[below + 1] - _sorted[below])) : _sorted[below];
    }

    /// <inheritdoc/>
    public double Crps(double outcome)
    {
        if (!_isAntithetic)
            return Distributions.Crps.OfSample(_draws, outcome);
        var half = _draws.Length / 2;
        return (Distributions.Crps.OfSample(_draws.AsSpan(0, half), outcome) + Distributions.Crps.OfSample(_draws.AsSpan(half), outcome))
            / 2;
    }

    /// <summary>A sample has no density: NaN.</summary>
    public double LogScore(double outcome) => double.NaN;
}
