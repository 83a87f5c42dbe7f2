using System.Text.Json;
using Simulator.Diagnostics;

namespace Simulator.Tests.Cli;

/// <summary>From a spec and a CSV file to the findings before training.</summary>
public sealed class DiagnoseTests : IDisposable
{
    private const string Spec = """
        { "version": 1, "data": { "target": "WALK" },
          "features": [ { "kind": "returns", "lagsBars": [1, 5] }, { "kind": "indicator", "name": "momentum", "windowBars": 5 },
                        { "kind": "indicator", "name": "ewmaRatio" } ],
          "strategy": { "kind": "buyAndHold" } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Text_NamesTheColumnsThatRepeatEachOther_AndSaysWhatToDo()
    {
        var run = await DiagnoseAsync(Spec);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(TrainingChecks.Names, name => Assert.Contains(name, run.Out, StringComparison.Ordinal));
        Assert.Contains("2 of 4 columns repeat others: return_5 (entirely), momentum_5 (entirely).", run.Out, StringComparison.Ordinal);
        Assert.Contains("Leave some of them out", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_HasEveryFinding()
    {
        var run = await DiagnoseAsync(Spec, "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var findings = JsonDocument.Parse(run.Out).RootElement.GetProperty("findings");
        Assert.Equal(TrainingChecks.Names, findings.EnumerateArray().Select(f => f.GetProperty("name").GetString()!));
        var collinearity = findings.EnumerateArray().Single(f => f.GetProperty("name").GetString() == "collinearity");
        Assert.Equal("notable", collinearity.GetProperty("verdict").GetString());
        Assert.Equal(JsonValueKind.Null, collinearity.GetProperty("pValue").ValueKind);
    }

    [Theory]
    [InlineData("""{ "version": 1, "data": { "target": "WALK" }, "strategy": { "kind": "buyAndHolt" } }""", "did you mean 'buyAndHold'")]
    [InlineData(
        """{ "version": 1, "data": { "target": "WALK", "related": ["A"] }, "strategy": { "kind": "portfolio", "method": "riskParity" } }""",
        "a portfolio has neither"
    )]
    [InlineData(
        """
            { "version": 1, "data": { "target": "WALK" }, "features": [ { "kind": "indicator", "name": "impliedRatio" } ],
              "strategy": { "kind": "buyAndHold" } }
            """,
        "impliedRatio compares with a related series"
    )]
    public async Task SpecThatCannotBeChecked_IsToldWithExitCode2(string spec, string error)
    {
        var run = await DiagnoseAsync(spec);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
    }

    private Task<CommandRun> DiagnoseAsync(string spec, params string[] more) =>
        CommandRun.OfAsync([
            "diagnose",
            _folder.Write("spec.json", spec),
            "--bars",
            "WALK=" + _folder.Write("walk.csv", WalkFile.Text(900)),
            "--data",
            _folder.File("data"),
            .. more,
        ]);
}
