using Simulator.Distributions;
using Simulator.Forecasting;
using Simulator.Markets;

namespace Simulator.Scoring;

/// <summary>How bad the forecasts of a single model were: whoever trains on a tape trains on its worst stretch, too.</summary>
public static class WorstFold
{
    /// <summary>Forecasts that a stretch has at least: folds that are shorter, as of quarterly fits, are joined in the order of time.</summary>
    public const int FewestRows = 100;

    /// <summary>
    /// The lowest CRPS skill against the random walk of a stretch of the whole tape, training part included; NaN where no stretch is long
    /// enough.
    /// </summary>
    public static double Skill(ForecastTape tape, BarSeries target)
    {
        var variance = RandomWalk.Variance(target.Close);
        var worst = double.NaN;
        var (rows, own, walk) = (0, 0.0, 0.0);
        for (var t = Math.Max(1, tape.FirstBar); t + 1 < target.Count; t++)
        {
            if (!double.IsFinite(tape.Crps[t]))
                continue;
            rows++;
            own += tape.Crps[t];
            walk += Crps.OfGaussian(0, Math.Sqrt(variance[t]), Math.Log(target.Close[t + 1] / target.Close[t]));
            if (rows < FewestRows || (t + 2 < target.Count && tape.Fold[t + 1] == tape.Fold[t]))
                continue;
            var skill = 1 - (own / walk);
            worst = double.IsNaN(worst) ? skill : Math.Min(worst, skill);
            (rows, own, walk) = (0, 0, 0);
        }
        return worst;
    }
}
