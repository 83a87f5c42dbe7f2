using System.Text.Encodings.Web;
using System.Text.Json;
using Simulator.Checks;
using Simulator.Text;

namespace Simulator.Cli.Reports;

/// <summary>The checks of an agent, as text and as JSON; an undefined figure is <c>null</c> or a dash.</summary>
internal static class AgentCheckPrinter
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new NaNAsNullConverter() },
    };

    /// <summary>How many failed, then a line for each.</summary>
    public static string Text(AgentCheckResult result)
    {
        List<string> lines = [result.Sentence, "", Line("", "check", "markets", "figure", "needed", "finding")];
        lines.AddRange(
            result.Checks.Select(c =>
                Line(
                    Word(c.Verdict),
                    c.Name,
                    c.Markets == 0 ? "" : Figures.Whole(c.Markets),
                    Figures.Number(c.Figure),
                    c.Needed,
                    $"{c.Unit}; {c.Finding}"
                )
            )
        );
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>All figures.</summary>
    public static string Json(AgentCheckResult result) => JsonSerializer.Serialize(result, s_options);

    private static string Word(AgentCheckVerdict verdict) =>
        verdict switch
        {
            AgentCheckVerdict.Passed => "pass",
            AgentCheckVerdict.Failed => "FAIL",
            _ => "none",
        };

    private static string Line(string verdict, string name, string markets, string figure, string needed, string words) =>
        $"{verdict, -6}{name, -21}{markets, 7}{figure, 9}  {needed, -35}{words}";
}
