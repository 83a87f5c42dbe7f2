namespace Simulator.Robustness.Sweeps;

/// <summary>
/// How much of the variation of the scores a parameter explains by itself: the first-order part of a functional analysis of variance.
/// </summary>
/// <remarks>
/// η² = SSb ÷ SSt with SSb = Σₗ nₗ (mₗ − m)² over the levels l of nₗ runs with mean mₗ, and SSt = Σ (y − m)²: on a whole grid the
/// first-order Sobol index V(E[y|x]) ÷ V(y), as in Hutter, Hoos, Leyton-Brown: An efficient approach for assessing hyperparameter
/// importance (2014). Levels with few runs differ by chance, so what chance explains is taken off (Kelley's ε², 1935):
/// ε² = (SSb − (L − 1)·SSw ÷ (N − L)) ÷ SSt, at least 0. What all parameters leave is the work of several together, and of chance.
/// </remarks>
/// <param name="Name">The parameter.</param>
/// <param name="Share">ε²; NaN where the scores do not vary or each run has a level of its own.</param>
/// <param name="Means">[level] mean score; NaN where no run has it.</param>
public sealed record ParameterImportance(string Name, double Share, IReadOnlyList<double> Means)
{
    /// <summary>Every parameter of a cloud, in its order; runs without a score do not count.</summary>
    public static IReadOnlyList<ParameterImportance> Of(SweepCloud cloud)
    {
        ArgumentNullException.ThrowIfNull(cloud);
        return [.. cloud.Names.Select((_, axis) => Of(cloud, axis))];
    }

    private static ParameterImportance Of(SweepCloud cloud, int axis)
    {
        var levels = cloud.Levels[axis].Count;
        var (sums, counts) = (new double[levels], new int[levels]);
        var (all, total) = (0.0, 0);
        for (var i = 0; i < cloud.Scores.Length; i++)
        {
            if (!double.IsFinite(cloud.Scores[i]))
                continue;
            sums[cloud.Points[i][axis]] += cloud.Scores[i];
            counts[cloud.Points[i][axis]]++;
            (all, total) = (all + cloud.Scores[i], total + 1);
        }
        var (mean, between, whole) = (all / total, 0.0, 0.0);
        for (var l = 0; l < levels; l++)
        {
            if (counts[l] > 0)
                between += counts[l] * Math.Pow((sums[l] / counts[l]) - mean, 2);
        }
        foreach (var score in cloud.Scores.Where(double.IsFinite))
            whole += (score - mean) * (score - mean);
        return new ParameterImportance(
            cloud.Names[axis],
            Explained(between, whole, counts.Count(c => c > 0), total),
            [.. sums.Zip(counts, (sum, count) => count == 0 ? double.NaN : sum / count)]
        );
    }

    private static double Explained(double between, double whole, int levels, int runs)
    {
        if (!(whole > 0) || runs <= levels)
            return double.NaN;
        var byChance = (levels - 1) * (whole - between) / (runs - levels);
        return Math.Clamp((between - byChance) / whole, 0, 1);
    }
}
