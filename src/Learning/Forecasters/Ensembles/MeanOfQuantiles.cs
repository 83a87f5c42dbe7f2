using Simulator.Distributions;

namespace Simulator.Learning.Forecasters.Ensembles;

/// <summary>
/// The law whose quantiles are the weighted mean of the members' (Lichtendahl, Grushka-Cockayne and Winkler 2013): as sharp as they are,
/// where a mixture of them is wider than each.
/// </summary>
internal static class MeanOfQuantiles
{
    /// <summary>Levels of the law: every percent, and closer in the tails.</summary>
    public static double[] Levels { get; } =
    [0.001, 0.0025, 0.005, .. Enumerable.Range(1, 99).Select(k => k / 100.0), 0.995, 0.9975, 0.999];

    /// <summary>Weighted mean of the quantiles at a level.</summary>
    public static double Quantile(ReadOnlySpan<double> weights, IPredictiveLaw[] members, double level)
    {
        var sum = 0.0;
        for (var m = 0; m < members.Length; m++)
            sum += weights[m] == 0 ? 0 : weights[m] * members[m].Quantile(level);
        return sum;
    }

    /// <summary>The law of the means, each level taken for another one.</summary>
    /// <param name="weights">One per member, ≥ 0, 1 together.</param>
    /// <param name="members">Their laws.</param>
    /// <param name="levels">What stands for each of <see cref="Levels"/>, increasing.</param>
    public static QuantileLaw Of(ReadOnlySpan<double> weights, IPredictiveLaw[] members, ReadOnlySpan<double> levels)
    {
        var quantiles = new double[Levels.Length];
        for (var k = 0; k < quantiles.Length; k++)
            quantiles[k] = Quantile(weights, members, levels[k]);
        return new(Levels, quantiles);
    }
}
