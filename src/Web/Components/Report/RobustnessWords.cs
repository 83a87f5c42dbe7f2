using Simulator.Evaluation;
using Simulator.Robustness.Resampling;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Report;

/// <summary>Sentences about the robustness figures, made by fixed rules. They never say more than the figures do.</summary>
public static class RobustnessWords
{
    private const double Significant = 0.05;

    /// <summary>“± 0.4 %”: half the width of the range; “none” where no bar depends on its intrabar order.</summary>
    public static string Band(FillAmbiguity fills) =>
        fills.HalfWidth > 0 ? $"± {Figures.Percent(fills.HalfWidth, fills.HalfWidth < 0.0005 ? 3 : 1)}" : "none";

    /// <summary>What depends on the intrabar order of prices.</summary>
    public static string Of(FillAmbiguity fills)
    {
        if (fills.Candidates == 0)
            return "No order filled inside a bar, so the intrabar order of prices changes nothing.";
        var looked = fills.Examined < fills.Candidates ? $" ({Figures.Count(fills.Examined)} of them were examined)" : "";
        var first =
            fills.AmbiguousBars == 0
                ? $"{Bars(fills.Candidates)} had a fill inside the bar{looked}. Another intrabar order would have changed none of them."
                : $"{Bars(fills.Candidates)} had a fill inside the bar{looked}. "
                    + $"Another intrabar order would have changed {Figures.Count(fills.AmbiguousBars)} of them.";
        var unsure = fills is { LowestReturn: < 0, HighestReturn: > 0 } ? ", so the data cannot even show whether it gained or lost" : "";
        return fills.HalfWidth > 0
            ? $"{first} With the worse and the better order on every bar, the return is between "
                + $"{Figures.SignedPercent(fills.LowestReturn)} and {Figures.SignedPercent(fills.HighestReturn)}{unsure}."
            : $"{first} The return is the same for every order.";
    }

    /// <summary>What other histories, built from the account's own returns, would have given.</summary>
    public static string Of(MonteCarloResult bootstrap)
    {
        var (low, high) = (bootstrap.Return.Quantiles[1], bootstrap.Return.Quantiles[5]);
        var first =
            $"In nine of ten histories built from its own returns the account ended between {Figures.SignedPercent(low)} "
            + $"and {Figures.SignedPercent(high)}; {Figures.Percent(bootstrap.ProbabilityOfLoss)} of them lost.";
        return (low, high) switch
        {
            (> 0, _) =>
                $"{first} This shows how stable the result is if the future is like this period. It does not say that the future will be.",
            (_, < 0) => $"{first} Bad luck alone does not explain the loss.",
            _ => $"{first} Luck alone could have turned it into a gain or a loss.",
        };
    }

    /// <summary>How the entries compare with random entries.</summary>
    /// <param name="entries">The test.</param>
    /// <param name="trials">Simulations of this target, this one included.</param>
    public static string Of(EntryPermutation entries, int trials)
    {
        if (!double.IsFinite(entries.PValue))
            return "There was no trade to test.";
        var p = entries.PValue;
        var first =
            $"{Trades(entries.Trades)} with the same sides, sizes and holding times were placed at random in the test part. "
            + $"{Figures.Percent(1 - entries.Statistic.ObservedRank)} of the draws did better "
            + $"(p = {Figures.Number(p, p < 0.01 ? 4 : 3)}).";
        if (p >= Significant)
            return $"{first} The timing of the entries is no better than chance.";
        var corrected = Math.Min(1, p * Math.Max(1, trials));
        return trials > 1 && corrected >= Significant
            ? $"{first} That looks better than chance, but after {Figures.Count(trials)} trials of this target "
                + $"one result as good as this is expected (p up to {Figures.Number(corrected, 3)})."
            : $"{first} In this one period, the timing was better than chance.";
    }

    /// <summary>How long a track record must be.</summary>
    public static string Record(RobustnessFindings findings)
    {
        var (needed, have) = (findings.MinimumTrackRecordPeriods, (double)findings.Periods);
        if (!double.IsFinite(needed))
            return "The Sharpe ratio is not above zero, so no track record, however long, would show skill.";
        var length =
            "To show with 95 % confidence that a Sharpe ratio of this size is above zero takes "
            + $"{Years(needed, findings)} of track record; this run has {Years(have, findings)}";
        return have >= needed
            ? $"{length}. This counts only one trial; see the deflated ratio for all trials."
            : $"{length}, which is too short.";
    }

    private static string Years(double periods, RobustnessFindings findings) =>
        double.IsFinite(findings.PeriodsPerYear) && findings.PeriodsPerYear > 0
            ? $"{Figures.Number(periods / findings.PeriodsPerYear, 1)} years"
            : $"{Figures.Number(periods, 0)} periods";

    private static string Bars(int count) => count == 1 ? "1 bar" : $"{Figures.Count(count)} bars";

    private static string Trades(int count) => count == 1 ? "1 trade" : $"{Figures.Count(count)} trades";
}
