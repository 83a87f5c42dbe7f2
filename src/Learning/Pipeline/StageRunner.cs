using System.Text;
using Simulator.Artifacts;
using Simulator.Reporting;
using Simulator.Stages;

namespace Simulator.Learning.Pipeline;

/// <summary>A stage's output and the hash of its content.</summary>
internal sealed record Staged<T>(T Value, string ContentHash);

/// <summary>Runs stages in order: from the artifact when it is there, else computed under the key's lock, with checkpoints.</summary>
internal sealed class StageRunner(IArtifactStore artifacts, TimeProvider time, long seed, string device, Action<StageEvent> report, CancellationToken cancellation)
{
    private readonly List<StageRecord> _records = [];

    /// <summary>Stages that are done, in order.</summary>
    public IReadOnlyList<StageRecord> Records => [.. _records];

    /// <summary>The data stage: quick, and never an artifact, since its inputs are blobs already.</summary>
    public MarketData Data(Func<MarketData> load)
    {
        cancellation.ThrowIfCancellationRequested();
        report(new StageEvent.Started(StageName.Data));
        var started = time.GetTimestamp();
        var market = load();
        Complete(new StageRecord(StageName.Data, market.ContentHash, market.ContentHash, false, time.GetElapsedTime(started).TotalSeconds));
        return market;
    }

    /// <summary>A stage with an artifact.</summary>
    public Staged<T> Run<T>(StageName stage, IReadOnlyList<string> inputs, Func<StageContext, T> compute, Func<T, byte[]> write, Func<byte[], T> read)
    {
        cancellation.ThrowIfCancellationRequested();
        var key = ColumnarBlob.Hash(Encoding.UTF8.GetBytes($"{stage}|{CodeVersion.Current}|{string.Join('|', inputs)}"));
        var started = time.GetTimestamp();
        var cached = artifacts.TryRead(key);
        if (cached is not null)
            report(new StageEvent.Started(stage));
        var bytes = cached ?? Compute(stage, key, compute, write);
        var staged = new Staged<T>(read(bytes), ColumnarBlob.Hash(bytes));
        Complete(new StageRecord(stage, key, staged.ContentHash, cached is not null, time.GetElapsedTime(started).TotalSeconds));
        return staged;
    }

    /// <summary>The report: always written anew, since it counts the trials so far; its hash leaves them out.</summary>
    public PerformanceReport Report(Func<PerformanceReport> build, Func<PerformanceReport, string> hash)
    {
        cancellation.ThrowIfCancellationRequested();
        report(new StageEvent.Started(StageName.Report));
        var started = time.GetTimestamp();
        var built = build();
        var contentHash = hash(built);
        Complete(new StageRecord(StageName.Report, contentHash, contentHash, false, time.GetElapsedTime(started).TotalSeconds));
        return built;
    }

    private byte[] Compute<T>(StageName stage, string key, Func<StageContext, T> compute, Func<T, byte[]> write)
    {
        using var _ = artifacts.Lock(key, cancellation);
        // Another process may have finished the same stage while this one waited for the lock.
        if (artifacts.TryRead(key) is { } finished)
            return finished;
        var (checkpoint, done) = Split(artifacts.TryReadCheckpoint(key));
        report(new StageEvent.Started(stage, done));
        var context = new StageContext(
            stage, seed, device, report, (content, fraction) => artifacts.WriteCheckpoint(key, Join(content, fraction)), checkpoint, time, cancellation);
        var bytes = write(compute(context));
        artifacts.Write(key, bytes);
        artifacts.DeleteCheckpoint(key);
        return bytes;
    }

    // A checkpoint is stored behind how far it was, so that a resumed stage can say where it starts.
    private static byte[] Join(byte[] content, double fraction) => [.. BitConverter.GetBytes(fraction), .. content];

    private static (byte[]? Content, double Fraction) Split(byte[]? stored) =>
        stored is { Length: >= sizeof(double) } ? (stored[sizeof(double)..], BitConverter.ToDouble(stored)) : (null, 0);

    private void Complete(StageRecord record)
    {
        _records.Add(record);
        report(new StageEvent.Completed(record.Stage, record.ArtifactKey, record.ContentHash, record.FromCache, record.Seconds));
    }
}
