using Simulator.Artifacts;
using Simulator.Errors;
using Simulator.Features;
using Simulator.Indicators;
using Simulator.Learners;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Synthetic;

namespace Simulator.Tests.Learning.Pipeline;

/// <summary>The shortest series that a spec accepts runs to its end; one bar less is refused before anything is trained.</summary>
public sealed class TrainingLengthTests : IDisposable
{
    private static readonly BarSeries s_whole = DemoMarket.Create(seed: 5, years: 4).All.Single(s => s.Symbol == "DEMO");
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-test-").FullName;

    private static readonly PpoAgentSpec s_agent = new()
    {
        Steps = 512,
        Seeds = 1,
        Hidden = 8,
        Environments = 4,
        RolloutSteps = 32,
        MinibatchSize = 64,
    };

    private static readonly GanForecasterSpec s_forecaster = new()
    {
        Hidden = 4,
        CriticChannels = 4,
        NoiseDimensions = 2,
        Epochs = 1,
        CriticSteps = 1,
        Samples = 10,
        TrainFolds = 2,
    };

    private static readonly FeatureDescription[] s_ofOneSeries =
    [
        .. FeatureCatalogue.All.Where(f => f.Kind == "indicator" && f.Indicator?.Input != IndicatorInput.Pair),
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Learners => ["gan and ppo", "ppo"];

    [Theory]
    [MemberData(nameof(Learners))]
    public void Spec_OnTheFewestBarsItNeeds_RunsAndOnOneLessIsRefused(string learner)
    {
        var spec = Spec(learner == "ppo" ? null : s_forecaster);
        var needed = TrainingLength.Needed(spec, "DEMO", 1)!.Value;

        Assert.Equal([], SpecChecks.AgainstData(spec, Bars(needed)).Select(e => e.ToString()));
        Assert.NotEmpty(Run(spec, Bars(needed)).Report.Sentence);

        var refused = Assert.Throws<SimulationException>(() => Run(spec, Bars(needed - 1)));
        Assert.Contains(
            FormattableString.Invariant($"DEMO has {needed - 1} bars between the dates, too few to learn on as asked; it takes {needed}"),
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void FirstCompleteRow_OfEveryFeature_IsThatOfItsColumns()
    {
        FeatureSpec[] features =
        [
            new ReturnsFeatureSpec { LagsBars = [3, 9] },
            new FourierTrendFeatureSpec { Components = 2, WindowBars = 40 },
            .. s_ofOneSeries.Select(f => new IndicatorFeatureSpec { Name = f.Name }),
            .. s_ofOneSeries.Where(f => f.MinWindowBars > 0).Select(f => new IndicatorFeatureSpec { Name = f.Name, WindowBars = 27 }),
        ];

        Assert.All(
            features,
            f => Assert.Equal(FeatureBuilder.Build(new(s_whole, []), [f]).FirstCompleteRow, TrainingLength.FirstCompleteRow([f]))
        );
    }

    private static SimulationSpec Spec(ForecasterSpec? forecaster) =>
        new()
        {
            Data = new DataSpec { Target = "DEMO" },
            Features = [new ReturnsFeatureSpec(), new IndicatorFeatureSpec { Name = "macd" }],
            Forecaster = forecaster,
            Strategy = new AgentStrategySpec { Agent = s_agent },
        };

    private static InMemorySeries Bars(int count) => new([s_whole.Slice(0, count)]);

    private SimulationResult Run(SimulationSpec spec, ISeriesSource series) =>
        new SimulationPipeline(new FileArtifactStore(new DataFolder(_folder)), TimeProvider.System).Run(
            spec,
            series,
            new RunOptions("cpu"),
            _ => { },
            CancellationToken.None
        );
}
