namespace Simulator.Learning.Forecasters.Refitting;

/// <summary>
/// Chooses the penalty of a regression on the last quarter of the past, an embargo after what is fitted on. Returns hold next to no signal,
/// so what differs there is mostly chance: of the penalties whose loss is within one standard error of the lowest, the strongest serves
/// (Breiman, Friedman, Olshen and Stone, “Classification and Regression Trees”, 1984, section 3.4.3; here of the paired differences).
/// </summary>
internal static class HeldOutPenalty
{
    private const double ValidationShare = 0.25;

    /// <summary>What is tried, the strongest first: next to no coefficients, to next to no penalty.</summary>
    public static IReadOnlyList<double> Candidates { get; } = [1000, 100, 30, 10, 3, 1, 0.3, 0.1, 0.03, 0.01, 0.001];

    /// <summary>Of some rows: [0, FitEnd) are fitted on, [Start, rows) are held out.</summary>
    public static (int FitEnd, int Start) Rows(int rows, int embargoBars)
    {
        var start = (int)(rows * (1 - ValidationShare));
        return (Math.Max(start - embargoBars, start / 2), start);
    }

    /// <summary>The index of the penalty that serves.</summary>
    /// <param name="losses">[penalty, the strongest first][held-out row].</param>
    public static int Choose(IReadOnlyList<double[]> losses)
    {
        var best = losses.MinBy(l => l.Average())!;
        return Enumerable.Range(0, losses.Count).First(k => IsWithinOneError(losses[k], best));
    }

    private static bool IsWithinOneError(double[] losses, double[] best)
    {
        double[] excess = [.. losses.Zip(best, (own, least) => own - least)];
        var mean = excess.Average();
        var variance = excess.Sum(e => (e - mean) * (e - mean)) / Math.Max(1, excess.Length - 1);
        return mean <= Math.Sqrt(variance / excess.Length);
    }
}
