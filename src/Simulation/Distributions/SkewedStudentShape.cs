using MathNet.Numerics;

namespace Simulator.Distributions;

/// <summary>
/// The constants a, b and ln(b·c) of Hansen's skewed t density b·c·(1 + ((b·z + a)/(1 ± λ))²/(ν − 2))^(−(ν + 1)/2) (1994, equations 11–13).
/// </summary>
/// <param name="Shift">a.</param>
/// <param name="Scale">b.</param>
/// <param name="LogPeak">ln(b·c): the logarithm of the density at its mode.</param>
public readonly record struct SkewedStudentShape(double Shift, double Scale, double LogPeak)
{
    /// <summary>Of ν and λ.</summary>
    /// <param name="degrees">ν, above 2.</param>
    /// <param name="skew">λ, in (−1, 1).</param>
    public static SkewedStudentShape Of(double degrees, double skew)
    {
        var logC =
            SpecialFunctions.GammaLn((degrees + 1) / 2) - SpecialFunctions.GammaLn(degrees / 2) - (0.5 * Math.Log(Math.PI * (degrees - 2)));
        var a = 4 * skew * Math.Exp(logC) * (degrees - 2) / (degrees - 1);
        var b = Math.Sqrt(1 + (3 * skew * skew) - (a * a));
        return new(a, b, Math.Log(b) + logC);
    }
}
