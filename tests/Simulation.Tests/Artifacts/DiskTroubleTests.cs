using Simulator.Artifacts;

namespace Simulator.Tests.Simulation.Artifacts;

public sealed class DiskTroubleTests
{
    [SkippableFact]
    public void FullDisk_AsTheSystemTellsIt_IsNamed()
    {
        Skip.IfNot(File.Exists("/dev/full"), "needs /dev/full");
        var error = Assert.Throws<IOException>(() =>
        {
            using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write);
            full.Write(new byte[1]);
            full.Flush();
        });
        Assert.Equal("the disk is full; free some space", DiskTrouble.SentenceOf(new InvalidOperationException("a stage failed", error)));
    }

    [Fact]
    public void FolderThatIsGone_IsNamed()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => File.WriteAllText("/no/such/folder/file", ""));
        Assert.StartsWith("a folder of the data folder is gone", DiskTrouble.SentenceOf(error), StringComparison.Ordinal);
    }

    [Fact]
    public void OtherFailures_AreNone()
    {
        Assert.Null(DiskTrouble.SentenceOf(new InvalidOperationException()));
        Assert.Null(DiskTrouble.SentenceOf(new FileNotFoundException()));
        Assert.Null(DiskTrouble.SentenceOf(null));
    }
}
