using Simulator.Jobs;
using Simulator.Kinds;
using Simulator.Searches;
using Simulator.Store.Jobs;
using Simulator.Store.Trials;

namespace Simulator.Tests.Store.Database;

/// <summary>The folder of the version before opens: runs, links, searches and trials are what they were.</summary>
public sealed class EarlierFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public EarlierFolderTests() => EarlierFolder.Unpack(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_MovesSearchesToJobs_AfterABackup_WithIdsStatesFiguresAndResults()
    {
        using var store = _folder.Open();

        Assert.Contains("20261129000500_OneJobModel", store.Opening.Migrated);
        Assert.NotNull(store.Opening.Backup);
        var page = await store.Library.ListAsync([.. BuiltInKinds.All.All.Select(k => k.Name)], 0, 20, default);
        Assert.Equal(10, page.Total);
        var searches = (await store.Library.ListAsync(["sweep", "walkForward", "crossValidation"], 0, 20, default)).Rows;
        Assert.Equal(
            [
                (EarlierFolder.HalfDoneSweep, "sweep", JobState.Running, 0L, null),
                (EarlierFolder.Stopped, "sweep", JobState.Cancelled, 926L, "sharpe"),
                (EarlierFolder.CrossValidation, "crossValidation", JobState.Succeeded, 6L, "medianSharpe"),
                (EarlierFolder.WalkForward, "walkForward", JobState.Succeeded, 18L, "outOfSampleSharpe"),
                (EarlierFolder.Sweep, "sweep", JobState.Succeeded, 6L, (string?)"sharpe"),
            ],
            searches.Select(r => (r.Id, r.Kind, r.State, r.Runs, r.FigureKey))
        );
        Assert.All(searches, r => Assert.Equal(("smaCross", EarlierFolder.Target), (r.Strategy, r.Target)));
        foreach (var row in searches.Where(r => r.State != JobState.Running))
        {
            var found = SearchFindings.FromBytes((await store.Library.ResultBytesAsync(row.Id, default))!);
            Assert.Equal((row.Figure, row.Runs, row.Sentence), (found.Figure, found.Runs, found.Sentence));
            var stored = (await store.Library.FindAsync(row.Id, default))!;
            Assert.NotNull(BuiltInKinds.All[row.Kind].Read(stored.RequestJson));
            Assert.Single(StagesJson.Read(stored.StagesJson));
        }
    }

    [Fact]
    public async Task Open_KeepsRuns_TheirResults_AndTheirLinks()
    {
        using var store = _folder.Open();

        Assert.Equal(5, (await store.Simulations.ListAsync(null, 0, 20, default)).Total);
        Assert.Equal(EarlierFolder.Finished, await store.Links.FindAsync(EarlierFolder.Token, default));
        var result = (await store.Simulations.ResultAsync(EarlierFolder.Finished, default))!;
        Assert.Equal(result.ResultHash, (await store.Simulations.ResultAsync(EarlierFolder.FinishedAgain, default))!.ResultHash);
        Assert.Equal("forecaster", StagesJson.Read(store.Jobs.Find(EarlierFolder.HalfDone)!.StagesJson)[2].Stage);
        Assert.All(store.Jobs.Curves(EarlierFolder.HalfDone), p => Assert.Equal("agent", p.Stage));
    }

    [Fact]
    public async Task Open_MovesTrialsToATable_EachOnce_AndLeavesNoneInSettings()
    {
        using var store = _folder.Open();

        // 6 choices of the sweep and its tests, 926 of the stopped one, and the simulation that ran twice here and once at the terminal.
        Assert.Equal(6 + 926 + 1, await store.Simulations.TrialsAsync("walk", default));
        Assert.Equal(40, await StoredTrials.CountAsync(_folder.Data, EarlierFolder.OtherTarget, default));
        Assert.Empty(PlainSql.Rows(_folder.Data.Database, "SELECT Key FROM Settings WHERE Key LIKE 'bars/%' OR Key LIKE 'trials/%'"));
        Assert.Equal(
            ["simulation|1", "search|6", "search|926"],
            PlainSql
                .Rows(_folder.Data.Database, "SELECT Kind, Count FROM Trials WHERE BarsHash IS NOT NULL ORDER BY Count, Kind DESC")
                .Select(r => r.Replace("search|1", "simulation|1", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task Trials_AtTheTerminal_OfAFolderThatIsNotMigratedYet_AreRefusedWithTheRemedy()
    {
        var error = await Assert.ThrowsAsync<Simulator.Store.Database.StoreException>(() =>
            StoredTrials.CountAsync(_folder.Data, EarlierFolder.Target, default)
        );

        Assert.Contains("start the server once", error.Message, StringComparison.Ordinal);
    }
}
