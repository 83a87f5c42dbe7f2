using System.Globalization;
using System.Text;
using Simulator.Artifacts;
using Simulator.Store;
using Simulator.Store.Jobs;
using Simulator.Tests.Store.Damage;

namespace Simulator.Tests.Store;

/// <summary>
/// The child process of the kill tests: commits, or begins and ends searches, without end and says each once it was acknowledged.
/// </summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is [KillWork.Word, var data, var seed])
            return await KillWork.RunAsync(data, int.Parse(seed, CultureInfo.InvariantCulture));
        if (args is [DiskFullRun.Word, var disk, var times, var from])
            return await DiskFullRun.WorkAsync(
                disk,
                int.Parse(times, CultureInfo.InvariantCulture),
                int.Parse(from, CultureInfo.InvariantCulture)
            );
        if (args is not [("commit" or "search") and var what, var folder, var first])
            return 2;
        using var store = SimulatorStore.Open(new DataFolder(folder), TimeProvider.System);
        for (var i = int.Parse(first, CultureInfo.InvariantCulture); ; i++)
        {
            var key = i.ToString(CultureInfo.InvariantCulture);
            await Console.Out.WriteLineAsync(what == "commit" ? await CommitAsync(store, key) : await SearchAsync(store, key));
            await Console.Out.FlushAsync();
        }
    }

    private static async Task<string> CommitAsync(SimulatorStore store, string key)
    {
        await store.Settings.TryAddAsync(key, "kept", default);
        return key;
    }

    private static async Task<string> SearchAsync(SimulatorStore store, string content)
    {
        var row = await store.Jobs.AddAsync(Examples.Sweep(), default);
        await store.Jobs.TryStartAsync(row.Id, row.Epoch, Examples.Start, default);
        var outcome = Examples.Found with { Content = Encoding.UTF8.GetBytes(content) };
        await store.Jobs.TrySucceedAsync(row.Id, row.Epoch, outcome, new JobEnding([], []), default);
        return $"{row.Id} {content}";
    }
}
