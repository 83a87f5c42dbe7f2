namespace Simulator.Learning.Forecasters.Ensembles;

/// <summary>
/// Corrects levels by where outcomes fell that a model had not seen (conformal predictive distributions: Vovk, Shen, Manokhin and Xie 2017;
/// recalibration: Kuleshov, Fenner and Ermon 2018): if one in ten of them fell below the model's quantile of 5 %, the quantile of 5 %
/// is now called that of 10 %.
/// </summary>
internal static class ConformalLevels
{
    private const double Nearest = 1e-5; // to 0 and 1: a law of tails without end has no quantile there

    /// <summary>The model's level that stands for each wanted one: the quantile of the transforms at place (n + 1)·level.</summary>
    /// <param name="transforms">F(outcome) of outcomes that the model had not seen, in any order; at least one.</param>
    /// <param name="wanted">Levels in (0, 1), increasing.</param>
    public static double[] Of(double[] transforms, ReadOnlySpan<double> wanted)
    {
        double[] sorted = [0, .. transforms.Order(), 1];
        var levels = new double[wanted.Length];
        for (var k = 0; k < levels.Length; k++)
        {
            var place = wanted[k] * (sorted.Length - 1);
            var below = Math.Min((int)place, sorted.Length - 2);
            var level = sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
            levels[k] = Math.Clamp(level, Nearest, 1 - Nearest);
        }
        return levels;
    }
}
