using System.Globalization;
using Simulator.Numerics;

namespace Simulator.Robustness.Overfit;

/// <summary>
/// Probability of backtest overfitting by combinatorially symmetric cross-validation (Bailey, Borwein, López de Prado, Zhu, 2017): time is
/// divided into S blocks; for every choice of half of them, the run with the best Sharpe ratio there is looked up in the other
/// half. With ω its relative rank r/(N+1) there, λ = ln(ω/(1−ω)); the probability is the share of choices with λ ≤ 0, that is with
/// the chosen run no better than the median. Worthless runs give about one half. Runs that tie for the best are chosen together, at the
/// mean of their ranks; a choice in which all runs tie chooses nothing and is left out, so of identical runs nothing is known.
/// </summary>
public sealed record OverfittingProbability
{
    /// <summary>Most choices of blocks looked at: C(16, 8).</summary>
    public const int MostBlocks = 16;

    private const int FewestPeriodsPerBlock = 10;

    /// <summary>Share of choices whose best does no better than the median of the rest; NaN where no choice could be made.</summary>
    public required double Probability { get; init; }

    /// <summary>Share of choices whose best loses out of sample.</summary>
    public required double ProbabilityOfLoss { get; init; }

    /// <summary>Median logit λ: above zero, choosing helps.</summary>
    public required double MedianLogit { get; init; }

    /// <summary>
    /// Slope of the chosen run's Sharpe ratio out of sample on that in sample; negative where a better past went with a worse future.
    /// </summary>
    public required double DegradationSlope { get; init; }

    /// <summary>Runs compared.</summary>
    public required int Runs { get; init; }

    /// <summary>Blocks of time.</summary>
    public required int Blocks { get; init; }

    /// <summary>Choices of half of the blocks in which one run did better than another.</summary>
    public required int Splits { get; init; }

    /// <summary>
    /// The blocks that so many periods allow: even, at most 16, at least ten periods each; 0 where not even four are possible.
    /// </summary>
    public static int BlocksFor(int periods) =>
        Math.Min(MostBlocks, periods / FewestPeriodsPerBlock / 2 * 2) is var blocks and >= 4 ? blocks : 0;

    /// <summary>The test over runs, each divided into the same blocks.</summary>
    /// <param name="runs">At least two.</param>
    /// <exception cref="ArgumentException">Fewer than two runs, or an odd number of blocks or one outside 2 … 16.</exception>
    public static OverfittingProbability Of(IReadOnlyList<BlockMoments> runs)
    {
        var blocks = runs.Count == 0 ? 0 : runs[0].Sums.Length;
        if (runs.Count < 2 || blocks is < 2 or > MostBlocks || blocks % 2 != 0)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the probability of overfitting needs at least 2 runs and an even number of blocks from "
                        + $"2 to {MostBlocks}; given were {runs.Count} runs in {blocks} blocks"
                )
            );
        UnionSums[] sums = [.. runs.Select(r => new UnionSums(r))];
        var (inside, outside, chosen) = (new double[runs.Count], new double[runs.Count], new List<int>());
        var (logits, chosenInside, chosenOutside) = (new List<double>(), new List<double>(), new List<double>());
        for (var choice = 0; choice < 1 << blocks; choice++)
        {
            if (int.PopCount(choice) != blocks / 2)
                continue;
            for (var n = 0; n < runs.Count; n++)
                (inside[n], outside[n]) = (sums[n].Sharpe(choice), sums[n].Sharpe(~choice & ((1 << blocks) - 1)));
            if (Best(inside, chosen) == runs.Count)
                continue;
            var best = chosen[0];
            var rank = RelativeRank(outside, chosen);
            logits.Add(Math.Log(rank / (1 - rank)));
            chosenInside.Add(inside[best]);
            chosenOutside.Add(outside[best]);
        }
        logits.Sort();
        return new OverfittingProbability
        {
            Probability = logits.Count(l => l <= 0) / (double)logits.Count, // 0/0, not known, without a choice
            ProbabilityOfLoss = chosenOutside.Count(s => s < 0) / (double)logits.Count,
            MedianLogit = logits.Count == 0 ? double.NaN : (logits[(logits.Count - 1) / 2] + logits[logits.Count / 2]) / 2,
            DegradationSlope = Slope([.. chosenInside], [.. chosenOutside]),
            Runs = runs.Count,
            Blocks = blocks,
            Splits = logits.Count,
        };
    }

    /// <summary>The runs that are the best up to rounding; answers how many.</summary>
    private static int Best(double[] values, List<int> chosen)
    {
        var largest = values.Max();
        chosen.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            if (Ties.SignOfRatio(values[i], largest) == 0)
                chosen.Add(i);
        }
        return chosen.Count;
    }

    /// <summary>r/(N+1), r the rank from below, equal values sharing their mean rank; of several runs, the mean.</summary>
    private static double RelativeRank(double[] values, List<int> chosen)
    {
        double[] rising = [.. values];
        Array.Sort(rising);
        var sum = 0.0;
        foreach (var index in chosen)
        {
            var noise = Ties.RatioUnit * Math.Max(1, Math.Abs(values[index]));
            var below = SortedSearch.FirstAtLeast<double>(rising, 0, values[index] - noise);
            var upTo = SortedSearch.FirstAtLeast<double>(rising, below, Math.BitIncrement(values[index] + noise));
            sum += below + ((upTo - below + 1) / 2.0);
        }
        return sum / chosen.Count / (values.Length + 1);
    }

    private static double Slope(double[] x, double[] y) =>
        Numerics.Moments.Ratio(Numerics.Moments.Covariance(x, y), Numerics.Moments.Variance(x));

    /// <summary>Sums over every union of blocks, from those over the unions of the first eight and of the rest.</summary>
    private sealed class UnionSums
    {
        private readonly (double Sum, double Squares, int Count)[] _low;
        private readonly (double Sum, double Squares, int Count)[] _high;

        public UnionSums(BlockMoments run) => (_low, _high) = (Table(run, 0), Table(run, 8));

        /// <summary>
        /// Sharpe ratio per period over the blocks of a mask; 0 where nothing varies, as for an account that never trades.
        /// </summary>
        public double Sharpe(int mask)
        {
            var (low, high) = (_low[mask & 255], _high[mask >> 8]);
            var (sum, squares, count) = (low.Sum + high.Sum, low.Squares + high.Squares, low.Count + high.Count);
            var variance = (squares - (sum * sum / count)) / (count - 1);
            return variance > 1e-30 ? sum / count / Math.Sqrt(variance) : 0;
        }

        private static (double, double, int)[] Table(BlockMoments run, int first)
        {
            var blocks = Math.Clamp(run.Sums.Length - first, 0, 8);
            var table = new (double Sum, double Squares, int Count)[1 << blocks];
            for (var mask = 1; mask < table.Length; mask++)
            {
                var block = first + int.TrailingZeroCount(mask);
                var rest = table[mask & (mask - 1)];
                table[mask] = (rest.Sum + run.Sums[block], rest.Squares + run.Squares[block], rest.Count + run.Counts[block]);
            }
            return table;
        }
    }
}
