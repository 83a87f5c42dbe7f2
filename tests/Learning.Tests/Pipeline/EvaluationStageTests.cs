using Simulator.Artifacts;
using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Portfolios;
using Simulator.Runs;
using Simulator.Stages;
using Simulator.Strategies;
using Simulator.Synthetic;

namespace Simulator.Tests.Learning.Pipeline;

/// <summary>The evaluation as a stage: what it is keyed by, what it says on the way, and that a killed one goes on.</summary>
public sealed class EvaluationStageTests : IDisposable
{
    private static readonly InMemorySeries s_market = new(DemoMarket.Create(seed: 5, years: 3).All);
    private readonly List<string> _folders = [];

    public void Dispose() => _folders.ForEach(f => Directory.Delete(f, recursive: true));

    public static TheoryData<string> Kinds => ["rule", "portfolio"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_Twice_TakesTheSecondFromItsArtifact_WithTheSameReport(string kind)
    {
        var folder = NewFolder();
        var (first, second) = (Run(folder, Spec(kind)), Run(folder, Spec(kind)));

        Assert.False(Evaluation(first).FromCache);
        Assert.True(Evaluation(second).FromCache);
        Assert.Equal(Json(first), Json(second));
        Assert.Equal(first.ResultHash, second.ResultHash);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_MoreTrials_ReportsThemWithoutEvaluatingAgain(string kind)
    {
        var folder = NewFolder();
        Run(folder, Spec(kind));
        var counted = Run(folder, Spec(kind), trials: 40);

        Assert.True(Evaluation(counted).FromCache);
        Assert.Equal(40, counted.Report.Honesty.Trials);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_SeedOrCostsChanged_EvaluatesAgain(string kind)
    {
        var (folder, spec) = (NewFolder(), Spec(kind));
        Run(folder, spec);
        var reseeded = Run(folder, spec with { Seed = spec.Seed + 1 });
        var dearer = Run(folder, spec with { Execution = new ExecutionSpec { CommissionRate = 0.01 } });

        Assert.False(Evaluation(reseeded).FromCache);
        Assert.False(Evaluation(dearer).FromCache);
    }

    [Fact]
    public void Run_NameChanged_EvaluatesNothingAgain()
    {
        var folder = NewFolder();
        Run(folder, Spec("rule"));

        Assert.True(Evaluation(Run(folder, Spec("rule") with { Name = "another" })).FromCache);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Run_NamesEveryStepBeforeItBegins_AndSavesAfterAllButTheLast(string kind)
    {
        List<StageEvent> events = [];
        Run(NewFolder(), Spec(kind), events.Add);

        var progress = OfEvaluation<StageEvent.Progressed>(events);
        Assert.Equal(Evaluator.Steps.Select(s => s.Doing), progress.Select(p => p.Doing));
        Assert.Equal([0, 0.1, 0.5, 0.8], progress.Select(p => Math.Round(p.Fraction, 12)));
        Assert.Equal([0.1, 0.5, 0.8], OfEvaluation<StageEvent.CheckpointSaved>(events).Select(p => Math.Round(p.Fraction, 12)));
    }

    [Theory]
    [InlineData("rule", 1)]
    [InlineData("rule", 2)]
    [InlineData("rule", 3)]
    [InlineData("portfolio", 1)]
    [InlineData("portfolio", 2)]
    [InlineData("portfolio", 3)]
    public void Run_KilledAfterAStep_GoesOnWithTheNext_ToTheSameResult(string kind, int steps)
    {
        var undisturbed = Run(NewFolder(), Spec(kind));
        var folder = NewFolder();
        StopAtCheckpoint(folder, Spec(kind), steps);

        List<StageEvent> events = [];
        var resumed = Run(folder, Spec(kind), events.Add);

        Assert.Equal(Evaluator.Steps.Skip(steps).Select(s => s.Doing), OfEvaluation<StageEvent.Progressed>(events).Select(p => p.Doing));
        Assert.True(Assert.Single(OfEvaluation<StageEvent.Started>(events)).ResumedFraction > 0);
        Assert.Equal(undisturbed.ResultHash, resumed.ResultHash);
        Assert.Equal(Json(undisturbed), Json(resumed));
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(folder, "checkpoints")),
            f => Assert.EndsWith(".lock", f, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Run_QuickSteps_LeaveNoCheckpoint()
    {
        List<StageEvent> events = [];
        Run(NewFolder(), Spec("rule"), events.Add, time: new StoppedTime());

        Assert.Empty(OfEvaluation<StageEvent.CheckpointSaved>(events));
    }

    private static SimulationSpec Spec(string kind) =>
        new()
        {
            Seed = 11,
            Data = new DataSpec { Target = "DEMO", Related = kind == "rule" ? [] : ["DEMO_ASIA"] },
            Split = new SplitSpec { TrainFraction = 0.2, ValidationFraction = 0 },
            Strategy =
                kind == "rule"
                    ? new NamedStrategySpec
                    {
                        Name = "smaCross",
                        Parameters = new StrategyParameters([new("fast", "5"), new("slow", "20")]),
                    }
                    : new PortfolioStrategySpec { Method = "equal" },
        };

    private static StageRecord Evaluation(SimulationResult result) => result.Stages.Single(s => s.Stage == StageName.Evaluation);

    private static List<T> OfEvaluation<T>(List<StageEvent> events)
        where T : StageEvent => [.. events.OfType<T>().Where(e => e.Stage == StageName.Evaluation)];

    private static string Json(SimulationResult result) => System.Text.Json.JsonSerializer.Serialize(result.Report, PipelineJson.Options);

    private static SimulationResult Run(
        string folder,
        SimulationSpec spec,
        Action<StageEvent>? report = null,
        int trials = 1,
        TimeProvider? time = null,
        CancellationToken cancellation = default
    ) =>
        new SimulationPipeline(new FileArtifactStore(new DataFolder(folder)), time ?? new HurriedTime()).Run(
            spec,
            s_market,
            new RunOptions("cpu", trials),
            report ?? (_ => { }),
            cancellation
        );

    private static void StopAtCheckpoint(string folder, SimulationSpec spec, int number)
    {
        using var stop = new CancellationTokenSource();
        void Watch(StageEvent happened)
        {
            if (happened is StageEvent.CheckpointSaved { Stage: StageName.Evaluation } && --number == 0)
                stop.Cancel();
        }
        Assert.ThrowsAny<OperationCanceledException>(() => Run(folder, spec, Watch, cancellation: stop.Token));
    }

    private string NewFolder()
    {
        _folders.Add(Directory.CreateTempSubdirectory("simulator-test-").FullName);
        return _folders[^1];
    }

    // Every look at the clock is fifteen seconds later, so that a checkpoint is worth it after every step.
    private sealed class HurriedTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, 15 * TimeSpan.TicksPerSecond);
    }

    private sealed class StoppedTime : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
