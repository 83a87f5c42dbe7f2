using Simulator.Store.Searches;
using Simulator.Web.Searches;

namespace Simulator.Tests.Web.Searches;

/// <summary>Searches run in the server: to their end, or to where they were cancelled; they outlive it, and count as trials.</summary>
public sealed class SearchBoardTests
{
    [Fact]
    public async Task Sweep_RunsToItsEnd_OnTheBarsBeforeTheTest_AndCounts()
    {
        await using var server = await SearchesHarness.StartAsync();
        var view = await server.EndOfAsync(SearchesHarness.Request("4:16:4"));

        var found = Assert.IsType<SweepFindings>(view.Findings);
        Assert.Equal((SearchState.Finished, 4L, 4), (view.State, found.Result.Completed, found.Result.Best.Count));
        Assert.Equal(280, found.Bars.Count); // 70 % of 400 bars
        Assert.Equal(4 + 5, found.Result.Selection!.Trials); // five trials before it
        Assert.Equal(4, server.Trials.Trials);
    }

    [Fact]
    public async Task WalkForward_RunsToItsEnd_OnTheBarsBeforeTheTest_AndCountsItsChoicesOnce()
    {
        await using var server = await SearchesHarness.StartAsync();
        var view = await server.EndOfAsync(
            SearchesHarness.Request(
                "4:16:4",
                method: new WalkForwardSearch
                {
                    TrainBars = 100,
                    TestBars = 60,
                    EmbargoBars = 5,
                }
            )
        );

        var found = Assert.IsType<WalkForwardFindings>(view.Findings);
        Assert.Equal((3, 3, 12L, 4L), (found.Result.Folds.Count, found.Windows.Count, found.Runs, server.Trials.Trials));
        Assert.Equal(found.Bars.To, found.Windows[^1].TestTo);
        Assert.Equal(180, found.Report.Accounts[0].Equity.Length);
        Assert.Equal("buy and hold", found.Report.Accounts[1].Name);
        Assert.Equal(found.Result.Folds[^1].Chosen!.ToString(), found.At(2)!.ToString());
    }

    [Fact]
    public async Task CrossValidation_RunsToItsEnd_OnTheBarsBeforeTheTest_AndCounts()
    {
        await using var server = await SearchesHarness.StartAsync();
        var view = await server.EndOfAsync(
            SearchesHarness.Request(
                "4:16:4",
                method: new CrossValidationSearch
                {
                    Groups = 5,
                    TestGroups = 2,
                    PurgePeriods = 3,
                    EmbargoPeriods = 3,
                }
            )
        );

        var found = Assert.IsType<CrossValidationFindings>(view.Findings);
        Assert.Equal((10, 4, 4L), (found.Result.Splits, found.Result.PathSharpe.Count, server.Trials.Trials));
        Assert.Equal((found.Bars.From, found.Bars.To), (found.Result.Groups[0].From, found.Result.Groups[^1].To));
        Assert.All(found.Result.Choices, c => Assert.NotNull(c.Chosen));
    }

    [Fact]
    public async Task Cancelled_KeepsWhatItHas_AndCountsOnlyThat()
    {
        await using var server = await SearchesHarness.StartAsync();
        var job = await server.Board.SubmitAsync(SearchesHarness.Request("2:20:1", "30:5000:1"), default);
        await server.UntilAtWorkAsync(job);
        Assert.True(await server.Board.CancelAsync(job.View.Id, default));

        var view = await server.EndOfAsync(job.View.Id);
        var found = Assert.IsType<SweepFindings>(view.Findings);
        Assert.True(found.Stopped && found.Result.Completed < found.Result.Planned);
        Assert.Equal((SearchState.Stopped, found.Result.Completed), (view.State, server.Trials.Trials));
        Assert.False(await server.Board.CancelAsync(job.View.Id, default));
    }

