using Simulator.Jobs;
using Simulator.Store;
using Simulator.Store.Upkeep;
using Simulator.Tests.Store.Damage;

namespace Simulator.Tests.Store.Database;

/// <summary>A clock that is moved by days, forth and back, under a store that is open.</summary>
public sealed class MovedClockTests : IDisposable
{
    private static readonly DateTimeOffset s_noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();
    private readonly StandingClock _clock = new(s_noon);
    private readonly SimulatorStore _store;

    public MovedClockTests() => _store = _folder.Open(_clock);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task TimesOfAJob_WhileTheClockGoesBack_AreInOrder()
    {
        var job = await _store.Jobs.AddAsync(Examples.Sweep(), default);
        _clock.Now = s_noon.AddDays(-3);
        await _store.Jobs.TryStartAsync(job.Id, job.Epoch, Examples.Start, default);
        _clock.Now = s_noon.AddDays(-6);
        await _store.Jobs.TryCancelAsync(job.Id, "enough", null, default);

        var ended = _store.Jobs.Find(job.Id)!;

        Assert.True(ended.Started >= ended.Created && ended.Ended >= ended.Started, $"{ended.Created} {ended.Started} {ended.Ended}");
        Assert.Equal(JobState.Cancelled, ended.State);
    }

    [Fact]
    public async Task WhatWasDeletedWhileTheClockWasAhead_CanStillBeBroughtBack()
    {
        var id = await SampleStore.RunAsync(_store, "GS", "{}");
        _clock.Now = s_noon.AddDays(2_000);
        await _store.Library.DeleteAsync(id, default);
        _clock.Now = s_noon;

        Assert.Equal(0, (await _store.Upkeep.RunAsync(new UpkeepOptions(), default)).Removed);
        Assert.True(await _store.Library.RestoreAsync(id, default)); // the time for undo is whole
    }

    [Fact]
    public async Task WhatWasDeletedWhileTheClockWasAhead_IsRemovedADayAfterItIsRight_NotYearsLater()
    {
        var id = await SampleStore.RunAsync(_store, "GS", "{}");
        _clock.Now = s_noon.AddDays(2_000);
        await _store.Library.DeleteAsync(id, default);
        _clock.Now = s_noon;
        await _store.Upkeep.RunAsync(new UpkeepOptions(), default);
        _clock.Now = s_noon.AddDays(1).AddMinutes(1);

        Assert.Equal(1, (await _store.Upkeep.RunAsync(new UpkeepOptions(), default)).Removed);
    }

    [Fact]
    public void BackupOfAClockThatWasAhead_IsNotTheNewest_AndKeepsNoDayFromRotation()
    {
        _clock.Now = s_noon.AddDays(400);
        var ahead = _store.Backups.MakeDaily();
        for (var day = 0; day < 40; day++)
        {
            _clock.Now = s_noon.AddDays(day);
            var made = _store.Backups.MakeDaily();
            Assert.Equal(made, _store.Backups.List()[0].Path);
        }

        var days = _store.Backups.List().Take(7).Select(b => DateOnly.FromDateTime(b.Made.UtcDateTime));
        Assert.Equal(Enumerable.Range(0, 7).Select(i => DateOnly.FromDateTime(s_noon.AddDays(39 - i).UtcDateTime)), days);
        Assert.Equal(ahead, _store.Backups.List()[^1].Path);
    }

    [Fact]
    public void ClockThatGoesBackForAWhile_LosesNoBackupOfTheTimeBefore()
    {
        for (var day = 0; day < 7; day++)
        {
            _clock.Now = s_noon.AddDays(day);
            _store.Backups.MakeDaily();
        }
        var before = _store.Backups.List().Select(b => b.Path).ToList();
        for (var day = 0; day < 5; day++)
        {
            _clock.Now = s_noon.AddDays(-10 + day);
            Assert.NotNull(_store.Backups.MakeDaily());
        }

        Assert.All(before, path => Assert.True(File.Exists(path), path));
    }

    [Fact]
    public async Task OrphanSeenWhileTheClockWasAhead_IsRemovedADayAfterItIsRight()
    {
        await _store.Series.AddAsync([SampleStore.Stored(SampleStore.Series("GS", 1))], default);
        await _store.Series.DeleteAsync("GS", default);
        await _store.Upkeep.CleanUpAsync(new UpkeepOptions(), default);
        var orphan = Path.Combine(_folder.Data.Series, new string('a', 64));
        await File.WriteAllTextAsync(orphan, "of a writer that was killed");
        _clock.Now = s_noon.AddDays(2_000);
        await _store.Upkeep.RunAsync(new UpkeepOptions(), default);
        _clock.Now = s_noon;
        await _store.Upkeep.RunAsync(new UpkeepOptions(), default);
        Assert.True(File.Exists(orphan));
        _clock.Now = s_noon.AddDays(1).AddMinutes(1);
        await _store.Upkeep.RunAsync(new UpkeepOptions(), default);

        Assert.False(File.Exists(orphan));
    }

    [Fact]
    public async Task LinkThatExpires_ExpiresByTheClock_AndOpensAgainWhereItGoesBack()
    {
        var id = await SampleStore.RunAsync(_store, "GS", "{}");
        var token = (await _store.Links.CreateAsync(id, TimeSpan.FromDays(7), default)).Token;
        _clock.Now = s_noon.AddDays(8);
        Assert.Null(await _store.Links.FindAsync(token, default));
        _clock.Now = s_noon;
        Assert.Equal(id, await _store.Links.FindAsync(token, default));
    }
}
