namespace Simulator.Robustness.Sweeps;

/// <summary>
/// The runs next to the best: one step of each parameter to either side (of an interval, a twentieth of it). An isolated
/// best is more likely a fluke than one on a plateau.
/// </summary>
/// <param name="Neighbours">Neighbours with a score.</param>
/// <param name="Mean">Their mean score.</param>
/// <param name="Worst">The worst of their scores.</param>
/// <param name="Ratio">Mean ÷ the best's score; NaN where the latter is not above zero.</param>
/// <param name="IsPlateau">Every neighbour keeps at least half of the best's score.</param>
public sealed record NeighbourhoodStability(int Neighbours, double Mean, double Worst, double Ratio, bool IsPlateau)
{
    private const double IntervalStep = 0.05;
    private const int MostCombined = 4; // 3⁴ − 1 = 80 neighbours; beyond, one parameter at a time

    /// <summary>The points next to one, inside the space and its constraints.</summary>
    internal static IEnumerable<ParameterSet> Around(ParameterSpace space, ParameterSet centre)
    {
        var dimensions = space.Ranges.Count;
        var steps = dimensions <= MostCombined ? Combined(dimensions) : OneByOne(dimensions);
        foreach (var step in steps)
        {
            if (Moved(space, centre, step) is { } coordinates && space.At(coordinates) is { } set)
                yield return set;
        }
    }

    internal static NeighbourhoodStability? Of(double best, IReadOnlyList<double> neighbours, Ranking ranking)
    {
        var scores = neighbours.Where(double.IsFinite).ToArray();
        if (scores.Length == 0 || !double.IsFinite(best))
            return null;
        var worst = scores.MinBy(ranking.Worth);
        var plateau = ranking.LessIsBetter ? worst <= 2 * best : best > 0 && worst >= best / 2;
        return new NeighbourhoodStability(
            scores.Length,
            scores.Average(),
            worst,
            best > 0 ? scores.Average() / best : double.NaN,
            plateau && scores.Length == neighbours.Count
        );
    }

    private static double[]? Moved(ParameterSpace space, ParameterSet centre, int[] step)
    {
        var coordinates = centre.Coordinates.ToArray();
        for (var i = 0; i < coordinates.Length; i++)
        {
            var levels = space.Ranges[i].LevelCount;
            coordinates[i] += step[i] * (levels > 0 ? 1 : IntervalStep);
            if (coordinates[i] < 0 || coordinates[i] >= (levels > 0 ? levels : 1))
                return null;
        }
        return coordinates;
    }

    private static IEnumerable<int[]> Combined(int dimensions)
    {
        var all = (int)Math.Pow(3, dimensions);
        for (var code = 0; code < all; code++)
        {
            var step = new int[dimensions];
            for (var (i, rest) = (0, code); i < dimensions; i++, rest /= 3)
                step[i] = (rest % 3) - 1;
            if (step.Any(s => s != 0))
                yield return step;
        }
    }

    private static IEnumerable<int[]> OneByOne(int dimensions)
    {
        for (var i = 0; i < 2 * dimensions; i++)
        {
            var step = new int[dimensions];
            step[i / 2] = i % 2 == 0 ? -1 : 1;
            yield return step;
        }
    }
}
