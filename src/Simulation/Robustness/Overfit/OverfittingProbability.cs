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
    private const int FewChosen = 8; // of so many, counting is quicker than sorting

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
        var (first, second) = Choices(new UnionSharpes(runs), runs.Count, blocks);
        Choice[] made = [.. first, .. second.AsEnumerable().Reverse()];
        double[] logits = [.. made.Select(c => c.Logit).Order()];
        return new OverfittingProbability
        {
            Probability = logits.Count(l => l <= 0) / (double)logits.Length, // 0/0, not known, without a choice
            ProbabilityOfLoss = made.Count(c => c.Outside < 0) / (double)made.Length,
            MedianLogit = Median.Of(logits),
            DegradationSlope = Slope([.. made.Select(c => c.Inside)], [.. made.Select(c => c.Outside)]),
            Runs = runs.Count,
            Blocks = blocks,
            Splits = made.Length,
        };
    }

    /// <summary>
    /// The choices without the last block, in order, and each one's complement, whose inside is the other's outside: so every Sharpe ratio
    /// is computed once. The complements come in falling order.
    /// </summary>
    private static (List<Choice> First, List<Choice> Second) Choices(UnionSharpes sharpes, int runs, int blocks)
    {
        var (here, there, chosen) = (new double[runs], new double[runs], new List<int>());
        var (first, second) = (new List<Choice>(), new List<Choice>());
        for (var choice = 0; choice < 1 << (blocks - 1); choice++)
        {
            if (int.PopCount(choice) != blocks / 2)
                continue;
            sharpes.Read(choice, here);
            sharpes.Read(~choice & ((1 << blocks) - 1), there);
            Choose(here, there, chosen, first);
            Choose(there, here, chosen, second);
        }
        return (first, second);
    }

    private static void Choose(double[] inside, double[] outside, List<int> chosen, List<Choice> made)
    {
        if (Best(inside, chosen) == inside.Length)
            return;
        var rank = RelativeRank(outside, chosen);
        made.Add(new Choice(Math.Log(rank / (1 - rank)), inside[chosen[0]], outside[chosen[0]]));
    }

    /// <summary>The runs that are the best up to rounding; answers how many.</summary>
    private static int Best(double[] values, List<int> chosen)
    {
        var largest = values.Max();
        var least = largest - (2 * Ties.RatioUnit * Math.Max(1, Math.Abs(largest))); // what is below is no tie
        chosen.Clear();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] >= least && Ties.SignOfRatio(values[i], largest) == 0)
                chosen.Add(i);
        }
        return chosen.Count;
    }

    /// <summary>r/(N+1), r the rank from below, equal values sharing their mean rank; of several runs, the mean.</summary>
    private static double RelativeRank(double[] values, List<int> chosen)
    {
        double[]? rising = chosen.Count > FewChosen ? [.. values.Order()] : null;
        var sum = 0.0;
        foreach (var index in chosen)
        {
            var noise = Ties.RatioUnit * Math.Max(1, Math.Abs(values[index]));
            var (from, to) = (values[index] - noise, values[index] + noise);
            var (below, upTo) = rising is null ? Counted(values, from, to) : Searched(rising, from, to);
            sum += below + ((upTo - below + 1) / 2.0);
        }
        return sum / chosen.Count / (values.Length + 1);
    }

    private static (int Below, int UpTo) Counted(double[] values, double from, double to)
    {
        var (below, upTo) = (0, 0);
        foreach (var value in values)
        {
            below += value < from ? 1 : 0;
            upTo += value <= to ? 1 : 0;
        }
        return (below, upTo);
    }

    private static (int Below, int UpTo) Searched(double[] rising, double from, double to)
    {
        var below = SortedSearch.FirstAtLeast<double>(rising, 0, from);
        return (below, SortedSearch.FirstAtLeast<double>(rising, below, Math.BitIncrement(to)));
    }

    private static double Slope(double[] x, double[] y) =>
        Numerics.Moments.Ratio(Numerics.Moments.Covariance(x, y), Numerics.Moments.Variance(x));

    /// <summary>Half of the blocks, and the run that was best there.</summary>
    /// <param name="Logit">λ of its rank in the other half.</param>
    /// <param name="Inside">Its Sharpe ratio in this half.</param>
    /// <param name="Outside">Its Sharpe ratio in the other.</param>
    private readonly record struct Choice(double Logit, double Inside, double Outside);
}
