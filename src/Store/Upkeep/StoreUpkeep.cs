using Microsoft.EntityFrameworkCore;
using Simulator.Artifacts;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Store.Upkeep;

/// <summary>What the store needs from time to time: today's backup, room freed of what was deleted, and what takes room.</summary>
public sealed class StoreUpkeep(
    DataFolder folder,
    StoreReader reader,
    StoreWriter writer,
    Backups backups,
    DeletedThings deleted,
    OrphanFiles orphans,
    JobLogs logs,
    TimeProvider time
)
{
    private static readonly TimeSpan s_storageKept = TimeSpan.FromMinutes(1);
    private volatile Storage? _storage;

    /// <summary>Makes today's backup, unless it is there; removes what can no longer be undone, and the files that were its.</summary>
    /// <exception cref="StoreException">The backup could not be made, or the database refuses.</exception>
    public async Task<UpkeepReport> RunAsync(UpkeepOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        await deleted.ForgetFutureAsync(time.GetUtcNow(), cancellation);
        // Space first: on a full disk the backup fails until some is freed.
        var rows = await deleted.RemoveAsync(time.GetUtcNow() - options.UndoTime, cancellation);
        await RemoveLogsAsync(cancellation);
        var files = await orphans.CollectAsync(options.OrphanGrace, isAsked: false, cancellation);
        var backup = await Task.Run(backups.MakeDaily, cancellation);
        _storage = null;
        return new UpkeepReport(backup, rows, files);
    }

    /// <summary>
    /// Frees room now: everything deleted, files that belong to nothing, outputs of stages that were not used for
    /// <see cref="UpkeepOptions.ArtifactsKept"/>. Deletions can no longer be undone.
    /// </summary>
    public async Task<UpkeepReport> CleanUpAsync(UpkeepOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var now = time.GetUtcNow();
        await deleted.ForgetFutureAsync(now, cancellation);
        var rows = await deleted.RemoveAsync(now, cancellation);
        await RemoveLogsAsync(cancellation);
        var files = await orphans.CollectAsync(TimeSpan.Zero, isAsked: true, cancellation);
        var (count, bytes) = await Task.Run(() => ArtifactCleanup.Run(folder, now - options.ArtifactsKept), cancellation);
        _storage = null; // also where there is no room to compact
        await writer.CompactAsync(cancellation);
        _storage = null;
        return new UpkeepReport(null, rows, new FilesAndBytes(files.Files + count, files.Bytes + bytes));
    }

    /// <summary>
    /// What the data folder takes, by part. It looks at every file, so it is as of up to a minute ago, unless something was removed since.
    /// </summary>
    public async Task<StorageReport> StorageAsync(CancellationToken cancellation)
    {
        if (_storage is { } known && time.GetElapsedTime(known.At) < s_storageKept)
            return known.Report;
        var at = time.GetTimestamp();
        var report = await Task.Run(() => LookAsync(cancellation), cancellation);
        _storage = new Storage(report, at);
        return report;
    }

    // A job has its row before its log: the names of the files are read before the rows.
    private async Task RemoveLogsAsync(CancellationToken cancellation)
    {
        var named = logs.Jobs();
        if (named.Count > 0)
            logs.Remove(named.Except(await reader.ReadAsync(c => c.Jobs.Select(j => j.Id).ToListAsync(cancellation))));
    }

    private async Task<StorageReport> LookAsync(CancellationToken cancellation)
    {
        var setAside = await reader.ReadAsync(c =>
            c.SetAside.OrderByDescending(s => s.Id)
                .Take(100)
                .Select(s => new SetAsideRow(s.TableName, s.Name, s.Reason, s.Found))
                .ToListAsync(cancellation)
        );
        return new StorageReport(
            [
                new StoragePart("Database", SizeOf(folder.Root, folder.Database + "*")),
                new StoragePart("Series", SizeOf(folder.Series)),
                new StoragePart("Results", SizeOf(StoreFiles.ResultsOf(folder))),
                new StoragePart("Outputs of stages", SizeOf(folder.Artifacts)),
                new StoragePart("Checkpoints", SizeOf(folder.Checkpoints)),
                new StoragePart("Logs of jobs", SizeOf(folder.Logs)),
                new StoragePart("Backups", SizeOf(folder.Backups)),
            ],
            await deleted.CountAsync(cancellation),
            await orphans.CountAsync(cancellation),
            backups.List() is [var newest, ..] ? newest.Made : null,
            setAside
        );
    }

    private sealed record Storage(StorageReport Report, long At);

    private static FilesAndBytes SizeOf(string folder) => SizeOf(folder, "*", SearchOption.AllDirectories);

    private static FilesAndBytes SizeOf(string root, string pattern) =>
        SizeOf(root, Path.GetFileName(pattern), SearchOption.TopDirectoryOnly);

    private static FilesAndBytes SizeOf(string folder, string pattern, SearchOption depth)
    {
        if (!Directory.Exists(folder))
            return default;
        var (files, bytes) = (0, 0L);
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles(pattern, depth))
            (files, bytes) = (files + 1, bytes + (file.Exists ? file.Length : 0));
        return new FilesAndBytes(files, bytes);
    }
}

/// <summary>What a turn of the upkeep did.</summary>
/// <param name="Backup">The backup that was made; null for none.</param>
/// <param name="Removed">Deleted jobs and series whose rows were removed.</param>
/// <param name="Files">Files that were removed.</param>
public sealed record UpkeepReport(string? Backup, int Removed, FilesAndBytes Files);

/// <summary>What the data folder takes.</summary>
/// <param name="Parts">Its parts.</param>
/// <param name="Deleted">Deleted jobs and series whose deletion can still be undone.</param>
/// <param name="Orphans">Files of series and results that belong to nothing.</param>
/// <param name="LastBackup">When the newest backup was made; null for none.</param>
/// <param name="SetAside">Rows that were damaged and set aside, the newest first, at most 100.</param>
public sealed record StorageReport(
    IReadOnlyList<StoragePart> Parts,
    int Deleted,
    FilesAndBytes Orphans,
    DateTimeOffset? LastBackup,
    IReadOnlyList<SetAsideRow> SetAside
);

/// <summary>A part of the data folder.</summary>
public sealed record StoragePart(string Name, FilesAndBytes Size);

/// <summary>A row that was set aside.</summary>
public sealed record SetAsideRow(string Table, string Name, string Reason, DateTimeOffset Found);
