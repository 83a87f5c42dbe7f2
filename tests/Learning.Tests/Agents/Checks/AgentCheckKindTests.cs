using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Checks;
using Simulator.Jobs;
using Simulator.Kinds;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Agents.Checks;

/// <summary>The checks of an agent as a job: a killed one goes on after its last training, and gives the same bytes.</summary>
public sealed class AgentCheckKindTests : IDisposable
{
    private const string Request = """
        { "spec": { "seed": 3, "data": { "target": "SYN" }, "features": [ { "kind": "returns" } ],
            "forecaster": { "kind": "historical", "minimumBars": 250 },
            "strategy": { "kind": "agent", "agent": { "kind": "ppo", "steps": 256, "seeds": 1, "folds": 2, "hidden": 4,
              "environments": 2, "rolloutSteps": 64, "minibatchSize": 64 } } },
          "markets": 1 }
        """;

    private static readonly InMemorySeries s_market = new([
        PlantedMarket.Of(SyntheticMarket.Days(500), 0, SyntheticMarket.DailyVolatility, new SplitMix64(1)).Bars,
    ]);

    private readonly string _root = Directory.CreateTempSubdirectory("simulator-checks-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Job_KilledAndStartedAgain_GoesOnAfterItsLastTraining_WithTheSameResult()
    {
        using var stop = new CancellationTokenSource();
        var request = Read(Request);
        Assert.Equal(6, request.Trainings);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Run(
                request,
                "killed",
                e =>
                {
                    if (e is JobEvent.Progressed { Fraction: >= 0.5 })
                        stop.Cancel();
                },
                stop.Token
            )
        );
        var events = new List<JobEvent>();

        var (resumed, undisturbed) = (Run(request, "killed", events.Add), Run(request, "undisturbed"));

        Assert.InRange(Assert.IsType<JobEvent.Started>(events[0]).ResumedFraction, 1 / 6.0, 0.5);
        Assert.Contains(events, e => e is JobEvent.Noted { Text: "the forecaster left out: the checks are of the agent" });
        Assert.Equal(undisturbed.Content, resumed.Content);
        var result = JsonSerializer.Deserialize<AgentCheckResult>(resumed.Content, PipelineJson.Options)!;
        Assert.Equal(Enum.GetValues<AgentCheckSubject>(), result.Checks.Select(c => c.Subject).Distinct());
        Assert.Equal(result.Failed, resumed.Figures.Figure);
        Assert.Contains($"{result.Failed} of 7 checks failed", resumed.Figures.Sentence, StringComparison.Ordinal);
        new AgentCheckKind().Forget(new DataFolder(Path.Combine(_root, "killed")), "job");
        Assert.Empty(Directory.GetFiles(Path.Combine(_root, "killed"), "agentCheck-*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("\"markets\": 1", "\"markets\": 0", "markets", "from 1 to 100")]
    [InlineData("\"markets\": 1", "\"market\": 1", "market", "did you mean 'markets'")]
    [InlineData("\"steps\": 256", "\"steps\": 0", "spec.strategy.agent.steps", "")]
    [InlineData("\"spec\"", "\"spce\"", "spec", "is needed")]
    public void Request_ThatIsNone_SaysWhereAndWhy(string right, string wrong, string path, string words)
    {
        var errors = AgentCheckRequest.Parse(Request.Replace(right, wrong, StringComparison.Ordinal)).Errors;
        Assert.Contains(errors, e => e.Path == path && e.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Spec_WithoutAgent_IsRefused() =>
        Assert.Contains(
            AgentCheckRequest.Parse("""{ "spec": { "data": { "target": "SYN" }, "strategy": { "kind": "buyAndHold" } } }""").Errors,
            e => e is { Path: "spec.strategy", Message: "has no agent to check: give it the kind 'agent'" }
        );

    private static AgentCheckRequest Read(string json)
    {
        var parse = BuiltInKinds.All[AgentCheckKind.Word].Parse(json);
        Assert.Empty(parse.Errors);
        Assert.Equal(parse.Request!.ToJson(), new AgentCheckKind().Read(parse.Request.ToJson())!.ToJson());
        return (AgentCheckRequest)parse.Request;
    }

    private JobOutcome Run(
        AgentCheckRequest request,
        string folder,
        Action<JobEvent>? report = null,
        CancellationToken cancellation = default
    ) =>
        new AgentCheckKind().Run(
            new JobWork
            {
                Job = "job",
                RequestJson = request.ToJson(),
                Series = s_market,
                Folder = new DataFolder(Path.Combine(_root, folder)),
                Report = report ?? (_ => { }),
                Time = TimeProvider.System,
                Cancellation = cancellation,
            }
        );
}
