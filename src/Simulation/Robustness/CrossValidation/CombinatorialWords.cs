using System.Globalization;

namespace Simulator.Robustness.CrossValidation;

/// <summary>
/// What a cross-validation supports, in a sentence made from its figures by rules; worst news first. The limits are fixed here.
/// </summary>
public static class CombinatorialWords
{
    /// <summary>Share of paths below zero from which on choosing is said not to carry over reliably.</summary>
    public const double MostLosingPaths = 0.05;

    /// <summary>Share of the Sharpe ratio of its choices that the median path has to keep.</summary>
    public const double LeastKept = 0.5;

    /// <summary>The sentence.</summary>
    public static string Of(CombinatorialTest test)
    {
        var median = test.MedianSharpe;
        var paths = FormattableString.Invariant($"{test.PathSharpe.Count:N0} {(test.PathSharpe.Count == 1 ? "path" : "paths")}");
        var partly = test.Stopped
            ? FormattableString.Invariant(
                $" It was stopped after {test.Candidates:N0} of {test.Planned:N0} choices, so others may do better or worse."
            )
            : "";
        if (!double.IsFinite(median))
            return $"None of {paths} has a Sharpe ratio: the chosen parameters never traded, so nothing can be said.{partly}";
        var found =
            $"the median of {paths} has a Sharpe ratio of {Signed(median)} out of sample, against {Signed(test.InSampleSharpe)} where the choices were made";
        var below = $"{Percent(test.ShareOfLosingPaths)} of the paths are below zero";
        if (median <= 0)
            return $"Choosing does not carry over: {found}; {below}.{partly}";
        if (test.ShareOfLosingPaths > MostLosingPaths)
            return $"Choosing carries over on some paths only: {below}; {found}.{partly}";
        if (test.InSampleSharpe > 0 && median < LeastKept * test.InSampleSharpe)
            return $"Less than half of what was chosen is kept: {found}; {below}.{partly}";
        return $"Choosing carries over on these bars: {found}; {below}. The paths share their bars, so they are not so many independent tests.{partly}";
    }

    private static string Signed(double value) => value.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture);

    private static string Percent(double fraction) => (100 * fraction).ToString("0", CultureInfo.InvariantCulture) + "\u00A0%";
}
