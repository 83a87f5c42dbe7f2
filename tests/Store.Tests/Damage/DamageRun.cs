using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;
using Simulator.Artifacts;
using Simulator.Import;
using Simulator.Store;
using Simulator.Store.Database;
using Simulator.Store.Rescue;

namespace Simulator.Tests.Store.Damage;

/// <summary>
/// Damages copies of a store, and archives, one at a time, and reads everything again. Each item must be as it was, or refuse to be read,
/// or be absent and named as set aside; every row of the database that was not set aside must be what it was. A
/// store that does not open must be brought back by its backup, in full.
/// </summary>
public sealed class DamageRun : IDisposable
{
    // Views of links that were counted meanwhile are not in the copy of the killed program.
    private const string KilledCase = "killed-case";
    private readonly string _root = Directory.CreateTempSubdirectory("simulator-damage-").FullName;
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private IReadOnlyList<string> _tokens = [];
    private SortedDictionary<string, string> _truth = [];
    private RowRecord _rows = null!;

    /// <summary>What was damaged and what became of it, with how often.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>What was used although it was damaged, or lost without a word. None is expected.</summary>
    public IReadOnlyList<string> Faults => _faults;

    private string Whole => Path.Combine(_root, "whole");

    private string Killed => Path.Combine(_root, "killed");

    /// <summary>Does the damage, as often as said.</summary>
    /// <param name="times">Damages.</param>
    /// <param name="seed">Of the random numbers.</param>
    public static async Task<DamageRun> RunAsync(int times, int seed)
    {
        var run = new DamageRun();
        await run.PrepareAsync();
        for (var i = 0; i < times; i++)
        {
            // A generator of its own, so that one can be repeated alone.
            var random = new Random((seed * 1_000_003) + i);
            var (what, name) = (i % 10) switch
            {
                < 4 => ("database", "database"),
                4 => ("log", "log of a killed program"),
                5 or 6 => ("series", "file of a series"),
                7 => ("results", "file of a result"),
                8 => ("gz", "gzip archive"),
                _ => ("zip", "zip archive"),
            };
            if (what is "gz" or "zip")
                run.Archive(what, name, random, i);
            else
                await run.StoreAsync(what, name, random, i);
        }
        return run;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }

    private async Task PrepareAsync()
    {
        using (var store = SimulatorStore.Open(new DataFolder(Whole), TimeProvider.System))
        {
            using var held = new HeldLog(store.Folder.Database);
            _tokens = await SampleStore.FillAsync(store);
            _truth = await SampleStore.ReadAsync(store, _tokens);
            await Task.Delay(50); // views of the links are counted
            // As a kill would leave it: with its log beside it.
            Copy(Whole, Killed);
        }
        using var again = SimulatorStore.Open(new DataFolder(Whole), TimeProvider.System);
        _truth = await SampleStore.ReadAsync(again, _tokens);
        again.Backups.Make();
        again.Dispose();
        _rows = RowRecord.Of(Path.Combine(Whole, "simulator.db"));
        foreach (var backup in Directory.GetFiles(Path.Combine(Whole, "backups")))
            File.Copy(backup, Path.Combine(Killed, "backups", Path.GetFileName(backup)));
    }

