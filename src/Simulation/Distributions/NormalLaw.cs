using MathNet.Numerics.Distributions;

namespace Simulator.Distributions;

/// <summary>The normal distribution N(mean, deviation²). CRPS: Gneiting and Raftery (2007), equation 21, sign turned.</summary>
public sealed class NormalLaw : IPredictiveLaw
{
    /// <summary>A normal law.</summary>
    /// <param name="mean">Mean, finite.</param>
    /// <param name="deviation">Standard deviation, above 0.</param>
    public NormalLaw(double mean, double deviation)
    {
        LawParameters.RequireFinite(mean, "normal law: mean");
        LawParameters.RequirePositive(deviation, "normal law: deviation");
        (Mean, StandardDeviation) = (mean, deviation);
    }

    /// <inheritdoc/>
    public double Mean { get; }

    /// <inheritdoc/>
    public double StandardDeviation { get; }

    /// <inheritdoc/>
    public double ProbabilityAbove(double value) => Normal.CDF(0, 1, (Mean - value) / StandardDeviation);

    /// <inheritdoc/>
    public double Quantile(double level) => Mean + (StandardDeviation * Normal.InvCDF(0, 1, level));

    /// <inheritdoc/>
    public double Crps(double outcome) => Distributions.Crps.OfGaussian(Mean, StandardDeviation, outcome);

    /// <inheritdoc/>
    public double LogScore(double outcome) => -Normal.PDFLn(Mean, StandardDeviation, outcome);
}
