using Simulator.Jobs;
using Simulator.Numerics;
using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>
/// How long the last runs on this machine took: what the time left of the stages to come, and the time of a run that is not yet begun, are
/// measured against. Stages that came from the cache say nothing.
/// </summary>
/// <remarks>
/// A stage in which something learns takes the longer the more is asked of it, so its seconds are kept as a share of what was estimated
/// for its run. A whole run is measured only by runs of a like size: within a factor of ten of its estimate.
/// </remarks>
internal sealed class PastRuns
{
    private const int Remembered = 9;
    private const double Like = 10;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Kind, string Stage, string? Learner), Queue<double>> _stages = [];
    private readonly Dictionary<string, Queue<(double Estimated, double Taken)>> _runs = [];

    /// <summary>Takes in the stages of a job that ended, oldest job first.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="stages">Its stages.</param>
    /// <param name="estimated">Seconds that its counts gave; 0 where they are not known.</param>
    public void Add(string kind, IReadOnlyList<StageProgress> stages, double estimated = 0)
    {
        ArgumentNullException.ThrowIfNull(stages);
        var part = stages.Where(s => s.State != StageState.Skipped).ToList();
        lock (_lock)
        {
            foreach (var stage in part.Where(s => s is { State: StageState.Done, FromCache: false } && double.IsFinite(s.Seconds)))
                Keep(_stages, (kind, stage.Stage, stage.Learner), stage.Seconds / Size(stage.Learner, estimated));
            if (estimated > 0 && part.Count > 0 && part.TrueForAll(Teaches))
                Keep(_runs, ShapeOf(part), (estimated, part.Where(s => !s.FromCache).Sum(s => s.Seconds)));
        }
    }

    /// <summary>Median of the last runs, seconds; null where there was none.</summary>
    /// <param name="kind">Kind of the job.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="learner">What learns in it.</param>
    /// <param name="estimated">Seconds that the counts of the job give; 0 where they are not known.</param>
    public double? Of(string kind, string stage, string? learner, double estimated = 0)
    {
        lock (_lock)
        {
            return _stages.TryGetValue((kind, stage, learner), out var seen) ? Median.Of(seen) * Size(learner, estimated) : null;
        }
    }

    /// <summary>An estimate with the time that such runs took here, where there were any.</summary>
    /// <param name="planned">Stages of the request.</param>
    /// <param name="counted">What its counts gave.</param>
    public JobEstimate Measured(IReadOnlyList<StageProgress> planned, JobEstimate counted)
    {
        lock (_lock)
        {
            if (!_runs.TryGetValue(ShapeOf(planned.Where(s => s.State != StageState.Skipped)), out var runs) || !(counted.Seconds > 0))
                return counted;
            var like = runs.Where(r => r.Estimated < counted.Seconds * Like && counted.Seconds < r.Estimated * Like).ToList();
            return like.Count == 0
                ? counted
                : counted with
                {
                    Seconds = counted.Seconds * Median.Of(like.Select(r => r.Taken / r.Estimated)),
                    IsMeasured = true,
                };
        }
    }

    private static double Size(string? learner, double estimated) => learner is not null && estimated > 0 ? estimated : 1;

    // What learns must have learned: from the cache it takes no time.
    private static bool Teaches(StageProgress stage) =>
        stage.State == StageState.Done && double.IsFinite(stage.Seconds) && (stage.Learner is null || !stage.FromCache);

    private static string ShapeOf(IEnumerable<StageProgress> stages) => string.Join(' ', stages.Select(s => $"{s.Stage}:{s.Learner}"));

    private static void Keep<TKey, T>(Dictionary<TKey, Queue<T>> all, TKey key, T value)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var seen))
            all[key] = seen = new Queue<T>();
        seen.Enqueue(value);
        if (seen.Count > Remembered)
            seen.Dequeue();
    }
}
