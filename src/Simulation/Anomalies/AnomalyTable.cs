namespace Simulator.Anomalies;

/// <summary>Rows of numbers in which unusual ones are looked for.</summary>
/// <param name="Source">The file or series.</param>
/// <param name="Names">Names of the columns.</param>
/// <param name="Columns">[column][row]; NaN where a cell has no number.</param>
/// <param name="Lines">Line of each row in its file; of a series the bar, from 1.</param>
/// <param name="Labels">What each row is called: its time, or empty.</param>
public sealed record AnomalyTable(
    string Source,
    IReadOnlyList<string> Names,
    IReadOnlyList<double[]> Columns,
    IReadOnlyList<int> Lines,
    IReadOnlyList<string> Labels
)
{
    /// <summary>Whether the rows stand in the order of time, so that a row may be judged by earlier ones only.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>What a reader should know of how the columns were made.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Rows.</summary>
    public int Count => Lines.Count;
}
