namespace Simulator.Learning.Forecasters.Boosting;

/// <summary>How many trees would have served the last part of the past best.</summary>
/// <param name="Rounds">Trees per output; 0 where none help.</param>
/// <param name="Losses">[row of that part] loss with them.</param>
/// <param name="StartLoss">Mean loss without any.</param>
internal sealed record BoostingChoice(int Rounds, double[] Losses, double StartLoss)
{
    private const double Errors = 2;

    /// <summary>Mean loss with them.</summary>
    public double Loss => Losses.Average();

    /// <summary>
    /// Whether these trees are better than others by more than two standard errors of the mean difference: what moves more numbers than
    /// another must say clearly that it is worth it.
    /// </summary>
    public bool IsClearlyBetterThan(BoostingChoice other)
    {
        double[] gains = [.. other.Losses.Zip(Losses, (theirs, own) => theirs - own)];
        var mean = gains.Average();
        var variance = gains.Sum(g => (g - mean) * (g - mean)) / Math.Max(1, gains.Length - 1);
        return mean > Errors * Math.Sqrt(variance / gains.Length) && mean > 0;
    }
}
