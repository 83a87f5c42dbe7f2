using System.Globalization;
using System.Text;

namespace Simulator.Anomalies;

/// <summary>Rows with their figures and reasons as CSV.</summary>
public static class AnomalyRowsCsv
{
    private const string Headings =
        "line,row,error,threshold,reported,mahalanobis,mahalanobisThreshold,largestZ,largestZThreshold,reasons\n";

    /// <summary>The rows in the order given.</summary>
    public static string Of(IEnumerable<AnomalyRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var text = new StringBuilder(Headings);
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row.Line},{Quoted(row.Label)},{row.Network.Value:R},{row.Network.Threshold:R},");
            text.Append(row.Network.IsReported ? "yes" : "no");
            text.Append(CultureInfo.InvariantCulture, $",{row.Mahalanobis.Value:R},{row.Mahalanobis.Threshold:R},");
            text.Append(CultureInfo.InvariantCulture, $"{row.LargestZ.Value:R},{row.LargestZ.Threshold:R},");
            text.Append(Quoted(Reasons(row))).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>“fee 12 for 0.3 (80 %)”: the column, its value, what the network makes of it, its share of the error.</summary>
    public static string Reasons(AnomalyRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return string.Join("; ", row.Reasons.Select(Reason));
    }

    private static string Reason(AnomalyReason reason) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{reason.Column} {reason.Value:0.###} for {reason.Expected:0.###} ({100 * reason.Share:0} %)"
        );

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
