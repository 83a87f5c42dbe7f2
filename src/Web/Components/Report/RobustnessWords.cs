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
        fills.HalfWidth > 0 ? $"± {Figures.Percent(fills.HalfWidth, fills.HalfWidth < 0.0005 ? 3 : 1)}" : ReportText.AmbiguityNone;

    /// <summary>What depends on the intrabar order of prices.</summary>
    public static string Of(FillAmbiguity fills)
    {
        if (fills.Candidates == 0)
            return ReportText.NoFillInsideBar;
        var looked = fills.Examined < fills.Candidates ? ReportText.FormatBarsExamined(Figures.Count(fills.Examined)) : "";
        var first =
            fills.AmbiguousBars == 0
                ? ReportText.FormatFillsUnchanged(Bars(fills.Candidates), looked)
                : ReportText.FormatFillsChanged(Bars(fills.Candidates), looked, Figures.Count(fills.AmbiguousBars));
        var unsure = fills is { LowestReturn: < 0, HighestReturn: > 0 } ? ReportText.SignUnknown : "";
        return fills.HalfWidth > 0
            ? ReportText.FormatReturnRange(
                first,
                Figures.SignedPercent(fills.LowestReturn),
                Figures.SignedPercent(fills.HighestReturn),
                unsure
            )
            : ReportText.FormatReturnSame(first);
    }

    /// <summary>What other histories, built from the account's own returns, would have given.</summary>
    public static string Of(MonteCarloResult bootstrap)
    {
        var (low, high) = (bootstrap.Return.Quantiles[1], bootstrap.Return.Quantiles[5]);
        var first = ReportText.FormatHistoriesRange(
            Figures.SignedPercent(low),
            Figures.SignedPercent(high),
            Figures.Percent(bootstrap.ProbabilityOfLoss)
        );
        return (low, high) switch
        {
            (> 0, _) => ReportText.FormatHistoriesGained(first),
            (_, < 0) => ReportText.FormatHistoriesLost(first),
            _ => ReportText.FormatHistoriesMixed(first),
        };
    }

    /// <summary>How the entries compare with random entries.</summary>
    /// <param name="entries">The test.</param>
    /// <param name="trials">Simulations of this target, this one included.</param>
    public static string Of(EntryPermutation entries, int trials)
    {
        if (!double.IsFinite(entries.PValue))
            return ReportText.NoTradeToTest;
        var p = entries.PValue;
        var first = ReportText.FormatEntriesPlaced(
            Trades(entries.Trades),
            Figures.Percent(1 - entries.Statistic.ObservedRank),
            Figures.PValue(p)
        );
        if (p >= Significant)
            return ReportText.FormatEntriesNoBetter(first);
        var corrected = Math.Min(1, p * Math.Max(1, trials));
        return trials > 1 && corrected >= Significant
            ? ReportText.FormatEntriesAfterTrials(first, Figures.Count(trials), Figures.Number(corrected, 3))
            : ReportText.FormatEntriesBetter(first);
    }

    /// <summary>How long a track record must be.</summary>
    public static string Record(RobustnessFindings findings)
    {
        var (needed, have) = (findings.MinimumTrackRecordPeriods, (double)findings.Periods);
        if (!double.IsFinite(needed))
            return ReportText.RecordNever;
        var length = ReportText.FormatRecordLength(Years(needed, findings), Years(have, findings));
        return have >= needed ? ReportText.FormatRecordEnough(length) : ReportText.FormatRecordTooShort(length);
    }

    private static string Years(double periods, RobustnessFindings findings) =>
        double.IsFinite(findings.PeriodsPerYear) && findings.PeriodsPerYear > 0
            ? ReportText.FormatYears(Figures.Number(periods / findings.PeriodsPerYear, 1))
            : ReportText.FormatPeriodCount(Figures.Number(periods, 0));

    private static string Bars(int count) => Plural.Of(count, ReportText.OneBar, ReportText.FormatBarCount(Figures.Count(count)));

    private static string Trades(int count) => Plural.Of(count, ReportText.OneTrade, ReportText.FormatTradeCount(Figures.Count(count)));
}
