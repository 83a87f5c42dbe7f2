using System.Text.Json.Serialization;
using Simulator.Seeding;

namespace Simulator.Robustness.Sweeps;

/// <summary>
/// The runs of a sweep as points: which level of each parameter, and which score. Of very many runs a sample, each with the same
/// probability.
/// </summary>
/// <param name="Names">The parameters that vary over levels.</param>
/// <param name="Levels">[parameter] its levels, in their order.</param>
/// <param name="Points">[run][parameter] index of the level, in the order of the plan.</param>
/// <param name="Scores">[run] score; NaN where it is undefined.</param>
/// <param name="Runs">Runs that it stands for.</param>
public sealed record SweepCloud(
    IReadOnlyList<string> Names,
    IReadOnlyList<IReadOnlyList<string>> Levels,
    int[][] Points,
    double[] Scores,
    long Runs
)
{
    /// <summary>Most points that are kept.</summary>
    public const int MostPoints = 4_000;

    /// <summary>Whether it holds only a part of the runs.</summary>
    [JsonIgnore]
    public bool IsSample => Runs > Points.Length;

    /// <summary>The parameters of a point, by name.</summary>
    public IEnumerable<(string Name, string Value)> At(int point) => Names.Select((name, i) => (name, Levels[i][Points[point][i]]));

    /// <summary>The point with these parameters; −1 where it is not among the points.</summary>
    public int Find(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Array.FindIndex(Points, p => Names.Select((name, i) => Levels[i][p[i]] == parameters[name]).All(same => same));
    }
}

/// <summary>Collects the points of a sweep, run by run in the order of the plan; its size does not depend on their number.</summary>
internal sealed class SweepCloudBuilder(ParameterSpace space, long seed)
{
    private readonly (int Index, ParameterRange.Levels Range)[] _axes =
    [
        .. space
            .Ranges.Select((r, i) => (i, Range: r as ParameterRange.Levels))
            .Where(a => a.Range is { LevelCount: > 1 })
            .Select(a => (a.i, a.Range!)),
    ];
    private readonly SplitMix64 _sampling = Seeds.Generator(seed, "sweep/cloud");
    private readonly List<(long Index, int[] Point, double Score)> _kept = [];
    private long _runs;

    /// <summary>Takes in a run; of more than fit, each stays with the same probability (Vitter's algorithm R).</summary>
    public void Add(SweepRun run)
    {
        _runs++;
        if (_kept.Count < SweepCloud.MostPoints)
        {
            _kept.Add(Of(run));
            return;
        }
        var place = (long)(_sampling.NextDouble() * _runs);
        if (place < SweepCloud.MostPoints)
            _kept[(int)place] = Of(run);
    }

    /// <summary>The points; null where no parameter varies over levels, or nothing ran.</summary>
    public SweepCloud? Build()
    {
        if (_axes.Length == 0 || _kept.Count == 0)
            return null;
        var sorted = _kept.OrderBy(k => k.Index).ToList();
        return new SweepCloud(
            [.. _axes.Select(a => a.Range.Name)],
            [.. _axes.Select(a => a.Range.Values)],
            [.. sorted.Select(k => k.Point)],
            [.. sorted.Select(k => k.Score)],
            _runs
        );
    }

    private (long, int[], double) Of(SweepRun run) =>
        (run.Index, [.. _axes.Select(a => (int)run.Parameters.Coordinates[a.Index])], run.Score);
}
