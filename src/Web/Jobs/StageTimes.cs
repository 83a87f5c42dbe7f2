using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>
/// Seconds that stages took in the last runs on this machine, by kind of job, stage and learner: what the time left of the stages to come
/// is measured against. Stages that came from the cache say nothing.
/// </summary>
internal sealed class StageTimes
{
    private const int Remembered = 9;

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Kind, string Stage, string? Learner), Queue<double>> _seconds = [];

    /// <summary>Takes in the stages of a job that ended, oldest job first.</summary>
    public void Add(string kind, IEnumerable<StageProgress> stages)
    {
        foreach (var stage in stages.Where(s => s is { State: StageState.Done, FromCache: false } && double.IsFinite(s.Seconds)))
            Add(kind, stage.Stage, stage.Learner, stage.Seconds);
    }

    /// <summary>Median of the last runs, seconds; null where there was none.</summary>
    public double? Of(string kind, string stage, string? learner)
    {
        lock (_lock)
        {
            if (!_seconds.TryGetValue((kind, stage, learner), out var seen))
                return null;
            var sorted = seen.Order().ToArray();
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }

    private void Add(string kind, string stage, string? learner, double seconds)
    {
        lock (_lock)
        {
            if (!_seconds.TryGetValue((kind, stage, learner), out var seen))
                _seconds[(kind, stage, learner)] = seen = new Queue<double>();
            seen.Enqueue(seconds);
            if (seen.Count > Remembered)
                seen.Dequeue();
        }
    }
}
