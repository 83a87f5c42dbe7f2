using Microsoft.Data.Sqlite;
using Simulator.Artifacts;
using Simulator.Store;
using Simulator.Store.Database;

namespace Simulator.Tests.Store.Database;

/// <summary>The file of the database goes away under an open store.</summary>
public sealed class DatabaseGoneTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-gone-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Change_AfterTheFileWasRemoved_IsRefused_NotWrittenIntoAFileWithoutAName()
    {
        var folder = new DataFolder(_folder);
        using var store = SimulatorStore.Open(folder, TimeProvider.System);
        await store.Strategies.SaveAsync("before", """{"kind":"named","name":"smaCross"}""", default);
        File.Delete(folder.Database);

        var refusal = await Assert.ThrowsAsync<StoreException>(() =>
            store.Strategies.SaveAsync("after", """{"kind":"named","name":"smaCross"}""", default)
        );

        Assert.Contains("is gone", refusal.Message, StringComparison.Ordinal);
        Assert.True(refusal.MayPass);
        Assert.False(File.Exists(folder.Database));
    }

    [Fact]
    public void Artifact_WhereTheFolderIsGone_IsRefused_AndTheFolderIsNotMadeAnew()
    {
        var folder = new DataFolder(Path.Combine(_folder, "data"));
        Directory.Delete(folder.Root, recursive: true);

        var refusal = Assert.Throws<DirectoryNotFoundException>(() => new FileArtifactStore(folder).Write("abc", [1]));

        Assert.Contains("is gone", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Root));
    }
}
