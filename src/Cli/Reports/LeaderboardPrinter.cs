using System.Globalization;
using Simulator.Leaderboards;

namespace Simulator.Cli.Reports;

/// <summary>A leaderboard as text: over all series, then series by series.</summary>
internal static class LeaderboardPrinter
{
    /// <summary>The text; skills are in percent.</summary>
    public static string Text(LeaderboardResult result)
    {
        var wide = Math.Max(10, result.Standings.Max(s => s.Forecaster.Length));
        var series = Math.Max(6, result.Rows.Max(r => r.Target.Length));
        List<string> lines =
        [
            result.Sentence,
            "",
            $"over all series, compared with {result.Against}; p adjusted over the forecasters:",
            $"{"forecaster".PadRight(wide)}  skill %  better on  CRPS differs by       p",
            .. result.Standings.Select(s =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{s.Forecaster.PadRight(wide)}  {s.Skill * 100, 7:0.00}  {s.Better, 9}  {s.Difference * 100, 13:0.00} %  {P(s.PValue)}"
                )
            ),
            "",
            "series by series; p against it, adjusted over the series; set: may be the best at 10 %:",
            $"{"series".PadRight(series)}  {"forecaster".PadRight(wide)}  seeds   rows  skill %  ± seeds  log score  in 90 %"
                + "  worst fold %  direction       p  set",
            .. result.Rows.OrderBy(r => r.Target, StringComparer.Ordinal).ThenByDescending(r => r.Skill).Select(r => Line(r, series, wide)),
        ];
        return string.Join(Environment.NewLine, lines);
    }

    private static string Line(LeaderboardRow r, int series, int wide) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{r.Target.PadRight(series)}  {r.Forecaster.PadRight(wide)}  {r.Seeds, 5}  {r.Count, 5}  {r.Skill * 100, 7:0.00}  "
                + $"{Known(r.SkillDeviation * 100, "0.00"), 7}  {Known(r.LogScore, "0.000"), 9}  {Known(r.Coverage90 * 100, "0.0"), 7}  "
                + $"{Known(r.WorstFold * 100, "0.00"), 12}  {Known(r.DirectionalAccuracy * 100, "0.0"), 9}  {P(r.PValue)}  "
                + $"{SetOf(r.ConfidenceP), 3}"
        );

    private static string SetOf(double p) =>
        !double.IsFinite(p) ? "–"
        : p >= 0.1 ? "yes"
        : "no";

    private static string P(double value) => (value < 0.001 ? "<0.001" : Known(value, "0.000")).PadLeft(6);

    private static string Known(double value, string format) =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";
}
