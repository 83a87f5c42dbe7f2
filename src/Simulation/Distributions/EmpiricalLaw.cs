namespace Simulator.Distributions;

/// <summary>
/// The law that gives each of n values the weight 1/n: the empirical distribution taken as the forecast itself, not as a sample of one
/// (<see cref="SampleLaw"/>). Mean, deviation (÷ n), probabilities, quantiles (the smallest value with F ≥ p) and the CRPS
/// mean|xᵢ − y| − 1/(2n²)·ΣΣ|xᵢ − xⱼ| are exact; a score takes O(log n).
/// </summary>
public sealed class EmpiricalLaw : IPredictiveLaw
{
    private readonly double[] _sorted;
    private readonly double[] _sums; // [k] sum of the k smallest
    private readonly double _halfSpread;

    /// <summary>The law of some values.</summary>
    /// <param name="values">At least one, finite, in any order.</param>
    /// <exception cref="ArgumentException">None, or one that is not finite.</exception>
    public EmpiricalLaw(ReadOnlySpan<double> values)
    {
        if (values.Length == 0)
            throw new ArgumentException("an empirical law needs at least one value", nameof(values));
        _sorted = values.ToArray();
        Array.Sort(_sorted);
        LawParameters.RequireFinite(_sorted[0], "empirical law: the smallest value");
        LawParameters.RequireFinite(_sorted[^1], "empirical law: the largest value");
        var n = _sorted.Length;
        _sums = new double[n + 1];
        for (var i = 0; i < n; i++)
        {
            _sums[i + 1] = _sums[i] + _sorted[i];
            _halfSpread += ((2 * i) + 1 - n) * _sorted[i];
        }
        _halfSpread /= (double)n * n;
        Mean = _sums[n] / n;
        var squares = 0.0;
        foreach (var value in _sorted)
            squares += (value - Mean) * (value - Mean);
        StandardDeviation = Math.Sqrt(squares / n);
    }

    /// <inheritdoc/>
    public double Mean { get; }

    /// <inheritdoc/>
    public double StandardDeviation { get; }

    /// <inheritdoc/>
    public double ProbabilityAbove(double value) => (double)(_sorted.Length - CountUpTo(value)) / _sorted.Length;

    /// <inheritdoc/>
    public double Quantile(double level)
    {
        var rank = Math.Ceiling((level * _sorted.Length) - 1e-9); // 0.1·30 is 3, not a bit more
        return _sorted[(int)Math.Clamp(rank, 1, _sorted.Length) - 1];
    }

    /// <inheritdoc/>
    public double Crps(double outcome)
    {
        var (n, below) = (_sorted.Length, CountUpTo(outcome));
        var error = (outcome * below) - _sums[below] + (_sums[n] - _sums[below]) - (outcome * (n - below));
        return (error / n) - _halfSpread;
    }

    /// <summary>Single values have no density: NaN.</summary>
    public double LogScore(double outcome) => double.NaN;

    private int CountUpTo(double value)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_sorted[middle] <= value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
