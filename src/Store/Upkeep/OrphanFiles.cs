using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Simulator.Artifacts;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Store.Upkeep;

/// <summary>
/// Files of series and results that no row names: of what was deleted, of series that were imported again, of writers that were killed. One
/// is removed when it has been seen so for the time of grace. No file can come to be named meanwhile: <see cref="BlobGate"/>.
/// </summary>
public sealed partial class OrphanFiles(StoreReader reader, DataFolder folder, BlobGate gate, TimeProvider time)
{
    // Where most of the files belong to nobody, it is rather the database that is not theirs.
    private const int FewFiles = 10;

    private string SeenPath => Path.Combine(folder.Root, "orphans.json");

    /// <summary>Files that no row names now, and their bytes.</summary>
    public async Task<FilesAndBytes> CountAsync(CancellationToken cancellation)
    {
        var orphans = Orphans(await NamedAsync(cancellation));
        return new FilesAndBytes(orphans.Count, orphans.Sum(f => f.Length));
    }

    /// <summary>Removes those that have been orphans for <paramref name="grace"/>, and what killed writers left half written.</summary>
    /// <param name="grace">The time; zero removes all that are orphans now.</param>
    /// <param name="isAsked">A person asked for it; otherwise nothing is removed where most files are orphans.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<FilesAndBytes> CollectAsync(TimeSpan grace, bool isAsked, CancellationToken cancellation)
    {
        using var alone = gate.TryClose();
        if (alone is null)
            return default; // someone writes now; the next turn comes
        var orphans = Orphans(await NamedAsync(cancellation));
        if (!isAsked && orphans.Count > FewFiles && orphans.Count > AllFiles().Count() / 2)
            return default;
        var (seen, now) = (Seen(), time.GetUtcNow());
        var still = orphans.ToDictionary(f => f.Name, f => SeenAt(seen, f.Name, now), StringComparer.Ordinal);
        var (files, bytes) = (0, 0L);
        foreach (var file in orphans.Where(f => still[f.Name] <= now - grace).Concat(Parts(now)))
        {
            var length = file.Length;
            file.Delete();
            still.Remove(file.Name);
            (files, bytes) = (files + 1, bytes + length);
        }
        if (Directory.Exists(folder.Root) && (still.Count > 0 || seen.Count > 0))
            FileArtifactStore.Replace(SeenPath, JsonSerializer.SerializeToUtf8Bytes(still));
        return new FilesAndBytes(files, bytes);
    }

    // Seen in the future, before the clock was put back, is seen now.
    private static DateTimeOffset SeenAt(Dictionary<string, DateTimeOffset> seen, string name, DateTimeOffset now) =>
        seen.TryGetValue(name, out var at) && at < now ? at : now;

    private List<FileInfo> Orphans(HashSet<string> named) => [.. AllFiles().Where(f => !named.Contains(f.Name))];

    private IEnumerable<FileInfo> AllFiles() => StoreFiles.Series(folder).Concat(StoreFiles.Results(folder));

    private IEnumerable<FileInfo> Parts(DateTimeOffset now) =>
        new[] { folder.Series, StoreFiles.ResultsOf(folder), folder.Artifacts, folder.Checkpoints }
            .Where(Directory.Exists)
            .SelectMany(f => new DirectoryInfo(f).EnumerateFiles("*.part", SearchOption.AllDirectories))
            .Where(f => f.LastWriteTimeUtc < now.UtcDateTime.AddDays(-1));

    private Task<HashSet<string>> NamedAsync(CancellationToken cancellation) =>
        reader.ReadAsync(async c =>
        {
            var named = new HashSet<string>(StringComparer.Ordinal);
            named.UnionWith(await c.Series.Select(s => s.ContentHash).ToListAsync(cancellation));
            named.UnionWith(await c.SeriesVersions.Select(v => v.ContentHash).ToListAsync(cancellation));
            named.UnionWith(await c.Results.Select(r => r.BlobHash).ToListAsync(cancellation));
            foreach (var json in await c.Jobs.Select(j => j.SeriesJson).Distinct().ToListAsync(cancellation))
                named.UnionWith(SeriesHashes.Read(json).Values);
            foreach (var row in await c.SetAside.Select(s => s.RowJson).ToListAsync(cancellation))
                named.UnionWith(Hash().Matches(row).Select(m => m.Value));
            return named;
        });

    private Dictionary<string, DateTimeOffset> Seen()
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, DateTimeOffset>>(File.ReadAllBytes(SeenPath)) ?? [];
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            return []; // seen for the first time: the time of grace begins again
        }
    }

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();
}

/// <summary>A number of files and their size together.</summary>
public readonly record struct FilesAndBytes(int Files, long Bytes);
