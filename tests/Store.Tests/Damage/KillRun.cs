using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Simulator.Artifacts;
using Simulator.Jobs;
using Simulator.Store;
using Simulator.Store.Database;

namespace Simulator.Tests.Store.Damage;

/// <summary>
/// Kills a program that works on a store (<see cref="KillWork"/>) at random moments, opens the store after each kill and looks whether
/// everything that was acknowledged is still so. Every sixth time the program is killed while it updates a database of an earlier version.
/// </summary>
/// <param name="program">The assembly whose <c>Main</c> hands <see cref="KillWork.Word"/> to <see cref="KillWork"/>.</param>
public sealed class KillRun(string program) : IDisposable
{
    private const string EarlierVersion = "20261121000300_JobSeries";
    private const int PerFolder = 20;
    private readonly string _root = Directory.CreateTempSubdirectory("simulator-kills-").FullName;
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private readonly Dictionary<string, string> _series = new(StringComparer.Ordinal);
    private readonly List<string> _said = [];
    private readonly List<string> _all = [];
    private string _current = "";

    /// <summary>What was acknowledged, by kind, with how often; and the kills.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>What was acknowledged and is not so. None is expected.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Kills as often as said.</summary>
    public async Task RunAsync(int kills, int seed)
    {
        for (var i = 0; i < kills; i++)
        {
            var random = new Random((seed * 1_000_003) + i);
            if (i % 6 == 5)
                await KillMigrationAsync(random, i);
            else
                await KillWorkAsync(random, i);
        }
        await CheckAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }

    private async Task KillWorkAsync(Random random, int number)
    {
        if (_current.Length == 0 || number % PerFolder == 0)
        {
            await CheckAsync();
            _current = Path.Combine(_root, number.ToString(CultureInfo.InvariantCulture));
            _series.Clear();
            _said.Clear();
            _all.Clear();
        }
        // From a kill during the start to one in the midst of the work.
        var acknowledged = random.Next(6) == 0 ? 0 : random.Next(1, 15);
        foreach (var line in await UntilKilledAsync(_current, number, acknowledged, random.Next(acknowledged == 0 ? 1200 : 60)))
            Note(line);
        Count(_counts, "kills at work");
        if (number % 5 == 0)
            await CheckAsync();
    }

    private void Note(string line)
    {
        Count(_counts, "acknowledged: " + line.Split(' ')[0]);
        _all.Add(line);
        if (line.Split(' ') is ["series", var symbol, var hash])
            _series[symbol] = hash;
        else
            _said.Add(line);
    }

    // Everything that was said since the folder was new, and that nothing is half there.
    private async Task CheckAsync()
    {
        if (_current.Length == 0)
            return;
        try
        {
            using var store = SimulatorStore.Open(new DataFolder(_current), TimeProvider.System);
            await store.Jobs.RecoverAsync(3, endedCleanly: false, default);
            foreach (var (symbol, hash) in _series)
                Expect(store.Series.Find(symbol)?.ContentHash == hash, $"series {symbol} is not the one that was acknowledged");
            foreach (var line in _said)
                await CheckAsync(store, line.Split(' ', 3));
            foreach (var row in (await store.Library.ListAsync(null, 0, 10_000, default)).Rows)
                Expect(
                    (row.State == JobState.Succeeded) == (await store.Library.ResultBytesAsync(row.Id, default) is not null),
                    $"job {row.Id} is {row.State}, and its result is {(row.State == JobState.Succeeded ? "missing" : "there")}"
                );
            Expect(store.Opening.SetAside.Count == 0, $"set aside: {string.Join("; ", store.Opening.SetAside)}");
            foreach (var backup in store.Backups.List())
                await CheckBackupAsync(store.Folder, backup.Path);
        }
        catch (StoreException e)
        {
            _faults.Add($"{_current}: {e.Message}");
        }
    }

