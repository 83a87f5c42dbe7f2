using Simulator.Store;
using Simulator.Store.Upkeep;

namespace Simulator.Tests.Store.Damage;

/// <summary>Drawings stay as long as their series can be restored, and go with it.</summary>
public sealed class DrawingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StandingClock _clock = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly SimulatorStore _store;

    public DrawingsTests() => _store = _folder.Open(_clock);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Drawings_OfADeletedSeries_StayUntilItCannotBeRestored()
    {
        await _store.Series.AddAsync([SampleStore.Stored(SampleStore.Series("GS", 1))], default);
        await _store.Drawings.ReplaceAsync("gs", "[1]", null, default);
        await _store.Drawings.ReplaceAsync("NEVER", "[2]", null, default);
        await _store.Series.DeleteAsync("GS", default);

        await _store.Upkeep.RunAsync(new UpkeepOptions(), default);
        Assert.Equal("[1]", (await _store.Drawings.FindAsync("GS", default)).Json);

        _clock.Now += TimeSpan.FromHours(25);
        await _store.Upkeep.RunAsync(new UpkeepOptions(), default);
        Assert.Equal("[]", (await _store.Drawings.FindAsync("GS", default)).Json);
        Assert.Equal("[2]", (await _store.Drawings.FindAsync("NEVER", default)).Json);
    }

    [Fact]
    public async Task Drawings_ReplacedFromAnOldVersion_StayAsTheyAre()
    {
        var (first, isReplaced) = await _store.Drawings.ReplaceAsync("GS", "[1]", 0, default);
        var (now, isReplacedAgain) = await _store.Drawings.ReplaceAsync("GS", "[2]", 0, default);

        Assert.Equal((true, false, 1L), (isReplaced, isReplacedAgain, first.Version));
        Assert.Equal(first, now);
        Assert.Equal(2, (await _store.Drawings.ReplaceAsync("GS", "[3]", null, default)).Now.Version);
    }

    [Fact]
    public async Task Drawings_HaveASum()
    {
        await _store.Drawings.ReplaceAsync("GS", "[1]", null, default);

        Assert.NotNull(PlainSql.Scalar(_folder.Data.Database, "SELECT Sum FROM Drawings"));
    }
}
