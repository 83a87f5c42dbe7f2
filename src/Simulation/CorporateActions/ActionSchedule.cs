using Simulator.Markets;

namespace Simulator.CorporateActions;

/// <summary>A corporate action on the bars of a series.</summary>
/// <param name="Bar">At whose open it takes effect; for a <see cref="Delisting"/> the last bar, at whose close it does.</param>
/// <param name="Action">What happens.</param>
/// <param name="Amount">Money per unit of a <see cref="CashDividend"/>, else NaN.</param>
public readonly record struct ScheduledAction(int Bar, CorporateAction Action, double Amount);

/// <summary>The corporate actions of a security, mapped to the bars of its raw series.</summary>
public sealed class ActionSchedule
{
    private const int DelistingSlackDays = 7;

    private ActionSchedule(ScheduledAction[] actions) => Actions = actions;

    /// <summary>The actions in the order in which they take effect.</summary>
    public IReadOnlyList<ScheduledAction> Actions { get; }

    /// <summary>Nothing happens.</summary>
    public static ActionSchedule Empty { get; } = new([]);

    /// <summary>Maps actions to a series; actions before its second bar and after its last have no effect and are omitted.</summary>
    public static ActionSchedule For(BarSeries series, IEnumerable<CorporateAction> actions)
    {
        var scheduled = new List<ScheduledAction>();
        foreach (var action in actions)
        {
            var next = FirstAfter(series, action.LastDay);
            if (action is Delisting)
            {
                // Data that end long before say nothing of how the trading ended.
                if (next > 0 && series.DayAt(next - 1).AddDays(DelistingSlackDays) >= action.LastDay)
                    scheduled.Add(new ScheduledAction(next - 1, action, double.NaN));
            }
            else if (next > 0 && next < series.Count)
            {
                var amount = action is CashDividend dividend
                    ? double.IsNaN(dividend.Amount)
                        ? series.Close[next - 1] * dividend.Fraction
                        : dividend.Amount
                    : double.NaN;
                scheduled.Add(new ScheduledAction(next, action, amount));
            }
        }
        // Stable: of one bar the files' order holds, dividend before split.
        return new ActionSchedule([.. scheduled.OrderBy(a => a.Action is Delisting ? a.Bar + 0.5 : a.Bar)]);
    }

    /// <summary>Maps the actions of both files to a series; either file may be missing.</summary>
    public static ActionSchedule For(BarSeries series, FactorFile? factors, MapFile? map) =>
        For(series, [.. factors?.Actions ?? [], .. map?.Actions ?? []]);

    private static int FirstAfter(BarSeries series, DateOnly day)
    {
        var (low, high) = (0, series.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (series.DayAt(middle) > day)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }
}
