using System.Globalization;
using Simulator.Forecasting;

namespace Simulator.Web.Components.Report;

/// <summary>Why a forecast is what it is, in words, as the chart's module <c>reasons.js</c> says it.</summary>
internal static class ReasonWords
{
    private const double SmallestWidth = 0.0005; // what would be written as 0
    private const double SmallestMean = 0.000005;

    /// <summary>What widens or narrows the forecast, the strongest first.</summary>
    public static IReadOnlyList<string> OfWidth(FigureReasons reasons) =>
        [
            .. reasons
                .Strongest.Where(r => Widening(r.Part) >= SmallestWidth)
                .Select(r => Say(r, Widening(r.Part), ReportText.FormatReasonWidens, ReportText.FormatReasonNarrows)),
        ];

    /// <summary>What raises or lowers its mean, the strongest first.</summary>
    public static IReadOnlyList<string> OfMean(FigureReasons reasons) =>
        [
            .. reasons
                .Strongest.Where(r => Math.Abs(r.Part) >= SmallestMean)
                .Select(r => Say(r, Math.Abs(r.Part), ReportText.FormatReasonRaises, ReportText.FormatReasonLowers)),
        ];

    /// <summary>A small share with two digits that count: “0.31 %”, “0.004 %”; from a tenth on with three.</summary>
    public static string Fine(double share)
    {
        var digits = (share * 100).ToString(share >= 0.1 ? "G3" : "G2", CultureInfo.InvariantCulture);
        return double.Parse(digits, CultureInfo.InvariantCulture).ToString("0.######", CultureInfo.InvariantCulture) + " %";
    }

    private static double Widening(double part) => Math.Abs(Math.Exp(part) - 1);

    private static string Say(
        Reason reason,
        double size,
        Func<string, string, string, string> more,
        Func<string, string, string, string> less
    ) => (reason.Part > 0 ? more : less)(LevelOf(reason.Level), reason.Input, Fine(size));

    private static string LevelOf(double level) =>
        level switch
        {
            >= 1.5 => ReportText.LevelVeryHigh,
            >= 0.5 => ReportText.LevelHigh,
            > -0.5 => ReportText.LevelUsual,
            > -1.5 => ReportText.LevelLow,
            _ => ReportText.LevelVeryLow,
        };
}
