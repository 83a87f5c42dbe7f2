using Simulator.Store.Database;
using Simulator.Store.Rescue;

namespace Simulator.Tests.Store.Database;

/// <summary>Locks hold although their files are deleted.</summary>
public sealed class StoreLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Session_WhoseFileWasDeleted_IsStillInUse()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "folders are locked on Linux only");
        using var store = _folder.Open();
        File.Delete(_folder.Data.Database + ".inuse");

        Assert.Contains(
            "in use",
            Assert.Throws<StoreException>(() => StoreRescue.StartNew(_folder.Data, TimeProvider.System)).Message,
            StringComparison.Ordinal
        );
        using var second = _folder.Open();
        Assert.False(second.Opening.EndedUncleanly);
    }

    [SkippableFact]
    public async Task Gate_WhoseFileWasDeleted_IsStillClosed()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "folders are locked on Linux only");
        var gate = new BlobGate(_folder.Data, TimeProvider.System);
        using (await gate.HoldAsync(default))
        {
            File.Delete(Path.Combine(_folder.Path, "files.lock"));
            using var beside = await gate.HoldAsync(default);
            Assert.Null(gate.TryClose());
        }

        using var alone = gate.TryClose();
        Assert.NotNull(alone);
    }

    [Fact]
    public async Task Gate_OfAFolderThatIsGone_SaysSo_AndMayPass()
    {
        var gate = new BlobGate(_folder.Data, TimeProvider.System);
        Directory.Delete(_folder.Data.Series);

        var refusal = await Assert.ThrowsAsync<StoreException>(() => gate.HoldAsync(default));

        Assert.True(refusal.MayPass);
        Assert.Contains("Remedy: put the folder back", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Opening_WhileAnotherProgramHasTheTurn_SaysToWait_AndNothingOfRights()
    {
        using var data = StoreLock.TryTake(_folder.Data.Checkpoints, _folder.Data.Database + ".opening");

        var refusal = Assert.Throws<StoreException>(() => _folder.Open(new HastyClock()));

        Assert.Contains("another program has been opening or repairing", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Remedy: wait", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("writable", refusal.Message, StringComparison.Ordinal);
    }

    private sealed class HastyClock : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds += 10;
    }
}