    // Put in the place of a database beside the same files, it has everything that was acknowledged before it was.
    private async Task CheckBackupAsync(DataFolder folder, string backup)
    {
        using var restored = new RestoredCopy(folder, backup, Path.Combine(_root, "restored"));
        var until = _all.IndexOf($"backup {backup}");
        using var store = restored.Open();
        Expect(store.Opening.SetAside.Count == 0, $"backup {backup}: set aside {string.Join("; ", store.Opening.SetAside)}");
        foreach (var line in _all.Take(Math.Max(until, 0)))
        {
            if (line.Split(' ') is ["series", var symbol, var hash])
                Expect(store.Series.Find(symbol)?.ContentHash == hash, $"backup {backup}: series {symbol} is not the one of its time");
            else
                await CheckAsync(store, line.Split(' ', 3));
        }
        Count(_counts, until < 0 ? "backups restored, not acknowledged" : "backups restored and compared");
    }

    private async Task CheckAsync(SimulatorStore store, string[] said)
    {
        switch (said)
        {
            case ["run", var id, var content]:
                Expect(
                    await store.Library.ResultBytesAsync(id, default) is { } bytes && Encoding.UTF8.GetString(bytes) == content,
                    $"the result of {id} is not what was acknowledged"
                );
                break;
            case ["link", var token, var id]:
                Expect(await store.Links.FindAsync(token, default) == id, $"the link of {id} does not open it");
                break;
            case ["deleted", var id, var token]:
                Expect(await store.Library.FindAsync(id, default) is null, $"{id} was deleted and is there");
                Expect(await store.Links.FindAsync(token, default) is null, $"the link of {id}, which was deleted, opens something");
                break;
        }
    }

    private async Task KillMigrationAsync(Random random, int number)
    {
        var folder = Path.Combine(_root, FormattableString.Invariant($"migration-{number}"));
        var data = new DataFolder(folder);
        MakeEarlier(data.Database);
        await UntilKilledAsync(folder, number, 0, random.Next(1500));
        Count(_counts, "kills during a migration");
        try
        {
            using var store = SimulatorStore.Open(data, TimeProvider.System);
            await CheckEarlierAsync(store, folder);
            var before = Directory.GetFiles(data.Backups, "simulator-*.db");
            Expect(before.Length > 0, $"{folder}: there is no backup from before the migration");
            foreach (var backup in before)
            {
                using var restored = new RestoredCopy(data, backup, Path.Combine(_root, "restored"));
                Expect(restored.LastMigration() == EarlierVersion, $"{backup}: is not of the earlier version");
                using var again = restored.Open();
                await CheckEarlierAsync(again, backup);
                Count(_counts, "backups of the earlier version restored and compared");
            }
        }
        catch (StoreException e)
        {
            _faults.Add($"{folder}: {e.Message}");
        }
    }

    private async Task CheckEarlierAsync(SimulatorStore store, string where)
    {
        for (var i = 0; i < 50; i++)
            Expect(
                await store.Settings.FindAsync(FormattableString.Invariant($"earlier{i}"), default) == "kept",
                FormattableString.Invariant($"{where}: setting {i} of the earlier version is lost")
            );
    }

    private static void MakeEarlier(string database)
    {
        using var context = new SimulatorContext(SimulatorContext.OptionsFor(database));
        context.GetService<IMigrator>().Migrate(EarlierVersion);
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        connection.Open();
        for (var i = 0; i < 50; i++)
        {
            using var command = connection.CreateCommand();
            command.CommandText = FormattableString.Invariant($"INSERT INTO Settings (Key, Value) VALUES ('earlier{i}', 'kept')");
            command.ExecuteNonQuery();
        }
        connection.Close();
        SqliteConnection.ClearPool(connection);
    }

    private async Task<List<string>> UntilKilledAsync(string folder, int seed, int acknowledged, int milliseconds)
    {
        using var child = Process.Start(
            new ProcessStartInfo("dotnet", ["exec", program, KillWork.Word, folder, seed.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardOutput = true,
            }
        )!;
        var said = new List<string>();
        while (said.Count < acknowledged && await child.StandardOutput.ReadLineAsync() is { } first)
            said.Add(first);
        await Task.Delay(milliseconds);
        child.Kill(); // SIGKILL: no chance to tidy up
        while (await child.StandardOutput.ReadLineAsync() is { } line)
            said.Add(line);
        await child.WaitForExitAsync();
        return said;
    }

    private void Expect(bool isSo, string fault)
    {
        if (!isSo)
            _faults.Add(fault);
    }

    private static void Count(SortedDictionary<string, int> counts, string what) => counts[what] = counts.GetValueOrDefault(what) + 1;
}
