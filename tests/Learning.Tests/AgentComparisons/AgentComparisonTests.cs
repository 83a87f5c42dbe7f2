using System.Text.Json;
using Simulator.AgentComparisons;
using Simulator.Artifacts;
using Simulator.Evaluation.Rivals;
using Simulator.Jobs;
using Simulator.Kinds;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Seeding;
using Simulator.Stages;

namespace Simulator.Tests.Learning.AgentComparisons;

/// <summary>Agents side by side as a job: what a stopped one keeps, what a rerun gives, what its figures are, what is no request.</summary>
public sealed class AgentComparisonTests : IDisposable
{
    private const string Tiny =
        "\"kind\": \"ppo\", \"steps\": 256, \"seeds\": 1, \"folds\": 2, \"hidden\": 4, \"environments\": 2, \"rolloutSteps\": 64, "
        + "\"minibatchSize\": 64";

    private const string Request =
        "{ \"spec\": { \"seed\": 7, \"data\": { \"target\": \"WALK\" }, \"features\": [ { \"kind\": \"returns\" } ] }, "
        + "\"agents\": { \"careful\": { "
        + Tiny
        + ", \"evidence\": 100 }, \"trades\": { "
        + Tiny
        + ", \"evidence\": -100 } }, \"seeds\": 2 }";

    private static readonly InMemorySeries s_market = new([Walk(500)]);
    private readonly string _root = Directory.CreateTempSubdirectory("simulator-agents-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Comparison_StoppedAndStartedAgain_TrainsNothingTwice_AndTheSimulationFindsItsTraining()
    {
        using var stop = new CancellationTokenSource();
        var request = Read(Request);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Run(
                request,
                "resumed",
                e =>
                {
                    if (e is JobEvent.Progressed { Fraction: >= 0.5 })
                        stop.Cancel();
                },
                cancellation: stop.Token
            )
        );
        var before = Artifacts("resumed");

        var (resumed, undisturbed) = (Run(request, "resumed"), Run(request, "undisturbed"));

        Assert.Equal(undisturbed.Content, resumed.Content);
        Assert.Equal(undisturbed.Figures.ResultHash, resumed.Figures.ResultHash);
        var after = Artifacts("resumed");
        Assert.NotEmpty(before);
        Assert.All(before, file => Assert.Equal(file.Value, after[file.Key]));
        var result = new SimulationPipeline(new FileArtifactStore(Folder("resumed")), TimeProvider.System).Run(
            request.Cells.Last().Spec,
            s_market,
            new RunOptions("cpu"),
            _ => { },
            default
        );
        Assert.True(result.Stages.Single(s => s.Stage == StageName.Agent).FromCache);
        Assert.Equal(Result(resumed).Agents.Single(a => a.Name == "trades").Runs[1].SpecHash, result.SpecHash);
    }

    [Fact]
    public void Figures_OfOneThatHoldsAndOneThatTrades_AreThoseOfTheirAccounts()
    {
        var outcome = Run(Read(Request), "figures");
        var result = Result(outcome);
        var (careful, trades) = (Of(result, "careful"), Of(result, "trades"));
        var held = result.Baselines[0];

        Assert.Equal((2, 2L), (result.Trials, outcome.Figures.Trials));
        Assert.Equal((RivalKind.BuyAndHold, 0, 2), (held.Kind, careful.Decided, trades.Decided));
        Assert.Equal(held.Return, careful.Return, 12);
        Assert.Equal((0, 0, 0), Numbers(careful, RivalKind.BuyAndHold));
        Assert.Equal((careful.Return, careful.LogWealthPerYear.Value), (careful.Runs[1].Return, careful.LogWealthPerYear.Lower95));
        // The lead is the difference of the log-wealths of the table.
        var lead = trades.Leads.Single(l => l.Kind == RivalKind.BuyAndHold);
        Assert.Equal(trades.Runs.Average(r => r.LogWealthPerYear) - held.LogWealthPerYear, lead.Lead, 9);
        Assert.InRange(lead.Lead, lead.Lower95, lead.Upper95);
        Assert.True(trades.ReturnWithoutCosts > trades.Return);
        Assert.DoesNotContain(careful.Leads, l => l.Kind == RivalKind.ShiftedPositions); // its position never changes
        Assert.Contains(trades.Leads, l => l.Kind == RivalKind.ShiftedPositions);
        Assert.All(
            result.Agents,
            a => Assert.All(a.Middle.Zip(a.Lowest, a.Highest), m => Assert.True(m.First >= m.Second && m.First <= m.Third))
        );
        Assert.Equal(1 + trades.Runs.Min(r => r.Return), trades.Lowest[^1], 1e-5);
        Assert.Equal(result.Days.Count, held.Curve.Count);
        Assert.StartsWith("Does it beat the baselines? ", result.Sentence, StringComparison.Ordinal);
        var lines = AgentComparisonCsv.Of(result).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(1 + 4 + result.Baselines.Count, lines.Length);
        Assert.All(lines, l => Assert.Equal(14, l.Split(',').Length));
    }

