namespace Simulator.Distributions;

/// <summary>
/// The law of quantiles q₁ ≤ … ≤ qₙ at levels p₁ &lt; … &lt; pₙ. Between two levels the quantile function is a straight line; outside them
/// it has exponential tails, q(p) = q₁ + s·ln(p/p₁) below p₁ and q(p) = qₙ − s·ln((1 − p)/(1 − pₙ)) above pₙ, each through the two
/// outermost quantiles of its side. The form of the tails is that of Park, Maddix, Aubet, Kan, Gasthaus and Wang, “Learning Quantile
/// Functions without Quantile Crossing for Distribution-free Time Series Forecasting”, AISTATS 2022. Mean, deviation, probabilities and
/// the CRPS ∫(F(x) − 1{x ≥ y})² dx are exact for this law.
/// <para>
/// Quantiles that cross are put in order: the sorted ones are never further from the true quantile function (Chernozhukov, Fernández-Val
/// and Galichon, “Quantile and Probability Curves Without Crossing”, Econometrica 78(3), 2010).
/// </para>
/// </summary>
public sealed class QuantileLaw : IPredictiveLaw
{
    private readonly double[] _levels;
    private readonly double[] _quantiles;
    private readonly double _lowerScale;
    private readonly double _upperScale;

    /// <summary>A law of quantiles.</summary>
    /// <param name="levels">At least two, strictly increasing, each in (0, 1).</param>
    /// <param name="quantiles">One per level, finite; in order, or they are put in order.</param>
    /// <exception cref="ArgumentException">
    /// Levels out of order or range, a quantile that is not finite, or not as many as levels.
    /// </exception>
    public QuantileLaw(ReadOnlySpan<double> levels, ReadOnlySpan<double> quantiles)
    {
        Check(levels, quantiles);
        (_levels, _quantiles) = (levels.ToArray(), quantiles.ToArray());
        for (var i = 1; i < quantiles.Length; i++)
            WasRearranged |= quantiles[i] < quantiles[i - 1];
        Array.Sort(_quantiles);
        _lowerScale = (_quantiles[1] - _quantiles[0]) / Math.Log(_levels[1] / _levels[0]);
        _upperScale = (_quantiles[^1] - _quantiles[^2]) / Math.Log((1 - _levels[^2]) / (1 - _levels[^1]));
        Mean = Moments(out var variance);
        StandardDeviation = Math.Sqrt(variance);
    }

    /// <summary>Whether the quantiles crossed and were put in order.</summary>
    public bool WasRearranged { get; }

    /// <inheritdoc/>
    public double Mean { get; }

    /// <inheritdoc/>
    public double StandardDeviation { get; }

    private double LowerMass => _levels[0];

    private double UpperMass => 1 - _levels[^1];

    /// <inheritdoc/>
    public double ProbabilityAbove(double value) => 1 - Cumulative(value);

    /// <inheritdoc/>
    public double Quantile(double level)
    {
        if (level <= _levels[0])
            return _quantiles[0] + (_lowerScale * Math.Log(level / _levels[0]));
        if (level >= _levels[^1])
            return _quantiles[^1] - (_upperScale * Math.Log((1 - level) / UpperMass));
        var above = Array.FindIndex(_levels, l => l >= level);
        if (_levels[above] == level)
            return _quantiles[above];
        var share = (level - _levels[above - 1]) / (_levels[above] - _levels[above - 1]);
        return _quantiles[above - 1] + (share * (_quantiles[above] - _quantiles[above - 1]));
    }

    /// <inheritdoc/>
    public double Crps(double outcome)
    {
        var score = Tail(LowerMass, _lowerScale, _quantiles[0] - outcome) + Tail(UpperMass, _upperScale, outcome - _quantiles[^1]);
        for (var i = 0; i + 1 < _levels.Length; i++)
        {
            var (low, high, from, to) = (_quantiles[i], _quantiles[i + 1], _levels[i], _levels[i + 1]);
            if (outcome >= high)
                score += SquareIntegral(high - low, from, to);
            else if (outcome <= low)
                score += SquareIntegral(high - low, 1 - from, 1 - to);
            else
            {
                var at = from + ((to - from) * (outcome - low) / (high - low));
                score += SquareIntegral(outcome - low, from, at) + SquareIntegral(high - outcome, 1 - at, 1 - to);
            }
        }
        return score;
    }

