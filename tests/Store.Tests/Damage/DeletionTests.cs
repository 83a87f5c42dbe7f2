using Simulator.Jobs;
using Simulator.Store;
using Simulator.Store.Upkeep;

namespace Simulator.Tests.Store.Damage;

/// <summary>Delete means delete: nothing answers, links die, and after the time of undoing the room is free.</summary>
public sealed class DeletionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StandingClock _clock = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly SimulatorStore _store;

    public DeletionTests() => _store = _folder.Open(_clock);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Job_Deleted_IsNowhere_AndItsLinksOpenNothing_UntilItIsRestored()
    {
        var id = await SampleStore.RunAsync(_store, "GS", "{}");
        var token = (await _store.Links.CreateAsync(id, null, default)).Token;

        Assert.True(await _store.Library.DeleteAsync(id, default));
        Assert.False(await _store.Library.DeleteAsync(id, default));

        Assert.Null(await _store.Library.FindAsync(id, default));
        Assert.Null(await _store.Library.ResultBytesAsync(id, default));
        Assert.Null(await _store.Simulations.ResultBytesAsync(id, default));
        Assert.Null(await _store.Simulations.SpecJsonAsync(id, default));
        Assert.Null(await _store.Links.FindAsync(token, default));
        Assert.Empty(await _store.Links.ListAsync(null, default));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.Links.CreateAsync(id, null, default));

        Assert.True(await _store.Library.RestoreAsync(id, default));
        Assert.Equal(id, await _store.Links.FindAsync(token, default));
        Assert.False(await _store.Library.RestoreAsync(id, default));
    }

    [Fact]
    public async Task Upkeep_AfterTheTimeOfUndoing_FreesRowsAndFiles_AndKeepsTrials()
    {
        var gone = await SampleStore.RunAsync(_store, "GS", """{"gone":1}""");
        var kept = await SampleStore.RunAsync(_store, "GS", """{"kept":1}""");
        var trials = await _store.Trials.CountAsync("GS", null, null, default);
        await _store.Series.AddAsync(
            [SampleStore.Stored(SampleStore.Series("OLD", 1)), SampleStore.Stored(SampleStore.Series("GS", 1))],
            default
        );
        await _store.Library.DeleteAsync(gone, default);
        await _store.Series.DeleteAsync("OLD", default);
        var options = new UpkeepOptions();

        await _store.Upkeep.RunAsync(options, default);
        Assert.Equal((2, 2), Files());
        Assert.Equal(2, (await _store.Upkeep.StorageAsync(default)).Deleted);

        _clock.Now += TimeSpan.FromHours(25);
        Assert.Equal(2, (await _store.Upkeep.RunAsync(options, default)).Removed);
        Assert.False(await _store.Library.RestoreAsync(gone, default));
        Assert.Equal((2, 2), Files()); // their files are orphans now, and have a day of grace
        Assert.Equal(2, (await _store.Upkeep.StorageAsync(default)).Orphans.Files);

        _clock.Now += TimeSpan.FromHours(25);
        Assert.Equal(2, (await _store.Upkeep.RunAsync(options, default)).Files.Files);
        Assert.Equal((1, 1), Files());
        Assert.NotNull(await _store.Library.ResultBytesAsync(kept, default));
        Assert.NotNull(_store.Series.Find("GS"));
        Assert.Equal(trials, await _store.Trials.CountAsync("GS", null, null, default));
    }

    [Fact]
    public async Task CleanUp_AskedFor_FreesEverythingAtOnce_ButNothingThatIsNamed()
    {
        var id = await SampleStore.RunAsync(_store, "GS", "{}");
        var before = SampleStore.Series("GS", 1);
        await _store.Series.AddAsync([SampleStore.Stored(before)], default);
        // A job that was submitted on the bars of then keeps them.
        var waiting = await _store.Jobs.AddAsync(Examples.Submission(), default);
        await _store.Series.AddAsync([SampleStore.Stored(SampleStore.Series("GS", 2))], default);
        await _store.Series.AddAsync([SampleStore.Stored(SampleStore.Series("GS", 3))], default);
        await _store.Library.DeleteAsync(id, default);

        var done = await _store.Upkeep.CleanUpAsync(new UpkeepOptions(), default);

        // Every version of the series can still be taken back.
        Assert.Equal((1, 1), (done.Removed, done.Files.Files));
        Assert.Equal((3, 0), Files());
        Assert.NotNull(_store.Series.AsOf(new Dictionary<string, string> { ["GS"] = before.ContentHash }).Find("GS"));
        Assert.Equal(JobState.Queued, _store.Jobs.Find(waiting.Id)!.State);
    }

    [Fact]
    public async Task Collection_BesideWriters_NeverTakesAFileThatARowNames()
    {
        using var stop = new CancellationTokenSource();
        var collecting = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                await _store.Upkeep.CleanUpAsync(new UpkeepOptions(), default);
        });
        for (var i = 0; i < 60; i++)
        {
            // The same three series again and again: their files are found to be there, or were just collected.
            await _store.Series.AddAsync([SampleStore.Stored(SampleStore.Series("GS", i % 3))], default);
            Assert.True(File.Exists(_store.Series.BlobPath("GS")), $"series file is gone after import {i}");
            var id = await SampleStore.RunAsync(_store, "GS", FormattableString.Invariant($"{{\"same\":{i % 3}}}"));
            Assert.NotNull(await _store.Library.ResultBytesAsync(id, default));
            if (i % 2 == 0)
                await _store.Library.DeleteAsync(id, default);
        }
        await stop.CancelAsync();
        await collecting;
    }

    private (int Series, int Results) Files() =>
        (
            Directory.GetFiles(_folder.Data.Series).Length,
            Directory.Exists(Path.Combine(_folder.Path, "results"))
                ? Directory.GetFiles(Path.Combine(_folder.Path, "results"), "*", SearchOption.AllDirectories).Length
                : 0
        );
}
