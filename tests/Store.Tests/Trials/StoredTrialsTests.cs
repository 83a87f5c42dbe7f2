using Simulator.Markets;
using Simulator.Store.Trials;

namespace Simulator.Tests.Store.Trials;

public sealed class StoredTrialsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunsOfTheTerminal_AreCountedOncePerThingRun_InEitherCase()
    {
        using var store = _folder.Open();
        Assert.True(await StoredTrials.RecordAsync(_folder.Data, "goog", "a", 400, TimeProvider.System, default));
        Assert.True(await StoredTrials.RecordAsync(_folder.Data, "GOOG", "a", 400, TimeProvider.System, default));
        Assert.True(await StoredTrials.RecordAsync(_folder.Data, "GOOG", "b", 30, TimeProvider.System, default));
        Assert.True(await StoredTrials.RecordAsync(_folder.Data, "GOOG2", "a", 7, TimeProvider.System, default));
        Assert.Equal(430, await StoredTrials.CountAsync(_folder.Data, "Goog", default));
        Assert.Equal(430, await store.Simulations.TrialsAsync("GOOG", default));
    }

    [Fact]
    public async Task StoppedRun_ThatIsRunAgain_CountsByItsLongerOne()
    {
        using var store = _folder.Open();
        await StoredTrials.RecordAsync(_folder.Data, "GS", "a", 12, TimeProvider.System, default);
        await StoredTrials.RecordAsync(_folder.Data, "GS", "a", 90, TimeProvider.System, default);
        await StoredTrials.RecordAsync(_folder.Data, "GS", "a", 40, TimeProvider.System, default);
        Assert.Equal(90, await StoredTrials.CountAsync(_folder.Data, "GS", default));
    }

    [Fact]
    public async Task TheThingThatRuns_IsNoTrialBeforeItself()
    {
        using var store = _folder.Open();
        await StoredTrials.RecordAsync(_folder.Data, "GS", "a", 12, TimeProvider.System, default);
        await StoredTrials.RecordAsync(_folder.Data, "GS", "b", 5, TimeProvider.System, default);
        Assert.Equal(5, await StoredTrials.CountAsync(_folder.Data, "GS", default, except: "a"));
    }

    [Fact]
    public async Task SameBarsUnderAnotherName_AreTheSameMarket()
    {
        using var store = _folder.Open();
        var (bars, copy, other) = (Bars("GS", 3), Bars("copy", 3), Bars("copy", 4));
        await StoredTrials.RecordAsync(_folder.Data, "GS", "a", 12, TimeProvider.System, default, bars);
        Assert.Equal(12, await StoredTrials.CountAsync(_folder.Data, "copy", default, bars: copy));
        Assert.Equal(0, await StoredTrials.CountAsync(_folder.Data, "copy", default, "a", copy));
        Assert.Equal(0, await StoredTrials.CountAsync(_folder.Data, "copy", default, bars: other));
        await StoredTrials.RecordAsync(_folder.Data, "copy", "a", 12, TimeProvider.System, default, copy); // the same thing once more
        await StoredTrials.RecordAsync(_folder.Data, "copy", "b", 5, TimeProvider.System, default, copy);
        Assert.Equal(17, await StoredTrials.CountAsync(_folder.Data, "GS", default, bars: bars));
    }

    [Fact]
    public async Task FolderWithoutADatabase_KeepsNothing_AndIsGivenNone()
    {
        Assert.False(await StoredTrials.RecordAsync(_folder.Data, "GS", "a", 12, TimeProvider.System, default));
        Assert.Equal(0, await StoredTrials.CountAsync(_folder.Data, "GS", default));
        Assert.False(File.Exists(_folder.Data.Database));
    }

    private static BarSeries Bars(string symbol, double last) => new(symbol, [1, 2], [1, 2], [1, last], [1, 2], [1, last], [5, 6]);
}
