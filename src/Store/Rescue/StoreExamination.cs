using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Simulator.Artifacts;
using Simulator.Store.Database;

namespace Simulator.Store.Rescue;

/// <summary>Looks at a data folder without changing it: the database, its rows, every file that they name, the backups.</summary>
public static class StoreExamination
{
    /// <summary>Examines a folder; also while a server uses it.</summary>
    public static async Task<ExaminationReport> RunAsync(DataFolder folder, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var (told, faults) = (new List<string>(), new List<string>());
        var files = StoreFiles.Count(folder);
        if (new FileInfo(folder.Database) is not { Exists: true, Length: > 0 })
        {
            if (files.Any)
                faults.Add($"database {folder.Database}: is missing or empty, though {files} are beside it");
            else
                told.Add("there is no database yet");
        }
        else
            await ExamineDatabaseAsync(folder, told, faults, cancellation);
        told.Add(files.ToString());
        var backups = new Backups(folder, time).List();
        told.Add(FormattableString.Invariant($"{backups.Count} backups{(backups.Count > 0 ? $", the newest {backups[0].Path}" : "")}"));
        faults.AddRange(
            backups
                .Select(b => (b.Path, Finding: FindingOfCopy(folder, b.Path)))
                .Where(b => b.Finding is not null)
                .Select(b => $"backup {b.Path}: {b.Finding}")
        );
        return new ExaminationReport(told, faults);
    }

    private static async Task ExamineDatabaseAsync(
        DataFolder folder,
        List<string> told,
        List<string> faults,
        CancellationToken cancellation
    )
    {
        try
        {
            if (Finding(folder) is { } finding)
            {
                faults.Add($"database {folder.Database}: {finding}");
                return;
            }
            using var connection = DatabaseCheck.Open(folder.Database);
            foreach (var (table, row) in DatabaseCheck.DamagedRows(connection))
                faults.Add(
                    FormattableString.Invariant(
                        $"database {folder.Database}: row {row} of {table} differs from its checksum; the next start sets it aside"
                    )
                );
            told.Add("database: pages, indexes, tables and rows are as they were written");
            await ExamineFilesAsync(folder, told, faults, cancellation);
        }
        catch (SqliteException e)
        {
            faults.Add($"database {folder.Database}: cannot be read ({e.Message})");
        }
    }

    private static string? Finding(DataFolder folder) =>
        // The log of a store in use is being written; SQLite itself reads it.
        StoreSession.IsInUse(folder)
            ? DatabaseCheck.PagesFinding(folder.Database)
            // As strictly as the next start: opening a database empties its log, and with it the traces of damage.
            : DatabaseCheck.Finding(folder.Database, inFull: true, StoreSession.EndedInThisBoot(folder));

    // Looking at a backup must not change it.
    private static string? FindingOfCopy(DataFolder folder, string backup)
    {
        // Two examinations may run at once; what a kill leaves goes with the leftovers of backups.
        var copy = Path.Combine(folder.Backups, $"examined.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.part");
        try
        {
            File.Copy(backup, copy);
            return Backups.Finding(copy);
        }
        finally
        {
            foreach (var left in new[] { copy, copy + "-wal", copy + "-shm", copy + "-journal" })
                File.Delete(left);
        }
    }

    private static async Task ExamineFilesAsync(DataFolder folder, List<string> told, List<string> faults, CancellationToken cancellation)
    {
        await using var context = new SimulatorContext(SimulatorContext.OptionsFor(folder.Database));
        var results = await context.Results.Select(r => new { r.JobId, r.BlobHash }).ToListAsync(cancellation);
        var blobs = new BlobFolder(StoreFiles.ResultsOf(folder));
        var whole = 0;
        foreach (var result in results)
        {
            try
            {
                await blobs.ReadAsync(result.BlobHash, cancellation);
                whole++;
            }
            catch (StoreException e)
            {
                faults.Add($"result of job {result.JobId}: {e.Message}");
            }
        }
        var series = await context.Series.Select(s => new { s.Symbol, s.ContentHash }).ToListAsync(cancellation);
        foreach (var one in series)
        {
            if (SeriesFile.IsWhole(Path.Combine(folder.Series, one.ContentHash)))
                whole++;
            else
                faults.Add(
                    $"series {one.Symbol}: its file {Path.Combine(folder.Series, one.ContentHash)} is missing or damaged. "
                        + "Remedy: import it again."
                );
        }
        told.Add(FormattableString.Invariant($"{whole} of {results.Count + series.Count} files that it names are as they were written"));
        SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
    }
}

/// <summary>What an examination found.</summary>
/// <param name="Told">What is in order.</param>
/// <param name="Faults">What is not, each in a sentence.</param>
public sealed record ExaminationReport(IReadOnlyList<string> Told, IReadOnlyList<string> Faults);
