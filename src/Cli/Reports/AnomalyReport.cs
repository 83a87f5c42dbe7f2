using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Simulator.Anomalies;
using Simulator.Text;

namespace Simulator.Cli.Reports;

/// <summary>Unusual rows as text, JSON and CSV.</summary>
internal static class AnomalyReport
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new NaNAsNullConverter() },
    };

    /// <summary>The most unusual rows with their reasons.</summary>
    public static string Text(AnomalyResult result, int most)
    {
        var lines = new List<string>
        {
            $"{result.Source}: {result.Sentence}",
            $"columns: {string.Join(", ", result.Columns)}; bottleneck of {Figures.Whole(result.Bottleneck)}",
        };
        lines.AddRange(result.Notes.Select(n => $"note: {n}"));
        var shown = result.Reported.Take(most).ToArray();
        if (shown.Length > 0)
            lines.AddRange(["", "   line  error/threshold  Mahalanobis  largest z  row and reasons"]);
        foreach (var row in shown)
        {
            lines.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{row.Line, 7}  {Pair(row.Network), 15}  {Excess(row.Mahalanobis), 11}  {Excess(row.LargestZ), 9}  "
                ) + $"{row.Label}{(row.Label.Length > 0 ? ": " : "")}{AnomalyRowsCsv.Reasons(row)}"
            );
        }
        if (shown.Length < result.Reported.Count())
            lines.Add($"and {Figures.Whole(result.Reported.Count() - shown.Length)} more; --most or --rows-csv gives them");
        if (shown.Length > 0)
            lines.AddRange([
                "",
                "Mahalanobis and largest z are in units of their own thresholds: above 1 the baseline reports the row, too.",
            ]);
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>What it was judged by, and the reported rows.</summary>
    public static string Json(AnomalyResult result) =>
        JsonSerializer.Serialize(
            new
            {
                result.Source,
                result.Sentence,
                result.Columns,
                result.Bottleneck,
                result.Rate,
                result.IsOrdered,
                result.FirstRows,
                result.Notes,
                Rows = result.Rows.Count,
                Reported = result.Reported,
            },
            s_options
        );

    private static string Pair(AnomalyScore score) =>
        string.Create(CultureInfo.InvariantCulture, $"{score.Value:0.0} / {score.Threshold:0.0}");

    private static string Excess(AnomalyScore score) => score.Excess.ToString("0.00", CultureInfo.InvariantCulture);
}
