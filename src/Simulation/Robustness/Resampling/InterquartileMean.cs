using Simulator.Seeding;
using Simulator.Statistics;

namespace Simulator.Robustness.Resampling;

/// <summary>
/// The mean of the middle half of several trainings, with its 95 % interval: Agarwal, Schwarzer, Castro, Courville, Bellemare, “Deep
/// reinforcement learning at the edge of the statistical precipice” (2021). Of n values ⌊n/4⌋ are left out at either end; the interval is
/// that of 2,000 draws of as many values with replacement.
/// </summary>
/// <param name="Value">The mean; NaN of none.</param>
/// <param name="Lower95">2.5 % quantile; NaN below two values.</param>
/// <param name="Upper95">97.5 % quantile.</param>
public readonly record struct InterquartileMean(double Value, double Lower95, double Upper95)
{
    private const int Draws = 2_000;

    /// <summary>The mean and its interval; values that are not finite are left out.</summary>
    public static InterquartileMean Of(IEnumerable<double> values, SplitMix64 random)
    {
        double[] known = [.. values.Where(double.IsFinite)];
        if (known.Length < 2)
            return new InterquartileMean(Of(known), double.NaN, double.NaN);
        var (drawn, means) = (new double[known.Length], new double[Draws]);
        for (var d = 0; d < Draws; d++)
        {
            for (var i = 0; i < drawn.Length; i++)
                drawn[i] = known[random.NextInt(known.Length)];
            means[d] = Of(drawn);
        }
        Array.Sort(means);
        return new InterquartileMean(Of(known), ValueAtRisk.Quantile(means, 0.025), ValueAtRisk.Quantile(means, 0.975));
    }

    /// <summary>The mean alone; NaN of none.</summary>
    public static double Of(IReadOnlyCollection<double> values)
    {
        var cut = values.Count / 4;
        return values.Count == 0 ? double.NaN : values.Order().Skip(cut).Take(values.Count - (2 * cut)).Average();
    }
}
