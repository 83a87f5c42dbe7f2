using Simulator.Evaluation;
using Simulator.Robustness.Resampling;

namespace Simulator.Web.Components.Report;

/// <summary>What the robustness figures say, in sentences made from them by rules. They never say more than the figures do.</summary>
public static class RobustnessWords
{
    private const double Significant = 0.05;

    /// <summary>“± 0.4 %”: half the width of the band; “none” where no bar hangs on its way.</summary>
    public static string Band(FillAmbiguity fills) =>
        fills.HalfWidth > 0 ? $"± {Figures.Percent(fills.HalfWidth, fills.HalfWidth < 0.0005 ? 3 : 1)}" : "none";

    /// <summary>What hangs on the way of the price inside the bars.</summary>
    public static string Of(FillAmbiguity fills)
    {
        if (fills.Candidates == 0)
            return "No order filled inside a bar, so the way of the price between a bar’s open and close changes nothing.";
        var looked = fills.Examined < fills.Candidates ? $" ({Figures.Count(fills.Examined)} of them were looked at)" : "";
        var first =
            fills.AmbiguousBars == 0
                ? $"{Bars(fills.Candidates)} had a fill inside{looked}; none would have ended otherwise by another way of the price."
                : $"{Bars(fills.Candidates)} had a fill inside{looked}; {Figures.Count(fills.AmbiguousBars)} would have ended otherwise by another way of the price.";
        return fills.HalfWidth > 0
            ? $"{first} With the kinder and the worse way on every bar the return lies between {Figures.SignedPercent(fills.LowestReturn)} and {Figures.SignedPercent(fills.HighestReturn)}{(fills is { LowestReturn: < 0, HighestReturn: > 0 } ? ", so the data do not even tell a gain from a loss" : "")}."
            : $"{first} The return is the same whichever way the price went.";
    }

    /// <summary>What other orders of the account's own returns would have given.</summary>
    public static string Of(MonteCarloResult bootstrap)
    {
        var (low, high) = (bootstrap.Return.Quantiles[1], bootstrap.Return.Quantiles[5]);
        var first =
            $"In nine of ten histories made of its own returns the account ended between {Figures.SignedPercent(low)} and {Figures.SignedPercent(high)}; {Figures.Percent(bootstrap.ProbabilityOfLoss)} of them lost.";
        return (low, high) switch
        {
            (> 0, _) => $"{first} That says how firm the record is if the future is like it, not that it will be.",
            (_, < 0) => $"{first} Luck alone does not excuse the loss.",
            _ => $"{first} Gain and loss are both within reach of luck.",
        };
    }

    /// <summary>What the entries are worth against entries at random.</summary>
    /// <param name="entries">The test.</param>
    /// <param name="trials">Simulations of this target, this one included.</param>
    public static string Of(EntryPermutation entries, int trials)
    {
        if (!double.IsFinite(entries.PValue))
            return "There was no trade whose entry could be tested.";
        var p = entries.PValue;
        var first =
            $"{Trades(entries.Trades)} of the same sides, sizes and lengths were laid onto the test part at random: {Figures.Percent(1 - entries.Statistic.ObservedRank)} of the draws did better (p = {Figures.Number(p, p < 0.01 ? 4 : 3)}).";
        if (p >= Significant)
            return $"{first} The timing of the entries is no better than chance would have it.";
        var corrected = Math.Min(1, p * Math.Max(1, trials));
        return trials > 1 && corrected >= Significant
            ? $"{first} That looks better than chance, but after {Figures.Count(trials)} trials of this target one as good was to be expected (p up to {Figures.Number(corrected, 3)})."
            : $"{first} The timing was better than chance would have it, in this one period.";
    }

    /// <summary>How long a record has to be.</summary>
    public static string Record(RobustnessFindings findings)
    {
        var (needed, have) = (findings.MinimumTrackRecordPeriods, (double)findings.Periods);
        if (!double.IsFinite(needed))
            return "The Sharpe ratio is not above zero, so no length of record would show skill.";
        var length =
            $"For a Sharpe ratio as large as this to be told from zero with 95 % confidence a record of {Years(needed, findings)} is needed; this one has {Years(have, findings)}";
        return have >= needed ? $"{length}. That counts one trial only: see the deflated ratio." : $"{length}, which is too short.";
    }

    private static string Years(double periods, RobustnessFindings findings) =>
        double.IsFinite(findings.PeriodsPerYear) && findings.PeriodsPerYear > 0
            ? $"{Figures.Number(periods / findings.PeriodsPerYear, 1)} years"
            : $"{Figures.Number(periods, 0)} periods";

    private static string Bars(int count) => count == 1 ? "1 bar" : $"{Figures.Count(count)} bars";

    private static string Trades(int count) => count == 1 ? "1 trade" : $"{Figures.Count(count)} trades";
}
