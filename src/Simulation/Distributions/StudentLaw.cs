using System.Globalization;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Simulator.Distributions;

/// <summary>
/// Student's t distribution with a location and a scale: (X − location)/scale has the t distribution with ν degrees of freedom. ν above 2,
/// so that the standard deviation, scale·√(ν/(ν − 2)), exists. CRPS: Jordan, Krüger and Lerch, “Evaluating Probabilistic Forecasts with
/// scoringRules”, Journal of Statistical Software 90(12), 2019, appendix A (t distribution).
/// </summary>
public sealed class StudentLaw : IPredictiveLaw
{
    private readonly double _scale;
    private readonly double _degrees;

    /// <summary>A Student law.</summary>
    /// <param name="location">Its centre and mean, finite.</param>
    /// <param name="scale">Its scale, above 0; the standard deviation is larger.</param>
    /// <param name="degreesOfFreedom">ν, above 2 and finite; about 3 to 8 for daily returns.</param>
    public StudentLaw(double location, double scale, double degreesOfFreedom)
    {
        LawParameters.RequireFinite(location, "Student law: location");
        LawParameters.RequirePositive(scale, "Student law: scale");
        if (!(degreesOfFreedom > 2) || double.IsInfinity(degreesOfFreedom))
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Student law: degrees of freedom must be above 2, so that the variance "
                        + $"exists, and finite; they were {degreesOfFreedom}"
                )
            );
        (Mean, _scale, _degrees) = (location, scale, degreesOfFreedom);
    }

    /// <inheritdoc/>
    public double Mean { get; }

    /// <inheritdoc/>
    public double StandardDeviation => _scale * Math.Sqrt(_degrees / (_degrees - 2));

    /// <inheritdoc/>
    public double ProbabilityAbove(double value) => StudentT.CDF(0, 1, _degrees, (Mean - value) / _scale);

    /// <inheritdoc/>
    public double Quantile(double level) => Mean + (_scale * StandardQuantile(level));

    /// <inheritdoc/>
    public double Crps(double outcome)
    {
        var z = (outcome - Mean) / _scale;
        var (cumulative, density) = (StudentT.CDF(0, 1, _degrees, z), StudentT.PDF(0, 1, _degrees, z));
        // √ν·B(½, ν − ½)/B(½, ν/2)²: in logarithms, since the beta functions of many degrees of freedom are small.
        var spread =
            Math.Sqrt(_degrees) * Math.Exp(SpecialFunctions.BetaLn(0.5, _degrees - 0.5) - (2 * SpecialFunctions.BetaLn(0.5, _degrees / 2)));
        return _scale
            * ((z * ((2 * cumulative) - 1)) + (2 * density * (_degrees + (z * z)) / (_degrees - 1)) - (2 * spread / (_degrees - 1)));
    }

    /// <inheritdoc/>
    public double LogScore(double outcome) => Math.Log(_scale) - StudentT.PDFLn(0, 1, _degrees, (outcome - Mean) / _scale);

    // The library's root finder stops at about 1e-8 of the value; Newton's steps take it to the last bits.
    private double StandardQuantile(double level)
    {
        var x = StudentT.InvCDF(0, 1, _degrees, level);
        for (var step = 0; step < 2; step++)
            x -= (StudentT.CDF(0, 1, _degrees, x) - level) / StudentT.PDF(0, 1, _degrees, x);
        return x;
    }
}
