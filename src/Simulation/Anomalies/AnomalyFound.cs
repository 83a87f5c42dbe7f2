namespace Simulator.Anomalies;

/// <summary>What a job found: the reported rows, and of all rows how unusual the most unusual of each stretch is.</summary>
public sealed record AnomalyFound
{
    /// <summary>Most rows that are kept.</summary>
    public const int MostRows = 1_000;

    private const int MostPoints = 600;

    /// <summary>It in a sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The file or series.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the rows are bars of a stored series.</summary>
    public required bool IsSeries { get; init; }

    /// <summary>Columns that were used.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Units in the network's narrowest layer.</summary>
    public required int Bottleneck { get; init; }

    /// <summary>Share of ordinary rows that may be reported, as asked for.</summary>
    public required double Rate { get; init; }

    /// <summary>Seed of the network.</summary>
    public required long Seed { get; init; }

    /// <summary>Whether rows were judged by models of earlier rows only.</summary>
    public required bool IsOrdered { get; init; }

    /// <summary>What a reader should know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Rows that were looked through.</summary>
    public required int Count { get; init; }

    /// <summary>Rows that the network reports.</summary>
    public required int ByNetwork { get; init; }

    /// <summary>Rows whose Mahalanobis distance is above its threshold.</summary>
    public required int ByMahalanobis { get; init; }

    /// <summary>Rows whose largest robust z-score is above its threshold.</summary>
    public required int ByLargestZ { get; init; }

    /// <summary>
    /// The rows that any of the three reports, the network's first, each from the most unusual on; at most <see cref="MostRows"/>.
    /// </summary>
    public required IReadOnlyList<AnomalyRow> Rows { get; init; }

    /// <summary>Of stretches of rows in their order, the network's error over its threshold where it is largest.</summary>
    public required IReadOnlyList<AnomalyPoint> Profile { get; init; }

    /// <summary>What is kept of a result.</summary>
    public static AnomalyFound Of(AnomalyResult result, bool isSeries, long seed)
    {
        ArgumentNullException.ThrowIfNull(result);
        var rows = result.Rows;
        return new AnomalyFound
        {
            Sentence = result.Sentence,
            Source = result.Source,
            IsSeries = isSeries,
            Columns = result.Columns,
            Bottleneck = result.Bottleneck,
            Rate = result.Rate,
            Seed = seed,
            IsOrdered = result.IsOrdered,
            Notes = result.Notes,
            Count = rows.Count,
            ByNetwork = rows.Count(r => r.Network.IsReported),
            ByMahalanobis = rows.Count(r => r.Mahalanobis.IsReported),
            ByLargestZ = rows.Count(r => r.LargestZ.IsReported),
            Rows = [.. result.Reported.Concat(rows.Where(IsBaselines).OrderByDescending(BaselineExcess).ThenBy(r => r.Row)).Take(MostRows)],
            Profile = [.. Stretches(rows)],
        };
    }

    private static bool IsBaselines(AnomalyRow row) => !row.Network.IsReported && (row.Mahalanobis.IsReported || row.LargestZ.IsReported);

    private static double BaselineExcess(AnomalyRow row) => Math.Max(row.Mahalanobis.Excess, row.LargestZ.Excess);

    private static IEnumerable<AnomalyPoint> Stretches(IReadOnlyList<AnomalyRow> rows)
    {
        var points = Math.Min(MostPoints, rows.Count);
        for (var i = 0; i < points; i++)
        {
            var (from, to) = ((int)((long)rows.Count * i / points), (int)((long)rows.Count * (i + 1) / points));
            var highest = rows.Skip(from).Take(to - from).MaxBy(r => r.Network.Excess)!;
            yield return new AnomalyPoint(highest.Row, highest.Label, highest.Network.Excess);
        }
    }
}

/// <summary>The most unusual row of a stretch.</summary>
/// <param name="Row">Its place in the table, from 0.</param>
/// <param name="Label">Its time, or empty.</param>
/// <param name="Excess">The network's error in units of its threshold.</param>
public sealed record AnomalyPoint(int Row, string Label, double Excess);
