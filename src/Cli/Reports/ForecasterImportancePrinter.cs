using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Simulator.Learning.Importance;
using Simulator.Text;

namespace Simulator.Cli.Reports;

/// <summary>What inputs are worth to a forecaster, as text and as JSON; an undefined figure is <c>null</c> or a dash.</summary>
internal static class ForecasterImportancePrinter
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new NaNAsNullConverter() },
    };

    /// <summary>A table, and how many surrogates fit.</summary>
    public static string Text(ForecasterImportance result)
    {
        var width = result.Inputs.Max(f => f.Name.Length) + 2;
        List<string> lines =
        [
            $"{result.Symbol}: {Figures.Whole(result.Rows)} forecasts of '{result.Forecaster}' before the test part, which was not "
                + $"touched; mean CRPS {result.Crps.ToString("0.00000", CultureInfo.InvariantCulture)}",
            "",
            Line(width, "", "input", "permutation", "± error", "p", ""),
            .. result.Inputs.Select(i => Line(width, i)),
        ];
        if (result.Surrogates.Count > 0)
        {
            var (mean, deviation) = (result.Surrogates.Count(s => s.Mean.Fits), result.Surrogates.Count(s => s.LogDeviation.Fits));
            lines.Add("");
            lines.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"local surrogates that fit: {deviation} of {result.Surrogates.Count} for the deviation, {mean} for the mean"
                )
            );
        }
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>All figures but the slopes of the surrogates.</summary>
    public static string Json(ForecasterImportance result) =>
        JsonSerializer.Serialize(
            new
            {
                result.Symbol,
                result.Forecaster,
                result.Rows,
                result.Stretches,
                result.Crps,
                result.Inputs,
            },
            s_options
        );

    private static string Line(int width, InputImportance i) =>
        Line(
            width,
            i.IsBeyondNoise ? "*" : "",
            i.Name,
            Percent(i.Rise),
            Percent(i.StandardError),
            Figures.Probability(i.PValue),
            i.IsNoise ? "planted noise"
                : i.IsBeyondNoise ? ""
                : "as noise"
        );

    private static string Line(int width, string mark, string name, string rise, string error, string p, string words) =>
        $"{mark, -2}{name.PadRight(width)}{rise, 13}{error, 10}{p, 9}  {words}".TrimEnd();

    private static string Percent(double share) => share.ToString("0.00 %", CultureInfo.InvariantCulture);
}
