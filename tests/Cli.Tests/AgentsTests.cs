using System.Text.Json;

namespace Simulator.Tests.Cli;

/// <summary>From a spec with an agent and a CSV file to the checks of the agent; from a request to agents side by side.</summary>
public sealed class AgentsTests : IDisposable
{
    private const string Spec = """
        { "version": 1, "data": { "target": "WALK" }, "features": [ { "kind": "returns", "lagsBars": [1, 5] } ],
          "forecaster": { "kind": "historical", "minimumBars": 250 },
          "strategy": { "kind": "agent", "agent": { "kind": "ppo", "steps": 512, "seeds": 1, "folds": 2, "hidden": 4,
            "environments": 2, "rolloutSteps": 64, "minibatchSize": 64 } } }
        """;

    private const string Comparison = """
        { "spec": { "data": { "target": "WALK" }, "features": [ { "kind": "returns", "lagsBars": [1, 5] } ] },
          "agents": { "first": { "kind": "ppo", "steps": 256, "seeds": 1, "folds": 2, "hidden": 4,
            "environments": 2, "rolloutSteps": 64, "minibatchSize": 64 } },
          "seeds": 2 }
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

    [Fact]
    public async Task Compare_HasEveryAgentBesideBaselines_AsTextAndAsJson()
    {
        var text = await RunAsync("compare", Comparison);
        Assert.Equal(0, text.ExitCode);
        Assert.StartsWith("Does it beat the baselines? ", text.Out, StringComparison.Ordinal);
        Assert.Contains("first, seed 1719, 1 of 2 runs", text.Error, StringComparison.Ordinal);
        Assert.Contains("buy and hold", text.Out, StringComparison.Ordinal);
        var again = JsonDocument.Parse((await RunAsync("compare", Comparison, "--json")).Out).RootElement;
        Assert.Equal(2, again.GetProperty("agents")[0].GetProperty("runs").GetArrayLength());
        Assert.Equal("buyAndHold", again.GetProperty("baselines")[0].GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("\"seeds\": 2", "\"seeds\": 0", "seeds: must be a whole number from 1 to 100")]
    [InlineData("\"target\": \"WALK\"", "\"target\": \"WLAK\"", "WLAK")]
    public async Task Comparison_ThatIsWrong_IsToldWithExitCode2(string right, string wrong, string error)
    {
        var run = await RunAsync("compare", Comparison.Replace(right, wrong, StringComparison.Ordinal));
        Assert.Contains(error, run.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (run.ExitCode, run.Out));
    }

    private Task<CommandRun> CheckAsync(string spec, params string[] more) => RunAsync("check", spec, more);

    private Task<CommandRun> RunAsync(string command, string json, params string[] more) =>
        CommandRun.OfAsync([
            "agents",
            command,
            _folder.Write("request.json", json),
            "--bars",
            "WALK=" + _folder.Write("walk.csv", WalkFile.Text(900)),
            "--data",
            _folder.File("data"),
            .. more,
        ]);
}
