using Simulator.Runs;
using Simulator.Stages;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>
/// A queued or running job in memory. Changes come from its supervisor and from whoever cancels; readers take immutable snapshots.
/// What ends or moves a job is written to the ledger first and told here after.
/// </summary>
// A token source without a timer or a wait handle holds nothing that needs disposing.
#pragma warning disable CA1001
internal sealed class LiveJob
#pragma warning restore CA1001
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly StageBoard _board;
    private readonly List<StageEvent.Evaluated> _curves;
    private readonly HashSet<(StageName Stage, int Group, int Step)> _seen;
    private readonly ChangeSignal _everyJob;
    private readonly CancellationTokenSource _cancelled = new();
    private StoredJob _row;
    private bool _gotFurther;
    private double _furthest;
    private (long Version, JobSnapshot Snapshot)? _latest;

    public LiveJob(StoredJob row, IReadOnlyList<StageEvent.Evaluated> curves, TimeProvider time, ChangeSignal everyJob)
    {
        (_row, _time, _everyJob) = (row, time, everyJob);
        Spec = SpecJson.Parse(row.SpecJson).Spec;
        _board = new StageBoard(StagesJson.Read(row.StagesJson), time);
        _curves = [.. curves];
        _seen = [.. curves.Select(Key)];
        StoredCurves = _curves.Count;
    }

    public string Id => _row.Id;

    /// <summary>The spec, or null when this version of the program no longer accepts it.</summary>
    public SimulationSpec? Spec { get; }

    /// <summary>Raised at every change.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>Set when someone cancels.</summary>
    public CancellationToken Cancelled => _cancelled.Token;

    public int Epoch => Row.Epoch;

    public int CrashesInARow => Row.CrashesInARow;

    /// <summary>Points that the ledger has already; touched by the supervisor alone.</summary>
    public int StoredCurves { get; private set; }

    /// <summary>Whether this worker left a checkpoint or finished a stage: the next death then counts as the first.</summary>
    public bool GotFurther => Read(() => _gotFurther);

    private StoredJob Row => Read(() => _row);

    /// <summary>The state now, and the version that it is of.</summary>
    public (long Version, JobSnapshot Snapshot) Latest()
    {
        lock (_lock)
        {
            var version = Changed.Version;
            if (_latest is not { } latest || latest.Version != version)
                _latest = latest = (version, Snapshot());
            return latest;
        }
    }

    /// <summary>Takes in what a worker said; false when its epoch is over.</summary>
    public bool TryApply(int epoch, StageEvent happened) =>
        Change(() =>
        {
            if (_row.Epoch != epoch || _row.State != JobState.Running)
                return false;
            if (happened is StageEvent.Evaluated point)
                return AddPoint(point);
            NoteHowFar(happened);
            _board.Apply(happened);
            return true;
        });

    /// <summary>A worker has it; false when it was cancelled meanwhile.</summary>
    public bool Begin(StoredJob row) =>
        Change(() =>
        {
            if (IsPast(row))
                return false;
            _row = row;
            _gotFurther = false;
            _board.Restart();
            return true;
        });

    /// <summary>It waits again; false when it was cancelled meanwhile.</summary>
    public bool Requeue(StoredJob row) =>
        Change(() =>
        {
            if (IsPast(row))
                return false;
            _row = row;
            _board.Restart();
            return true;
        });

    /// <summary>It ended.</summary>
    public void End(StoredJob row)
    {
        Change(() =>
        {
            if (IsPast(row))
                return false;
            _row = row;
            return true;
        });
        if (row.State == JobState.Cancelled)
            _cancelled.Cancel();
    }

    /// <summary>What the job leaves behind if it ends now.</summary>
    public JobEnding Ending() => Read(() => new JobEnding(_board.Stages, [.. _curves]));

    /// <summary>Points that the ledger does not have yet, and the position of the first.</summary>
    public (int First, IReadOnlyList<StageEvent.Evaluated> Points) UnstoredCurves() =>
        Read<(int, IReadOnlyList<StageEvent.Evaluated>)>(() => (StoredCurves, _curves[StoredCurves..]));

    public void CurvesStored(int first, int count) => StoredCurves = first + count;

    private static (StageName, int, int) Key(StageEvent.Evaluated point) => (point.Stage, point.Group, point.Step);

    // The ledger decides in which order changes happened, but they are told here by whoever made them, in any order: a later one stands.
    private bool IsPast(StoredJob row) => _row.HasEnded || row.Epoch < _row.Epoch;

    // Only what survives the worker counts, and only beyond what an earlier one reached: a job that dies at the same place again and
    // again ends, however often it gets there.
    private void NoteHowFar(StageEvent happened)
    {
        double? kept = happened switch
        {
            StageEvent.CheckpointSaved saved => (int)saved.Stage + saved.Fraction,
            StageEvent.Completed completed => (int)completed.Stage + 1,
            _ => null,
        };
        if (kept > _furthest)
            (_furthest, _gotFurther) = (kept.Value, true);
    }

    // A resumed worker repeats the points after its checkpoint; they are the same numbers, so the first stands.
    private bool AddPoint(StageEvent.Evaluated point)
    {
        if (_seen.Add(Key(point)))
            _curves.Add(point);
        return true;
    }

    private T Read<T>(Func<T> read)
    {
        lock (_lock)
            return read();
    }

    private bool Change(Func<bool> change)
    {
        lock (_lock)
        {
            if (!change())
                return false;
            Changed.Raise();
        }
        _everyJob.Raise();
        return true;
    }

    private JobSnapshot Snapshot()
    {
        var running = _row.State == JobState.Running;
        return JobSnapshots.Of(
            _row,
            _board.Stages,
            _curves.Count == _latest?.Snapshot.Curves.Count ? _latest.Value.Snapshot.Curves : [.. _curves]
        ) with
        {
            Fraction = _row.State == JobState.Succeeded ? 1 : _board.Fraction(),
            Doing = running ? _board.Doing() : JobSnapshots.DoingOf(_row),
            Left = running ? _board.Left() : null,
        };
    }
}
