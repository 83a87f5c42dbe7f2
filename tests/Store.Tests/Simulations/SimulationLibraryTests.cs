using Simulator.Jobs;
using Simulator.Runs;
using Simulator.Store;
using Simulator.Store.Jobs;
using Simulator.Store.Simulations;

namespace Simulator.Tests.Store.Simulations;

public sealed class SimulationLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StandingClock _clock = new(new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private readonly SimulatorStore _store;

    public SimulationLibraryTests() => _store = _folder.Open(_clock);

    private SimulationLibrary Library => _store.Simulations;

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task List_NewestFirst_InPagesWithTheTotal()
    {
        for (var i = 0; i < 5; i++)
            await Queue($"S{i}");

        var page = await Library.ListAsync(null, 1, 2, default);

        Assert.Equal(5, page.Total);
        Assert.Equal(["S3, moving averages 10/30", "S2, moving averages 10/30"], page.Rows.Select(r => r.Name));
        Assert.All(page.Rows, r => Assert.True(double.IsNaN(r.Sharpe) && double.IsNaN(r.ReturnFraction)));
    }

    [Theory]
    [InlineData("gs", 2)]
    [InlineData("100%", 1)]
    [InlineData("1_0", 0)]
    [InlineData("SMACROSS", 3)]
    [InlineData("nothing", 0)]
    public async Task List_Search_MatchesNameTargetAndStrategyLiterally(string search, int expected)
    {
        await Queue("GS");
        await Queue("GS", "all in, 100% long");
        await Queue("MSFT");

        Assert.Equal(expected, (await Library.ListAsync(search, 0, 10, default)).Total);
    }

    [Theory]
    [InlineData(SimulationOrder.Sharpe, true, "B,A,none")]
    [InlineData(SimulationOrder.Sharpe, false, "A,B,none")]
    [InlineData(SimulationOrder.ReturnFraction, true, "A,B,none")]
    [InlineData(SimulationOrder.Name, false, "A,B,none")]
    [InlineData(SimulationOrder.Created, true, "none,B,A")]
    public async Task List_OfAnOrder_HasThoseWithoutTheFigureLast(SimulationOrder order, bool descending, string expected)
    {
        await Succeed(Examples.Spec("GS", "A"), Examples.Result(Examples.Spec("GS", "A"), 0.3, 0.5));
        _clock.Now = _clock.Now.AddMinutes(1);
        await Succeed(Examples.Spec("GS", "B"), Examples.Result(Examples.Spec("GS", "B"), 0.1, 1.5));
        await Queue("GS", "none");

        var page = await Library.ListAsync(
            new SimulationQuery
            {
                Order = order,
                Descending = descending,
                Take = 9,
            },
            default
        );
        var ended = await Library.ListAsync(new SimulationQuery { State = JobState.Succeeded, Take = 0 }, default);

        Assert.Equal(expected, string.Join(',', page.Rows.Select(r => r.Name)));
        Assert.Equal(2, ended.Total);
    }

    [Fact]
    public async Task SomeEquity_IsTheFirstAccounts_AndNoneBeforeTheEnd()
    {
        var spec = Examples.Spec();
        var result = Examples.Result(spec);
        var account = result.Report.Accounts[0] with { Equity = [1, 2, double.NaN, 4, 5] };
        var id = await Succeed(spec, result with { Report = result.Report with { Accounts = [account, result.Report.Accounts[1]] } });

        var (all, three) = (await Library.SomeEquityAsync(id, 64, default), await Library.SomeEquityAsync(id, 3, default));

        Assert.Equal([1, 2, double.NaN, 4, 5], all);
        Assert.Equal([1, double.NaN, 5], three);
        Assert.Empty(await Library.SomeEquityAsync(await Queue("GS"), 3, default));
    }

    [Fact]
    public async Task Result_OfASucceededJob_ComesBackWholeWithItsFiguresInTheList()
    {
        var spec = Examples.Spec();
        var written = Examples.Result(spec, 0.12, double.NaN);
        var id = await Succeed(spec, written);

        var read = (await Library.ResultAsync(id, default))!;

        Assert.Equal(ResultJson.Write(written), ResultJson.Write(read));
        Assert.Equal(ResultJson.Write(written), await Library.ResultBytesAsync(id, default));
        Assert.True(double.IsNaN(read.Report.Accounts[0].Statistics["sharpe"]));
        var row = (await Library.ListAsync(null, 0, 1, default)).Rows[0];
        Assert.Equal(
            (JobState.Succeeded, 0.12, 0.2, "a1b2", "It made less than holding."),
            (row.State, row.ReturnFraction, row.BenchmarkReturnFraction, row.ResultHash, row.Sentence)
        );
        Assert.True(double.IsNaN(row.Sharpe));
    }

    [Fact]
    public async Task Trials_OfATarget_CountWhatRanToTheEndHiddenOrNot()
    {
        var first = await Succeed(Examples.Spec("GS"), Examples.Result(Examples.Spec("GS")));
        await Succeed(Examples.Spec("GS"), Examples.Result(Examples.Spec("GS"))); // the same again is no new trial
        await Succeed(Examples.Spec("gs"), Examples.Result(Examples.Spec("gs")));
        await Succeed(Examples.Spec("MS"), Examples.Result(Examples.Spec("MS")));
        await Queue("GS");
        await Library.DeleteAsync(first, default);

        Assert.Equal(2, await Library.TrialsAsync("GS", default));
    }

    [Fact]
    public async Task Delete_ThenRestore_HidesAndShows()
    {
        var id = await Queue("GS");

        await Library.DeleteAsync(id, default);
        Assert.Empty((await Library.ListAsync(null, 0, 10, default)).Rows);
        await Library.RestoreAsync(id, default);
        Assert.Single((await Library.ListAsync(null, 0, 10, default)).Rows);
    }

    [Fact]
    public async Task UnknownId_HasNeitherSpecNorResult()
    {
        Assert.Null(await Library.SpecJsonAsync("none", default));
        Assert.Null(await Library.ResultAsync("none", default));
    }

    private async Task<string> Queue(string target, string name = "")
    {
        _clock.Now = _clock.Now.AddMinutes(1);
        return (await _store.Jobs.AddAsync(Examples.Submission(target, name), default)).Id;
    }

    private async Task<string> Succeed(SimulationSpec spec, SimulationResult result)
    {
        var job = await _store.Jobs.AddAsync(Examples.Submission(spec), default);
        await _store.Jobs.TryStartAsync(job.Id, job.Epoch, Examples.Start, default);
        Assert.True(
            await _store.Jobs.TrySucceedAsync(
                job.Id,
                job.Epoch,
                SimulationKind.OutcomeOf(result, null),
                new JobEnding(StagesJson.Planned(new SimulationRequest(spec)), []),
                default
            )
        );
        return job.Id;
    }
}
