using System.Text;
using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Stages;

namespace Simulator.Runs;

/// <summary>A stage's output and the hash of its content.</summary>
internal sealed record Staged<T>(T Value, string ContentHash);

/// <summary>Runs stages in order: from the artifact when it is there, else computed under the key's lock, with checkpoints.</summary>
internal sealed class StageRunner(
    IArtifactStore artifacts,
    TimeProvider time,
    long seed,
    string device,
    int threads,
    Action<StageEvent> report,
    CancellationToken cancellation
)
{
    private readonly List<StageRecord> _records = [];

    /// <summary>Stages that are done, in order.</summary>
    public IReadOnlyList<StageRecord> Records => [.. _records];

    /// <summary>
    /// A stage that is quicker to run than to store, and so never an artifact: the data, whose inputs are blobs already; a portfolio's run;
    /// the report, which counts the trials so far and whose hash leaves them out.
    /// </summary>
    public Staged<T> Quick<T>(StageName stage, Func<T> run, Func<T, string> hash)
    {
        cancellation.ThrowIfCancellationRequested();
        report(new StageEvent.Started(stage));
        var started = time.GetTimestamp();
        var value = run();
        var contentHash = hash(value);
        Complete(new StageRecord(stage, contentHash, contentHash, false, time.GetElapsedTime(started).TotalSeconds));
        return new Staged<T>(value, contentHash);
    }

    /// <summary>
    /// A stage with an artifact; <paramref name="code"/> is the version of the code that makes it, this assembly's unless given.
    /// </summary>
    public Staged<T> Run<T>(
        StageName stage,
        IReadOnlyList<string> inputs,
        Func<StageContext, T> compute,
        Func<T, byte[]> write,
        Func<byte[], T> read,
        string? code = null
    )
    {
        cancellation.ThrowIfCancellationRequested();
        var key = ColumnarBlob.Hash(Encoding.UTF8.GetBytes($"{stage}|{code ?? CodeVersion.Current}|{string.Join('|', inputs)}"));
        var started = time.GetTimestamp();
        var cached = TryServe(stage, key, read);
        var staged = cached ?? Compute(stage, key, compute, write, read);
        Complete(new StageRecord(stage, key, staged.ContentHash, cached is not null, time.GetElapsedTime(started).TotalSeconds));
        return staged;
    }

    // An artifact that cannot be read is as good as none: it is computed again and overwritten.
    private Staged<T>? TryServe<T>(StageName stage, string key, Func<byte[], T> read)
    {
        if (artifacts.TryRead(key) is not { } bytes)
            return null;
        try
        {
            var served = new Staged<T>(read(bytes), ColumnarBlob.Hash(bytes));
            report(new StageEvent.Started(stage));
            return served;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or JsonException)
        {
            return null;
        }
    }

    private Staged<T> Compute<T>(StageName stage, string key, Func<StageContext, T> compute, Func<T, byte[]> write, Func<byte[], T> read)
    {
        using var _ = artifacts.Lock(key, () => Wait(stage), cancellation);
        // Another process may have finished the same stage while this one waited for the lock.
        if (TryServe(stage, key, read) is { } finished)
            return finished;
        var value = Resume(stage, key, compute);
        var bytes = write(value);
        artifacts.Write(key, bytes);
        artifacts.DeleteCheckpoint(key);
        return new Staged<T>(read(bytes), ColumnarBlob.Hash(bytes));
    }

    private T Resume<T>(StageName stage, string key, Func<StageContext, T> compute)
    {
        var (stored, fault) = (artifacts.TryReadCheckpoint(key), "its checkpoint could not be read");
        if (stored is not null && StageCheckpoint.TryRead(stored) is { } checkpoint)
        {
            report(new StageEvent.Started(stage, checkpoint.Fraction));
            try
            {
                return compute(Context(stage, key, checkpoint.Content));
            }
            catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
            {
                // Not what this code writes, or of another run: started over below.
                fault = e is InvalidDataException ? e.Message : fault;
            }
        }
        report(new StageEvent.Started(stage));
        if (stored is not null)
        {
            artifacts.DeleteCheckpoint(key);
            report(new StageEvent.Progressed(stage, 0, $"starts over: {fault}"));
        }
        return compute(Context(stage, key, null));
    }

    private StageContext Context(StageName stage, string key, byte[]? checkpoint) =>
        new(
            stage,
            seed,
            device,
            report,
            (content, fraction) => artifacts.WriteCheckpoint(key, new StageCheckpoint(content, fraction).ToBytes()),
            checkpoint,
            time,
            cancellation
        )
        {
            Threads = threads,
        };

    private void Wait(StageName stage)
    {
        report(new StageEvent.Started(stage));
        report(new StageEvent.Progressed(stage, 0, "waits for another run of the same stage"));
    }

    private void Complete(StageRecord record)
    {
        _records.Add(record);
        report(new StageEvent.Completed(record.Stage, record.ArtifactKey, record.ContentHash, record.FromCache, record.Seconds));
    }
}
