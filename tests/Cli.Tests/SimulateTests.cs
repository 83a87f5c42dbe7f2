using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Kinds;
using Simulator.Runs;
using Simulator.Stages;
using Simulator.Store;
using Simulator.Store.Jobs;

namespace Simulator.Tests.Cli;

/// <summary>From a CSV file to a result, on the command line.</summary>
public sealed class SimulateTests : IDisposable
{
    private const string BuyAndHold = """{ "version": 1, "data": { "target": "WALK" }, "strategy": { "kind": "buyAndHold" } }""";
    private const string Cross = """
        { "version": 1, "data": { "target": "WALK" }, "strategy": { "kind": "smaCross", "fastBars": 5, "slowBars": 20 },
          "execution": { "commissionRate": COMMISSION } }
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly string _bars;

    public SimulateTests() => _bars = "WALK=" + _folder.Write("walk.csv", WalkFile.Text(600));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task BuyAndHold_OnAFile_StandsBesideCashAlone()
    {
        var result = await SimulateAsync(BuyAndHold);
        Assert.Equal(["buy and hold", "cash"], result.Report.Accounts.Select(a => a.Name));
        Assert.NotEqual(0, result.Report.Accounts[0].Statistics["returnFraction"]);
        Assert.Equal(600, Assert.Single(result.Data).Bars);
        Assert.Equal("cpu", result.Device);
    }

    [Fact]
    public async Task SameSpec_RunTwice_GivesTheSameHashAndComputesNothingAgain()
    {
        var first = await SimulateAsync(Cross.Replace("COMMISSION", "0.001", StringComparison.Ordinal));
        var second = await SimulateAsync(Cross.Replace("COMMISSION", "0.001", StringComparison.Ordinal));
        Assert.Equal(first.ResultHash, second.ResultHash);
        Assert.NotEmpty(first.Report.Trades);
        Assert.All(second.Stages.Where(s => s.Stage is StageName.Features or StageName.Backtest), s => Assert.True(s.FromCache));
    }

    [Fact]
    public async Task NoCache_ComputesEverythingAnewToTheSameHash()
    {
        var first = await SimulateAsync(Cross.Replace("COMMISSION", "0.001", StringComparison.Ordinal));
        var second = await SimulateAsync(Cross.Replace("COMMISSION", "0.001", StringComparison.Ordinal), "--no-cache");
        Assert.Equal(first.ResultHash, second.ResultHash);
        Assert.All(second.Stages, s => Assert.False(s.FromCache));
    }

    [Fact]
    public async Task Feature_ThatTheSeriesCannotServe_IsRefusedBeforeAnythingRuns()
    {
        const string features = """ "features": [{ "kind": "indicator", "name": "volumeChange" }], "strategy" """;
        var spec = _folder.Write("spec.json", BuyAndHold.Replace("\"strategy\"", features, StringComparison.Ordinal));
        var closes = WalkFile.Text(600).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..line.LastIndexOf(',')]);
        var quiet = "WALK=" + _folder.Write("quiet.csv", string.Join('\n', closes));
        var run = await CommandRun.OfAsync("simulate", spec, "--bars", quiet, "--data", _folder.File("data"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("features[0]: volumeChange needs volumes and WALK has none", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Features", run.Error, StringComparison.Ordinal); // the name of a stage at work
    }

    [Fact]
    public async Task ChangedCommission_RerunsTheBacktestOnly()
    {
        var first = await SimulateAsync(Cross.Replace("COMMISSION", "0", StringComparison.Ordinal));
        var second = await SimulateAsync(Cross.Replace("COMMISSION", "0.002", StringComparison.Ordinal));
        Assert.NotEqual(first.ResultHash, second.ResultHash);
        Assert.True(second.Stages.Single(s => s.Stage == StageName.Features).FromCache);
        Assert.False(second.Stages.Single(s => s.Stage == StageName.Backtest).FromCache);
        Assert.True(second.Report.Accounts[0].Statistics["returnFraction"] < first.Report.Accounts[0].Statistics["returnFraction"]);
    }

    [Fact]
    public async Task Report_ForReading_HasTheFiguresAndTheHash()
    {
        var run = await CommandRun.OfAsync(
            "simulate",
            _folder.Write("spec.json", BuyAndHold),
            "--bars",
            _bars,
            "--data",
            _folder.File("data")
        );
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Sharpe ratio", run.Out, StringComparison.Ordinal);
        Assert.Contains("buy and hold", run.Out, StringComparison.Ordinal);
        Assert.Matches("result  [0-9a-f]{64}", run.Out);
        Assert.Contains("backtest", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trials_OfTheSameTargetInAStoreThatAServerHasOpen_AreCounted()
    {
        var first = await SimulateAsync(BuyAndHold);
        using var store = SimulatorStore.Open(new DataFolder(_folder.File("data")), TimeProvider.System);
        await SucceedAsync(store, first);
        await SucceedAsync(store, first with { Spec = first.Spec with { Seed = 2 } });

        var second = await SimulateAsync(BuyAndHold);

        Assert.Equal((1, 2), (first.Report.Honesty.Trials, second.Report.Honesty.Trials));
        Assert.Equal(first.ResultHash, second.ResultHash);
    }

    private static async Task SucceedAsync(SimulatorStore store, SimulationResult result)
    {
        var request = new SimulationRequest(result.Spec);
        var job = await store.Jobs.AddAsync(new JobSubmission(BuiltInKinds.All[SimulationKind.Word], request), default);
        await store.Jobs.TryStartAsync(job.Id, job.Epoch, new AttemptStart("code", 0), default);
        var ending = new JobEnding(StagesJson.Planned(request), []);
        Assert.True(await store.Jobs.TrySucceedAsync(job.Id, job.Epoch, SimulationKind.OutcomeOf(result, null), ending, default));
    }

    [Fact]
    public async Task Trials_OfADatabaseThatCannotBeRead_AreNotedAsUncounted()
    {
        Directory.CreateDirectory(_folder.File("data"));
        await File.WriteAllTextAsync(
            new DataFolder(_folder.File("data")).Database,
            "no database, but long enough to be taken for one when it is opened"
        );

        var run = await CommandRun.OfAsync(
            "simulate",
            _folder.Write("spec.json", BuyAndHold),
            "--bars",
            _bars,
            "--json",
            "--data",
            _folder.File("data")
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(1, Result(run).Report.Honesty.Trials);
        Assert.Contains("note: earlier simulations of WALK are not counted", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Symbol_GivenByTwoFiles_IsRefused()
    {
        var run = await CommandRun.OfAsync(
            "simulate",
            _folder.Write("spec.json", BuyAndHold),
            "--bars",
            _bars,
            "--bars",
            _bars,
            "--data",
            _folder.File("data")
        );
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("series 'WALK' is given 2 times", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WithoutAccept_ShowsAndStoresNothing()
    {
        var run = await CommandRun.OfAsync("import", _folder.File("walk.csv"), "--symbol", "WALK", "--data", _folder.File("data"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("WALK", run.Out, StringComparison.Ordinal);
        Assert.Contains("Nothing is stored yet", run.Out, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.File("data")));
    }

    [Fact]
    public async Task Import_Accepted_ServesASimulationWithoutFiles()
    {
        var data = _folder.File("data");
        Assert.Equal(
            0,
            (await CommandRun.OfAsync("import", _folder.File("walk.csv"), "--symbol", "WALK", "--accept", "--data", data)).ExitCode
        );
        var imported = await CommandRun.OfAsync("simulate", _folder.Write("spec.json", BuyAndHold), "--json", "--data", data);
        Assert.Equal(0, imported.ExitCode);
        Assert.Equal((await SimulateAsync(BuyAndHold)).ResultHash, Result(imported).ResultHash);
    }

    [Fact]
    public async Task Import_WithAFactorFile_StoresItsDividends_AsSimulateTakesThem()
    {
        var (data, factors) = (
            _folder.File("data"),
            _folder.Write("factors.csv", "20150105,0.98,1,100\n20160301,0.98,1,100\n20501231,1,1,0\n")
        );
        Assert.Contains(
            "WALK: 0 splits and 1 dividends added",
            (
                await CommandRun.OfAsync(
                    "import",
                    _folder.File("walk.csv"),
                    "--symbol",
                    "WALK",
                    "--factors",
                    factors,
                    "--accept",
                    "--data",
                    data
                )
            ).Out,
            StringComparison.Ordinal
        );
        var imported = Result(await CommandRun.OfAsync("simulate", _folder.Write("spec.json", BuyAndHold), "--json", "--data", data));

        Assert.Equal((await SimulateAsync(BuyAndHold, "--factors", $"WALK={factors}")).ResultHash, imported.ResultHash);
        Assert.NotEqual((await SimulateAsync(BuyAndHold)).ResultHash, imported.ResultHash);
        var refused = await CommandRun.OfAsync(
            "simulate",
            _folder.Write("spec.json", BuyAndHold),
            "--bars",
            _bars,
            "--factors",
            $"WALX={factors}",
            "--data",
            data
        );
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("(did you mean 'WALK'?)", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Backtest_WithAFactorFile_RunsOnAdjustedPrices()
    {
        var factors = _folder.Write("factors.csv", "20150105,0.98,1,100\n20160301,0.98,1,100\n20501231,1,1,0\n");
        string[] words = ["backtest", "--bars", _folder.File("walk.csv"), "--strategy", "buyAndHold", "--json"];
        var raw = await CommandRun.OfAsync(words);

        Assert.NotEqual(raw.Out, (await CommandRun.OfAsync([.. words, "--factors", factors])).Out);
        Assert.Equal(raw.Out, (await CommandRun.OfAsync([.. words, "--factors", factors, "--prices", "raw"])).Out);
        Assert.Contains(
            "--prices needs --factors FILE",
            (await CommandRun.OfAsync([.. words, "--prices", "raw"])).Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Import_OfWhatIsNoMarketFile_IsRefusedWithTheRestOfTheFiles()
    {
        var pdf = _folder.Write("report.pdf", "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n");
        var run = await CommandRun.OfAsync("import", pdf, _folder.File("walk.csv"), "--accept", "--data", _folder.File("data"));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("report.pdf", run.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was stored", run.Error, StringComparison.Ordinal);
    }

    private static SimulationResult Result(CommandRun run) => JsonSerializer.Deserialize<SimulationResult>(run.Out, PipelineJson.Options)!;

    private async Task<SimulationResult> SimulateAsync(string spec, params string[] more)
    {
        var run = await CommandRun.OfAsync([
            "simulate",
            _folder.Write("spec.json", spec),
            "--bars",
            _bars,
            "--json",
            "--data",
            _folder.File("data"),
            .. more,
        ]);
        Assert.True(run.ExitCode == 0, run.Error);
        return Result(run);
    }
}
