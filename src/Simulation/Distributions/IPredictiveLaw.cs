namespace Simulator.Distributions;

/// <summary>
/// A predictive distribution of one number: what a forecaster believes of an outcome, whether it holds a sample, quantiles or the
/// parameters of a law. Figures are in the unit of the outcome.
/// </summary>
public interface IPredictiveLaw
{
    /// <summary>Mean.</summary>
    double Mean { get; }

    /// <summary>Standard deviation.</summary>
    double StandardDeviation { get; }

    /// <summary>Probability of an outcome above <paramref name="value"/>.</summary>
    double ProbabilityAbove(double value);

    /// <summary>The value that an outcome stays at or below with probability <paramref name="level"/>, in (0, 1).</summary>
    double Quantile(double level);

    /// <summary>Continuous ranked probability score against what happened; smaller is better (<see cref="Distributions.Crps"/>).</summary>
    double Crps(double outcome);

    /// <summary>
    /// Logarithmic score −ln f(<paramref name="outcome"/>); smaller is better. NaN where the law has no density; a sample never has
    /// one.
    /// </summary>
    double LogScore(double outcome);
}
