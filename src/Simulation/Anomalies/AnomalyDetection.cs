using System.Globalization;
using Simulator.Errors;

namespace Simulator.Anomalies;

/// <summary>
/// Looks for unusual rows of a table by what an autoencoder fails to reconstruct (Hawkins et al., Outlier Detection Using Replicator Neural
/// Networks, DaWaK 2002; Sakurada and Yairi, MLSDA 2014), beside two baselines on the same scaled columns. Rows in the order of time are
/// judged by models of earlier rows; of others the model is fitted on all, twice, the second time without the worst share.
/// docs/algorithms/anomalies.md describes it.
/// </summary>
public static class AnomalyDetection
{
    /// <summary>Fewest rows that a model is fitted on.</summary>
    public const int FewestRows = 30;

    private const double LeastFilled = 0.5;

    /// <summary>Judges every row.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="network">What learns them.</param>
    /// <param name="options">Rate, seed, parts.</param>
    /// <param name="progress">Receives the share that is done and what is being done.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SimulationException">Too few rows, or no column that varies.</exception>
    public static AnomalyResult Of(
        AnomalyTable table,
        IReconstruction network,
        AnomalyOptions options,
        Action<double, string>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        if (!(options.Rate > 0 && options.Rate <= 0.2))
            throw new SimulationException(Text($"the rate of false alarms must be above 0 and at most 0.2, was {options.Rate}"));
        if (table.Count < FewestRows)
            throw new SimulationException(Text($"{table.Source}: {table.Count} rows are too few; at least {FewestRows} are needed"));
        var first = table.IsOrdered ? Math.Max(FewestRows, (int)(options.FirstPart * table.Count)) : table.Count;
        var (used, left) = Columns(table, first);
        var rows = new List<AnomalyRow>(table.Count);
        var blocks = table.IsOrdered ? Blocks(first, table.Count, options.Refits).ToArray() : [(table.Count, table.Count)];
        for (var block = 0; block < blocks.Length; block++)
        {
            cancellation.ThrowIfCancellationRequested();
            progress?.Invoke((double)block / blocks.Length, Text($"fitting rows 1 to {blocks[block].Item1}"));
            var fitted = FittedDetector.Of(table, used, Range(0, blocks[block].Item1), network, options, cancellation);
            if (block == 0)
                rows.AddRange(fitted.Judge(table, Range(0, first)));
            rows.AddRange(fitted.Judge(table, Range(blocks[block].Item1, blocks[block].Item2)));
        }
        return Result(table, network, options, used, left, rows, table.IsOrdered ? first : 0);
    }

    // Stretches after the first part, each judged by what came before it.
    private static IEnumerable<(int From, int To)> Blocks(int first, int count, int refits)
    {
        var parts = Math.Clamp(Math.Min(refits, count - first), 1, Math.Max(1, count));
        for (var part = 0; part < parts; part++)
            yield return (At(part), At(part + 1));

        int At(int part) => first + (int)((long)(count - first) * part / parts);
    }

    private static (int[] Used, string[] Left) Columns(AnomalyTable table, int train)
    {
        var (used, left) = (new List<int>(), new List<string>());
        for (var c = 0; c < table.Columns.Count; c++)
        {
            double[] values = [.. table.Columns[c].Take(train).Where(double.IsFinite)];
            if (values.Length < LeastFilled * train)
                left.Add(Text($"{table.Names[c]}: a number in only {values.Length} of the {train} training rows"));
            else if (!RobustScaling.Of(values).IsUsable)
                left.Add(Text($"{table.Names[c]}: the same in all {train} training rows"));
            else
                used.Add(c);
        }
        return used.Count > 0
            ? ([.. used], [.. left])
            : throw new SimulationException($"{table.Source}: no column can be used ({string.Join("; ", left)}); choose numeric columns");
    }

    private static AnomalyResult Result(
        AnomalyTable table,
        IReconstruction network,
        AnomalyOptions options,
        int[] used,
        string[] left,
        List<AnomalyRow> rows,
        int first
    )
    {
        var (reported, byDistance, byZ) = (
            rows.Count(r => r.Network.IsReported),
            rows.Count(r => r.Mahalanobis.IsReported),
            rows.Count(r => r.LargestZ.IsReported)
        );
        var both = rows.Count(r => r.Network.IsReported && (r.Mahalanobis.IsReported || r.LargestZ.IsReported));
        var sentence = Text(
            $"{reported} of {rows.Count} rows are reported; by chance {options.Rate * rows.Count:0} would be at rate {options.Rate:0.###}"
        );
        return new AnomalyResult
        {
            Sentence = sentence,
            Source = table.Source,
            Columns = [.. used.Select(c => table.Names[c])],
            Bottleneck = network.Bottleneck(used.Length),
            Rate = options.Rate,
            IsOrdered = table.IsOrdered,
            FirstRows = first,
            Notes =
            [
                .. table.Notes,
                .. left.Select(l => $"left out: {l}"),
                table.IsOrdered
                    ? Text($"rows after the first {first} are judged by models of earlier rows; the first {first} by a model of themselves")
                    : Text(
                        $"every row is judged by a model that was fitted on all rows but the worst {100 * options.Trim:0} % of a first fit"
                    ),
                Text(
                    $"the baselines report {byDistance} (Mahalanobis) and {byZ} (largest z-score); {both} of the network's are among them"
                ),
            ],
            Rows = rows,
        };
    }

    private static int[] Range(int from, int to) => [.. Enumerable.Range(from, to - from)];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
