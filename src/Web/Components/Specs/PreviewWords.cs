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
            return "What trades here has to learn first: its entries are known after Run. The edges of the parts can be moved on the chart.";
        var of = preview.Spec.Strategy is PortfolioStrategySpec ? $" of {preview.Target.Symbol}" : "";
        var tested = $"{Day(preview, preview.TestStart)} to {Day(preview, preview.Target.Count - 1)}";
        if (trades.Count == 0)
            return $"No entry{of} from {tested} ({Figures.Count(preview.TestedBars)} bars).";
        var entries = trades.Count == 1 ? $"One entry{of}" : $"{Figures.Count(trades.Count)} entries{of}";
        var bars = Median([.. trades.Select(t => t.ExitBar - t.EntryBar)]);
        return $"{entries} from {tested}{AYear(preview)}; a trade lasts {Bars(bars)} (median); "
            + $"in the market at {Figures.Percent(preview.HeldFraction ?? 0, 0)} of the closes.";
    }

    private static string AYear(RunPreview preview)
    {
        var series = preview.Target;
        var days = (series.CloseTimeAt(series.Count - 1) - series.CloseTimeAt(preview.TestStart)).TotalDays;
        return days < ShortestForYears ? "" : $", {Few(preview.Trades!.Count / days * DaysOfYear)} a year";
    }

    private static string Bars(double bars) => bars == 1 ? "1 bar" : $"{Few(bars)} bars";

    // 0.3, 4.5, 12: more digits say nothing here.
    private static string Few(double value) =>
        Figures.Number(
            value,
            value >= 10 || value == Math.Floor(value) ? 0
                : value >= 0.1 ? 1
                : 2
        );

    private static double Median(int[] lengths)
    {
        Array.Sort(lengths);
        var middle = lengths.Length / 2;
        return lengths.Length % 2 == 1 ? lengths[middle] : (lengths[middle - 1] + lengths[middle]) / 2.0;
    }

    private static string Day(RunPreview preview, int bar) => Figures.Day(preview.Target.LocalAt(bar));
}