    private async Task StoreAsync(string what, string name, Random random, int number)
    {
        var folder = Path.Combine(_root, what == "log" ? KilledCase : "case");
        Copy(what == "log" ? Killed : Whole, folder);
        var files = what switch
        {
            "database" => [Path.Combine(folder, "simulator.db")],
            "log" => [Path.Combine(folder, "simulator.db-wal")],
            _ => Directory.GetFiles(Path.Combine(folder, what), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray(),
        };
        var harm = Harm.Do(files[random.Next(files.Length)], random);
        var outcome = await OutcomeAsync(folder, FormattableString.Invariant($"{number} {name}, {harm}"));
        Count($"{name}: {outcome}");
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string> OutcomeAsync(string folder, string label)
    {
        try
        {
            using var store = SimulatorStore.Open(new DataFolder(folder), TimeProvider.System);
            // Before anything is read, which counts the views of links.
            if (!folder.EndsWith(KilledCase, StringComparison.Ordinal))
                _faults.AddRange(_rows.Faults(RowRecord.Of(store.Folder.Database)).Select(f => $"{label}: {f}"));
            var read = await SampleStore.ReadAsync(store, _tokens);
            return Compare(read, store.Opening.SetAside, label);
        }
        catch (StoreException)
        {
            return await RestoredAsync(folder, label);
        }
    }

    private string Compare(SortedDictionary<string, string> read, IReadOnlyList<string> setAside, string label)
    {
        var refused = 0;
        foreach (var (item, is_) in read)
        {
            if (is_.StartsWith(SampleStore.Refusal, StringComparison.Ordinal))
                refused++;
            else if (!Equal(item, is_) && setAside.Count == 0)
                _faults.Add($"{label}: {item} is '{is_}', was '{_truth.GetValueOrDefault(item)}'");
            else if (!Equal(item, is_) && !IsGap(item, is_))
                _faults.Add($"{label}: {item} is '{is_}', was '{_truth.GetValueOrDefault(item)}', beside {string.Join("; ", setAside)}");
        }
        var lost = _truth.Keys.Count(k => !read.ContainsKey(k));
        if (lost > 0 && setAside.Count == 0)
            _faults.Add($"{label}: {lost} items are gone without a word");
        return refused > 0 ? "refused where it was used"
            : setAside.Count > 0 ? "set aside and named"
            : "read exactly as before";
    }

    // Beside rows that were set aside, what they said is not there: no setting, fewer trials, a link that opens nothing, a failed job.
    private static bool IsGap(string item, string now) =>
        now is "nothing" or "" or "0"
        || (item.StartsWith("job ", StringComparison.Ordinal) && now.Contains("State = Failed", StringComparison.Ordinal));

    // Views are counted in the background.
    private bool Equal(string item, string now) =>
        _truth.TryGetValue(item, out var before)
        && (before == now || (item.StartsWith("link ", StringComparison.Ordinal) && WithoutViews(before) == WithoutViews(now)));

    private static string WithoutViews(string link) => link[..link.IndexOf("Views", StringComparison.Ordinal)];

    private async Task<string> RestoredAsync(string folder, string label)
    {
        try
        {
            StoreRescue.Restore(new DataFolder(folder), null, TimeProvider.System);
            using var store = SimulatorStore.Open(new DataFolder(folder), TimeProvider.System);
            var read = await SampleStore.ReadAsync(store, _tokens);
            foreach (var (item, before) in _truth)
            {
                if (!read.TryGetValue(item, out var now) || !Equal(item, now))
                    _faults.Add($"{label}: {item} was not restored: '{read.GetValueOrDefault(item)}', was '{before}'");
            }
            return "refused at the start, restored from the backup";
        }
        catch (StoreException e)
        {
            _faults.Add($"{label}: could not be restored: {e.Message}");
            return "refused at the start";
        }
    }

    private void Archive(string kind, string name, Random random, int number)
    {
        var path = Path.Combine(_root, "table.csv." + kind);
        var table = Table();
        File.WriteAllBytes(path, kind == "gz" ? Gzip(table) : Zip(table));
        var whole = Hashes(path)!;
        var harm = Harm.Do(path, random);
        var now = Hashes(path);
        if (now is not null && now != whole)
            _faults.Add(FormattableString.Invariant($"{number} {name}, {harm}: other bars were read"));
        Count($"{name}: {(now is null ? "refused" : "read exactly as before")}");
    }

    private static string? Hashes(string path)
    {
        try
        {
            var read = CsvImport.Read(File.ReadAllBytes(path), Path.GetFileName(path));
            return string.Join(';', read.Series.Select(s => $"{s.Series.Symbol} {s.Series.ContentHash}"));
        }
        catch (ImportException)
        {
            return null;
        }
    }

    private static byte[] Table()
    {
        var text = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
        for (var i = 0; i < 400; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{new DateOnly(2020, 1, 1).AddDays(i):yyyy-MM-dd},{100 + i},{102 + i},{99 + i},{101 + (i * 7 % 1.5):0.00},{i % 1000}\n"
            );
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Gzip(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal))
            gzip.Write(content);
        return bytes.ToArray();
    }

    private static byte[] Zip(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
        using (var entry = zip.CreateEntry("table.csv").Open())
            entry.Write(content);
        return bytes.ToArray();
    }

    private void Count(string what) => _counts[what] = _counts.GetValueOrDefault(what) + 1;

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var target = File.Create(Path.Combine(to, Path.GetRelativePath(from, file)));
            source.CopyTo(target);
            target.Dispose();
            File.SetLastWriteTimeUtc(target.Name, File.GetLastWriteTimeUtc(file));
        }
    }
}
