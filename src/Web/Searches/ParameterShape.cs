using Simulator.Robustness.Sweeps;

namespace Simulator.Web.Searches;

/// <summary>How the score of a map depends on one of its parameters; places are shares of the width and the height of a picture.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="First">Its first level.</param>
/// <param name="Last">Its last level.</param>
/// <param name="Importance">Share of the variation of the cells that its levels explain (between-level sum of squares ÷ total); NaN where
/// nothing varies.</param>
/// <param name="Dots">A dot for every cell.</param>
/// <param name="Line">The mean of each level.</param>
public sealed record ParameterShape(
    string Name,
    string First,
    string Last,
    double Importance,
    IReadOnlyList<(double X, double Y)> Dots,
    IReadOnlyList<(double X, double Y)> Line
)
{
    /// <summary>The shapes of both parameters.</summary>
    public static IReadOnlyList<ParameterShape> Of(HeatMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return
        [
            Of(map.X, map.XValues, (level, other) => map.Mean[level][other], map.YValues.Count),
            Of(map.Y, map.YValues, (level, other) => map.Mean[other][level], map.XValues.Count),
        ];
    }

    private static ParameterShape Of(string name, IReadOnlyList<string> levels, Func<int, int, double> score, int others)
    {
        var cells = Enumerable
            .Range(0, levels.Count)
            .SelectMany(l => Enumerable.Range(0, others).Select(o => (Level: l, Score: score(l, o))))
            .Where(c => double.IsFinite(c.Score))
            .ToList();
        if (cells.Count == 0)
            return new ParameterShape(name, levels[0], levels[^1], double.NaN, [], []);
        var (low, high, mean) = (cells.Min(c => c.Score), cells.Max(c => c.Score), cells.Average(c => c.Score));
        var means = cells.GroupBy(c => c.Level).Select(g => (Level: g.Key, Mean: g.Average(c => c.Score), Count: g.Count())).ToList();
        var total = cells.Sum(c => (c.Score - mean) * (c.Score - mean));
        var between = means.Sum(m => m.Count * (m.Mean - mean) * (m.Mean - mean));
        return new ParameterShape(
            name,
            levels[0],
            levels[^1],
            total > 0 ? between / total : double.NaN,
            [.. cells.Select(c => (X(c.Level), Y(c.Score)))],
            [.. means.OrderBy(m => m.Level).Select(m => (X(m.Level), Y(m.Mean)))]
        );

        double X(int level) => levels.Count > 1 ? level / (double)(levels.Count - 1) : 0.5;
        double Y(double value) => high > low ? (value - low) / (high - low) : 0.5;
    }
}
