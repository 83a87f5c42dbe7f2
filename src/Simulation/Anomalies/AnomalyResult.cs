namespace Simulator.Anomalies;

/// <summary>What was found in a table.</summary>
public sealed record AnomalyResult
{
    /// <summary>It in a sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The file or series.</summary>
    public required string Source { get; init; }

    /// <summary>Columns that were used.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Units in the network's narrowest layer.</summary>
    public required int Bottleneck { get; init; }

    /// <summary>Share of ordinary rows that may be reported, as asked for.</summary>
    public required double Rate { get; init; }

    /// <summary>Whether rows were judged by models of earlier rows only.</summary>
    public required bool IsOrdered { get; init; }

    /// <summary>Of ordered rows, those at the beginning that the first model was fitted on; 0 of others.</summary>
    public required int FirstRows { get; init; }

    /// <summary>What a reader should know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Every row, in the order of the table.</summary>
    public required IReadOnlyList<AnomalyRow> Rows { get; init; }

    /// <summary>Rows that the network reports, the most unusual first: highest error over threshold.</summary>
    public IEnumerable<AnomalyRow> Reported =>
        Rows.Where(r => r.Network.IsReported).OrderByDescending(r => r.Network.Excess).ThenBy(r => r.Row);
}

/// <summary>A row and how unusual it is by three measures.</summary>
/// <param name="Row">Its place in the table, from 0.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Label">Its time, or empty.</param>
/// <param name="Network">
/// Root mean square of what the autoencoder misses, each column in units of its usual miss.
/// </param>
/// <param name="Mahalanobis">Mahalanobis distance over the root of the number of columns.</param>
/// <param name="LargestZ">Largest robust z-score of a column.</param>
/// <param name="Reasons">The columns that contribute most to the network's error.</param>
public sealed record AnomalyRow(
    int Row,
    int Line,
    string Label,
    AnomalyScore Network,
    AnomalyScore Mahalanobis,
    AnomalyScore LargestZ,
    IReadOnlyList<AnomalyReason> Reasons
);

/// <summary>A figure of a row and the one above which it is reported.</summary>
/// <param name="Value">The figure, ≥ 0.</param>
/// <param name="Threshold">Exceeded by the asked-for share of ordinary rows.</param>
public readonly record struct AnomalyScore(double Value, double Threshold)
{
    /// <summary>Whether the row is reported.</summary>
    public bool IsReported => Value > Threshold;

    /// <summary>The figure in units of its threshold.</summary>
    public double Excess => Value / Threshold;
}

/// <summary>A column's part in a row's error.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Share">Its share of the squared error.</param>
/// <param name="Value">What stands in the row.</param>
/// <param name="Expected">What the network makes of the whole row, in the column's unit.</param>
/// <param name="ZScore">How far the value is from the column's median, in robust standard deviations.</param>
public sealed record AnomalyReason(string Column, double Share, double Value, double Expected, double ZScore);
