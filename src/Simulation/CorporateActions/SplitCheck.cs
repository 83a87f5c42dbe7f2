using System.Globalization;
using Simulator.Markets;

namespace Simulator.CorporateActions;

/// <summary>Whether prices show the splits that a file tells of. Prices that were adjusted before would be adjusted twice.</summary>
public static class SplitCheck
{
    /// <summary>What is wrong with the actions of a series; null if nothing is.</summary>
    public static string? Fault(BarSeries series, IReadOnlyList<CorporateAction> actions)
    {
        if (series.Kind != SeriesKind.Price)
            return $"{series.Symbol} is a {series.Kind.ToString().ToLowerInvariant()}, not a price; only prices have splits and dividends";
        var scheduled = ActionSchedule.For(series, actions).Actions;
        if (scheduled.Count == 0)
            return $"none of its {actions.Count} actions falls within the bars of {series.Symbol}, {Day(series, 0)} "
                + $"to {Day(series, series.Count - 1)}; is this the file of another company?";
        var splits = scheduled.Where(a => a.Action is Split).ToArray();
        var unseen = splits.Where(s => !IsSeen(series, s.Bar, ((Split)s.Action).UnitsRatio)).ToArray();
        if (unseen.Length == 0 || unseen.Length * 2 < splits.Length)
            return null;
        var more = unseen.Length > 1 ? FormattableString.Invariant($" and at {unseen.Length - 1} more") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"the prices of {series.Symbol} do not fall at the split of {Day(series, unseen[0].Bar)} "
                + $"({((Split)unseen[0].Action).UnitsRatio:0.####} for 1){more}: "
                + $"they seem to be adjusted already and would be adjusted twice. Import unadjusted (raw) prices"
        );
    }

    // Nearer to the jump that a split makes than to none.
    private static bool IsSeen(BarSeries series, int bar, double ratio)
    {
        var jump = Math.Log(series.Open[bar] / series.Close[bar - 1]);
        return Math.Abs(jump + Math.Log(ratio)) <= Math.Abs(jump);
    }

    private static string Day(BarSeries series, int bar) => FormattableString.Invariant($"{series.DayAt(bar):yyyy-MM-dd}");
}
