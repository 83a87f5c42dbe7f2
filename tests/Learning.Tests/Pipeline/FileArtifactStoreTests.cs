using Simulator.Artifacts;

namespace Simulator.Tests.Learning.Pipeline;

public sealed class FileArtifactStoreTests : IDisposable
{
    private const string Key = "abcdef";
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-test-").FullName;
    private readonly FileArtifactStore _store;

    public FileArtifactStoreTests() => _store = new FileArtifactStore(new DataFolder(_folder));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Artifact_ChangedOnDisk_ReadsAsAbsentAndIsWrittenAgain()
    {
        _store.Write(Key, [1, 2, 3]);
        var path = Path.Combine(_folder, "artifacts", Key[..2], Key);
        var bytes = File.ReadAllBytes(path);
        bytes[1] ^= 1;
        File.WriteAllBytes(path, bytes);

        Assert.Null(_store.TryRead(Key));
        _store.Write(Key, [1, 2, 3]);
        Assert.Equal([1, 2, 3], _store.TryRead(Key)!);
    }

    [Fact]
    public async Task Lock_HeldElsewhere_SaysOnceThatItWaits()
    {
        var waits = 0;
        var held = _store.Lock(Key, () => waits = -100, CancellationToken.None);
        var second = Task.Run(() => _store.Lock(Key, () => waits++, CancellationToken.None).Dispose());
        while (Volatile.Read(ref waits) == 0)
            await Task.Delay(10);
        await Task.Delay(250);
        Assert.False(second.IsCompleted);
        held.Dispose();
        await second;

        Assert.Equal(1, waits);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_folder, "checkpoints")));
    }

    [Fact]
    public async Task Lock_OfManyAtOnce_IsHeldByOneAtATime()
    {
        var (inside, most, turns) = (0, 0, 0);
        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(_ =>
                    Task.Run(() =>
                    {
                        for (var i = 0; i < 10; i++)
                        {
                            using var held = _store.Lock(Key, () => { }, CancellationToken.None);
                            most = Math.Max(most, Interlocked.Increment(ref inside));
                            Thread.Yield();
                            Interlocked.Decrement(ref inside);
                            Interlocked.Increment(ref turns);
                        }
                    })
                )
        );

        Assert.Equal((1, 40), (most, turns));
    }

    [Fact]
    public void Lock_ThatCannotBeMade_FailsInsteadOfWaiting()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "checkpoints", Key + ".lock"));

        Assert.ThrowsAny<Exception>(() => _store.Lock(Key, () => { }, CancellationToken.None));
    }

    [Fact]
    public void Lock_Taken_RemovesWhatAKilledWriterLeft()
    {
        var part = Path.Combine(_folder, "checkpoints", Key + ".17-1.part");
        File.WriteAllBytes(part, [1]);

        _store.Lock(Key, () => { }, CancellationToken.None).Dispose();

        Assert.False(File.Exists(part));
    }
}
