using System.Text.Json;

namespace Simulator.Tests.Cli;

/// <summary>From a spec with an agent and a CSV file to the checks of the agent.</summary>
public sealed class AgentsTests : IDisposable
{
    private const string Spec = """
        { "version": 1, "data": { "target": "WALK" }, "features": [ { "kind": "returns", "lagsBars": [1, 5] } ],
          "forecaster": { "kind": "historical", "minimumBars": 250 },
          "strategy": { "kind": "agent", "agent": { "kind": "ppo", "steps": 512, "seeds": 1, "folds": 2, "hidden": 4,
            "environments": 2, "rolloutSteps": 64, "minibatchSize": 64 } } }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AgentThatHardlyTrained_FailsAsATable()
    {
        var run = await CheckAsync(Spec);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("note: the forecaster left out", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("WALK: ", run.Out, StringComparison.Ordinal);
        Assert.Contains("of 7 checks failed, on 270 test bars of 900", run.Out, StringComparison.Ordinal);
        Assert.Contains("pass  environment", run.Out, StringComparison.Ordinal);
        Assert.Contains("FAIL  tomorrow's return", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_HasEveryCheckAndItsFigures()
    {
        var run = await CheckAsync(Spec, "--json");
        Assert.Equal(1, run.ExitCode);
        var root = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal((900, 270), (root.GetProperty("bars").GetInt32(), root.GetProperty("testBars").GetInt32()));
        var checks = root.GetProperty("checks").EnumerateArray().ToArray();
        Assert.Equal(
            [
                "environment",
                "tomorrow's return",
                "shuffled returns",
                "walk without drift",
                "signal of 2 %",
                "signal of 3 %",
                "signal of 5 %",
            ],
            checks.Select(c => c.GetProperty("name").GetString()!)
        );
        Assert.Equal(root.GetProperty("failed").GetInt32(), checks.Count(c => c.GetProperty("verdict").GetString() == "failed"));
    }

    [Theory]
    [InlineData("""{ "version": 1, "data": { "target": "WALK" }, "strategy": { "kind": "buyAndHold" } }""", "has no agent to check")]
    [InlineData("""{ "version": 1, "data": { "target": "WALK" }, "strategy": { "kind": "agemt" } }""", "did you mean 'agent'")]
    public async Task SpecThatCannotBeChecked_IsToldWithExitCode2(string spec, string error)
    {
        var run = await CheckAsync(spec);
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
    }

    private Task<CommandRun> CheckAsync(string spec, params string[] more) =>
        CommandRun.OfAsync([
            "agents",
            "check",
            _folder.Write("spec.json", spec),
            "--bars",
            "WALK=" + _folder.Write("walk.csv", WalkFile.Text(900)),
            "--data",
            _folder.File("data"),
            .. more,
        ]);
}
