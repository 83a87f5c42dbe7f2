using Simulator.Artifacts;
using Simulator.Backtesting;
using Simulator.Evaluation.Rivals;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Forecasters.Ewma;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Runs;
using Simulator.Stages;
using Simulator.Strategies;
using Simulator.Synthetic;

namespace Simulator.Tests.Learning.Pipeline;

/// <summary>
/// The whole path with a small forecaster and agent: what a killed and resumed run, a rerun and a changed cost must give.
/// </summary>
[Trait("Category", "Slow")]
public sealed class LearnedRunTests : IDisposable
{
    private static readonly InMemorySeries s_market = new(DemoMarket.Create(seed: 5, years: 3).All);
    private readonly List<string> _folders = [];

    public void Dispose() => _folders.ForEach(f => Directory.Delete(f, recursive: true));

    [Fact]
    public void Run_StoppedAtEveryStageAndResumed_SameHashAsUndisturbed()
    {
        var undisturbed = Run(NewFolder());

        var folder = NewFolder();
        StopAtFirst(folder, e => e is StageEvent.Evaluated { Stage: StageName.Forecaster, Step: 2 });
        StopAtFirst(folder, e => e is StageEvent.CheckpointSaved { Stage: StageName.Forecaster, Fraction: > 0.4 });
        StopAtFirst(folder, e => e is StageEvent.CheckpointSaved { Stage: StageName.Agent });
        var resumed = Run(folder);

        Assert.Equal(undisturbed.ResultHash, resumed.ResultHash);
        // Three years are too short for a regression to be trained beside it.
        RivalKind[] kinds = [.. undisturbed.Report.Rivals!.Figures.Select(f => f.Kind)];
        Assert.Contains(RivalKind.Forecasts, kinds);
        Assert.DoesNotContain(RivalKind.Regression, kinds);
        Assert.Equal(undisturbed.Report.Accounts[0].TradeHash, resumed.Report.Accounts[0].TradeHash);
    }

    [Fact]
    public void Run_OfAnAgent_StandsBesideItsForecasts_AndBesideARegressionOnItsFeatures()
    {
        var tape = new EwmaForecasterSpec();
        var result = new SimulationPipeline(new FileArtifactStore(new DataFolder(NewFolder())), new HurriedTime()).Run(
            Spec() with
            {
                Forecaster = tape,
            },
            new InMemorySeries(DemoMarket.Create(seed: 5, years: 6).All),
            new RunOptions("cpu"),
            _ => { },
            default
        );

        RivalKind[] kinds = [.. result.Report.Rivals!.Figures.Select(f => f.Kind)];
        Assert.Contains(RivalKind.Forecasts, kinds);
        Assert.Contains(RivalKind.Regression, kinds);
    }

