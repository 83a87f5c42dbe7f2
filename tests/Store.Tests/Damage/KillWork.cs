using Simulator.Artifacts;
using Simulator.Store;
using Simulator.Store.Upkeep;

namespace Simulator.Tests.Store.Damage;

/// <summary>
/// The program that is killed: works on a store without end, one thing at random after another, and says each once the store has
/// acknowledged it. What it says is what must still be so afterwards.
/// </summary>
public static class KillWork
{
    /// <summary>The first word of its command line.</summary>
    public const string Word = "kill-work";

    /// <summary>Works until it is killed.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="seed">Of what it does.</param>
    public static async Task<int> RunAsync(string folder, int seed)
    {
        using var store = SimulatorStore.Open(new DataFolder(folder), TimeProvider.System);
        var random = new Random(seed);
        await SayAsync("open");
        for (var i = 0; ; i++)
            await SayAsync(await DoAsync(store, random, FormattableString.Invariant($"{seed}-{i}")));
    }

    private static async Task<string> DoAsync(SimulatorStore store, Random random, string name)
    {
        var number = random.Next(1000);
        switch (random.Next(10))
        {
            case 0 or 1:
                var series = SampleStore.Series("K" + name, number);
                await store.Series.AddAsync([SampleStore.Stored(series)], default);
                return $"series {series.Symbol} {series.ContentHash}";
            case 2 or 3 or 4:
                var content = $"{{\"found\":\"{name}\"}}";
                return $"run {await SampleStore.RunAsync(store, "K0", content)} {content}";
            case 5 or 6:
                var shown = await SampleStore.RunAsync(store, "K1", $"{{\"shared\":\"{name}\"}}");
                return $"link {(await store.Links.CreateAsync(shown, null, default)).Token} {shown}";
            case 7:
                var id = await SampleStore.RunAsync(store, "K2", $"{{\"deleted\":\"{name}\"}}");
                var token = (await store.Links.CreateAsync(id, null, default)).Token;
                await store.Library.DeleteAsync(id, default);
                return $"deleted {id} {token}";
            case 8:
                return $"backup {store.Backups.Make()}";
            default:
                await store.Upkeep.RunAsync(new UpkeepOptions { UndoTime = TimeSpan.Zero, OrphanGrace = TimeSpan.Zero }, default);
                return "upkeep";
        }
    }

    private static async Task SayAsync(string what)
    {
        await Console.Out.WriteLineAsync(what);
        await Console.Out.FlushAsync();
    }
}
