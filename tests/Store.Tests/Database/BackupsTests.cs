using System.Globalization;
using Simulator.Store.Database;

namespace Simulator.Tests.Store.Database;

public sealed class BackupsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Copies_MadeAtOnceInTheSameSecond_AreAllWhole()
    {
        var clock = new StandingClock(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero));
        using var store = _folder.Open(clock);
        for (var i = 0; i < 50; i++)
            await store.Settings.TryAddAsync(i.ToString(CultureInfo.InvariantCulture), new string('v', 20_000), default);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => new Backups(_folder.Data, clock).Make())));

        Assert.NotEmpty(store.Backups.List());
        Assert.All(store.Backups.List(), b => Assert.Null(Backups.Finding(b.Path)));
        Assert.Empty(Directory.GetFiles(_folder.Data.Backups, "*.part*"));
    }

    [Fact]
    public void Copies_MadeInTheSameSecond_OneAfterTheOther_AreThereWhenTheyReturn()
    {
        using var store = _folder.Open(new StandingClock(new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero)));
        for (var i = 0; i < 3; i++)
            Assert.True(File.Exists(store.Backups.Make()));
    }

    [Fact]
    public void Part_OfACopyUnderWay_StaysForADay_AndGoesThen()
    {
        using var store = _folder.Open();
        var (young, old) = (Path.Combine(_folder.Data.Backups, "daily-1.x.part"), Path.Combine(_folder.Data.Backups, "daily-2.y.part-wal"));
        File.WriteAllText(young, "under way");
        File.WriteAllText(old, "of a copy that was killed");
        File.SetLastWriteTimeUtc(old, TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-25));

        store.Backups.Make();

        Assert.True(File.Exists(young));
        Assert.False(File.Exists(old));
    }
}
