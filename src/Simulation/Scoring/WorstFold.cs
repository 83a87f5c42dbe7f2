using Simulator.Distributions;
using Simulator.Forecasting;
using Simulator.Markets;

namespace Simulator.Scoring;

/// <summary>How bad the forecasts of a single model were: whoever trains on a tape trains on its worst stretch, too.</summary>
public static class WorstFold
{
    /// <summary>
    /// Forecasts that a stretch has at least: folds that are shorter, as of quarterly fits, are joined in the order of time, a rest at the
    /// end with the stretch before it.
    /// </summary>
    public const int FewestRows = 100;

    /// <summary>
    /// The lowest CRPS skill against the random walk of a stretch of the whole tape, training part included; NaN where no stretch is long
    /// enough.
    /// </summary>
    public static double Skill(ForecastTape tape, BarSeries target)
    {
        var stretches = Stretches(tape, target);
        if (stretches.Count > 1 && stretches[^1].Count < FewestRows)
        {
            stretches[^2].AddRange(stretches[^1]);
            stretches.RemoveAt(stretches.Count - 1);
        }
        if (stretches.Count == 0 || stretches[^1].Count < FewestRows)
            return double.NaN;
        var variance = RandomWalk.Variance(target.Close);
        double Walk(int t) => Crps.OfGaussian(0, Math.Sqrt(variance[t]), Math.Log(target.Close[t + 1] / target.Close[t]));
        return stretches.Min(rows => 1 - (rows.Sum(t => tape.Crps[t]) / rows.Sum(Walk)));
    }

    private static List<List<int>> Stretches(ForecastTape tape, BarSeries target)
    {
        var stretches = new List<List<int>>();
        for (var t = Math.Max(1, tape.FirstBar); t + 1 < target.Count; t++)
        {
            if (!double.IsFinite(tape.Crps[t]))
                continue;
            if (stretches.Count == 0 || (stretches[^1].Count >= FewestRows && tape.Fold[t] != tape.Fold[stretches[^1][^1]]))
                stretches.Add([]);
            stretches[^1].Add(t);
        }
        return stretches;
    }
}
