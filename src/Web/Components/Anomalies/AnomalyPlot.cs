using System.Globalization;
using Simulator.Anomalies;
using Simulator.Web.Components.Charts;

namespace Simulator.Web.Components.Anomalies;

/// <summary>How unusual the rows are, one after the other.</summary>
internal static class AnomalyPlot
{
    private const int Ticks = 5;
    private const double Highest = 10; // a single row that is far above would flatten all others
    private const int LongestTick = 10;

    /// <summary>The picture; null where there is nothing to draw.</summary>
    public static Plot? Of(AnomalyFound found)
    {
        var points = found.Profile;
        if (points.Count < 2)
            return null;
        double[] x = [.. points.Select(p => (double)p.Row)];
        double[] y = [.. points.Select(p => Math.Min(p.Excess, Highest))];
        var over = points.Select((p, i) => (p, i)).Where(p => p.p.Excess > 1).Select(p => p.i).ToArray();
        return new Plot(
            new PlotAxis(0, Math.Max(1, found.Count - 1), "number", [.. TicksOf(points)]),
            PlotScale.Numbers([.. y, 1.2], "number"),
            [
                new PlotLine(AnomaliesText.ErrorOverThreshold, "bench", x, y),
                new PlotLine(AnomaliesText.Threshold, "ink-soft", [x[0], x[^1]], [1, 1]),
                new PlotDots(AnomaliesText.Reported, "down", [.. over.Select(i => x[i])], [.. over.Select(i => y[i])]),
            ]
        );
    }

    private static IEnumerable<PlotTick> TicksOf(IReadOnlyList<AnomalyPoint> points)
    {
        for (var i = 0; i < Ticks; i++)
        {
            var point = points[i * (points.Count - 1) / (Ticks - 1)];
            var words = point.Label.Length == 0 ? (point.Row + 1).ToString("N0", CultureInfo.InvariantCulture) : point.Label;
            yield return new PlotTick(point.Row, words.Length <= LongestTick ? words : words[..LongestTick]);
        }
    }
}
