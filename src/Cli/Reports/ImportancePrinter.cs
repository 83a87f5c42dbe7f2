using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Simulator.Learning.Importance;
using Simulator.Text;

namespace Simulator.Cli.Reports;

/// <summary>Importances as text and as JSON; an undefined figure is <c>null</c> or a dash.</summary>
internal static class ImportancePrinter
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new NaNAsNullConverter() },
    };

    /// <summary>A table for each outcome.</summary>
    public static string Text(ImportanceResult result)
    {
        var lines = new List<string>
        {
            $"{result.Symbol}: {Figures.Whole(result.Rows)} held-out bars in {result.Folds} folds; the test part was not touched",
        };
        foreach (var reading in result.Readings)
        {
            lines.Add("");
            lines.Add(
                $"{(reading.Outcome == "size" ? "size of the next return" : "next return")}: the trees' skill on held-out bars is "
                    + $"{Percent(reading.Skill)} ± {Percent(reading.SkillError)} of the squared error"
            );
            var width = reading.Features.Max(f => f.Name.Length) + 2;
            lines.Add(Line(width, "", "feature", "gain", "mean |SHAP|", "permutation", "± error", "p", ""));
            lines.AddRange(reading.Features.Select(f => Line(width, f)));
        }
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>All figures but the single rows.</summary>
    public static string Json(ImportanceResult result) =>
        JsonSerializer.Serialize(
            new
            {
                result.Symbol,
                result.Rows,
                result.Folds,
                Outcomes = result.Readings.Select(r => new
                {
                    r.Outcome,
                    r.Skill,
                    r.SkillError,
                    r.Features,
                }),
            },
            s_options
        );

    private static string Line(int width, FeatureImportance f) =>
        Line(
            width,
            f.IsBeyondNoise ? "*" : "",
            f.Name,
            Percent(f.Gain),
            f.MeanAttribution.ToString("0.0000", CultureInfo.InvariantCulture),
            Percent(f.Permutation),
            Percent(f.StandardError),
            Figures.Probability(f.PValue),
            f.IsNoise ? "planted noise"
                : f.IsBeyondNoise ? ""
                : "as noise"
        );

    private static string Line(
        int width,
        string mark,
        string name,
        string gain,
        string shap,
        string permutation,
        string error,
        string p,
        string words
    ) => $"{mark, -2}{name.PadRight(width)}{gain, 9}{shap, 13}{permutation, 13}{error, 10}{p, 9}  {words}".TrimEnd();

    private static string Percent(double share) => share.ToString("0.00 %", CultureInfo.InvariantCulture);
}
