namespace Simulator.Robustness.Sweeps;

/// <summary>The score over two parameters: for each pair of levels the mean and the best over all other parameters.</summary>
/// <param name="X">First parameter.</param>
/// <param name="Y">Second parameter.</param>
/// <param name="XValues">Its levels; of a long range, the first level of each of at most 100 groups.</param>
/// <param name="YValues">The same of the second.</param>
/// <param name="Mean">[x][y] mean score; NaN where nothing ran.</param>
/// <param name="Best">[x][y] best score.</param>
/// <param name="Count">[x][y] runs with a score.</param>
public sealed record HeatMap(
    string X,
    string Y,
    IReadOnlyList<string> XValues,
    IReadOnlyList<string> YValues,
    double[][] Mean,
    double[][] Best,
    int[][] Count
)
{
    internal const int MostCells = 100;
}

/// <summary>Adds up a heat map, run by run; its size does not depend on their number.</summary>
internal sealed class HeatMapBuilder
{
    private readonly (int Range, ParameterRange.Levels Levels, int Group) _x;
    private readonly (int Range, ParameterRange.Levels Levels, int Group) _y;
    private readonly Ranking _ranking;
    private readonly double[][] _sum;
    private readonly double[][] _best;
    private readonly int[][] _count;

    private HeatMapBuilder((int, ParameterRange.Levels, int) x, (int, ParameterRange.Levels, int) y, Ranking ranking)
    {
        (_x, _y, _ranking) = (x, y, ranking);
        var (width, height) = (Groups(_x), Groups(_y));
        _sum = [.. Enumerable.Range(0, width).Select(_ => new double[height])];
        _count = [.. Enumerable.Range(0, width).Select(_ => new int[height])];
        _best = [.. Enumerable.Range(0, width).Select(_ => Enumerable.Repeat(double.NaN, height).ToArray())];
    }

    /// <summary>A builder for the parameters that are asked for, or the first two with levels; null if there are none.</summary>
    /// <exception cref="ArgumentException">A parameter that does not vary over levels.</exception>
    public static HeatMapBuilder? For(ParameterSpace space, (string X, string Y)? asked, Ranking ranking)
    {
        var withLevels = space
            .Ranges.Select((range, index) => (index, Levels: range as ParameterRange.Levels))
            .Where(r => r.Levels is { LevelCount: > 1 })
            .Select(r => (r.index, Levels: r.Levels!))
            .ToList();
        if (asked is not { } names)
            return withLevels.Count < 2 ? null : new HeatMapBuilder(Axis(withLevels[0]), Axis(withLevels[1]), ranking);
        var chosen = new[] { names.X, names.Y }.Select(n => withLevels.FindIndex(r => r.Levels.Name == n)).ToArray();
        return chosen[0] < 0 || chosen[1] < 0 || chosen[0] == chosen[1]
            ? throw new ArgumentException(
                $"a heat map needs two different parameters with levels; '{names.X}' and '{names.Y}' are not; "
                    + $"available: {string.Join(", ", withLevels.Select(r => r.Levels.Name))}"
            )
            : new HeatMapBuilder(Axis(withLevels[chosen[0]]), Axis(withLevels[chosen[1]]), ranking);
    }

    public void Add(SweepRun run)
    {
        if (double.IsNaN(run.Score))
            return;
        var x = (int)run.Parameters.Coordinates[_x.Range] / _x.Group;
        var y = (int)run.Parameters.Coordinates[_y.Range] / _y.Group;
        _sum[x][y] += run.Score;
        _count[x][y]++;
        if (double.IsNaN(_best[x][y]) || _ranking.Worth(run.Score) > _ranking.Worth(_best[x][y]))
            _best[x][y] = run.Score;
    }

    public HeatMap Build() =>
        new(
            _x.Levels.Name,
            _y.Levels.Name,
            Labels(_x),
            Labels(_y),
            [.. _sum.Zip(_count, (sums, counts) => sums.Zip(counts, (s, n) => n == 0 ? double.NaN : s / n).ToArray())],
            _best,
            _count
        );

    private static (int, ParameterRange.Levels, int) Axis((int Index, ParameterRange.Levels Levels) range) =>
        (range.Index, range.Levels, (range.Levels.LevelCount + HeatMap.MostCells - 1) / HeatMap.MostCells);

    private static int Groups((int Range, ParameterRange.Levels Levels, int Group) axis) =>
        (axis.Levels.LevelCount + axis.Group - 1) / axis.Group;

    private static string[] Labels((int Range, ParameterRange.Levels Levels, int Group) axis) =>
        [.. Enumerable.Range(0, Groups(axis)).Select(i => axis.Levels.Values[i * axis.Group])];
}
