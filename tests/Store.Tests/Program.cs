using System.Globalization;
using Simulator.Artifacts;
using Simulator.Store;

namespace Simulator.Tests.Store;

/// <summary>The child process of the kill tests: commits without end and says each commit once it was acknowledged.</summary>
public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is not ["commit", var folder, var first])
            return 2;
        using var store = SimulatorStore.Open(new DataFolder(folder), TimeProvider.System);
        for (var i = int.Parse(first, CultureInfo.InvariantCulture); ; i++)
        {
            var key = i.ToString(CultureInfo.InvariantCulture);
            await store.Settings.TryAddAsync(key, "kept", default);
            await Console.Out.WriteLineAsync(key);
            await Console.Out.FlushAsync();
        }
    }
}