    [Fact]
    public async Task Cancelled_WhileItWaits_EndsAtOnce_AndTheOneBeforeItGoesOn()
    {
        await using var server = await SearchesHarness.StartAsync();
        var first = await server.Board.SubmitAsync(SearchesHarness.Request("2:20:1", "30:5000:1"), default);
        await server.UntilAtWorkAsync(first);
        var second = await server.Board.SubmitAsync(SearchesHarness.Request("4:16:4"), default);
        await server.Board.CancelAsync(second.View.Id, default);

        Assert.Equal((SearchState.Stopped, SearchState.Running), (second.View.State, first.View.State));
        Assert.Contains("before it began", (await server.EndOfAsync(second.View.Id)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ThatCannotRun_IsRefusedAtOnce_AndNotKept()
    {
        await using var server = await SearchesHarness.StartAsync();

        Assert.Contains(
            "no series 'B'",
            (
                await Assert.ThrowsAsync<ArgumentException>(() =>
                    server.Board.SubmitAsync(SearchesHarness.Request("4:16:4", target: "B"), default)
                )
            ).Message,
            StringComparison.Ordinal
        );
        Assert.Null(await server.Board.FindAsync("nothing", default));
        Assert.Equal(0, (await server.Board.ListAsync(0, 10, default)).Total);
    }

    [Fact]
    public async Task Restarted_WhatHadEnded_IsFoundByItsAddress_AsItWas()
    {
        await using var server = await SearchesHarness.StartAsync();
        SearchView[] ended =
        [
            await server.EndOfAsync(SearchesHarness.Request("4:16:4", "20,40")),
            await server.EndOfAsync(SearchesHarness.Request("4:16:4", method: new WalkForwardSearch { TrainBars = 100, TestBars = 60 })),
            await server.EndOfAsync(SearchesHarness.Request("4:16:4", method: new CrossValidationSearch { Groups = 5, TestGroups = 2 })),
        ];
        await server.RestartAsync(tidily: true);

        foreach (var before in ended)
        {
            var after = (await server.Board.FindAsync(before.Id, default))!;
            Assert.Equal(
                (before.State, before.Request!.ToJson(), before.Findings!.Sentence),
                (after.State, after.Request!.ToJson(), after.Findings!.Sentence)
            );
            Assert.Equal(before.Findings.ToBytes(), after.Findings.ToBytes());
        }
        Assert.Equal(ended.Reverse().Select(e => e.Id), (await server.Board.ListAsync(0, 10, default)).Rows.Select(r => r.Id));
    }

    [Fact]
    public async Task Restarted_WhatWasAtWorkAndWhatWaited_GoOn_ToTheSameResult()
    {
        var (first, second) = (SearchesHarness.Request("2:20:1", "30:400:1"), SearchesHarness.Request("4:16:4"));
        await using var undisturbed = await SearchesHarness.StartAsync();
        var expected = await undisturbed.ContentAsync((await undisturbed.EndOfAsync(first)).Id);

        await using var server = await SearchesHarness.StartAsync();
        var job = await server.Board.SubmitAsync(first, default);
        var waits = await server.Board.SubmitAsync(second, default);
        await server.UntilAtWorkAsync(job);
        await server.RestartAsync(tidily: true);

        Assert.Equal(SearchState.Finished, (await server.EndOfAsync(job.View.Id)).State);
        Assert.Equal(SearchState.Finished, (await server.EndOfAsync(waits.View.Id)).State);
        Assert.Equal(expected, await server.ContentAsync(job.View.Id));
    }

    [Fact]
    public async Task Killed_IsBegunAgain_OverTheSeriesOfItsSubmission()
    {
        await using var server = await SearchesHarness.StartAsync();
        var expected = await server.ContentAsync((await server.EndOfAsync(SearchesHarness.Request("4:16:4"))).Id);
        server.Trials.Hang = true;
        var job = await server.Board.SubmitAsync(SearchesHarness.Request("4:16:4"), default);
        await server.Trials.Reached;
        await server.ImportAsync(4);
        await server.RestartAsync(tidily: false);

        Assert.Equal(SearchState.Finished, (await server.EndOfAsync(job.View.Id)).State);
        Assert.Equal(expected, await server.ContentAsync(job.View.Id));
    }

    [Fact]
    public async Task KilledAgainAndAgain_IsLeftAsInterrupted_AndStartsAgainOnRequest()
    {
        await using var server = await SearchesHarness.StartAsync();
        server.Trials.Hang = true;
        var id = (await server.Board.SubmitAsync(SearchesHarness.Request("4:16:4"), default)).View.Id;
        for (var start = 1; start < SearchBoard.MostAttempts; start++)
        {
            await server.Trials.Reached;
            await server.RestartAsync(tidily: false);
            server.Trials.Hang = true;
        }
        await server.Trials.Reached;
        await server.RestartAsync(tidily: false);

        var left = await server.EndOfAsync(id);
        Assert.Equal(SearchState.Interrupted, left.State);
        Assert.Contains("3 times", left.Reason, StringComparison.Ordinal);
        Assert.Equal(SearchState.Finished, (await server.EndOfAsync(left.Request!)).State);
    }

    [Fact]
    public async Task Deleted_WhileAtWork_EndsAndIsHidden_UntilItIsRestored()
    {
        await using var server = await SearchesHarness.StartAsync();
        var job = await server.Board.SubmitAsync(SearchesHarness.Request("2:20:1", "30:5000:1"), default);
        await server.UntilAtWorkAsync(job);
        await server.Board.DeleteAsync(job.View.Id, default);
        Assert.Equal(SearchState.Stopped, (await server.EndOfAsync(job.View.Id)).State);
        Assert.Empty((await server.Board.ListAsync(0, 10, default)).Rows);

        await server.Board.RestoreAsync(job.View.Id, default);
        var row = Assert.Single((await server.Board.ListAsync(0, 10, default)).Rows);
        Assert.True(row is { State: SearchState.Stopped, Runs: > 0, FigureKey: "sharpe" });
    }
}
