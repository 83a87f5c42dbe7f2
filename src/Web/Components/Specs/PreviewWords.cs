using Simulator.Numerics;
using Simulator.Portfolios;
using Simulator.Runs;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Specs;

/// <summary>What a preview shows, in a sentence. It never speaks of profit.</summary>
internal static class PreviewWords
{
    private const double DaysOfYear = 365.25;
    private const double ShortestForYears = 90;

    /// <summary>The sentence.</summary>
    public static string Sentence(RunPreview preview)
    {
        ArgumentNullException.ThrowIfNull(preview);
        if (preview.Trades is not { } trades)
            return SpecsText.PreviewOfLearner;
        var of = preview.Spec.Strategy is PortfolioStrategySpec ? SpecsText.FormatOfSymbol(preview.Target.Symbol) : "";
        var tested = SearchWords.Stretch(preview.Target.LocalAt(preview.TestStart), preview.Target.LocalAt(preview.Target.Count - 1));
        if (trades.Count == 0)
            return SpecsText.FormatNoEntry(of, tested, Figures.Count(preview.TestedBars));
        var entries = Plural.Of(trades.Count, SpecsText.FormatOneEntry(of), SpecsText.FormatEntryCount(Figures.Count(trades.Count), of));
        var bars = Median.Of(trades.Select(t => (double)(t.ExitBar - t.EntryBar)));
        return SpecsText.FormatPreviewSummary(entries, tested, AYear(preview), Bars(bars), Figures.Percent(preview.HeldFraction ?? 0, 0));
    }

    private static string AYear(RunPreview preview)
    {
        var series = preview.Target;
        var days = (series.CloseTimeAt(series.Count - 1) - series.CloseTimeAt(preview.TestStart)).TotalDays;
        return days < ShortestForYears ? "" : SpecsText.FormatPerYear(Few(preview.Trades!.Count / days * DaysOfYear));
    }

    private static string Bars(double bars) => bars == 1 ? SpecsText.OneBar : SpecsText.FormatBarCount(Few(bars));

    // 0.3, 4.5, 12: more digits say nothing here.
    private static string Few(double value) =>
        Figures.Number(
            value,
            value >= 10 || value == Math.Floor(value) ? 0
                : value >= 0.1 ? 1
                : 2
        );
}
