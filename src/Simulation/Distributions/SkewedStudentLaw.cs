using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Simulator.Distributions;

/// <summary>
/// Hansen's skewed t distribution with mean and standard deviation: two halves of one Student law, the lower stretched by 1 − λ, the upper
/// by 1 + λ, moved and scaled to mean 0 and variance 1. Hansen, “Autoregressive Conditional Density Estimation”, International Economic
/// Review 35(3), 1994, equations 10–13.
/// <para>
/// The CRPS is exact: with W the two-piece variable before centring it is a sum of ∫T², ∫(1 − T) and ∫(1 − T)² of the Student
/// distribution function T, each of which has a closed form through the Student law of 2ν − 1 degrees of freedom.
/// </para>
/// </summary>
public sealed class SkewedStudentLaw : IPredictiveLaw
{
    private readonly double _degrees;
    private readonly double _skew;
    private readonly SkewedStudentShape _shape;
    private readonly StudentLaw _student;
    private readonly double _stretch; // W = (b·Z + a)·√(ν/(ν − 2)) is Student but for its two stretches
    private readonly double _overlap; // ∫(ν + x²)t²/(ν − 1) dx

    /// <summary>A skewed Student law.</summary>
    /// <param name="mean">Mean, finite.</param>
    /// <param name="deviation">Standard deviation, above 0.</param>
    /// <param name="degreesOfFreedom">ν, above 2 and finite.</param>
    /// <param name="skew">λ, in (−1, 1); below 0 the lower tail is the longer one.</param>
    /// <exception cref="ArgumentException">Not such numbers.</exception>
    public SkewedStudentLaw(double mean, double deviation, double degreesOfFreedom, double skew)
    {
        LawParameters.RequireFinite(mean, "skewed Student law: mean");
        LawParameters.RequirePositive(deviation, "skewed Student law: deviation");
        if (!(Math.Abs(skew) < 1))
            throw new ArgumentException(FormattableString.Invariant($"skewed Student law: skew must be between -1 and 1, was {skew}"));
        _student = new StudentLaw(0, 1, degreesOfFreedom);
        (Mean, StandardDeviation, _degrees, _skew) = (mean, deviation, degreesOfFreedom, skew);
        _shape = SkewedStudentShape.Of(_degrees, _skew);
        _stretch = Math.Sqrt(_degrees / (_degrees - 2));
        _overlap =
            Math.Sqrt(_degrees)
            * Math.Exp(SpecialFunctions.BetaLn(0.5, _degrees - 0.5) - (2 * SpecialFunctions.BetaLn(0.5, _degrees / 2)))
            / (_degrees - 1);
    }

    /// <inheritdoc/>
    public double Mean { get; }

    /// <inheritdoc/>
    public double StandardDeviation { get; }

    /// <inheritdoc/>
    public double ProbabilityAbove(double value)
    {
        var w = TwoPiece(value);
        return w < 0 ? 1 - ((1 - _skew) * Cumulative(w / (1 - _skew))) : (1 + _skew) * Cumulative(-w / (1 + _skew));
    }

    /// <inheritdoc/>
    public double Quantile(double level)
    {
        var w =
            level < (1 - _skew) / 2
                ? (1 - _skew) * _student.Quantile(level / (1 - _skew))
                : -(1 + _skew) * _student.Quantile((1 - level) / (1 + _skew));
        return Mean + (StandardDeviation * ((w / _stretch) - _shape.Shift) / _shape.Scale);
    }

    /// <inheritdoc/>
    public double Crps(double outcome)
    {
        var w = TwoPiece(outcome);
        var score = w >= 0 ? TwoPieceCrps(w, 1 - _skew, 1 + _skew) : TwoPieceCrps(-w, 1 + _skew, 1 - _skew);
        return StandardDeviation * score / (_shape.Scale * _stretch);
    }

    /// <inheritdoc/>
    public double LogScore(double outcome)
    {
        var y = TwoPiece(outcome) / _stretch;
        var x = y / (y < 0 ? 1 - _skew : 1 + _skew);
        return Math.Log(StandardDeviation) - _shape.LogPeak + ((_degrees + 1) / 2 * Math.Log(1 + (x * x / (_degrees - 2))));
    }

    private double TwoPiece(double value) => ((_shape.Scale * (value - Mean) / StandardDeviation) + _shape.Shift) * _stretch;

    // Outcome w ≥ 0 of the law that is stretched by `below` under 0 and by `above` over it; the two add up to 2.
    private double TwoPieceCrps(double w, double below, double above)
    {
        var u = w / above;
        var (first, second) = (CumulativeIntegral(0) - CumulativeIntegral(-u), SquareIntegral(0) - SquareIntegral(-u));
        return (below * below * below * SquareIntegral(0))
            + (above * (u - (2 * above * first) + (above * above * second)))
            + (above * above * above * SquareIntegral(-u));
    }

    private double Cumulative(double x) => StudentT.CDF(0, 1, _degrees, x);

    // (ν + x²)·t(x)/(ν − 1), whose derivative is −x·t(x).
    private double Moment(double x) => (_degrees + (x * x)) / (_degrees - 1) * StudentT.PDF(0, 1, _degrees, x);

    // ∫ of T from −∞ to x.
    private double CumulativeIntegral(double x) => (x * Cumulative(x)) + Moment(x);

    // ∫ of T² from −∞ to x.
    private double SquareIntegral(double x)
    {
        var cumulative = Cumulative(x);
        var twice = (2 * _degrees) - 1;
        return (x * cumulative * cumulative)
            + (2 * cumulative * Moment(x))
            - (2 * _overlap * StudentT.CDF(0, 1, twice, x * Math.Sqrt(twice / _degrees)));
    }
}
