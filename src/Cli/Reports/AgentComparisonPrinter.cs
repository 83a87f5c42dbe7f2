using System.Globalization;
using Simulator.AgentComparisons;

namespace Simulator.Cli.Reports;

/// <summary>A comparison of agents as text: agents and baselines, the leads over them, then seed by seed.</summary>
internal static class AgentComparisonPrinter
{
    private static readonly int[] s_widths = [12, 17, 8, 10, 6, 15, 10, 8, 7];

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
            $"{result.Target}, {Figures.Whole(result.Bars)} bars from {Day(result.From)} to {Day(result.To)}; "
                + "log-wealth and turnover a year:",
            Row(wide, "", "log-wealth %", "95 %", "return %", "no costs %", "Sharpe", "95 %", "exposure %", "turnover", "decides"),
            .. result.Agents.Select(a => Row(wide, a)),
            .. result.Baselines.Select(b => Row(wide, b)),
            "",
            "lead a year in % of log-wealth, with its 95 % interval over bars and seeds:",
            .. result.Agents.SelectMany(a => a.Leads.Select(l => Lead(names, wide, a.Name, l))),
            "",
            "seed by seed:",
            .. result.Agents.SelectMany(a => a.Runs.Select(r => Run(names, a.Name, r))),
        ];
        return string.Join(Environment.NewLine, lines);
    }

    private static string Row(int wide, AgentStanding a) =>
        Row(
            wide,
            a.Name,
            Percent(a.LogWealthPerYear.Value),
            Percent(a.LogWealthPerYear),
            Percent(a.Return),
            Percent(a.ReturnWithoutCosts),
            Number(a.Sharpe.Value),
            Number(a.Sharpe),
            Percent(a.Exposure),
            Number(a.Turnover),
            $"{Figures.Whole(a.Decided)} of {Figures.Whole(a.Runs.Count)}"
        );

    private static string Row(int wide, BaselineStanding b) =>
        Row(
            wide,
            ReportPrinter.Word(b.Kind),
            Percent(b.LogWealthPerYear),
            "",
            Percent(b.Return),
            "",
            Number(b.Sharpe.Value),
            Number(b.Sharpe),
            Percent(b.Exposure),
            Number(b.Turnover),
            ""
        );

    private static string Row(int wide, string name, params ReadOnlySpan<string> cells)
    {
        var line = name.PadRight(wide);
        for (var i = 0; i < cells.Length; i++)
            line += "  " + cells[i].PadLeft(s_widths[i]);
        return line.TrimEnd();
    }

    private static string Lead(int names, int wide, string agent, RivalLead l) =>
        $"{agent.PadRight(names)}  {ReportPrinter.Word(l.Kind).PadRight(wide)}  {Percent(l.Lead), 8}  "
        + $"{Percent(new Bounded(l.Lead, l.Lower95, l.Upper95)), 17}";

    private static string Run(int names, string agent, AgentRun r) =>
        $"{agent.PadRight(names)}  {Figures.Whole(r.Seed + 1), 3}  return {Percent(r.Return), 7} %  Sharpe {Number(r.Sharpe.Value), 6}  "
        + $"evidence {Number(r.Evidence), 6}  {(r.Decided ? "decides" : "holds its baseline")}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Percent(double fraction) => Known(100 * fraction, "0.0;−0.0");

    private static string Number(double value) => Known(value, "0.00;−0.00");

    private static string Known(double value, string format) =>
        double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "–";

    private static string Percent(Bounded b) => double.IsFinite(b.Lower95) ? $"{Percent(b.Lower95)} … {Percent(b.Upper95)}" : "–";

    private static string Number(Bounded b) => double.IsFinite(b.Lower95) ? $"{Number(b.Lower95)} … {Number(b.Upper95)}" : "–";
}
