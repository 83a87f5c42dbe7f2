using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Store;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Tests.Store.Jobs;

public sealed class JobLedgerTests : IDisposable
{
    [Fact]
    public async Task Recover_OfAJobThatTheServerDiedWithEachTime_FailsItAtTheLimit_WithTheReason()
    {
        var id = (await Add()).Id;
        for (var death = 1; death <= 3; death++)
        {
            Assert.Equal(JobState.Queued, Jobs.Find(id)!.State);
            await Jobs.TryStartAsync(id, Jobs.Find(id)!.Epoch, Examples.Start, default);
            Assert.Equal(death == 3 ? 1 : 0, (await Jobs.RecoverAsync(3, endedCleanly: false, default)).Failed.Count);
        }

        var job = Jobs.Find(id)!;
        Assert.Equal((JobState.Failed, 3), (job.State, job.CrashesInARow));
        Assert.Contains("died 3 times in a row", job.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recover_OfAJobThatGotFurtherEachTime_NeverFailsIt_AndOneThatOnlyRepeatsItselfDoes()
    {
        var id = (await Add()).Id;
        for (var death = 1; death <= 6; death++)
        {
            var job = (await Jobs.TryStartAsync(id, Jobs.Find(id)!.Epoch, Examples.Start, default))!;
            await Jobs.TryNoteFurthestAsync(id, job.Epoch, 0.1 * death, default);
            Assert.Empty((await Jobs.RecoverAsync(3, endedCleanly: false, default)).Failed);
            Assert.Equal(1, Jobs.Find(id)!.CrashesInARow);
        }
        for (var death = 2; death <= 3; death++)
        {
            var job = (await Jobs.TryStartAsync(id, Jobs.Find(id)!.Epoch, Examples.Start, default))!;
            await Jobs.TryNoteFurthestAsync(id, job.Epoch, 0.6, default);
            Assert.Equal(death == 3 ? 1 : 0, (await Jobs.RecoverAsync(3, endedCleanly: false, default)).Failed.Count);
        }
    }

    [Fact]
    public async Task Recover_AfterAServerThatWasStopped_CountsNoDeath_HoweverOften()
    {
        var id = (await Add()).Id;
        await Jobs.TryStartAsync(id, Jobs.Find(id)!.Epoch, Examples.Start, default);
        await Jobs.RecoverAsync(3, endedCleanly: false, default);
        for (var stop = 1; stop <= 5; stop++)
        {
            await Jobs.TryStartAsync(id, Jobs.Find(id)!.Epoch, Examples.Start, default);
            Assert.Empty((await Jobs.RecoverAsync(3, endedCleanly: true, default)).Failed);
            Assert.Equal((JobState.Queued, 1), (Jobs.Find(id)!.State, Jobs.Find(id)!.CrashesInARow));
        }
    }

    private static readonly SimulationSpec s_spec = Examples.Spec();
    private static readonly JobEnding s_ending = new(
        StagesJson.Planned(new SimulationRequest(s_spec)),
        [Examples.Point(1), Examples.Point(2, double.NaN)]
    );
    private readonly TemporaryFolder _folder = new();
    private readonly SimulatorStore _store;

    public JobLedgerTests() => _store = _folder.Open();

    private JobLedger Jobs => _store.Jobs;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Add_Job_IsQueuedWithItsSpecWrittenOut()
    {
        var id = (await Add()).Id;

        var job = Jobs.Find(id)!;
        Assert.Equal(JobState.Queued, job.State);
        Assert.Equal("GS, moving averages 10/30", job.Name);
        Assert.Equal(SpecJson.Write(s_spec), job.RequestJson);
        Assert.Equal(s_spec.Execution, SpecJson.Parse(job.RequestJson).Spec!.Execution);
        Assert.Matches("^[0-9a-f]{16}$", id);
    }

    [Fact]
    public async Task Add_Job_NotesWhatItsSeriesAre()
    {
        var series = Examples.Series("GS", 1, 2, 3);
        await _store.Series.AddAsync([new(series, "test", "{}", 0)], default);

        var job = Jobs.Find((await Add()).Id)!;

        Assert.Equal(new Dictionary<string, string> { ["GS"] = series.ContentHash }, SeriesHashes.Read(job.SeriesJson));
        Assert.False(job.IsSynthetic);
    }

    [Fact]
    public async Task Start_TwiceInOneEpoch_SucceedsOnce()
    {
        var job = await Add();

        Assert.Equal(1, (await Jobs.TryStartAsync(job.Id, job.Epoch, Examples.Start, default))!.Attempt);
        Assert.Null(await Jobs.TryStartAsync(job.Id, job.Epoch, Examples.Start, default));
    }

    [Fact]
    public async Task Succeed_InItsEpoch_StoresResultCurvesAndFiguresTogether()
    {
        var job = await Started();

        Assert.True(await Jobs.TrySucceedAsync(job.Id, job.Epoch, Examples.Outcome(s_spec), s_ending, default));

        Assert.Equal(JobState.Succeeded, Jobs.Find(job.Id)!.State);
        Assert.Equal("a1b2", (await _store.Simulations.ResultAsync(job.Id, default))!.ResultHash);
        Assert.True(double.IsNaN(Jobs.Curves(job.Id)[1].Values["criticLoss"]));
        Assert.Equal([1, 2], Jobs.Curves(job.Id).Select(p => p.Step));
    }

    [Fact]
    public async Task StaleEpoch_WhateverItWrites_ChangesNothing()
    {
        var job = await Started();
        var requeued = (await Jobs.TryRequeueAsync(job.Id, job.Epoch, 1, default))!;
        await Jobs.TryStartAsync(job.Id, requeued.Epoch, Examples.Start, default);

        Assert.False(await Jobs.TrySucceedAsync(job.Id, job.Epoch, Examples.Outcome(s_spec), s_ending, default));
        Assert.False(await Jobs.TryFailAsync(job.Id, job.Epoch, "late", s_ending, default));
        Assert.False(await Jobs.TryAppendCurvesAsync(job.Id, job.Epoch, 0, [Examples.Point(1)], default));
        Assert.Null(await Jobs.TryRequeueAsync(job.Id, job.Epoch, 2, default));

        var now = Jobs.Find(job.Id)!;
        Assert.Equal((JobState.Running, 2, 2, null), (now.State, now.Epoch, now.Attempt, now.Reason));
        Assert.Empty(Jobs.Curves(job.Id));
        Assert.Null(await _store.Simulations.ResultAsync(job.Id, default));
    }

    [Fact]
    public async Task Cancel_RunningJob_RefusesTheWorkersLateResult()
    {
        var job = await Started();

        Assert.NotNull(await Jobs.TryCancelAsync(job.Id, "cancelled", null, default));

        Assert.False(await Jobs.TrySucceedAsync(job.Id, job.Epoch, Examples.Outcome(s_spec), s_ending, default));
        Assert.Null(await Jobs.TryCancelAsync(job.Id, "again", null, default));
        Assert.Equal((JobState.Cancelled, "cancelled"), (Jobs.Find(job.Id)!.State, Jobs.Find(job.Id)!.Reason));
    }

    [Fact]
    public async Task Recover_AfterAServersDeath_QueuesRunningJobsInANewEpochOldestFirst()
    {
        var running = await Started();
        var waiting = await Add();
        var ended = await Started();
        await Jobs.TryFailAsync(ended.Id, ended.Epoch, "no", s_ending, default);
        await Jobs.TryAppendCurvesAsync(running.Id, running.Epoch, 0, [Examples.Point(1)], default);
        _store.Dispose();

        using var later = _folder.Open();
        var recovered = (await later.Jobs.RecoverAsync(3, endedCleanly: false, default)).Open;

        Assert.Equal([running.Id, waiting.Id], recovered.Select(j => j.Id));
        Assert.Equal([2, 1], recovered.Select(j => j.Epoch));
        Assert.Equal(1, Assert.Single(later.Jobs.Curves(running.Id)).Step);
        Assert.Null(await later.Jobs.TryStartAsync(running.Id, 1, Examples.Start, default));
    }

    [Fact]
    public async Task Curves_AppendedInPieces_AreReadInOrder()
    {
        var job = await Started();
        await Jobs.TryAppendCurvesAsync(job.Id, job.Epoch, 0, [Examples.Point(1), Examples.Point(2)], default);
        await Jobs.TryAppendCurvesAsync(job.Id, job.Epoch, 2, [Examples.Point(3)], default);

        Assert.Equal([1, 2, 3], Jobs.Curves(job.Id).Select(p => p.Step));
    }

    [Fact]
    public async Task Result_WhoseFileWasChanged_IsRefusedNotShown()
    {
        var job = await Started();
        await Jobs.TrySucceedAsync(job.Id, job.Epoch, Examples.Outcome(s_spec), s_ending, default);
        var file = Directory.EnumerateFiles(Path.Combine(_folder.Path, "results"), "*", SearchOption.AllDirectories).Single();
        await File.AppendAllTextAsync(file, " ");

        var error = await Assert.ThrowsAsync<StoreException>(() => _store.Simulations.ResultAsync(job.Id, default));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_RunningJob_KeepsItsEpoch_SoThatItsWorkerMayStillFinish()
    {
        var job = await Started();

        Assert.Equal((JobState.Paused, job.Epoch), ((await Jobs.TryPauseAsync(job.Id, default))!.State, job.Epoch));
        Assert.True(await Jobs.TryAppendCurvesAsync(job.Id, job.Epoch, 0, [Examples.Point(1)], default));
        Assert.Null(await Jobs.TryPauseAsync(job.Id, default));
        Assert.Null(await Jobs.TryStartAsync(job.Id, job.Epoch, Examples.Start, default));
        Assert.True(await Jobs.TrySucceedAsync(job.Id, job.Epoch, Examples.Outcome(s_spec), s_ending, default));
        Assert.Null(await Jobs.TryResumeAsync(job.Id, default));
    }

    [Fact]
    public async Task Resume_PausedJob_WaitsInANewEpoch_AndTheOldOneIsRefused()
    {
        var job = await Started();
        await Jobs.TryPauseAsync(job.Id, default);

        var resumed = (await Jobs.TryResumeAsync(job.Id, default))!;

        Assert.Equal((JobState.Queued, job.Epoch + 1), (resumed.State, resumed.Epoch));
        Assert.False(await Jobs.TrySucceedAsync(job.Id, job.Epoch, Examples.Outcome(s_spec), s_ending, default));
        Assert.Equal(2, (await Jobs.TryStartAsync(job.Id, resumed.Epoch, Examples.Start, default))!.Attempt);
    }

    [Fact]
    public async Task Recover_PausedJob_StaysPaused()
    {
        var job = await Started();
        await Jobs.TryPauseAsync(job.Id, default);

        Assert.Equal(JobState.Paused, Assert.Single((await Jobs.RecoverAsync(3, endedCleanly: false, default)).Open).State);
    }

    [Fact]
    public async Task Priority_OfAJobThatHasNotEnded_IsKept()
    {
        var job = await Add();

        Assert.Equal(5, (await Jobs.TrySetPriorityAsync(job.Id, 5, default))!.Priority);
        await Jobs.TryCancelAsync(job.Id, "no more", null, default);
        Assert.Null(await Jobs.TrySetPriorityAsync(job.Id, 6, default));
        Assert.Equal(5, Jobs.Find(job.Id)!.Priority);
    }

    [Fact]
    public async Task Partial_OfACancelledJob_IsKeptOnce_AndOnlyOfTheAttemptThatWasCancelled()
    {
        var job = await Started();
        Assert.False(await Jobs.TryKeepPartialAsync(job.Id, job.Epoch, Examples.Outcome(s_spec), default));
        await Jobs.TryCancelAsync(job.Id, "cancelled", null, default);

        Assert.False(await Jobs.TryKeepPartialAsync(job.Id, job.Epoch - 1, Examples.Outcome(s_spec), default));
        Assert.True(await Jobs.TryKeepPartialAsync(job.Id, job.Epoch, Examples.Outcome(s_spec), default));
        Assert.False(await Jobs.TryKeepPartialAsync(job.Id, job.Epoch, Examples.Outcome(s_spec), default));

        Assert.Equal(JobState.Cancelled, Jobs.Find(job.Id)!.State);
        Assert.NotNull(await _store.Library.ResultBytesAsync(job.Id, default));
    }

    [Fact]
    public async Task EarlierTrials_AreThoseOfTheFirstStart_HoweverOftenItIsStarted()
    {
        var job = await Add();
        await Jobs.TryStartAsync(job.Id, job.Epoch, new AttemptStart("code", 7), default);
        var again = (await Jobs.TryRequeueAsync(job.Id, job.Epoch, 1, default))!;

        Assert.Equal(7, (await Jobs.TryStartAsync(job.Id, again.Epoch, new AttemptStart("code", 9), default))!.EarlierTrials);
    }

    [Fact]
    public async Task Demo_ThatWasCancelled_WasQueued_OfItsTargetAlone()
    {
        Assert.False(await Jobs.HasDemoAsync(s_spec.Data.Target, default));
        await Add();
        Assert.False(await Jobs.HasDemoAsync(s_spec.Data.Target, default)); // somebody's own run on the same series
        var demo = await Jobs.AddAsync(Examples.Submission(s_spec) with { IsDemo = true }, default);
        await Jobs.TryCancelAsync(demo.Id, "cancelled", null, default);

        Assert.True(await Jobs.HasDemoAsync(s_spec.Data.Target, default));
        Assert.False(await Jobs.HasDemoAsync("ANOTHER", default));
    }

    private Task<StoredJob> Add() => Jobs.AddAsync(Examples.Submission(s_spec), default);

    private async Task<StoredJob> Started()
    {
        var job = await Add();
        return (await Jobs.TryStartAsync(job.Id, job.Epoch, Examples.Start, default))!;
    }
}
