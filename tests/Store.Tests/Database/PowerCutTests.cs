using Simulator.Artifacts;
using Simulator.Store;
using Simulator.Store.Database;
using Simulator.Tests.Store.Damage;

namespace Simulator.Tests.Store.Database;

/// <summary>
/// What a power cut leaves of the write-ahead log, under the number of another start of the machine: its last pages in part and in any
/// order. SQLite recovers from that. What reached the disk and was changed afterwards is damage.
/// </summary>
public sealed class PowerCutTests : IDisposable
{
    private const int Head = 32;
    private const int Frame = 24 + 4096;
    private const int Page = 4096;
    private const int Kept = 10;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Torn =>
        [
            "the last frame is missing",
            "the last frame is cut",
            "the last frame is zeros",
            "a page in the middle never arrived, later ones did",
            "two pages in the middle hold frames of an earlier round",
            "all but the first frames are zeros",
            "the file is zeros",
        ];

    [Theory]
    [MemberData(nameof(Torn))]
    public async Task Log_TornByAPowerCut_IsRecovered(string how)
    {
        var (folder, log) = await CutAsync();
        Tear(log, how);

        using var store = SimulatorStore.Open(folder, TimeProvider.System);

        Assert.True(store.Opening.EndedUncleanly);
        Assert.Empty(store.Opening.SetAside);
        Assert.Equal("kept", await store.Settings.FindAsync("before", default));
        if (how.Contains("middle", StringComparison.Ordinal) || how.Contains("last frame", StringComparison.Ordinal))
            Assert.Equal("kept", await store.Settings.FindAsync("key3", default));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(24 + 2000)]
    [InlineData(3)]
    public async Task Log_InWhichAWrittenFrameWasChanged_IsRefused(int place)
    {
        var (folder, log) = await CutAsync();
        var bytes = File.ReadAllBytes(log);
        bytes[Head + (Kept * Frame) + place] ^= 1;
        File.WriteAllBytes(log, bytes);

        var refusal = Assert.Throws<StoreException>(() => SimulatorStore.Open(folder, TimeProvider.System));

        Assert.Contains("later commits", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(log));
    }

    [Fact]
    public async Task Log_TornWithinOneStartOfTheMachine_IsDamage()
    {
        var (folder, log) = await CutAsync(isAnotherBoot: false);
        Tear(log, "a page in the middle never arrived, later ones did");

        Assert.Throws<StoreException>(() => SimulatorStore.Open(folder, TimeProvider.System));
    }

    [Fact]
    public async Task Log_TornInAFrameThatEndsWithAPage_IsRecovered()
    {
        // The head of the next frame begins a page of its own, so it does not tell whether the page before it arrived.
        var number = Enumerable.Range(1, 512).First(f => (Head + (f * Frame)) % Page == 0) - 1;
        // Large enough that the frame is in the log, too small for SQLite to take a log of a thousand frames into the database.
        var (folder, log) = await CutAsync(large: (number + 1) * Page);
        var bytes = File.ReadAllBytes(log);
        Assert.True(bytes.Length > Head + ((number + 3) * Frame), $"{bytes.Length} bytes");
        bytes.AsSpan(Head + ((number + 1) * Frame) - Page, Page).Clear();
        File.WriteAllBytes(log, bytes);

        using var store = SimulatorStore.Open(folder, TimeProvider.System);

        Assert.Equal("kept", await store.Settings.FindAsync("key29", default));
        Assert.Null(await store.Settings.FindAsync("large", default));
        Assert.Null(await store.Settings.FindAsync("after", default));
    }

    // A copy of the folder in the midst of its use.
    private async Task<(DataFolder Folder, string Log)> CutAsync(bool isAnotherBoot = true, int large = 0)
    {
        var copy = new DataFolder(Path.Combine(_folder.Path, "copy"));
        using (var store = _folder.Open())
            await store.Settings.TryAddAsync("before", "kept", default);
        using (var store = _folder.Open())
        {
            using var held = new HeldLog(_folder.Data.Database);
            for (var i = 0; i < 30; i++)
                await store.Settings.TryAddAsync($"key{i}", "kept", default);
            if (large > 0)
            {
                await store.Settings.TryAddAsync("large", new string('v', large), default);
                await store.Settings.TryAddAsync("after", "lost", default);
            }
            foreach (var end in new[] { "", "-wal", "-shm" })
                File.Copy(_folder.Data.Database + end, copy.Database + end);
            var boot = await File.ReadAllTextAsync(_folder.Data.Database + ".inuse");
            await File.WriteAllTextAsync(copy.Database + ".inuse", isAnotherBoot ? "another start of the machine" : boot);
        }
        return (copy, copy.Database + "-wal");
    }

    private static void Tear(string log, string how)
    {
        var bytes = File.ReadAllBytes(log);
        var frames = (bytes.Length - Head) / Frame;
        Assert.True(frames > Kept + 10, $"{frames} frames");
        var last = Head + ((frames - 1) * Frame);
        var middle = (Head + (Kept * Frame) + Page - 1) / Page * Page; // the page in which a frame ends and the next begins
        switch (how)
        {
            case "the last frame is missing":
                bytes = bytes[..last];
                break;
            case "the last frame is cut":
                bytes = bytes[..(last + 1000)];
                break;
            case "the last frame is zeros":
                bytes.AsSpan(last).Clear();
                break;
            case "a page in the middle never arrived, later ones did":
                bytes.AsSpan(middle, Page).Clear();
                break;
            case "two pages in the middle hold frames of an earlier round":
                bytes.AsSpan(middle - Page, Page).CopyTo(bytes.AsSpan(middle));
                for (var at = Head + (Kept * Frame); at < middle + (2 * Page); at += Frame)
                    if (at >= middle)
                        bytes.AsSpan(at + 8, 8).Fill(7);
                break;
            case "all but the first frames are zeros":
                bytes.AsSpan(Head + (2 * Frame)).Clear();
                break;
            default:
                bytes.AsSpan().Clear();
                break;
        }
        File.WriteAllBytes(log, bytes);
    }
}
