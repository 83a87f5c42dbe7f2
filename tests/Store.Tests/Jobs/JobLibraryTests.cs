using Simulator.Jobs;
using Simulator.Searches;
using Simulator.Store;
using Simulator.Store.Jobs;

namespace Simulator.Tests.Store.Jobs;

/// <summary>Lists of jobs of every kind, and their results.</summary>
public sealed class JobLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StandingClock _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly SimulatorStore _store;

    public JobLibraryTests() => _store = _folder.Open(_clock);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task List_OfKinds_IsNewestFirst_InPages_WithoutWhatIsHidden()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, (await _store.Jobs.AddAsync(Examples.Sweep(), default)).Id);
            _clock.Now += TimeSpan.FromSeconds(1);
        }
        var other = (await _store.Jobs.AddAsync(Examples.Submission(), default)).Id;
        await _store.Library.DeleteAsync(ids[1], default);

        var page = await _store.Library.ListAsync([SweepSearch.Word], 1, 2, default);
        Assert.Equal((4, $"{ids[2]} {ids[3]}"), (page.Total, string.Join(' ', page.Rows.Select(r => r.Id))));
        Assert.Equal(other, (await _store.Library.ListAsync(null, 0, 1, default)).Rows[0].Id);

        await _store.Library.RestoreAsync(ids[1], default);
        Assert.Equal(ids, (await _store.Library.ListAsync([SweepSearch.Word], 0, 9, default)).Rows.Select(r => r.Id));
    }

    [Fact]
    public async Task Ended_IsFoundAgainByTheNextServer_ByteForByte_WithItsFiguresAndItsTrials()
    {
        var job = await _store.Jobs.AddAsync(Examples.Sweep(), default);
        await _store.Jobs.TryStartAsync(job.Id, job.Epoch, Examples.Start, default);
        Assert.True(await _store.Jobs.TrySucceedAsync(job.Id, job.Epoch, Examples.Found, new JobEnding([], []), default));
        _store.Dispose();
        using var next = _folder.Open(_clock);

        Assert.Empty((await next.Jobs.RecoverAsync(3, endedCleanly: false, default)).Open);
        Assert.Equal(Examples.Found.Content, await next.Library.ResultBytesAsync(job.Id, default));
        var row = Assert.Single((await next.Library.ListAsync(null, 0, 10, default)).Rows);
        Assert.Equal(
            (job.Id, "sweep", JobState.Succeeded, 12L, "sharpe", 0.7, "It may be luck."),
            (row.Id, row.Kind, row.State, row.Runs, row.FigureKey, row.Figure, row.Sentence)
        );
        Assert.Equal(12, await next.Trials.CountAsync("gs", null, null, default));
        Assert.Equal(12, await next.Trials.CountAsync("another name", Examples.Found.Figures.BarsHash, null, default));
        Assert.Equal(0, await next.Trials.CountAsync("GS", null, job.RequestHash, default));
        Assert.Equal(0, (await next.Simulations.ListAsync(null, 0, 10, default)).Total);
    }
}
