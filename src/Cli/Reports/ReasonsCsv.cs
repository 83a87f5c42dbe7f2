using System.Globalization;
using System.Text;
using Simulator.Forecasting;
using Simulator.Markets;

namespace Simulator.Cli.Reports;

/// <summary>
/// Why forecasts are what they are, as CSV: for every explained bar a line for the mean of the log-return and one for the logarithm of its
/// deviation, with the strongest parts, the strongest first.
/// </summary>
internal static class ReasonsCsv
{
    /// <summary>Of a tape with reasons.</summary>
    public static string Of(BarSeries target, ForecastTape tape)
    {
        var reasons = tape.Reasons ?? throw new ArgumentException($"the tape of {tape.Forecaster} has no reasons", nameof(tape));
        var ranks = Enumerable.Range(1, ForecastReasons.Kept);
        var text = new StringBuilder("date,figure,forecast,start,rest");
        foreach (var k in ranks)
            text.Append(CultureInfo.InvariantCulture, $",input{k},part{k},level{k}");
        text.AppendLine();
        foreach (var bar in reasons.Bars)
        {
            var at = reasons.At(bar)!;
            Line(text, target, bar, "logDeviation", Math.Log(tape.StandardDeviation[bar]), at.LogDeviation);
            Line(text, target, bar, "mean", tape.Mean[bar], at.Mean);
        }
        return text.ToString();
    }

    private static void Line(StringBuilder text, BarSeries target, int bar, string figure, double forecast, FigureReasons reasons)
    {
        text.Append(CultureInfo.InvariantCulture, $"{target.CloseTimeAt(bar):yyyy-MM-dd'T'HH:mm:ss'Z'},{figure},{forecast:R}");
        text.Append(CultureInfo.InvariantCulture, $",{reasons.Start:R},{reasons.Rest:R}");
        foreach (var reason in reasons.Strongest)
            text.Append(CultureInfo.InvariantCulture, $",{AttributionCsv.Quoted(reason.Input)},{reason.Part:R},{reason.Level:R}");
        for (var k = reasons.Strongest.Count; k < ForecastReasons.Kept; k++)
            text.Append(",,,");
        text.AppendLine();
    }
}
