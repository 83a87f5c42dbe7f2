using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Simulator.Artifacts;
using Simulator.Store;

namespace Simulator.Bench.Reliability;

/// <summary>What opening a large store costs: <c>opening [MB]</c>.</summary>
internal static class OpeningCost
{
    private const int RowBytes = 5_000;

    /// <summary>Fills a store and opens it after a clean end, when the full check is due, and after a kill.</summary>
    public static int Run(string[] arguments)
    {
        var megabytes = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 500;
        var root = Directory.CreateTempSubdirectory("simulator-opening-").FullName;
        try
        {
            var folder = new DataFolder(root);
            Open(folder);
            Fill(folder.Database, megabytes);
            Open(folder); // notes the sums of the rows
            Say("after a clean end", Open(folder));
            File.Delete(folder.Database + ".checked");
            Say("after a clean end, more than a day since the full check", Open(folder));
            File.WriteAllText(folder.Database + ".inuse", "");
            Say("after a kill", Open(folder));
            Console.WriteLine(FormattableString.Invariant($"database of {new FileInfo(folder.Database).Length >> 20} MiB"));
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(root, recursive: true);
        }
    }

    private static TimeSpan Open(DataFolder folder)
    {
        var started = Stopwatch.GetTimestamp();
        using var store = SimulatorStore.Open(folder, TimeProvider.System);
        return Stopwatch.GetElapsedTime(started);
    }

    private static void Fill(string database, int megabytes)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO Settings (Key, Value) VALUES ($key, $value)";
        var key = command.Parameters.Add("$key", SqliteType.Text);
        command.Parameters.AddWithValue("$value", new string('v', RowBytes));
        for (var i = 0; i < megabytes * 1_000_000L / RowBytes; i++)
        {
            key.Value = FormattableString.Invariant($"row{i}");
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    private static void Say(string when, TimeSpan taken) =>
        Console.WriteLine(FormattableString.Invariant($"{taken.TotalSeconds, 8:0.00} s  {when}"));
}
