using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Diagnostics;
using Simulator.Text;

namespace Simulator.Cli.Reports;

/// <summary>Findings before training, as text and as JSON; an undefined figure is <c>null</c>.</summary>
internal static class DiagnosisPrinter
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new NaNAsNullConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>How many are notable, then each with its statistic, and what to do about it.</summary>
    public static string Text(string target, IReadOnlyList<TrainingFinding> findings)
    {
        var notable = findings.Count(f => f.Verdict == CheckVerdict.Notable);
        List<string> lines =
        [
            notable == 0
                ? $"{target}: nothing notable in {findings.Count} checks"
                : $"{target}: {notable} of {findings.Count} checks found something notable",
            "",
            Line("", "check", "statistic", "p", "finding"),
        ];
        foreach (var f in findings)
        {
            lines.Add(Line(Mark(f.Verdict), f.Name, Figures.Number(f.Statistic), Figures.Probability(f.PValue), f.Finding));
            if (f.Advice.Length > 0)
                lines.Add(Line("", "", "", "", f.Advice));
        }
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>All findings.</summary>
    public static string Json(IReadOnlyList<TrainingFinding> findings) =>
        JsonSerializer.Serialize(new { Notable = findings.Count(f => f.Verdict == CheckVerdict.Notable), Findings = findings }, s_options);

    private static string Line(string mark, string name, string statistic, string p, string words) =>
        $"{mark, -2}{name, -17}{statistic, 10}{p, 9}  {words}";

    private static string Mark(CheckVerdict verdict) => verdict == CheckVerdict.Notable ? "!" : "";
}
