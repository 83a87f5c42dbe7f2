using Simulator.Distributions;

namespace Simulator.Volatility;

/// <summary>
/// A law of mean 0 and variance 1 with its likelihood: one kernel for every model that divides returns by a volatility. Its shape stands in
/// free parameters, one real number each, which an optimiser may move anywhere: ν = 2.05 + 1/(1/500 + e^−θ) and λ = 0.99·tanh θ.
/// </summary>
public sealed class InnovationLaw
{
    /// <summary>ν never falls to this.</summary>
    public const double FewestDegrees = 2.05;

    /// <summary>How far ν can lie above <see cref="FewestDegrees"/>: from there on nothing tells the law from a normal one.</summary>
    public const double MostDegrees = 500;

    /// <summary>Largest |λ|.</summary>
    public const double MostSkew = 0.99;

    private const double Step = 1e-5;
    private static readonly double s_logRootTwoPi = 0.5 * Math.Log(2 * Math.PI);

    private readonly Innovations _kind;
    private readonly double[] _free;
    private readonly SkewedStudentShape _shape;

    private InnovationLaw(Innovations kind, double[] free)
    {
        (_kind, _free) = (kind, free);
        Degrees = free.Length > 0 ? DegreesOf(free[0]) : double.PositiveInfinity;
        Skew = free.Length > 1 ? MostSkew * Math.Tanh(free[1]) : 0;
        if (kind != Innovations.Gaussian)
            _shape = SkewedStudentShape.Of(Degrees, Skew);
    }

    /// <summary>ν; ∞ for the normal law.</summary>
    public double Degrees { get; }

    /// <summary>λ of Hansen's law; 0 for a symmetric one.</summary>
    public double Skew { get; }

    /// <summary>The free parameters that it was made of.</summary>
    public IReadOnlyList<double> Free => _free;

    /// <summary>How many free parameters a family has.</summary>
    public static int ParameterCount(Innovations kind) => (int)kind;

    /// <summary>Where a fit begins: ν about 6, no skew.</summary>
    public static double[] Start(Innovations kind) => [.. new[] { Math.Log(4), 0 }.Take(ParameterCount(kind))];

    /// <summary>The law of free parameters.</summary>
    public static InnovationLaw Of(Innovations kind, ReadOnlySpan<double> free) => new(kind, free[..ParameterCount(kind)].ToArray());

    /// <summary>The law itself.</summary>
    public IPredictiveLaw Standard =>
        _kind switch
        {
            Innovations.Gaussian => new NormalLaw(0, 1),
            Innovations.Student => new StudentLaw(0, Math.Sqrt((Degrees - 2) / Degrees), Degrees),
            _ => new SkewedStudentLaw(0, 1, Degrees, Skew),
        };

    /// <summary>Σ ln f(zᵢ), with its derivatives; how z depends on a model's parameters is the caller's chain rule.</summary>
    /// <param name="z">Standardised returns.</param>
    /// <param name="slopes">[i] d ln f(zᵢ)/dzᵢ.</param>
    /// <param name="freeGradient">Derivatives of the sum with respect to the free parameters.</param>
    public double LogLikelihood(ReadOnlySpan<double> z, Span<double> slopes, Span<double> freeGradient) =>
        _kind == Innovations.Gaussian ? Gaussian(z, slopes) : Student(z, slopes, freeGradient);

    private static double Gaussian(ReadOnlySpan<double> z, Span<double> slopes)
    {
        var squares = 0.0;
        for (var i = 0; i < z.Length; i++)
        {
            slopes[i] = -z[i];
            squares += z[i] * z[i];
        }
        return (-0.5 * squares) - (z.Length * s_logRootTwoPi);
    }

    // With y = b·z + a, s = 1 ± λ and q = (y/s)²/(ν − 2): ln f = ln(bc) − (ν + 1)/2·ln(1 + q).
    private double Student(ReadOnlySpan<double> z, Span<double> slopes, Span<double> freeGradient)
    {
        var (a, b, two) = (_shape.Shift, _shape.Scale, Degrees - 2);
        var slope = -(Degrees + 1) / two * b;
        var (logs, byScale, byShift, byDegrees, byStretch) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < z.Length; i++)
        {
            var y = (b * z[i]) + a;
            var stretch = y < 0 ? 1 - Skew : 1 + Skew;
            var square = y * y / (stretch * stretch);
            var share = 1 / (1 + (square / two));
            var pull = y * share / (stretch * stretch);
            logs -= Math.Log(share);
            slopes[i] = slope * pull;
            byScale += pull * z[i];
            byShift += pull;
            byDegrees += square * share;
            byStretch += (y < 0 ? -1 : 1) * square * share / stretch;
        }
        var weight = (Degrees + 1) / two;
        var (up, down) = (SkewedStudentShape.Of(Degrees + Step, Skew), SkewedStudentShape.Of(Degrees - Step, Skew));
        var degreesSlope =
            (z.Length * Difference(up.LogPeak, down.LogPeak))
            - (0.5 * logs)
            - (weight * ((Difference(up.Scale, down.Scale) * byScale) + (Difference(up.Shift, down.Shift) * byShift)))
            + (weight / (2 * two) * byDegrees);
        freeGradient[0] = degreesSlope * Math.Pow(Degrees - FewestDegrees, 2) * Math.Exp(-_free[0]);
        if (_free.Length > 1)
        {
            (up, down) = (SkewedStudentShape.Of(Degrees, Skew + Step), SkewedStudentShape.Of(Degrees, Skew - Step));
            var skewSlope =
                (z.Length * Difference(up.LogPeak, down.LogPeak))
                - (weight * ((Difference(up.Scale, down.Scale) * byScale) + (Difference(up.Shift, down.Shift) * byShift)))
                + (weight * byStretch);
            freeGradient[1] = skewSlope * (MostSkew - (Skew * Skew / MostSkew));
        }
        return (z.Length * _shape.LogPeak) - ((Degrees + 1) / 2 * logs);
    }

    private static double Difference(double up, double down) => (up - down) / (2 * Step);

    private static double DegreesOf(double free) => FewestDegrees + (1 / ((1 / MostDegrees) + Math.Exp(-free)));
}
