namespace Simulator.Scoring;

/// <summary>Losses of quantile forecasts; smaller is better. Koenker, Bassett: “Regression quantiles”, Econometrica 46, 1978.</summary>
public static class QuantileLoss
{
    /// <summary>Pinball loss: level·(y−q) where y lies above q, (1−level)·(q−y) below. In the outcome's unit.</summary>
    public static double Pinball(double level, double quantile, double outcome) =>
        outcome >= quantile ? level * (outcome - quantile) : (1 - level) * (quantile - outcome);

    /// <summary>
    /// Weighted quantile loss: mean over the levels of 2·Σ pinball ÷ Σ|y|. Without unit, 1 for a median of zero; NaN where every outcome is
    /// zero. Salinas and others: “DeepAR”, International J. of Forecasting 36, 2020.
    /// </summary>
    /// <param name="levels">Levels, in (0, 1).</param>
    /// <param name="quantiles">[level][row].</param>
    /// <param name="outcomes">[row].</param>
    public static double Weighted(IReadOnlyList<double> levels, IReadOnlyList<double[]> quantiles, double[] outcomes)
    {
        var scale = outcomes.Sum(Math.Abs);
        var loss = levels.Zip(quantiles, (level, q) => 2 * q.Zip(outcomes, (at, outcome) => Pinball(level, at, outcome)).Sum()).Average();
        return scale > 0 ? loss / scale : double.NaN;
    }
}
