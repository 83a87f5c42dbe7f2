using Simulator.Store;

namespace Simulator.Tests.Store.Strategies;

/// <summary>Strategies saved by name: versions, copies, deleted ones that come back.</summary>
public sealed class StrategyLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StandingClock _clock = new(new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private readonly SimulatorStore _store;

    public StrategyLibraryTests() => _store = _folder.Open(_clock);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Saved_Again_IsANewVersion_UnlessNothingChanged()
    {
        await _store.Strategies.SaveAsync("Trend", "1", default);
        await _store.Strategies.SaveAsync(" trend ", "2", default);
        await _store.Strategies.SaveAsync("Trend", "2", default);

        var newest = Assert.Single(await _store.Strategies.ListAsync(default));
        Assert.Equal(("Trend", 2, "2"), (newest.Name, newest.Version, newest.Json));
        Assert.Equal(["2", "1"], (await _store.Strategies.VersionsAsync("TREND", default)).Select(v => v.Json));
    }

    [Fact]
    public async Task Duplicate_HasTheNextFreeName()
    {
        await _store.Strategies.SaveAsync("Trend", "1", default);
        await _store.Strategies.SaveAsync("Trend 2", "other", default);

        var copy = await _store.Strategies.DuplicateAsync("Trend", default);

        Assert.Equal(("Trend 3", 1, "1"), (copy.Name, copy.Version, copy.Json));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.Strategies.DuplicateAsync("None", default));
    }

    [Fact]
    public async Task Deleted_IsHidden_AndComesBackWithItsVersions()
    {
        await _store.Strategies.SaveAsync("Trend", "1", default);
        await _store.Strategies.SaveAsync("Trend", "2", default);

        await _store.Strategies.DeleteAsync("Trend", default);
        Assert.Empty(await _store.Strategies.ListAsync(default));
        await _store.Strategies.RestoreAsync("Trend", default);

        Assert.Equal(2, (await _store.Strategies.VersionsAsync("Trend", default)).Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789 1")]
    public async Task Name_ThatIsNone_IsRefused(string name) =>
        Assert.Contains(
            "1 to 80 characters",
            (await Assert.ThrowsAsync<ArgumentException>(() => _store.Strategies.SaveAsync(name, "1", default))).Message,
            StringComparison.Ordinal
        );
}
