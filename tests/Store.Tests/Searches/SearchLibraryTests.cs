using System.Text;
using Simulator.Markets;
using Simulator.Store.Database;
using Simulator.Store.Searches;
using Simulator.Store.Series;

namespace Simulator.Tests.Store.Searches;

/// <summary>A search is on disk before anybody is told, ends once, and outlives the server.</summary>
public sealed class SearchLibraryTests : IDisposable
{
    private static readonly SearchEnding s_found = new(SearchState.Finished)
    {
        Content = "found"u8.ToArray(),
        Runs = 12,
        FigureKey = "sharpe",
        Figure = 0.7,
        Sentence = "It may be luck.",
    };

    private readonly TemporaryFolder _folder = new();
    private readonly StandingClock _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ended_IsFoundAgainByTheNextServer_ByteForByte()
    {
        string id;
        using (var store = _folder.Open(_clock))
        {
            await store.Series.AddAsync([new SeriesToStore(Examples.Series("GS", 1, 2, 3), "test", "{}", 0)], default);
            id = (await store.Searches.AddAsync(New(), default)).Id;
            Assert.True(await store.Searches.TryStartAsync(id, default));
            Assert.True(await store.Searches.TryEndAsync(id, s_found, default));
        }
        using var next = _folder.Open(_clock);

        Assert.Empty(await next.Searches.RecoverAsync(3, default));
        var row = (await next.Searches.FindAsync(id, default))!;
        Assert.Equal((SearchState.Finished, "{}", 7, _clock.Now), (row.State, row.RequestJson, row.EarlierTrials, row.Ended));
        Assert.Contains("\"GS\":", row.SeriesJson, StringComparison.Ordinal);
        Assert.Equal("found", Encoding.UTF8.GetString((await next.Searches.ContentAsync(row, default))!));
        Assert.Equal(
            new SearchRow(id, "cross", "GS", "sweep", SearchState.Finished, _clock.Now, 12, "sharpe", 0.7, false, "It may be luck."),
            Assert.Single((await next.Searches.ListAsync(0, 10, default)).Rows)
        );
    }

    [Fact]
    public async Task Recovered_WhatRanWaitsAgain_OldestFirst_WhatWasBegunTooOftenIsInterrupted()
    {
        using var store = _folder.Open(_clock);
        var often = (await store.Searches.AddAsync(New(), default)).Id;
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await store.Searches.TryStartAsync(often, default);
            Assert.Equal(attempt < 2 ? 1 : 0, (await store.Searches.RecoverAsync(3, default)).Count);
        }
        _clock.Now += TimeSpan.FromMinutes(1);
        var ran = (await store.Searches.AddAsync(New(), default)).Id;
        _clock.Now += TimeSpan.FromMinutes(1);
        var waited = (await store.Searches.AddAsync(New(), default)).Id;
        await store.Searches.TryStartAsync(ran, default);

        Assert.Equal([ran, waited], (await store.Searches.RecoverAsync(3, default)).Select(s => s.Id));
        var left = (await store.Searches.FindAsync(often, default))!;
        Assert.Equal((SearchState.Interrupted, "the server ended under it 3 times"), (left.State, left.Reason));
    }

    [Fact]
    public async Task Left_ByAServerThatStopsTidily_WasNotBegunInVain()
    {
        using var store = _folder.Open();
        var id = (await store.Searches.AddAsync(New(), default)).Id;
        for (var i = 0; i < 5; i++)
        {
            Assert.True(await store.Searches.TryStartAsync(id, default));
            Assert.True(await store.Searches.TryLeaveAsync(id, default));
        }
        Assert.Equal(
            (SearchState.Queued, 0),
            ((await store.Searches.FindAsync(id, default))!.State, (await store.Searches.FindAsync(id, default))!.Attempt)
        );
    }

    [Fact]
    public async Task Ended_Twice_KeepsTheFirst()
    {
        using var store = _folder.Open();
        var id = (await store.Searches.AddAsync(New(), default)).Id;
        Assert.True(
            await store.Searches.TryEndAsync(
                id,
                new SearchEnding(SearchState.Stopped) { Reason = "it was cancelled before it began" },
                default
            )
        );
        Assert.False(await store.Searches.TryStartAsync(id, default));
        Assert.False(await store.Searches.TryEndAsync(id, s_found, default));

        var row = (await store.Searches.FindAsync(id, default))!;
        Assert.Equal((SearchState.Stopped, null, null), (row.State, row.BlobHash, row.Figure));
        Assert.Null(await store.Searches.ContentAsync(row, default));
    }

    [Fact]
    public async Task Content_DamagedOnDisk_IsSaidWithItsFile()
    {
        using var store = _folder.Open();
        var id = (await store.Searches.AddAsync(New(), default)).Id;
        await store.Searches.TryEndAsync(id, s_found, default);
        var row = (await store.Searches.FindAsync(id, default))!;
        File.WriteAllText(Directory.EnumerateFiles(_folder.Path, row.BlobHash!, SearchOption.AllDirectories).Single(), "other");

        Assert.Contains(
            row.BlobHash!,
            (await Assert.ThrowsAsync<StoreException>(() => store.Searches.ContentAsync(row, default))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task List_IsNewestFirst_InPages_WithoutWhatIsHidden()
    {
        using var store = _folder.Open(_clock);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, (await store.Searches.AddAsync(New(), default)).Id);
            _clock.Now += TimeSpan.FromSeconds(1);
        }
        await store.Searches.DeleteAsync(ids[1], default);
        var page = await store.Searches.ListAsync(1, 2, default);
        Assert.Equal((4, $"{ids[2]} {ids[3]}"), (page.Total, string.Join(' ', page.Rows.Select(r => r.Id))));

        await store.Searches.RestoreAsync(ids[1], default);
        Assert.Equal(ids, (await store.Searches.ListAsync(0, 9, default)).Rows.Select(r => r.Id));
    }

    private static NewSearch New() => new("cross", new DataSpec { Target = "GS" }, "sweep", "{}", 7);
}
