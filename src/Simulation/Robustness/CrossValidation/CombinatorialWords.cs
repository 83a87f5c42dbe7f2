using System.Globalization;

namespace Simulator.Robustness.CrossValidation;

/// <summary>
/// The verdict of a cross-validation: a sentence that fixed rules produce from its figures; worst news first.
/// </summary>
public static class CombinatorialWords
{
    /// <summary>Highest share of paths below zero for which the parameter choice still counts as holding out of sample.</summary>
    public const double MostLosingPaths = 0.05;

    /// <summary>Smallest share of the in-sample Sharpe ratio that the median path must keep.</summary>
    public const double LeastKept = 0.5;

    /// <summary>The sentence.</summary>
    public static string Of(CombinatorialTest test)
    {
        var median = test.MedianSharpe;
        var paths = FormattableString.Invariant($"{test.PathSharpe.Count:N0} {(test.PathSharpe.Count == 1 ? "path" : "paths")}");
        var partly = test.Stopped
            ? FormattableString.Invariant(
                $" It was stopped after {test.Candidates:N0} of {test.Planned:N0} parameter sets; the others may do better or worse."
            )
            : "";
        if (!double.IsFinite(median))
            return $"None of {paths} has a Sharpe ratio: the chosen parameters never traded, so there is no verdict.{partly}";
        var found =
            $"the median Sharpe ratio of {paths} is {Signed(median)} out of sample, compared with {Signed(test.InSampleSharpe)} in sample";
        var below = $"{Percent(test.ShareOfLosingPaths)} of the paths are below zero";
        if (median <= 0)
            return $"The parameter choice does not hold out of sample: {found}; {below}.{partly}";
        if (test.ShareOfLosingPaths > MostLosingPaths)
            return $"The parameter choice holds out of sample on some paths only: {below}; {found}.{partly}";
        if (test.InSampleSharpe > 0 && median < LeastKept * test.InSampleSharpe)
            return $"Less than half of the in-sample Sharpe ratio remains out of sample: {found}; {below}.{partly}";
        return $"The parameter choice holds out of sample on these bars: {found}; {below}. The "
            + $"paths share bars, so they are not independent tests.{partly}";
    }

    private static string Signed(double value) => value.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    private static string Percent(double fraction) => (100 * fraction).ToString("0", CultureInfo.InvariantCulture) + "\u00A0%";
}
