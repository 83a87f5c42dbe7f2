using Simulator.AgentComparisons;
using Simulator.Evaluation.Rivals;
using Simulator.Web.Components.Charts;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Agents;

/// <summary>Accounts of agents, each a line in a band over its seeds, beside simpler ways to trade.</summary>
internal static class AgentPlot
{
    private const int MostAgents = 4; // more bands hide each other
    private const double Opacity = 0.14;
    private static readonly string[] s_agents = ["accent", "down", "third", "ok"];
    private static readonly string[] s_baselines = ["bench", "warn", "danger"];

    /// <summary>The picture; null where there is too little to draw.</summary>
    public static Plot? Of(AgentComparisonResult result)
    {
        if (result.Days.Count < 2)
            return null;
        DateTime[] times = [.. result.Days.Select(d => d.ToDateTime(TimeOnly.MinValue))];
        double[] x = [.. times.Select(ReportCharts.Seconds)];
        var agents = Shown(result);
        // A line that lies flat on the start says nothing.
        BaselineStanding[] baselines = [.. result.Baselines.Where(b => b.Kind != RivalKind.Cash).Take(s_baselines.Length)];
        return new Plot(
            PlotScale.Times(times, daily: true),
            PlotScale.Numbers(
                [
                    .. agents.SelectMany(a => a.Lowest.Concat(a.Highest)).Select(Change),
                    .. baselines.SelectMany(b => b.Curve).Select(Change),
                ],
                "percent"
            ),
            [
                .. agents.Select(
                    (a, i) =>
                        new PlotBand(
                            AgentsText.FormatBandOf(a.Name),
                            ColorOf(i),
                            x,
                            [.. a.Lowest.Select(Change)],
                            [.. a.Highest.Select(Change)],
                            Opacity
                        )
                ),
                .. baselines.Select((b, i) => new PlotLine(RivalWords.Of(b.Kind), BaselineColorOf(i), x, [.. b.Curve.Select(Change)])),
                .. agents.Select((a, i) => new PlotLine(a.Name, ColorOf(i), x, [.. a.Middle.Select(Change)]) { Bold = i == 0 }),
            ]
        );
    }

    /// <summary>What the lines are: name → colour token.</summary>
    public static IReadOnlyList<(string Name, string Color)> Legend(AgentComparisonResult result) =>
        [
            .. Shown(result).Select((a, i) => (a.Name, ColorOf(i))),
            .. result
                .Baselines.Where(b => b.Kind != RivalKind.Cash)
                .Take(s_baselines.Length)
                .Select((b, i) => (RivalWords.Of(b.Kind), BaselineColorOf(i))),
        ];

    private static AgentStanding[] Shown(AgentComparisonResult result) => [.. result.Agents.Take(MostAgents)];

    private static string ColorOf(int agent) => s_agents[agent];

    private static string BaselineColorOf(int baseline) => s_baselines[baseline];

    private static double Change(double relative) => relative - 1;
}