    [Fact]
    public void Hash_IsThatOfTheFigures_NotOfTheTrialsThatTheStoreCounts()
    {
        var (first, later) = (Run(Read(Request), "trials"), Run(Read(Request), "trials", earlier: 9));

        Assert.Equal(first.Figures.ResultHash, later.Figures.ResultHash);
        Assert.Contains("11 were tried on these bars so far", later.Figures.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Request_WrittenOut_IsReadBackAsItWas_AndANameIsNoOtherTrial()
    {
        var request = Read(Request);
        var again = (AgentComparisonRequest)new AgentComparisonKind().Read(request.ToJson())!;
        Assert.Equal(request.ToJson(), again.ToJson());
        Assert.Equal(request.TrialHash, (again with { Spec = again.Spec with { Name = "named" } }).TrialHash);
        Assert.NotEqual(request.TrialHash, (again with { Seeds = 3 }).TrialHash);
        Assert.Equal([7L, 8, 7, 8], request.Cells.Select(c => c.Spec.Seed));
    }

    [Theory]
    [InlineData("\"seeds\": 2", "\"seeds\": 0", "seeds", "whole number from 1 to 100")]
    [InlineData("\"seeds\": 2", "\"seed\": 2", "seed", "did you mean 'seeds'")]
    [InlineData("\"kind\": \"ppo\"", "\"kind\": \"pppo\"", "agents.careful.kind", "did you mean 'ppo'")]
    [InlineData("\"steps\": 256", "\"steps\": -1", "agents.careful.steps", "")]
    [InlineData("\"seed\": 7", "\"strategy\": { \"kind\": \"buyAndHold\" }", "spec.strategy", "stand beside the spec")]
    [InlineData("\"agents\"", "\"agent\"", "agents", "is needed: 1 to 100 agents by name")]
    [InlineData("\"spec\"", "\"sepc\"", "spec", "is needed")]
    public void Request_ThatIsNone_SaysWhereAndWhy(string right, string wrong, string path, string words)
    {
        var errors = new AgentComparisonKind().Parse(Request.Replace(right, wrong, StringComparison.Ordinal)).Errors;
        Assert.Contains(errors, e => e.Path == path && e.Message.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Series_ThatIsNotThere_IsToldBeforeAnythingIsTrained() =>
        Assert.Contains(Read(Request).Check(new InMemorySeries([])), e => e.ToString().Contains("WALK", StringComparison.Ordinal));

    private static (double, double, double) Numbers(AgentStanding agent, RivalKind kind) =>
        agent.Leads.Single(l => l.Kind == kind) is var l ? (l.Lead, l.Lower95, l.Upper95) : default;

    private static AgentStanding Of(AgentComparisonResult result, string name) => result.Agents.Single(a => a.Name == name);

    private static AgentComparisonResult Result(JobOutcome outcome) =>
        JsonSerializer.Deserialize<AgentComparisonResult>(outcome.Content, PipelineJson.Options)!;

    private static AgentComparisonRequest Read(string json)
    {
        var parse = BuiltInKinds.All[AgentComparisonKind.Word].Parse(json);
        Assert.Empty(parse.Errors);
        return (AgentComparisonRequest)parse.Request!;
    }

    private JobOutcome Run(
        AgentComparisonRequest request,
        string folder,
        Action<JobEvent>? report = null,
        int earlier = 0,
        CancellationToken cancellation = default
    ) =>
        new AgentComparisonKind().Run(
            new JobWork
            {
                Job = "job",
                RequestJson = request.ToJson(),
                Series = s_market,
                Folder = Folder(folder),
                EarlierTrials = earlier,
                Report = report ?? (_ => { }),
                Time = TimeProvider.System,
                Cancellation = cancellation,
            }
        );

    private DataFolder Folder(string name) => new(Path.Combine(_root, name));

    private Dictionary<string, DateTime> Artifacts(string folder) =>
        Directory
            .EnumerateFiles(Folder(folder).Root, "*", SearchOption.AllDirectories)
            .Where(f => !f.Contains("checkpoint", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(f => f, File.GetLastWriteTimeUtc);

    private static BarSeries Walk(int bars)
    {
        var (random, close) = (new SplitMix64(11), new double[bars]);
        for (var t = 0; t < bars; t++)
            close[t] = (t == 0 ? 100 : close[t - 1]) * Math.Exp(0.0005 + (0.01 * random.NextGaussian()));
        double[] open = [100, .. close[..^1]];
        var first = new DateTime(2015, 1, 1, 21, 0, 0, DateTimeKind.Utc);
        return new BarSeries(
            "WALK",
            [.. Enumerable.Range(0, bars).Select(t => first.AddDays(t).Ticks)],
            open,
            [.. open.Zip(close, Math.Max)],
            [.. open.Zip(close, Math.Min)],
            close,
            new double[bars]
        );
    }
}
