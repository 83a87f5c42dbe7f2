using Microsoft.Data.Sqlite;
using Simulator.Artifacts;
using Simulator.Store;
using Simulator.Store.Database;
using Simulator.Store.Rescue;

namespace Simulator.Tests.Store.Damage;

/// <summary>A folder with a backup restored beside copies of the files of another; removed afterwards.</summary>
internal sealed class RestoredCopy : IDisposable
{
    private readonly DataFolder _folder;
    private readonly string _backup;

    public RestoredCopy(DataFolder from, string backup, string to)
    {
        _folder = new DataFolder(to);
        _backup = Path.Combine(_folder.Backups, Path.GetFileName(backup));
        File.Copy(backup, _backup);
        Link(from.Series, _folder.Series);
        Link(StoreFiles.ResultsOf(from), StoreFiles.ResultsOf(_folder));
    }

    /// <summary>The newest migration that the backup has.</summary>
    public string LastMigration()
    {
        using var connection = new SqliteConnection($"Data Source={_backup};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT MAX(MigrationId) FROM __EFMigrationsHistory";
        return (string)command.ExecuteScalar()!;
    }

    /// <summary>Restores and opens it.</summary>
    /// <exception cref="StoreException">It is not whole.</exception>
    public SimulatorStore Open()
    {
        StoreRescue.Restore(_folder, _backup, TimeProvider.System);
        return SimulatorStore.Open(_folder, TimeProvider.System);
    }

    public void Dispose() => Directory.Delete(_folder.Root, recursive: true);

    private static void Link(string from, string to)
    {
        if (!Directory.Exists(from))
            return;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
