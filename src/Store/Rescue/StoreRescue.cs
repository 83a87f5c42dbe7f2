using Simulator.Artifacts;
using Simulator.Store.Database;

namespace Simulator.Store.Rescue;

/// <summary>What can be done about a database that cannot be used. What it replaces is moved aside, never removed.</summary>
public static class StoreRescue
{
    /// <summary>Puts a backup in the place of the database.</summary>
    /// <param name="folder">The data folder; nobody may use it.</param>
    /// <param name="backup">The backup; null for the newest that is whole.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="StoreException">There is none that is whole, or the store is in use.</exception>
    public static RescueReport Restore(DataFolder folder, string? backup, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var place = DatabasePlace.Take(folder, time);
        var refused = new List<string>();
        foreach (var candidate in backup is null ? new Backups(folder, time).List().Select(b => b.Path) : [Found(folder, backup)])
        {
            // Checked as a copy: looking at it must not change it.
            File.Copy(candidate, place.BeginMaking());
            if (Backups.Finding(place.Making) is { } finding)
            {
                refused.Add($"{candidate}: {finding}");
                continue;
            }
            place.PutMade();
            return new RescueReport(place.Aside, [$"restored from {candidate}", .. refused.Select(r => $"passed over {r}")]);
        }
        place.BeginMaking();
        throw new StoreException(
            $"backups in {folder.Backups}: "
                + (refused.Count == 0 ? "there is none" : $"none is whole ({string.Join("; ", refused)})")
                + ". Nothing was changed. Remedy: './run store repair' keeps what of the database can be read, './run store rebuild' "
                + "makes a new one from the files of series and results."
        );
    }

    /// <summary>Copies every row that can be read into a new database, which takes the place of the damaged one.</summary>
    /// <exception cref="StoreException">Nothing of it can be read, or the store is in use.</exception>
    public static RescueReport Repair(DataFolder folder, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var place = DatabasePlace.Take(folder, time);
        place.Copy();
        var told = RowCopy.Run(folder.Database, place.BeginMaking());
        place.PutMade();
        return new RescueReport(place.Aside, told);
    }

    /// <summary>Makes a new database from the files of series and results; links, trials of the terminal and searches are lost.</summary>
    /// <exception cref="StoreException">The store is in use.</exception>
    public static async Task<RescueReport> RebuildAsync(DataFolder folder, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var place = DatabasePlace.Take(folder, time);
        var told = await new Rebuilding(folder, time).RunAsync(place.BeginMaking(), cancellation);
        place.PutMade();
        return new RescueReport(place.Aside, told);
    }

    /// <summary>Sets the database and the files of series and results aside; the next start makes an empty store.</summary>
    /// <exception cref="StoreException">The store is in use.</exception>
    public static RescueReport StartNew(DataFolder folder, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var place = DatabasePlace.Take(folder, time);
        var files = StoreFiles.Count(folder);
        // The files first: a database without its files is named at every use of one, files without a database stop the start.
        place.MoveFolderAside(folder.Series);
        place.MoveFolderAside(StoreFiles.ResultsOf(folder));
        place.Clear();
        return new RescueReport(place.Aside, [$"set aside: the database and {files}"]);
    }

    private static string Found(DataFolder folder, string backup)
    {
        var inFolder = Path.Combine(folder.Backups, backup);
        return File.Exists(backup) ? backup
            : File.Exists(inFolder) ? inFolder
            : throw new StoreException(
                $"backup {backup}: there is no such file. Remedy: './run store backup --list' shows those that there are."
            );
    }
}

/// <summary>What a rescue did.</summary>
/// <param name="Aside">Where what stood there was moved.</param>
/// <param name="Told">What was done, in sentences.</param>
public sealed record RescueReport(string Aside, IReadOnlyList<string> Told);
