using Simulator.Appending;
using Simulator.Markets;

namespace Simulator.Web.Components.Import;

/// <summary>What to do with a series of a file whose name is in the store already.</summary>
public enum ExistingAction
{
    /// <summary>Not decided: the page asks.</summary>
    Ask,

    /// <summary>The new bars are added to the stored ones.</summary>
    Append,

    /// <summary>The stored series gives way.</summary>
    Replace,
}

/// <summary>The decision about one series, with what appending would do.</summary>
public sealed class ExistingChoice(BarSeries stored, BarSeries added)
{
    private SeriesAppend? _append;

    /// <summary>The stored series as it was when the page asked.</summary>
    public BarSeries Stored { get; } = stored;

    /// <summary>The series of the file, under the stored name.</summary>
    public BarSeries Added { get; } = added;

    /// <summary>What is decided.</summary>
    public ExistingAction Action { get; set; }

    /// <summary>Which of contradicting bars stay.</summary>
    public OverlapChoice Overlap { get; set; }

    /// <summary>What appending would do.</summary>
    public SeriesAppend Append => _append ??= SeriesAppend.Of(Stored, Added);

    /// <summary>Why it cannot be accepted; null when it can.</summary>
    public string? Problem =>
        Action switch
        {
            ExistingAction.Ask => ImportText.FormatInStoreAlready(Stored.Symbol),
            ExistingAction.Append when Append.Obstacle is { } obstacle => ImportText.FormatCannotAppend(Stored.Symbol, obstacle),
            ExistingAction.Append when Append is { ContradictionCount: > 0 } && Overlap == OverlapChoice.Refuse =>
                ImportText.FormatBarsContradict(Stored.Symbol),
            _ => null,
        };

    /// <summary>The series to store.</summary>
    public BarSeries Result => Action == ExistingAction.Append ? Append.Join(Overlap) : Added;
}
