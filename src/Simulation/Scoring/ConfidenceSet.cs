using Simulator.Numerics;
using Simulator.Robustness.Resampling;
using Simulator.Seeding;

namespace Simulator.Scoring;

/// <summary>
/// Which of several models may be the best: those whose p is at least α hold the best one with probability 1 − α. Hansen, Lunde, Nason:
/// “The model confidence set”, Econometrica 79, 2011, with the statistic T_max of section 3.1.2: the worst model is left out, one after
/// another, and p is the largest of the p-values so far.
/// </summary>
public static class ConfidenceSet
{
    /// <summary>[model] p; 1 for the last one that is left.</summary>
    /// <param name="losses">[model][row] losses over the same rows in the order of time; smaller is better.</param>
    /// <param name="meanBlock">Mean block length of the stationary bootstrap, ≥ 1.</param>
    /// <param name="draws">Resamples, ≥ 100.</param>
    /// <param name="random">The generator.</param>
    /// <exception cref="ArgumentException">Models of different lengths, or fewer than ten rows.</exception>
    public static double[] Of(IReadOnlyList<double[]> losses, double meanBlock, int draws, SplitMix64 random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 100);
        if (losses.Count == 0 || losses.Any(l => l.Length != losses[0].Length) || losses[0].Length < 10)
            throw new ArgumentException("a confidence set needs models with losses over the same ten rows or more", nameof(losses));
        var means = losses.Select(l => Moments.Mean(l)).ToArray();
        var shifts = Shifts(losses, means, meanBlock, draws, random);
        var (p, largest) = (new double[losses.Count], 0.0);
        List<int> left = [.. Enumerable.Range(0, losses.Count)];
        while (left.Count > 1)
        {
            var (worst, own) = Worst(left, means, shifts);
            p[worst] = largest = Math.Max(largest, own);
            left.Remove(worst);
        }
        p[left[0]] = 1;
        return p;
    }

    // [draw][model] how far a resample's mean lies from that of the rows.
    private static double[][] Shifts(IReadOnlyList<double[]> losses, double[] means, double meanBlock, int draws, SplitMix64 random)
    {
        var (rows, shifts) = (new int[losses[0].Length], new double[draws][]);
        for (var draw = 0; draw < draws; draw++)
        {
            StationaryBootstrap.Draw(rows, meanBlock, random);
            shifts[draw] = new double[losses.Count];
            for (var model = 0; model < losses.Count; model++)
            {
                var sum = 0.0;
                foreach (var row in rows)
                    sum += losses[model][row];
                shifts[draw][model] = (sum / rows.Length) - means[model];
            }
        }
        return shifts;
    }

    private static (int Worst, double PValue) Worst(List<int> left, double[] means, double[][] shifts)
    {
        var centre = left.Average(i => means[i]);
        var centred = shifts.Select(draw => left.Average(i => draw[i])).ToArray();
        var deviations = left.ConvertAll(i => Math.Sqrt(shifts.Select((draw, d) => draw[i] - centred[d]).Average(shift => shift * shift)));
        double Scaled(int k, double excess) => deviations[k] > 0 ? excess / deviations[k] : 0;
        var statistics = left.Select((i, k) => Scaled(k, means[i] - centre)).ToList();
        var most = statistics.Max();
        var beyond = shifts.Where((draw, d) => left.Select((i, k) => Scaled(k, draw[i] - centred[d])).Max() >= most).Count();
        return (left[statistics.IndexOf(most)], (double)beyond / shifts.Length);
    }
}
