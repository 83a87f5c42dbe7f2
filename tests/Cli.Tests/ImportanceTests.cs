using System.Globalization;
using System.Text.Json;

namespace Simulator.Tests.Cli;

/// <summary>From a spec and a CSV file to importances.</summary>
public sealed class ImportanceTests : IDisposable
{
    private const string Spec = """
        { "version": 1, "data": { "target": "WALK" },
          "features": [ { "kind": "returns", "lagsBars": [1, 5] }, { "kind": "indicator", "name": "ewmaRatio" } ],
          "strategy": { "kind": "buyAndHold" } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Text_ShowsEveryFeatureAndTheNoiseForBothOutcomes()
    {
        var run = await MeasureAsync("--folds", "4");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        foreach (var name in new[] { "return_1 ", "return_5 ", "ewmaRatio", "volatility ", "noise new 1 ", "noise slow 6 " })
            Assert.Equal(
                2,
                run.Out.Split('\n')
                    .Count(line => line.Contains(name, StringComparison.Ordinal) && line.Contains(" %", StringComparison.Ordinal))
            );
        Assert.Contains("in 4 folds; the test part was not touched", run.Out, StringComparison.Ordinal);
        Assert.Contains("planted noise", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_HasTheFigures_AndTheRowsAddUp()
    {
        var file = _folder.File("rows.csv");
        var run = await MeasureAsync("--folds", "4", "--json", "--rows-csv", file);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var outcomes = JsonDocument.Parse(run.Out).RootElement.GetProperty("outcomes").EnumerateArray().ToArray();
        Assert.Equal(["return", "size"], outcomes.Select(o => o.GetProperty("outcome").GetString()!));
        var noise = outcomes[0].GetProperty("features").EnumerateArray().Last();
        Assert.True(noise.GetProperty("isNoise").GetBoolean());
        Assert.Equal(JsonValueKind.Null, noise.GetProperty("pValue").ValueKind);

        var lines = await File.ReadAllLinesAsync(file);
        Assert.StartsWith("outcome,date,prediction,start,return_1,return_5,ewmaRatio", lines[0], StringComparison.Ordinal);
        double[] first = [.. lines[1].Split(',').Skip(2).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
        Assert.Equal(first[0], first[1..].Sum(), 1e-5);
    }

    [Fact]
    public async Task ForecastsOfTheSpecsOwnTrees_AreExplained_AndOthersRefused()
    {
        var file = _folder.File("forecasts.csv");
        const string Trees = """ "forecaster": { "kind": "xgboost", "rounds": 60, "minimumBars": 300 }, "strategy": """;
        var spec = Spec.Replace("\"strategy\":", Trees, StringComparison.Ordinal);
        var run = await MeasureAsync(spec, "--folds", "3", "--forecasts-csv", file);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var lines = await File.ReadAllLinesAsync(file);
        Assert.StartsWith("outcome,date,prediction,start,return_1,return_5,ewmaRatio", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("logScale,", lines[1], StringComparison.Ordinal);

        var none = await MeasureAsync("--forecasts-csv", file);
        Assert.Equal(2, none.ExitCode);
        Assert.Contains("--forecasts-csv explains the spec's forecaster, and the spec has none", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnForecaster_IsMeasured_WithSurrogatesAndReasons()
    {
        var (surrogates, reasons) = (_folder.File("surrogates.csv"), _folder.File("reasons.csv"));
        const string Network =
            """ "forecaster": { "kind": "mlp", "windowBars": 8, "epochs": 2, "seeds": 1, "trainFolds": 1 }, "strategy": """;
        var spec = Spec.Replace("\"strategy\":", Network, StringComparison.Ordinal);
        string[] options = ["--own-forecaster", "--surrogates-csv", surrogates, "--forecasts-csv", reasons];
        var run = await MeasureAsync(spec, ["--folds", "3", .. options]);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("forecasts of 'mlp' before the test part, which was not touched", run.Out, StringComparison.Ordinal);
        foreach (var name in new[] { "return_1 ", "  past return ", "noise slow 6 " })
            Assert.Single(run.Out.Split('\n'), line => line.Contains(name, StringComparison.Ordinal));
        var lines = await File.ReadAllLinesAsync(surrogates);
        Assert.StartsWith("date,figure,value,r2,fits,return_1,return_5,ewmaRatio", lines[0], StringComparison.Ordinal);
        Assert.Contains(",noise new 1,", lines[0], StringComparison.Ordinal);
        Assert.All(lines[1..], line => Assert.Equal(lines[0].Split(',').Length, line.Split(',').Length));
        var why = await File.ReadAllLinesAsync(reasons);
        Assert.StartsWith("date,figure,forecast,start,rest,input1,part1,level1,input2", why[0], StringComparison.Ordinal);
        Assert.Contains(
            why,
            line => line.Contains(",logDeviation,", StringComparison.Ordinal) && line.Contains("volatility", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task OwnForecaster_OfASpecWithoutOne_IsRefused()
    {
        var run = await MeasureAsync("--own-forecaster");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("the spec has none; give it one", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooManyFolds_AreToldWithARemedy()
    {
        var run = await MeasureAsync("--folds", "60");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("fewer --folds", run.Error, StringComparison.Ordinal);
    }

    private Task<CommandRun> MeasureAsync(string option, params string[] more) =>
        option.StartsWith('{') ? RunAsync(option, more) : RunAsync(Spec, [option, .. more]);

    private Task<CommandRun> RunAsync(string spec, string[] more) =>
        CommandRun.OfAsync([
            "importance",
            _folder.Write("spec.json", spec),
            "--bars",
            "WALK=" + _folder.Write("walk.csv", WalkFile.Text(900)),
            "--data",
            _folder.File("data"),
            .. more,
        ]);
}
