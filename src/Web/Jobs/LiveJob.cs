using Simulator.Jobs;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Web.Jobs;

/// <summary>
/// A job that has not ended, in memory. Changes come from its supervisor and from whoever pauses, resumes or cancels; readers take
/// immutable snapshots. What ends or moves a job is written to the ledger first and told here after.
/// </summary>
// A token source without a timer or a wait handle holds nothing that needs disposing.
#pragma warning disable CA1001
internal sealed class LiveJob
#pragma warning restore CA1001
{
    private readonly Lock _lock = new();
    private readonly StageBoard _board;
    private readonly List<JobEvent.Evaluated> _curves;
    private readonly HashSet<(string Stage, int Group, int Step)> _seen;
    private readonly ChangeSignal _everyJob;
    private readonly CancellationTokenSource _cancelled = new();
    private StoredJob _row;
    private CancellationTokenSource _pausing = new();
    private bool _isHeld;
    private bool _awaitsSummary;
    private bool _gotFurther;
    private double _furthest;
    private string? _waitsFor;
    private SamplePaths? _paths;
    private WorkerUse? _use;
    private (long Version, JobSnapshot Snapshot)? _latest;

    public LiveJob(
        StoredJob row,
        IJobKind? kind,
        IReadOnlyList<JobEvent.Evaluated> curves,
        TimeProvider time,
        ChangeSignal everyJob,
        Func<string, string?, double?>? past = null
    )
    {
        (_row, Kind, _everyJob) = (row, kind, everyJob);
        Request = kind?.Read(row.RequestJson);
        _board = new StageBoard(StagesJson.Read(row.StagesJson, Request), [.. (Request?.Stages ?? []).Select(s => s.Stage)], time, past);
        _curves = [.. curves];
        _seen = [.. curves.Select(Key)];
        StoredCurves = _curves.Count;
        _furthest = row.Furthest;
    }

    public string Id => _row.Id;

    /// <summary>Its kind; null when this version of the program does not know it.</summary>
    public IJobKind? Kind { get; }

    /// <summary>What is asked; null when this version of the program no longer accepts it.</summary>
    public IJobRequest? Request { get; }

    /// <summary>Which share of the machine it runs in.</summary>
    public JobShare Share => Kind?.Share ?? JobShare.Worker;

    /// <summary>Raised at every change.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>Set when someone cancels.</summary>
    public CancellationToken Cancelled => _cancelled.Token;

    /// <summary>Set when someone pauses the attempt that is under way.</summary>
    public CancellationToken Pausing => Read(() => _pausing.Token);

    public StoredJob Row => Read(() => _row);

    public int Epoch => Row.Epoch;

    public int CrashesInARow => Row.CrashesInARow;

    /// <summary>Points that the ledger has already; touched by the supervisor alone.</summary>
    public int StoredCurves { get; private set; }

    /// <summary>Whether this worker left a checkpoint or finished a stage: the next death then counts as the first.</summary>
    public bool GotFurther => Read(() => _gotFurther);

    /// <summary>How far it got that a next attempt need not do again.</summary>
    public double Furthest => Read(() => _furthest);

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

    /// <summary>Takes the job for an attempt, until <see cref="Release"/>; false when it does not wait, or an attempt is running.</summary>
    public bool TryHold()
    {
        lock (_lock)
        {
            if (_isHeld || _row.State != JobState.Queued || _cancelled.IsCancellationRequested)
                return false;
            return _isHeld = true;
        }
    }

    /// <summary>
    /// Takes the cancelled job for the worker that sums up what earlier ones left, until <see cref="Release"/>; false when nothing is to be
    /// summed up.
    /// </summary>
    public bool TryHoldForSummary() =>
        Read(() =>
        {
            if (!_awaitsSummary)
                return false;
            _awaitsSummary = false;
            return true;
        });

    /// <summary>The attempt is over.</summary>
    public void Release() =>
        Change(() =>
        {
            _isHeld = false;
            return true;
        });

    /// <summary>Takes in what a worker said; false when its epoch is over.</summary>
    public bool TryApply(int epoch, JobEvent happened) =>
        Change(() =>
        {
            if (_row.Epoch != epoch || _row.State is not (JobState.Running or JobState.Paused))
                return false;
            if (happened is JobEvent.Evaluated point)
                return AddPoint(point);
            if (happened is JobEvent.Sketched sketched)
                _paths = sketched.Paths;
            NoteHowFar(happened);
            _board.Apply(happened);
            return true;
        });

    /// <summary>A worker has it; false when it was cancelled or paused meanwhile.</summary>
    public bool Begin(StoredJob row) =>
        Change(() =>
        {
            if (IsPast(row) || (_row.State == JobState.Paused && _row.Epoch == row.Epoch))
                return false;
            _row = row;
            _waitsFor = null;
            (_gotFurther, _furthest) = (false, row.Furthest);
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
            _pausing = new CancellationTokenSource();
            return true;
        });

    /// <summary>What its worker takes now; null where none is at work.</summary>
    public void Uses(WorkerUse? use) =>
        Change(() =>
        {
            var changed = _use != use;
            _use = use;
            return changed;
        });

    /// <summary>It goes on when someone mends something; null when that is over.</summary>
    public void WaitFor(string? trouble) =>
        Change(() =>
        {
            var changed = _waitsFor != trouble;
            _waitsFor = trouble;
            return changed;
        });

    /// <summary>It is paused; a worker that has it is asked to stop at its next checkpoint.</summary>
    public void Pause(StoredJob row)
    {
        CancellationTokenSource? asked = null;
        Change(() =>
        {
            if (IsPast(row))
                return false;
            (_row, asked) = (row, _pausing);
            return true;
        });
        asked?.Cancel();
    }

    /// <summary>Its priority changed.</summary>
    public void Reprioritise(StoredJob row) =>
        Change(() =>
        {
            if (IsPast(row))
                return false;
            _row.Priority = row.Priority;
            return true;
        });

    /// <summary>
    /// It was cancelled. True: an attempt is running, and its worker is asked to stop; or it waited, and a worker is to sum up what
    /// earlier ones left. The end follows later with what there is. False: the end can be reported at once.
    /// </summary>
    public bool CancelAttempt()
    {
        _cancelled.Cancel();
        return Change(() =>
        {
            if (!_isHeld && Share == JobShare.Search && _furthest > 0)
                _isHeld = _awaitsSummary = true;
            return _isHeld;
        });
    }

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
    public (int First, IReadOnlyList<JobEvent.Evaluated> Points) UnstoredCurves() =>
        Read<(int, IReadOnlyList<JobEvent.Evaluated>)>(() => (StoredCurves, _curves[StoredCurves..]));

    public void CurvesStored(int first, int count) => StoredCurves = first + count;

    private static (string, int, int) Key(JobEvent.Evaluated point) => (point.Stage, point.Group, point.Step);

    // The ledger decides in which order changes happened, but they are told here by whoever made them, in any order: a later one stands.
    private bool IsPast(StoredJob row) => _row.HasEnded || row.Epoch < _row.Epoch;

    // Only what survives the worker counts, and only beyond what an earlier one reached: a job that dies at the same place again and
    // again ends, however often it gets there.
    private void NoteHowFar(JobEvent happened)
    {
        var place = _board.PlaceOf(happened.Stage);
        double? kept = happened switch
        {
            JobEvent.CheckpointSaved saved => place + saved.Fraction,
            JobEvent.Completed => place + 1,
            _ => null,
        };
        if (kept > _furthest)
            (_furthest, _gotFurther) = (kept.Value, true);
    }

    // A resumed worker repeats the points after its checkpoint; they are the same numbers, so the first stands.
    private bool AddPoint(JobEvent.Evaluated point)
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
            Doing = Doing(),
            Left = running ? _board.Left() : null,
            Paths = _paths,
            Use = running ? _use : null,
        };
    }

    private string Doing() =>
        _row.HasEnded ? JobSnapshots.DoingOf(_row)
        : _cancelled.IsCancellationRequested ? "stopping"
        : _waitsFor is { } trouble && _row.State is JobState.Queued or JobState.Running ? $"waiting: {trouble}"
        : _row.State == JobState.Paused && _isHeld ? "pausing at its next checkpoint"
        : _row.State == JobState.Running ? _board.Doing()
        : JobSnapshots.DoingOf(_row);
}
