using System.Globalization;
using System.Text;
using Simulator.Learning.Explanations;
using Simulator.Learning.Importance;
using Simulator.Markets;

namespace Simulator.Cli.Reports;

/// <summary>
/// Local linear surrogates as CSV: for every explained forecast a line for its mean and one for the logarithm of its deviation. One that
/// does not fit says <c>false</c>, and its slopes explain nothing.
/// </summary>
internal static class SurrogateCsv
{
    /// <summary>Of a measured forecaster.</summary>
    public static string Of(BarSeries target, ForecasterImportance result)
    {
        var text = new StringBuilder();
        text.AppendLine(string.Join(',', ["date", "figure", "value", "r2", "fits", .. result.Columns.Select(AttributionCsv.Quoted)]));
        foreach (var row in result.Surrogates)
        {
            Line(text, target, row.Bar, "mean", row.Mean);
            Line(text, target, row.Bar, "logDeviation", row.LogDeviation);
        }
        return text.ToString();
    }

    private static void Line(StringBuilder text, BarSeries target, int bar, string figure, LocalSurrogate surrogate)
    {
        text.Append(CultureInfo.InvariantCulture, $"{target.CloseTimeAt(bar):yyyy-MM-dd'T'HH:mm:ss'Z'},{figure},{surrogate.Value:R},");
        if (double.IsFinite(surrogate.RSquared))
            text.Append(CultureInfo.InvariantCulture, $"{surrogate.RSquared:R}");
        text.Append(surrogate.Fits ? ",true" : ",false");
        foreach (var slope in surrogate.Slopes)
            text.Append(CultureInfo.InvariantCulture, $",{slope:R}");
        text.AppendLine();
    }
}
