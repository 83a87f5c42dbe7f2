using System.Globalization;
using System.Text;
using Simulator.Learning.Forecasters.Boosting;
using Simulator.Learning.Importance;
using Simulator.Learning.Trees;
using Simulator.Markets;

namespace Simulator.Cli.Reports;

/// <summary>What trees say of every bar and what each column adds to it, a line for each, as CSV.</summary>
internal static class AttributionCsv
{
    /// <summary>Of the held-out bars of importances.</summary>
    public static string Of(BarSeries target, ImportanceResult result) =>
        Write(target, result.Readings[0].Columns, result.Readings.Select(r => (r.Outcome, r.Attributions)));

    /// <summary>Of the forecasts of boosted trees.</summary>
    public static string Of(BarSeries target, IReadOnlyList<BoostedOutput> outputs) =>
        Write(target, outputs[0].Columns, outputs.Select(o => (o.Name, o.Rows)));

    private static string Write(
        BarSeries target,
        IEnumerable<string> columns,
        IEnumerable<(string Outcome, IReadOnlyList<AttributedRow> Rows)> parts
    )
    {
        var text = new StringBuilder();
        text.AppendLine(string.Join(',', ["outcome", "date", "prediction", "start", .. columns.Select(Quoted)]));
        foreach (var (outcome, rows) in parts)
        {
            foreach (var row in rows)
            {
                text.Append(CultureInfo.InvariantCulture, $"{outcome},{target.CloseTimeAt(row.Bar):yyyy-MM-dd'T'HH:mm:ss'Z'},");
                text.Append(CultureInfo.InvariantCulture, $"{row.Prediction:R},{row.Start:R}");
                foreach (var value in row.Contributions)
                    text.Append(CultureInfo.InvariantCulture, $",{value:R}");
                text.AppendLine();
            }
        }
        return text.ToString();
    }

    /// <summary>A cell of text.</summary>
    public static string Quoted(string name) =>
        name.AsSpan().IndexOfAny(",\"") < 0 ? name : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
