using Simulator.Robustness.Resampling;
using Simulator.Seeding;
using Simulator.Statistics;

namespace Simulator.Evaluation.Rivals;

/// <summary>
/// The mean lead of one account over another, with its 95 % interval: the stationary bootstrap of the differences per period (Politis,
/// Romano, 1994), and where there are several trainings, of these too: each draw takes as many of them, with replacement.
/// </summary>
/// <param name="Lead">Mean difference of log-returns, a year.</param>
/// <param name="Lower95">2.5 % quantile; NaN where there are too few periods.</param>
/// <param name="Upper95">97.5 % quantile.</param>
public readonly record struct LeadInterval(double Lead, double Lower95, double Upper95)
{
    /// <summary>Fewest periods of which an interval is made.</summary>
    public const int FewestPeriods = 20;

    private const int Draws = 1_000;

    /// <summary>The lead and its interval.</summary>
    /// <param name="differences">[training][period] difference of log-returns.</param>
    /// <param name="periodsPerYear">Periods in a year.</param>
    public static LeadInterval Of(IReadOnlyList<double[]> differences, double periodsPerYear)
    {
        var mean = Mean(differences);
        var lead = mean.Average() * periodsPerYear;
        if (mean.Length < FewestPeriods)
            return new LeadInterval(lead, double.NaN, double.NaN);
        if (differences.All(d => !d.AsSpan().ContainsAnyExcept(0)))
            return new LeadInterval(lead, 0, 0);
        var (random, block) = (Seeds.Generator(0, "evaluation/leads"), BlockLength.Of(mean));
        var (indexes, means) = (new int[mean.Length], new double[Draws]);
        for (var d = 0; d < Draws; d++)
        {
            var drawn = differences.Count == 1 ? mean : Mean([.. differences.Select(_ => differences[random.NextInt(differences.Count)])]);
            StationaryBootstrap.Draw(indexes, block, random);
            var sum = 0.0;
            foreach (var i in indexes)
                sum += drawn[i];
            means[d] = sum / indexes.Length * periodsPerYear;
        }
        Array.Sort(means);
        return new LeadInterval(lead, ValueAtRisk.Quantile(means, 0.025), ValueAtRisk.Quantile(means, 0.975));
    }

    private static double[] Mean(IReadOnlyList<double[]> trainings)
    {
        if (trainings.Count == 1)
            return trainings[0];
        var mean = new double[trainings[0].Length];
        foreach (var training in trainings)
        {
            for (var t = 0; t < mean.Length; t++)
                mean[t] += training[t] / trainings.Count;
        }
        return mean;
    }
}
