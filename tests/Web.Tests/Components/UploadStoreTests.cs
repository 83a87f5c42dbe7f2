using System.Text;
using Simulator.Artifacts;
using Simulator.Import;
using Simulator.Web.Components.Import;

namespace Simulator.Tests.Web.Components;

public sealed class UploadStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-uploads-").FullName;
    private readonly Clock _clock = new();
    private readonly UploadStore _uploads;

    public UploadStoreTests() => _uploads = new UploadStore(new DataFolder(_folder), _clock);

    public void Dispose()
    {
        _uploads.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task File_IsReadAsItWasSent_AndGoneWhenRemoved()
    {
        var id = await SaveAsync("a,b");

        Assert.Equal("a,b", await _uploads.ReadAsync(id, Encoding.UTF8.GetString, default));
        _uploads.Remove(id);
        _uploads.Remove(id);
        await Assert.ThrowsAsync<ImportException>(() => _uploads.ReadAsync(id, b => b, default));
    }

    [Fact]
    public async Task File_LeftBehind_IsDeletedAfterADay_AndTheReaderIsToldSo()
    {
        var old = await SaveAsync("old");
        _clock.Now += UploadStore.Lifetime - TimeSpan.FromMinutes(1);
        var young = await SaveAsync("young");
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "uploads", young), _clock.Now.UtcDateTime);
        Assert.Equal("old", await _uploads.ReadAsync(old, Encoding.UTF8.GetString, default));

        _clock.Now += TimeSpan.FromMinutes(2);
        _uploads.RemoveExpired();

        var refusal = await Assert.ThrowsAsync<ImportException>(() => _uploads.ReadAsync(old, b => b, default));
        Assert.Contains("is no longer kept", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("Upload it again", refusal.Remedy);
        Assert.Equal("young", await _uploads.ReadAsync(young, Encoding.UTF8.GetString, default));
    }

    [Fact]
    public async Task File_AfterARestart_IsStillThere_ForItsDay()
    {
        var (young, old) = (await SaveAsync("young"), await SaveAsync("old"));
        File.SetLastWriteTimeUtc(
            Path.Combine(_folder, "uploads", old),
            (_clock.Now - UploadStore.Lifetime - TimeSpan.FromHours(1)).UtcDateTime
        );

        using var again = new UploadStore(new DataFolder(_folder), _clock);

        Assert.Equal("young", await again.ReadAsync(young, Encoding.UTF8.GetString, default));
        Assert.Equal((true, false), (again.Has(young), again.Has(old)));
    }

    [Fact]
    public async Task LargeFiles_AreReadOneAtATime_AndASmallOneDoesNotWait()
    {
        var (one, other, small) = (await SaveLargeAsync(), await SaveLargeAsync(), await SaveAsync("small"));
        using var begun = new SemaphoreSlim(0);
        using var go = new ManualResetEventSlim();
        var first = _uploads.ReadAsync(one, Wait, default);
        await begun.WaitAsync();
        var second = _uploads.ReadAsync(other, Wait, default);

        Assert.Equal("small", await _uploads.ReadAsync(small, Encoding.UTF8.GetString, default));
        Assert.False(await begun.WaitAsync(100));
        go.Set();
        Assert.Equal(UploadStore.LargeBytes, await first);
        Assert.Equal(UploadStore.LargeBytes, await second);

        long Wait(byte[] bytes)
        {
            begun.Release();
            go.Wait();
            return bytes.Length;
        }
    }

    [Fact]
    public async Task Upload_AfterTooMuchWasLeftBehind_IsRefused_UntilThatIsOver()
    {
        var left = Path.Combine(_folder, "uploads", new string('a', 32));
        await using (var file = File.Create(left))
            file.SetLength(UploadStore.MostBytesKept); // a hole: it takes no space on the disk
        File.SetLastWriteTimeUtc(left, _clock.Now.UtcDateTime);

        var refusal = await Assert.ThrowsAsync<UploadsFullException>(() => SaveAsync("one more"));
        Assert.Contains("4,096 MiB", refusal.Message, StringComparison.Ordinal);

        _clock.Now += UploadStore.Lifetime + TimeSpan.FromMinutes(1);
        await SaveAsync("one more");
        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task Folder_ThatIsGone_IsMadeAgain()
    {
        Directory.Delete(Path.Combine(_folder, "uploads"));
        _uploads.RemoveExpired();
        Assert.Equal("a", await _uploads.ReadAsync(await SaveAsync("a"), Encoding.UTF8.GetString, default));
    }

    private async Task<string> SaveLargeAsync()
    {
        var id = await SaveAsync("large");
        await using var file = File.OpenWrite(Path.Combine(_folder, "uploads", id));
        file.SetLength(UploadStore.LargeBytes);
        return id;
    }

    private async Task<string> SaveAsync(string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await _uploads.SaveAsync(content, default);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
