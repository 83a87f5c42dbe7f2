using Simulator.Numerics;
using Simulator.Seeding;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>Proposals of a generator that a calibrated critic has chosen among.</summary>
/// <param name="Values">The chosen ones, in the order of the chain; values may occur more than once.</param>
/// <param name="Acceptance">Share of the proposals that were accepted.</param>
/// <param name="EffectiveSize">How many independent draws they are worth.</param>
internal sealed record CorrectedDraws(double[] Values, double Acceptance, double EffectiveSize)
{
    private const int BurnInShare = 10; // a tenth of the proposals

    /// <summary>
    /// An independence Metropolis–Hastings chain (Turner et al. 2019, algorithm 1): the next proposal x′ takes the place of x with
    /// probability min(1, r(x′)/r(x)), r = D/(1 − D). Its law becomes draws·r. There is no outcome to begin with when a forecast is made,
    /// so it begins with a proposal and walks a tenth of them before it counts; every state counts, where the paper takes the last of
    /// many chains.
    /// </summary>
    /// <param name="proposals">Draws of the generator.</param>
    /// <param name="logRatios">ln r of each.</param>
    /// <param name="random">Order of the proposals and acceptance.</param>
    public static CorrectedDraws Metropolis(double[] proposals, double[] logRatios, SplitMix64 random)
    {
        var order = Order(proposals.Length, random);
        var (values, state, accepted) = (new double[proposals.Length], order[0], 0);
        foreach (var next in order.AsSpan(0, proposals.Length / BurnInShare))
            state = Accepts(logRatios[next] - logRatios[state], random) ? next : state;
        for (var i = 0; i < order.Length; i++)
        {
            if (Accepts(logRatios[order[i]] - logRatios[state], random))
                (state, accepted) = (order[i], accepted + 1);
            values[i] = proposals[state];
        }
        return new(values, (double)accepted / proposals.Length, EffectiveSizeOf(values));
    }

    /// <summary>
    /// Rejection sampling (Azadi, Olsson, Darrell, Goodfellow and Odena 2019): each proposal is kept with probability r/M, M being the
    /// largest r among them. The paper's shift γ, which keeps more of them at the price of a bias, is not needed for single numbers.
    /// </summary>
    /// <param name="proposals">Draws of the generator.</param>
    /// <param name="logRatios">ln r of each.</param>
    /// <param name="random">Order of the proposals and acceptance.</param>
    public static CorrectedDraws Rejection(double[] proposals, double[] logRatios, SplitMix64 random)
    {
        var largest = logRatios.Max();
        double[] values =
        [
            .. Order(proposals.Length, random).Where(i => Accepts(logRatios[i] - largest, random)).Select(i => proposals[i]),
        ];
        return new(values, (double)values.Length / proposals.Length, values.Length);
    }

    /// <summary>The (k − ½)/n quantiles of values, in order.</summary>
    /// <param name="values">At least one.</param>
    /// <param name="count">n.</param>
    public static double[] Quantiles(double[] values, int count)
    {
        double[] sorted = [.. values.Order()];
        return [.. Enumerable.Range(0, count).Select(k => sorted[(int)((k + 0.5) / count * sorted.Length)])];
    }

    // n/(1 + 2Σρ) over the lags before two autocorrelations in a row no longer sum to more than zero (Geyer 1992).
    private static double EffectiveSizeOf(double[] chain)
    {
        var (mean, variance, sum) = (Moments.Mean(chain), Moments.Variance(chain), 0.0);
        if (!(variance > 0))
            return 1;
        for (var lag = 1; lag + 1 < chain.Length; lag += 2)
        {
            var pair = Correlation(chain, mean, variance, lag) + Correlation(chain, mean, variance, lag + 1);
            if (pair <= 0)
                break;
            sum += pair;
        }
        return chain.Length / (1 + (2 * sum));
    }

    private static double Correlation(double[] chain, double mean, double variance, int lag)
    {
        var sum = 0.0;
        for (var i = lag; i < chain.Length; i++)
            sum += (chain[i] - mean) * (chain[i - lag] - mean);
        return sum / chain.Length / variance;
    }

    private static int[] Order(int count, SplitMix64 random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle<int>(order);
        return order;
    }

    private static bool Accepts(double logOdds, SplitMix64 random) => logOdds >= 0 || random.NextDouble() < Math.Exp(logOdds);
}
