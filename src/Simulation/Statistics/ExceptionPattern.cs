namespace Simulator.Statistics;

/// <summary>
/// Whether exceptions of an interval or a value at risk come one after another. Christoffersen: “Evaluating interval forecasts”,
/// International Economic Review 39, 1998. Likelihoods are of every period but the first, given the one before.
/// </summary>
/// <param name="Independence">Against a chance that depends on whether the period before was one; χ², one degree.</param>
/// <param name="Coverage">Independence and the right share of exceptions together; χ², two degrees.</param>
public readonly record struct ExceptionPattern(TestReading Independence, TestReading Coverage)
{
    /// <summary>Tests a run of periods.</summary>
    /// <param name="exceptions">[period] whether it was one.</param>
    /// <param name="probability">What the share of exceptions should be, in (0, 1).</param>
    public static ExceptionPattern Of(ReadOnlySpan<bool> exceptions, double probability)
    {
        if (probability is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "the probability must lie between 0 and 1");
        if (exceptions.Length < 2)
            return new(TestReading.None, TestReading.None);
        Span<int> quiet = [0, 0]; // [whether the period before was an exception]
        Span<int> struck = [0, 0];
        for (var i = 1; i < exceptions.Length; i++)
            (exceptions[i] ? struck : quiet)[exceptions[i - 1] ? 1 : 0]++;
        var (all, hits) = (exceptions.Length - 1, struck[0] + struck[1]);
        var constant = LogLikelihood(all - hits, hits, (double)hits / all);
        var pattern = Own(quiet[0], struck[0]) + Own(quiet[1], struck[1]);
        var independence = 2 * (pattern - constant);
        var coverage = independence + (2 * (constant - LogLikelihood(all - hits, hits, probability)));
        return new(TestReading.OfChiSquared(independence, 1), TestReading.OfChiSquared(coverage, 2));
    }

    private static double Own(int quiet, int struck) =>
        quiet + struck == 0 ? 0 : LogLikelihood(quiet, struck, (double)struck / (quiet + struck));

    private static double LogLikelihood(int quiet, int struck, double p) =>
        (quiet == 0 ? 0 : quiet * Math.Log(1 - p)) + (struck == 0 ? 0 : struck * Math.Log(p));
}