    [Fact]
    public void Run_CheckpointOrArtifactDamaged_StartsThatStageOverToTheSameHash()
    {
        var folder = NewFolder();
        var first = Run(folder);
        foreach (var artifact in Directory.EnumerateFiles(Path.Combine(folder, "artifacts"), "*", SearchOption.AllDirectories))
            File.WriteAllBytes(artifact, File.ReadAllBytes(artifact)[..^50]);
        StopAtFirst(folder, e => e is StageEvent.CheckpointSaved { Stage: StageName.Forecaster });
        foreach (var checkpoint in Directory.EnumerateFiles(Path.Combine(folder, "checkpoints")))
            File.WriteAllBytes(checkpoint, File.ReadAllBytes(checkpoint)[..^50]);
        List<StageEvent> events = [];

        var again = Run(folder, report: events.Add);

        Assert.Equal(first.ResultHash, again.ResultHash);
        Assert.Contains(events.OfType<StageEvent.Progressed>(), e => e.Doing == "starts over: its checkpoint could not be read");
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder, "checkpoints")));
        Assert.True(Run(folder).Stages.Single(s => s.Stage == StageName.Agent).FromCache);
    }

    [Fact]
    public void Run_AgentBesideBuyAndHold_FillsFirstOnTheSameBar()
    {
        var result = Run(NewFolder());
        var test = Spec().Split.TestStart(result.Data[0].Bars);

        Assert.True(result.Report.Trades.Count > 0);
        Assert.InRange(result.Report.Trades[0].EntryBar, test, int.MaxValue);
        Assert.Contains(
            result.Report.Honesty.Checks,
            c =>
                c.Name == "No decision fills before the test part"
                && c.Detail.Contains(FormattableString.Invariant($"close of bar {test - 1} on"), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Run_CommissionChanged_TrainsTheAgentAgainAndNotTheForecaster()
    {
        var folder = NewFolder();
        var first = Run(folder);

        var dearer = Run(folder, Spec() with { Execution = new ExecutionSpec { CommissionRate = 0.003 } });

        Assert.True(dearer.Stages.Single(r => r.Stage == StageName.Features).FromCache);
        Assert.True(dearer.Stages.Single(r => r.Stage == StageName.Forecaster).FromCache);
        Assert.False(dearer.Stages.Single(r => r.Stage == StageName.Agent).FromCache);
        Assert.DoesNotContain(dearer.Report.Honesty.Notes, n => n.Contains("costFraction", StringComparison.Ordinal));
        Assert.NotEqual(first.ResultHash, dearer.ResultHash);
        Assert.NotEqual(first.Agent!.Seeds[0].ValidationLogReturn, dearer.Agent!.Seeds[0].ValidationLogReturn);
    }

    [Fact]
    public void Run_CommissionChanged_AgentWithACostOfItsOwnIsNotTrainedAgain()
    {
        var folder = NewFolder();
        var own = OwnCost(Spec());
        var first = Run(folder, own);

        var dearer = Run(folder, own with { Execution = new ExecutionSpec { CommissionRate = 0.003 } });

        Assert.All(
            [StageName.Features, StageName.Forecaster, StageName.Agent],
            s => Assert.True(dearer.Stages.Single(r => r.Stage == s).FromCache, $"{s} ran again")
        );
        Assert.False(dearer.Stages.Single(r => r.Stage == StageName.Backtest).FromCache);
        Assert.All(
            [first, dearer],
            r => Assert.Contains(r.Report.Honesty.Notes, n => n.Contains("costFraction", StringComparison.Ordinal))
        );
        Assert.NotEqual(first.ResultHash, dearer.ResultHash);

        static SimulationSpec OwnCost(SimulationSpec spec) =>
            spec with
            {
                Strategy = new AgentStrategySpec { Agent = ((AgentStrategySpec)spec.Strategy).Agent with { CostFraction = 0.0011 } },
            };
    }

    [Fact]
    public void Run_GanAndPpo_PassesItsOwnChecksAndScoresTheForecast()
    {
        var result = Run(NewFolder());

        Assert.True(result.Report.Honesty.Checks.Count >= 4);
        Assert.All(result.Report.Honesty.Checks, c => Assert.True(c.Passed, $"{c.Name}: {c.Detail}"));
        Assert.True(result.Report.Honesty.SyntheticData);
        Assert.True(result.Report.Forecast is { Count: > 100, Crps: > 0, RandomWalkCrps: > 0 });
        Assert.Equal(4, result.Agent!.Seeds.Count);
        Assert.Equal("cpu", result.Device);
    }

    [Fact]
    public void Run_WithNotesOfItsForecaster_HasThemInTheReport_AlsoFromTheCache()
    {
        var folder = NewFolder();
        var spec = Spec() with
        {
            Forecaster = (GanForecasterSpec)Spec().Forecaster! with { Epochs = 1, Sampling = GanSampling.Rejection },
            Strategy = new NamedStrategySpec { Name = "forecastFollowing", Parameters = new StrategyParameters([new("threshold", "0")]) },
        };
        var (first, again) = (Run(folder, spec), Run(folder, spec));

        Assert.Equal(3, first.Report.Honesty.Notes.Count(n => n.StartsWith("fold ", StringComparison.Ordinal)));
        Assert.Equal(first.Report.Honesty.Notes, again.Report.Honesty.Notes);
        Assert.True(again.Stages.Single(s => s.Stage == StageName.Forecaster).FromCache);
    }

    [Fact]
    public void Run_ForecastFollowing_TradesOnTheRunsOwnForecastsWithoutTrainingAgain()
    {
        var folder = NewFolder();
        var all = Run(folder, Following("0"));
        var none = Run(folder, Following("0.9"));

        Assert.NotEmpty(all.Report.Trades);
        Assert.Empty(none.Report.Trades);
        Assert.InRange(all.Report.Trades[0].EntryBar, Spec().Split.TestStart(all.Data[0].Bars), int.MaxValue);
        Assert.True(none.Stages.Single(s => s.Stage == StageName.Forecaster).FromCache);
        Assert.All(all.Report.Honesty.Checks, c => Assert.True(c.Passed, $"{c.Name}: {c.Detail}"));

        // Whatever training gained, it serves: the law before it has no direction to follow.
        static SimulationSpec Following(string threshold) =>
            Spec() with
            {
                Forecaster = (GanForecasterSpec)Spec().Forecaster! with { Evidence = 0 },
                Strategy = new NamedStrategySpec
                {
                    Name = "forecastFollowing",
                    Parameters = new StrategyParameters([new("threshold", threshold)]),
                },
            };
    }

    private static SimulationSpec Spec() =>
        new()
        {
            Seed = 11,
            Data = new DataSpec { Target = "DEMO", Related = ["DEMO_ASIA"] },
            Features =
            [
                new ReturnsFeatureSpec { LagsBars = [1, 5] },
                new IndicatorFeatureSpec { Name = "rsi" },
                new RelatedReturnsFeatureSpec(),
            ],
            Forecaster = new GanForecasterSpec
            {
                Hidden = 8,
                CriticChannels = 8,
                NoiseDimensions = 4,
                Epochs = 4,
                CriticSteps = 2,
                Samples = 40,
                TrainFolds = 1,
            },
            Strategy = new AgentStrategySpec
            {
                Agent = new PpoAgentSpec
                {
                    Steps = 8_192,
                    Seeds = 2,
                    Hidden = 16,
                    Environments = 8,
                    RolloutSteps = 64,
                    MinibatchSize = 128,
                },
            },
        };

    private static SimulationResult Run(
        string folder,
        SimulationSpec? spec = null,
        Action<StageEvent>? report = null,
        CancellationToken cancellation = default
    ) =>
        new SimulationPipeline(new FileArtifactStore(new DataFolder(folder)), new HurriedTime()).Run(
            spec ?? Spec(),
            s_market,
            new RunOptions("cpu"),
            report ?? (_ => { }),
            cancellation
        );

    private static void StopAtFirst(string folder, Func<StageEvent, bool> when)
    {
        using var stop = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Run(
                folder,
                report: e =>
                {
                    if (when(e))
                        stop.Cancel();
                },
                cancellation: stop.Token
            )
        );
    }

    private string NewFolder()
    {
        _folders.Add(Directory.CreateTempSubdirectory("simulator-test-").FullName);
        return _folders[^1];
    }

    // Every look at the clock is fifteen seconds later, so that checkpoints fall due at every opportunity.
    private sealed class HurriedTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, 15 * TimeSpan.TicksPerSecond);
    }
}
