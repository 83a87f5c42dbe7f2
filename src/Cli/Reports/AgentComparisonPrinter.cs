using System.Globalization;
using Simulator.AgentComparisons;

namespace Simulator.Cli.Reports;

/// <summary>A comparison of agents as text: agents and baselines, the leads over them, then seed by seed.</summary>
internal static class AgentComparisonPrinter
{
    /// <summary>The text; fractions are in percent.</summary>
    public static string Text(AgentComparisonResult result)
    {
        var rivals = result.Agents.SelectMany(a => a.Leads).Select(l => l.Kind).Distinct().Select(ReportPrinter.Word);
        var wide = result.Agents.Select(a => a.Name).Concat(rivals).Max(n => n.Length);
        var names = result.Agents.Max(a => a.Name.Length);
        List<string> lines =
        [
            result.Sentence,
            "",
            $"{result.Target}, {Figures.Whole(result.Bars)} bars from {Day(result.From)} to {Day(result.To)}; log-wealth and turnover a year:",
            $"{"".PadRight(wide)}  {"log-wealth %", 12}  {"95 %", 17}  return %  no costs %  Sharpe  {"95 %", 15}  exposure %  turnover  decides",
            .. result.Agents.Select(a =>
                Line(
                    $"{a.Name.PadRight(wide)}  {Percent(a.LogWealthPerYear.Value), 12}  {Percent(a.LogWealthPerYear), 17}  "
                        + $"{Percent(a.Return), 8}  {Percent(a.ReturnWithoutCosts), 10}  {Number(a.Sharpe.Value), 6}  {Number(a.Sharpe), 15}  "
                        + $"{Percent(a.Exposure), 10}  {Number(a.Turnover), 8}  {Figures.Whole(a.Decided)} of {Figures.Whole(a.Runs.Count)}"
                )
            ),
            .. result.Baselines.Select(b =>
                Line(
                    $"{ReportPrinter.Word(b.Kind).PadRight(wide)}  {Percent(b.LogWealthPerYear), 12}  {"", 17}  {Percent(b.Return), 8}  {"", 10}  "
                        + $"{Number(b.Sharpe.Value), 6}  {Number(b.Sharpe), 15}  {Percent(b.Exposure), 10}  {Number(b.Turnover), 8}"
                )
            ),
            "",
            "lead a year in % of log-wealth, with its 95 % interval over bars and seeds:",
            .. result.Agents.SelectMany(a =>
                a.Leads.Select(l =>
                    Line(
                        $"{a.Name.PadRight(names)}  {ReportPrinter.Word(l.Kind).PadRight(wide)}  {Percent(l.Lead), 8}  {Percent(new Bounded(l.Lead, l.Lower95, l.Upper95)), 17}"
                    )
                )
            ),
            "",
            "seed by seed:",
            .. result.Agents.SelectMany(a =>
                a.Runs.Select(r =>
                    Line(
                        $"{a.Name.PadRight(names)}  {Figures.Whole(r.Seed + 1), 3}  return {Percent(r.Return), 7} %  Sharpe {Number(r.Sharpe.Value), 6}  "
                            + $"evidence {Number(r.Evidence), 6}  {(r.Decided ? "decides" : "holds its baseline")}"
                    )
                )
            ),
        ];
        return string.Join(Environment.NewLine, lines);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Line(string text) => text.TrimEnd();

    private static string Percent(double fraction) => Known(100 * fraction, "0.0;−0.0");

    private static string Number(double value) => Known(value, "0.00;−0.00");

    private static string Known(double value, string format) =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";

    private static string Percent(Bounded b) => double.IsFinite(b.Lower95) ? $"{Percent(b.Lower95)} … {Percent(b.Upper95)}" : "–";

    private static string Number(Bounded b) => double.IsFinite(b.Lower95) ? $"{Number(b.Lower95)} … {Number(b.Upper95)}" : "–";
}
