using Simulator.Artifacts;
using Simulator.Store.Database;
using Simulator.Web.Hosting;

namespace Simulator.Tests.Web.Hosting;

public sealed class ServerTurnTests : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("simulator-turn-").FullName;

    private string Root => Path.Combine(_parent, "data");

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    [Fact]
    public void Folder_IsTakenOnce_AndFreeAfterwards()
    {
        using (new ServerTurn(new DataFolder(Root)))
            AssertTaken(Root);
        new ServerTurn(new DataFolder(Root)).Dispose();
    }

    [Fact]
    public void Folder_ByAnotherPath_IsTheSame()
    {
        using var turn = new ServerTurn(new DataFolder(Root));
        var link = Path.Combine(_parent, "link");
        Directory.CreateSymbolicLink(link, Root);
        AssertTaken(link);
        AssertTaken(Path.Combine(link, "..", "data", "."));
    }

    [Fact]
    public void Folder_WhoseLockFileWasDeleted_IsStillTaken()
    {
        using var turn = new ServerTurn(new DataFolder(Root));
        File.Delete(Path.Combine(Root, "server.lock"));
        AssertTaken(Root);
    }

    [Fact]
    public void EarlierServer_ThatWasStopped_IsToldFromOneThatDied()
    {
        var mark = Path.Combine(Root, "server.lock");
        byte[] left;
        using (var first = new ServerTurn(new DataFolder(Root)))
        {
            Assert.True(first.EarlierEndedCleanly);
            first.Mark();
            left = Read(mark);
        }
        using (var second = new ServerTurn(new DataFolder(Root)))
            Assert.True(second.EarlierEndedCleanly);

        File.WriteAllBytes(mark, left); // as a server that is killed leaves it
        using (var third = new ServerTurn(new DataFolder(Root)))
            Assert.False(third.EarlierEndedCleanly); // and it ends before it has taken up the jobs
        using (var again = new ServerTurn(new DataFolder(Root)))
        {
            Assert.False(again.EarlierEndedCleanly);
            again.Mark();
        }
        using var fourth = new ServerTurn(new DataFolder(Root));
        Assert.True(fourth.EarlierEndedCleanly);
    }

    private static byte[] Read(string path)
    {
        using var copying = System.Diagnostics.Process.Start("cp", [path, path + ".copied"]);
        copying.WaitForExit();
        return File.ReadAllBytes(path + ".copied");
    }

    [Fact]
    public void Health_OfAFolder_SaysWhatIsWrong()
    {
        var folder = new DataFolder(Root);
        Assert.Contains("simulator.db is gone", FolderHealth.TroubleOf(folder), StringComparison.Ordinal);
        File.WriteAllText(folder.Database, "");
        Assert.Null(FolderHealth.TroubleOf(folder));
        Directory.Delete(Root, recursive: true);
        Assert.Contains("data is gone; put it back", FolderHealth.TroubleOf(folder), StringComparison.Ordinal);
    }

    private static void AssertTaken(string root)
    {
        var refusal = Assert.Throws<StoreException>(() => new ServerTurn(new DataFolder(root)));
        Assert.Contains("is in use by another server", refusal.Message, StringComparison.Ordinal);
    }
}
