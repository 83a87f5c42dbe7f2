using Simulator.Artifacts;
using Simulator.Store;
using Simulator.Store.Database;

namespace Simulator.Tests.Cli;

/// <summary>A data folder is checked, copied and rescued at the terminal.</summary>
public sealed class StoreCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Store_WhoseDatabaseIsLost_IsNamedByCheck_AndRestoredFromItsBackup()
    {
        await FillAsync("kept");
        var backup = await RunAsync("backup");
        Assert.Equal(0, backup.ExitCode);
        Assert.Contains(backup.Out.Trim(), (await RunAsync("backup", "--list")).Out, StringComparison.Ordinal);
        Assert.Contains("nothing is damaged", (await RunAsync("check")).Out, StringComparison.Ordinal);
        File.Delete(_folder.File("simulator.db"));
        File.WriteAllText(Path.Combine(_folder.Path, "series", new string('a', 64)), "");

        var check = await RunAsync("check");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("is missing or empty", check.Error, StringComparison.Ordinal);
        var restored = await RunAsync("restore");

        Assert.Equal(0, restored.ExitCode);
        Assert.Contains($"restored from {backup.Out.Trim()}", restored.Out, StringComparison.Ordinal);
        using var store = SimulatorStore.Open(new DataFolder(_folder.Path), TimeProvider.System);
        Assert.Equal("kept", await store.Settings.FindAsync("key", default));
    }

    [Fact]
    public async Task Restore_WithoutABackup_SaysWhatElse_InOneSentence()
    {
        var run = await RunAsync("restore");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("there is none", Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_SetsTheOldStoreAside_AndRebuildMakesOneFromNothing()
    {
        await FillAsync("old");

        var fresh = await RunAsync("new");
        Assert.Equal(0, fresh.ExitCode);
        Assert.Contains("aside-", fresh.Out, StringComparison.Ordinal);
        Assert.Contains("0 series", (await RunAsync("rebuild")).Out, StringComparison.Ordinal);

        using var store = SimulatorStore.Open(new DataFolder(_folder.Path), TimeProvider.System);
        Assert.Null(await store.Settings.FindAsync("key", default));
        Assert.Throws<StoreException>(() => Simulator.Store.Rescue.StoreRescue.StartNew(store.Folder, TimeProvider.System));
    }

    private Task<CommandRun> RunAsync(params string[] words) => CommandRun.OfAsync(["store", .. words, "--data", _folder.Path]);

    private async Task FillAsync(string value)
    {
        using var store = SimulatorStore.Open(new DataFolder(_folder.Path), TimeProvider.System);
        await store.Settings.TryAddAsync("key", value, default);
    }
}