    /// <inheritdoc/>
    public double LogScore(double outcome) => Density(outcome) is > 0 and var density ? -Math.Log(density) : double.NaN;

    // F, from the right: the mass of quantiles that are equal lies at their value.
    private double Cumulative(double value)
    {
        if (value < _quantiles[0])
            return LowerMass * Math.Exp((value - _quantiles[0]) / _lowerScale);
        if (value >= _quantiles[^1])
            return 1 - (_upperScale == 0 ? 0 : UpperMass * Math.Exp((_quantiles[^1] - value) / _upperScale));
        var below = Array.FindLastIndex(_quantiles, q => q <= value);
        var share = (value - _quantiles[below]) / (_quantiles[below + 1] - _quantiles[below]);
        return _levels[below] + (share * (_levels[below + 1] - _levels[below]));
    }

    private double Density(double value)
    {
        var inside = Array.FindLastIndex(_quantiles, q => q <= value);
        if (inside < 0)
            return LowerMass / _lowerScale * Math.Exp((value - _quantiles[0]) / _lowerScale);
        if (inside == _quantiles.Length - 1)
            return UpperMass / _upperScale * Math.Exp((_quantiles[^1] - value) / _upperScale);
        return (_levels[inside + 1] - _levels[inside]) / (_quantiles[inside + 1] - _quantiles[inside]);
    }

    // About the middle quantile, so that a law far from zero loses no digits.
    private double Moments(out double variance)
    {
        var middle = _quantiles[_quantiles.Length / 2];
        var (low, high) = (_quantiles[0] - middle, _quantiles[^1] - middle);
        var first = (LowerMass * (low - _lowerScale)) + (UpperMass * (high + _upperScale));
        var second = (LowerMass * TailSquare(low, -_lowerScale)) + (UpperMass * TailSquare(high, _upperScale));
        for (var i = 0; i + 1 < _levels.Length; i++)
        {
            var (a, b, mass) = (_quantiles[i] - middle, _quantiles[i + 1] - middle, _levels[i + 1] - _levels[i]);
            first += mass * (a + b) / 2;
            second += mass * ((a * a) + (a * b) + (b * b)) / 3;
        }
        variance = Math.Max(0, second - (first * first));
        return middle + first;
    }

    // E[(x + s·E)²] of a standard exponential E.
    private static double TailSquare(double x, double scale) => (x * x) + (2 * x * scale) + (2 * scale * scale);

    // ∫ of the square of a line from `from` to `to` over `width`.
    private static double SquareIntegral(double width, double from, double to) => width * ((from * from) + (from * to) + (to * to)) / 3;

    /// <summary>
    /// What a tail of <paramref name="mass"/> adds to the CRPS; <paramref name="beyond"/> is how far the outcome lies out in the tail,
    /// below
    /// 0 where it lies inside the quantiles.
    /// </summary>
    private static double Tail(double mass, double scale, double beyond)
    {
        if (beyond <= 0)
            return mass * mass * scale / 2;
        var further = scale == 0 ? 0 : mass * Math.Exp(-beyond / scale); // mass further out than the outcome
        return beyond - (2 * scale * (mass - further)) + (mass * mass * scale / 2);
    }

    private static void Check(ReadOnlySpan<double> levels, ReadOnlySpan<double> quantiles)
    {
        if (levels.Length < 2 || levels.Length != quantiles.Length)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"quantiles: as many as levels and at least 2, were {quantiles.Length} at {levels.Length} levels"
                )
            );
        for (var i = 0; i < levels.Length; i++)
        {
            if (!(levels[i] > 0 && levels[i] < 1) || (i > 0 && levels[i] <= levels[i - 1]))
                throw new ArgumentException(
                    FormattableString.Invariant($"quantiles: levels must increase and lie between 0 and 1; level {i} was {levels[i]}")
                );
            LawParameters.RequireFinite(quantiles[i], FormattableString.Invariant($"quantile at level {levels[i]}"));
        }
    }
}
