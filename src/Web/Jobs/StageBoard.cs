using Simulator.Jobs;
using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>
/// Where every stage of a running job stands, and from that how far the whole is and how long it may take. Not thread-safe;
/// its <see cref="LiveJob"/> guards it.
/// </summary>
internal sealed class StageBoard(
    IReadOnlyList<StageProgress> planned,
    IReadOnlyList<JobStage> kind,
    TimeProvider time,
    Func<string, string?, double?>? past = null
)
{
    // Least evidence before a remaining time is told.
    private const double EvidenceFraction = 0.02;
    private static readonly TimeSpan s_evidence = TimeSpan.FromSeconds(2);

    private readonly StageProgress[] _stages = [.. planned];
    private long _stageBegan;
    private double _resumedFraction;

    public IReadOnlyList<StageProgress> Stages => [.. _stages];

    /// <summary>Every stage waits again: a new worker begins at the first.</summary>
    public void Restart()
    {
        for (var i = 0; i < _stages.Length; i++)
            if (_stages[i].State != StageState.Skipped)
                _stages[i] = _stages[i] with { State = StageState.Waiting, Fraction = 0, Doing = "", Seconds = 0, FromCache = false };
    }

    /// <summary>Place of a stage in the job's order; −1 where it has none of that name.</summary>
    public int PlaceOf(string stage) => Array.FindIndex(_stages, s => s.Stage == stage);

    public void Apply(JobEvent happened)
    {
        var place = PlaceOf(happened.Stage);
        if (place < 0)
            return;
        ref var stage = ref _stages[place];
        stage = happened switch
        {
            JobEvent.Started started => Begin(stage, started.ResumedFraction),
            JobEvent.Progressed progressed => stage with
            {
                State = StageState.Running,
                Fraction = Math.Clamp(progressed.Fraction, 0, 1),
                Doing = progressed.Doing,
            },
            JobEvent.Completed completed => stage with
            {
                State = StageState.Done,
                Fraction = 1,
                Doing = "",
                Seconds = completed.Seconds,
                FromCache = completed.FromCache,
            },
            _ => stage,
        };
    }

    /// <summary>Whole job, 0 … 1.</summary>
    public double Fraction()
    {
        double done = 0,
            all = 0;
        foreach (var stage in _stages.Where(s => s.State != StageState.Skipped))
        {
            all += Weight(stage.Stage);
            done += Weight(stage.Stage) * stage.Fraction;
        }
        return all == 0 ? 0 : done / all;
    }

    /// <summary>What is happening, in a sentence.</summary>
    public string Doing() =>
        Array.Find(_stages, s => s.State == StageState.Running) is { } running
            ? running.Doing.Length > 0
                ? running.Doing
                : $"{Find(running.Stage)?.Doing ?? running.Stage} …"
            : "starting";

    /// <summary>
    /// Time left. The running stage by its own pace. The stages after it by what they took in past runs on this machine, longer or shorter
    /// as this run is than those; where there were none, by the pace of the running stage and their weights. Null until there is evidence.
    /// </summary>
    public TimeSpan? Left()
    {
        var current = Array.FindIndex(_stages, s => s.State == StageState.Running);
        if (current < 0)
            return null;
        var (stage, elapsed) = (_stages[current], time.GetElapsedTime(_stageBegan));
        var made = stage.Fraction - _resumedFraction;
        var isEvident = made >= EvidenceFraction && elapsed >= s_evidence;
        var before = Past(stage);
        if (!isEvident && before is null)
            return null;
        var whole = isEvident ? elapsed.TotalSeconds / made : before!.Value * Ratio();
        var ratio = before is > 0 && isEvident ? whole / before.Value : Ratio();
        var perWeight = whole / Weight(stage.Stage);
        var later = _stages
            .Skip(current + 1)
            .Where(s => s.State == StageState.Waiting)
            .Sum(s => Past(s) is { } seconds ? seconds * ratio : perWeight * Weight(s.Stage));
        return TimeSpan.FromSeconds((whole * (1 - stage.Fraction)) + later);
    }

    private double? Past(StageProgress stage) => past?.Invoke(stage.Stage, stage.Learner);

    // How much longer this run's stages took so far than those of past runs; 1 where nothing tells.
    private double Ratio()
    {
        var (mine, theirs) = (0.0, 0.0);
        foreach (var done in _stages.Where(s => s is { State: StageState.Done, FromCache: false }))
        {
            if (Past(done) is not { } seconds)
                continue;
            (mine, theirs) = (mine + done.Seconds, theirs + seconds);
        }
        return theirs > 0 && mine > 0 ? mine / theirs : 1;
    }

    private StageProgress Begin(StageProgress stage, double resumed)
    {
        (_stageBegan, _resumedFraction) = (time.GetTimestamp(), resumed);
        return stage with { State = StageState.Running, Fraction = resumed, Doing = "" };
    }

    private double Weight(string stage) => Find(stage)?.Weight ?? 1;

    private JobStage? Find(string stage) => kind.FirstOrDefault(s => s.Name == stage);
}
