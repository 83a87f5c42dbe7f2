using Simulator.Jobs;
using Simulator.Searches;
using Simulator.Tests.Web.Jobs;
using Simulator.Web.Searches;

namespace Simulator.Tests.Web.Searches;

/// <summary>Searches as jobs: to their end, or to where they were cancelled; they outlive their server, and count as trials.</summary>
public sealed class SearchJobTests
{
    [Fact]
    public async Task Sweep_RunsToItsEnd_OnTheBarsBeforeTheTest_AndCounts()
    {
        await using var jobs = await SearchesHarness.StartAsync();
        await jobs.FoundAsync(SearchesHarness.Request("5:9:1")); // five trials before it
        var (end, findings) = await jobs.FoundAsync(SearchesHarness.Request("4:16:4"));

        var found = Assert.IsType<SweepFindings>(findings);
        Assert.Equal((JobState.Succeeded, 4L, 4), (end.State, found.Result.Completed, found.Result.Best.Count));
        Assert.Equal(280, found.Bars.Count); // 70 % of 400 bars
        Assert.Equal(4 + 5, found.Result.Selection!.Trials);
        Assert.Equal(4 + 5, await jobs.Store.Simulations.TrialsAsync("A", default));
    }

    [Fact]
    public async Task WalkForward_RunsToItsEnd_OnTheBarsBeforeTheTest_AndCountsItsChoicesOnce()
    {
        await using var jobs = await SearchesHarness.StartAsync();
        var method = new WalkForwardSearch
        {
            TrainBars = 100,
            TestBars = 60,
            EmbargoBars = 5,
        };
        var (_, findings) = await jobs.FoundAsync(SearchesHarness.Request("4:16:4", method: method));

        var found = Assert.IsType<WalkForwardFindings>(findings);
        Assert.Equal((3, 3, 12L), (found.Result.Folds.Count, found.Windows.Count, found.Runs));
        Assert.Equal(4, await jobs.Store.Simulations.TrialsAsync("A", default));
        Assert.Equal(found.Bars.To, found.Windows[^1].TestTo);
        Assert.Equal(180, found.Report.Accounts[0].Equity.Length);
        Assert.Equal("buy and hold", found.Report.Accounts[1].Name);
        Assert.Equal(found.Result.Folds[^1].Chosen!.ToString(), found.At(2)!.ToString());
    }

    [Fact]
    public async Task CrossValidation_RunsToItsEnd_OnTheBarsBeforeTheTest_AndCounts()
    {
        await using var jobs = await SearchesHarness.StartAsync();
        var method = new CrossValidationSearch
        {
            Groups = 5,
            TestGroups = 2,
            PurgePeriods = 3,
            EmbargoPeriods = 3,
        };
        var (_, findings) = await jobs.FoundAsync(SearchesHarness.Request("4:16:4", method: method));

        var found = Assert.IsType<CrossValidationFindings>(findings);
        Assert.Equal((10, 4), (found.Result.Splits, found.Result.PathSharpe.Count));
        Assert.Equal(4, await jobs.Store.Simulations.TrialsAsync("A", default));
        Assert.Equal((found.Bars.From, found.Bars.To), (found.Result.Groups[0].From, found.Result.Groups[^1].To));
        Assert.All(found.Result.Choices, c => Assert.NotNull(c.Chosen));
    }

    [Fact]
    public async Task Cancelled_KeepsWhatItHas_AndCountsOnlyThat()
    {
        await using var jobs = await SearchesHarness.StartAsync();
        var id = await jobs.SubmitAsync(SearchesHarness.Endless);
        await jobs.AtWorkAsync(id);
        Assert.True(await jobs.Registry.CancelAsync(id, default));

        var (end, findings) = await jobs.FoundAsync(id);
        var found = Assert.IsType<SweepFindings>(findings);
        Assert.True(found.Stopped && found.Result.Completed < found.Result.Planned);
        Assert.Equal(JobState.Cancelled, end.State);
        Assert.Equal(found.Result.Completed, await jobs.Store.Simulations.TrialsAsync("LONG", default));
        Assert.False(await jobs.Registry.CancelAsync(id, default));
    }

