using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using Simulator.Artifacts;
using Simulator.Store;
using Simulator.Store.Database;
using Simulator.Store.Upkeep;

namespace Simulator.Tests.Store.Damage;

/// <summary>
/// Fills the disk at random moments while a store is worked on. What is done then is acknowledged and so, or refused in a sentence and not
/// done; with room again, everything that was acknowledged is there and work goes on. The folder is on a small disk of its own.
/// </summary>
public sealed class DiskFullRun
{
    /// <summary>The first word of the command line of the program on the small disk.</summary>
    public const string Word = "diskfull-work";

    private const int Room = 12 << 20;
    private readonly string _root;
    private readonly Dictionary<string, string> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _series = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private int _refused;
    private int _done;
    private int _number;

    private DiskFullRun(string root) => _root = root;

    private string Balloon => Path.Combine(_root, "balloon");

    /// <summary>Runs a program on a small disk in memory (needs <c>unshare</c>); returns its exit code and what it said.</summary>
    /// <param name="program">The assembly whose <c>Main</c> hands <see cref="Word"/> to <see cref="WorkAsync"/>.</param>
    /// <param name="times">How often the disk is filled.</param>
    /// <param name="seed">Of the moments.</param>
    public static async Task<(int ExitCode, string Said)> RunAsync(string program, int times, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("simulator-disk-").FullName;
        try
        {
            var script =
                FormattableString.Invariant($"mount -t tmpfs -o size={Room} none '{folder}' && ")
                + FormattableString.Invariant($"exec dotnet exec '{program}' {Word} '{folder}' {times} {seed}");
            using var child = Process.Start(
                new ProcessStartInfo("unshare", ["-rm", "sh", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            var errors = child.StandardError.ReadToEndAsync();
            var said = await child.StandardOutput.ReadToEndAsync();
            await child.WaitForExitAsync();
            return (child.ExitCode, said + await errors);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Whether this machine can make a small disk.</summary>
    public static bool IsPossible()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            using var probe = Process.Start(
                new ProcessStartInfo("unshare", ["-rm", "mount", "-t", "tmpfs", "none", "/mnt"])
                {
                    RedirectStandardError = true,
                    RedirectStandardOutput = true,
                }
            )!;
            probe.WaitForExit();
            return probe.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>The program on the small disk; exit code 0 when nothing was lost or used half written.</summary>
    public static async Task<int> WorkAsync(string root, int times, int seed)
    {
        var run = new DiskFullRun(root);
        var random = new Random(seed);
        for (var i = 0; i < times; i++)
            await run.FillOnceAsync(random);
        await run.CheckAsync();
        await Console.Out.WriteLineAsync(
            FormattableString.Invariant(
                $"disk full {times} times: {run._done} acknowledged, {run._refused} refused in a sentence, {run._faults.Count} faults"
            )
        );
        foreach (var fault in run._faults)
            await Console.Out.WriteLineAsync(fault);
        return run._faults.Count == 0 ? 0 : 1;
    }

    private async Task FillOnceAsync(Random random)
    {
        using (var store = SimulatorStore.Open(new DataFolder(Path.Combine(_root, "data")), TimeProvider.System))
        {
            for (var i = random.Next(3); i >= 0; i--)
                await DoAsync(store, random);
            Fill(random.Next(120_000));
            for (var i = 0; i < 6; i++)
                await DoAsync(store, random);
        }
        var wasOpened = await OpensAsync();
        File.Delete(Balloon);
        if (!wasOpened)
            _refused++;
        await CheckAsync();
        await FreeAsync();
    }

    private async Task<bool> OpensAsync()
    {
        try
        {
            using var store = SimulatorStore.Open(new DataFolder(Path.Combine(_root, "data")), TimeProvider.System);
            await store.Series.ListAsync(default);
            return true;
        }
        catch (Exception e) when (e is StoreException or DataFolderException)
        {
            return false;
        }
    }

    // A sentence is a StoreException, or an IOException where a file could not be written; anything else is a defect.
    private async Task DoAsync(SimulatorStore store, Random random)
    {
        var name = FormattableString.Invariant($"{_number++}");
        try
        {
            switch (random.Next(5))
            {
                case 0:
                    var series = SampleStore.Series("D" + name, random.Next(1000));
                    await store.Series.AddAsync([SampleStore.Stored(series)], default);
                    _series[series.Symbol] = series.ContentHash;
                    break;
                case 1:
                    store.Backups.Make();
                    break;
                case 2:
                    await store.Upkeep.RunAsync(new UpkeepOptions { OrphanGrace = TimeSpan.Zero }, default);
                    break;
                default:
                    var content = $"{{\"found\":\"{name} {new string('x', random.Next(30_000))}\"}}";
                    _runs[await SampleStore.RunAsync(store, "D", content)] = content;
                    break;
            }
            _done++;
        }
        catch (Exception e) when (e is StoreException or IOException)
        {
            _refused++;
        }
        catch (Exception e)
        {
            _faults.Add($"operation {name}: {e.GetType().Name}: {e.Message}");
        }
    }

    private async Task CheckAsync()
    {
        try
        {
            using var store = SimulatorStore.Open(new DataFolder(Path.Combine(_root, "data")), TimeProvider.System);
            if (store.Opening.SetAside.Count > 0)
                _faults.Add($"set aside: {string.Join("; ", store.Opening.SetAside)}");
            foreach (var (symbol, hash) in _series)
            {
                if (store.Series.Find(symbol)?.ContentHash != hash)
                    _faults.Add($"series {symbol} is lost");
            }
            foreach (var (id, content) in _runs)
            {
                if (await store.Library.ResultBytesAsync(id, default) is not { } bytes || Encoding.UTF8.GetString(bytes) != content)
                    _faults.Add($"the result of {id} is lost");
            }
            await SampleStore.RunAsync(store, "D", "{}");
        }
        catch (StoreException e)
        {
            _faults.Add(e.Message);
        }
    }

    // So that the disk does not fill by itself.
    private async Task FreeAsync()
    {
        using var store = SimulatorStore.Open(new DataFolder(Path.Combine(_root, "data")), TimeProvider.System);
        foreach (var backup in store.Backups.List())
            File.Delete(backup.Path);
        foreach (var row in (await store.Library.ListAsync(null, 0, 1000, default)).Rows)
            await store.Library.DeleteAsync(row.Id, default);
        _runs.Clear();
        await store.Upkeep.CleanUpAsync(new UpkeepOptions(), default);
        SqliteConnection.ClearAllPools();
    }

    private void Fill(int left)
    {
        var free = new DriveInfo(_root).AvailableFreeSpace - left;
        using var balloon = new FileStream(Balloon, FileMode.Create);
        var chunk = new byte[4096];
        for (; free > 0; free -= chunk.Length)
            balloon.Write(chunk);
    }
}