    [Fact]
    public async Task ThatCannotRun_IsRefusedAtOnce_AndNotKept()
    {
        await using var jobs = await SearchesHarness.StartAsync();

        var error = await Assert.ThrowsAsync<ArgumentException>(() => jobs.SubmitAsync(SearchesHarness.Request("4:16:4", target: "B")));

        Assert.Contains("no series 'B'", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await jobs.Store.Library.ListAsync(null, 0, 10, default)).Total);
    }

    [Fact]
    public async Task Restarted_WhatHadEnded_IsFoundByItsAddress_AsItWas()
    {
        await using var jobs = await SearchesHarness.StartAsync();
        string[] ids =
        [
            await jobs.SubmitAsync(SearchesHarness.Request("4:16:4", "20,40")),
            await jobs.SubmitAsync(SearchesHarness.Request("4:16:4", method: new WalkForwardSearch { TrainBars = 100, TestBars = 60 })),
            await jobs.SubmitAsync(SearchesHarness.Request("4:16:4", method: new CrossValidationSearch { Groups = 5, TestGroups = 2 })),
        ];
        var before = new List<byte[]>();
        foreach (var id in ids)
            before.Add((await jobs.FoundAsync(id)).Findings!.ToBytes());
        await jobs.RestartAsync(new RealWorkers(), tidily: true);

        foreach (var (id, bytes) in ids.Zip(before))
        {
            var (end, found) = await jobs.FoundAsync(id);
            Assert.Equal(JobState.Succeeded, end.State);
            Assert.Equal(bytes, found!.ToBytes());
        }
        Assert.Equal(ids.Reverse(), (await jobs.Store.Library.ListAsync(null, 0, 10, default)).Rows.Select(r => r.Id));
    }

    [Fact]
    public async Task Restarted_WhatWasAtWorkAndWhatWaited_GoOn_ToTheSameResult_NotFromTheBeginning()
    {
        var expected = await UndisturbedAsync(SearchesHarness.Long);
        await using var jobs = await SearchesHarness.StartAsync();
        var id = await jobs.SubmitAsync(SearchesHarness.Long);
        var waits = await jobs.SubmitAsync(SearchesHarness.Request("4:16:4"));
        await jobs.AtWorkAsync(id);
        var workers = new RealWorkers();
        await jobs.RestartAsync(workers, tidily: true);

        var (end, found) = await jobs.FoundAsync(id);
        Assert.Equal((JobState.Succeeded, 2), (end.State, end.Attempt));
        Assert.Equal(expected, found!.ToBytes());
        Assert.Equal(JobState.Succeeded, (await jobs.FoundAsync(waits)).End.State);
        Assert.Matches("\"resumedFraction\":0\\.[0-9]*[1-9]", workers.Lines.First());
        Assert.Empty(Directory.EnumerateFiles(jobs.Store.Folder.Checkpoints));
    }

    [Theory]
    [InlineData("sweep")]
    [InlineData("walkForward")]
    [InlineData("crossValidation")]
    public async Task PausedAndResumed_GoesOnWhereItWas_ToTheSameResult(string method)
    {
        var request = SearchesHarness.LongBy(method);
        var expected = await UndisturbedAsync(request);
        // On a quick machine a search may end before the pause reaches it: then it is tried anew.
        for (var tries = 1; !await PausedAndResumedAsync(request, expected); tries++)
            Assert.True(tries < 8, "the search always ended before it was paused");
    }

    private static async Task<bool> PausedAndResumedAsync(SearchRequest request, byte[] expected)
    {
        var workers = new RealWorkers();
        await using var jobs = await SearchesHarness.StartAsync(workers);
        var id = await jobs.SubmitAsync(request);
        // A cross-validation is over a moment after its first progress: it is paused as soon as it runs, wherever it is then.
        var isQuick = request.Method is CrossValidationSearch;
        await jobs.UntilAsync(id, s => s.State == JobState.Running && (isQuick || s.Fraction > 0));
        if (!await jobs.Registry.PauseAsync(id, default))
            return false;
        try
        {
            await jobs.UntilAsync(id, s => s.Doing.StartsWith("paused;", StringComparison.Ordinal));
        }
        catch (InvalidOperationException)
        {
            return false; // it ended first
        }
        Assert.Equal(JobState.Paused, jobs.Store.Jobs.Find(id)!.State);
        var other = await jobs.FoundAsync(SearchesHarness.Request("4:16:4")); // its worker's place is free
        Assert.Equal(JobState.Succeeded, other.End.State);
        Assert.True(await jobs.Registry.ResumeAsync(id, default));

        var (end, found) = await jobs.FoundAsync(id);
        Assert.Equal((JobState.Succeeded, 2), (end.State, end.Attempt));
        Assert.Equal(expected, found!.ToBytes());
        Assert.Contains(
            workers.Lines,
            l => l.Contains("\"event\":\"started\"", StringComparison.Ordinal) && (isQuick || !l.Contains(":0}", StringComparison.Ordinal))
        );
        return true;
    }

    [Fact]
    public async Task Paused_ThenServerKilled_StaysPaused_UntilItIsResumed()
    {
        await using var jobs = await SearchesHarness.StartAsync();
        var id = await jobs.SubmitAsync(SearchesHarness.Long);
        await jobs.AtWorkAsync(id);
        await jobs.Registry.PauseAsync(id, default);
        await jobs.RestartAsync(new RealWorkers());

        Assert.Equal(JobState.Paused, jobs.Registry.Watch(id, default)!.Snapshot.State);
        await jobs.Registry.ResumeAsync(id, default);
        Assert.Equal(JobState.Succeeded, (await jobs.FoundAsync(id)).End.State);
    }

    [Fact]
    public async Task CancelledWhileNoWorkerHasIt_KeepsWhatTheOnesBeforeLeft()
    {
        await using var jobs = await SearchesHarness.StartAsync();
        var id = await jobs.SubmitAsync(SearchesHarness.Endless);
        await jobs.AtWorkAsync(id);
        await jobs.Registry.PauseAsync(id, default);
        await jobs.RestartAsync(new RealWorkers());
        Assert.True(await jobs.Registry.CancelAsync(id, default));

        var (end, findings) = await jobs.FoundAsync(id);
        var found = Assert.IsType<SweepFindings>(findings);
        Assert.Equal((JobState.Cancelled, true), (end.State, found.Stopped));
        Assert.Equal(found.Result.Completed, await jobs.Store.Simulations.TrialsAsync("LONG", default));
        Assert.Empty(Directory.EnumerateFiles(jobs.Store.Folder.Checkpoints));
    }

    [Fact]
    public async Task SeriesImportedMeanwhile_AreNoPartOfIt()
    {
        var expected = await UndisturbedAsync(SearchesHarness.Long);
        await using var jobs = await SearchesHarness.StartAsync();
        var id = await jobs.SubmitAsync(SearchesHarness.Long);
        await jobs.AtWorkAsync(id);
        await SearchesHarness.ImportAsync(jobs, 4, "LONG", 30_000);
        await jobs.RestartAsync(new RealWorkers(), tidily: true);

        Assert.Equal(expected, (await jobs.FoundAsync(id)).Findings!.ToBytes());
    }

    [Fact]
    public async Task Deleted_WhileAtWork_EndsAndIsHidden_UntilItIsRestored()
    {
        await using var jobs = await SearchesHarness.StartAsync();
        var id = await jobs.SubmitAsync(SearchesHarness.Endless);
        await jobs.AtWorkAsync(id);
        var end = jobs.EndOfAsync(id);
        Assert.True(await jobs.Registry.DeleteAsync(id, default));
        Assert.Null(jobs.Registry.Watch(id, default));
        Assert.Equal(JobState.Cancelled, (await end).State);
        Assert.Empty((await jobs.Store.Library.ListAsync(null, 0, 10, default)).Rows);
        Assert.Null(await FoundSearch.ReadAsync(jobs.Store.Library, id, default));

        Assert.True(await jobs.Registry.RestoreAsync(id, default));
        var row = Assert.Single((await jobs.Store.Library.ListAsync(null, 0, 10, default)).Rows);
        Assert.True(row is { State: JobState.Cancelled, Runs: > 0, FigureKey: "sharpe" });
    }

    private static async Task<byte[]> UndisturbedAsync(SearchRequest request)
    {
        await using var jobs = await SearchesHarness.StartAsync();
        return (await jobs.FoundAsync(request)).Findings!.ToBytes();
    }
}
