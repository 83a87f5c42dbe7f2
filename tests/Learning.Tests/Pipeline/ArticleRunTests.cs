using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Agents.Ppo;
using Simulator.Learning.Catalogue;
using Simulator.Learning.Features.Autoencoder;
using Simulator.Learning.Forecasters.Gan;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Stages;
using Simulator.Synthetic;
using Xunit.Abstractions;

namespace Simulator.Tests.Learning.Pipeline;

/// <summary>The simulation of the article: its example file, its columns, and the whole path with small networks.</summary>
[Trait("Category", "Slow")]
public sealed class ArticleRunTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ExampleFile_IsThePresetOfThePage()
    {
        var path = Path.Combine(SharedFiles.RepositoryRoot, "docs", "examples", "gs-article.json");
        var parse = SpecJson.Parse(File.ReadAllText(path));
        Assert.Empty(parse.Errors);
        var preset = ArticleSimulation.On(parse.Spec!.Data.Target, parse.Spec.Data.Related);
        Assert.Equal(Json(preset.Features), Json(parse.Spec.Features));
        Assert.Equal(Json(preset.Forecaster), Json(parse.Spec.Forecaster));
        Assert.Equal(500, ((GanForecasterSpec)parse.Spec.Forecaster!).Hidden);
    }

    [Fact]
    public void Features_OnTheSeriesOfTheExample_Are112Columns()
    {
        var path = Path.Combine(SharedFiles.RepositoryRoot, "docs", "examples", "gs-article.json");
        var spec = SpecJson.Parse(File.ReadAllText(path)).Spec!;
        var demo = DemoMarket.Create(seed: 5, years: 1);
        // Of the kinds that the files of the example have: fifteen prices and VIX, two rates, a score.
        var market = new AlignedMarket(
            demo.Target,
            [
                .. spec.Data.Related.Select(symbol => new AlignedSeries(
                    symbol,
                    symbol switch
                    {
                        "NEWS" => SeriesKind.Score,
                        "DGS10" or "LIBOR3M" => SeriesKind.Rate,
                        _ => SeriesKind.Price,
                    },
                    demo.Target.Close,
                    [.. Enumerable.Range(0, demo.Target.Count)]
                )),
            ]
        );
        var names = spec
            .Features.SelectMany(f => FeatureFactory.Create(f, market, LearnerTable.Create).Columns)
            .Select(c => c.Name)
            .ToArray();
        output.WriteLine(string.Join('\n', names));
        Assert.Equal(112, names.Distinct().Count());
    }

    [Fact]
    public void Run_WithSmallNetworks_GoesToItsReport()
    {
        var demo = DemoMarket.Create(seed: 5, years: 7);
        var article = ArticleSimulation.On("DEMO", [.. demo.Related.Select(s => s.Symbol)]);
        var spec = article with
        {
            Features = [.. article.Features.Select(f => f is AutoencoderSpec own ? own with { Epochs = 3, TrainFolds = 1 } : Fewer(f))],
            Forecaster = ArticleSimulation.Forecaster with
            {
                Scale = Simulator.Learning.Forecasters.ScaleKind.Weighted,
                Hidden = 16,
                CriticChannels = 4,
                Epochs = 1,
                CriticSteps = 1,
                Samples = 20,
                TrainFolds = 1,
            },
            Strategy = new AgentStrategySpec
            {
                Agent = new PpoAgentSpec
                {
                    Seeds = 1,
                    Steps = 2048,
                    Hidden = 8,
                },
            },
        };
        List<StageEvent> events = [];

        var result = new SimulationPipeline(new FileArtifactStore(new DataFolder(_folder)), TimeProvider.System).Run(
            spec,
            new InMemorySeries(demo.All),
            new RunOptions("cpu"),
            events.Add,
            CancellationToken.None
        );

        Assert.All(
            result.Report.Honesty.Checks.Where(c => c.Name.Contains("feature", StringComparison.OrdinalIgnoreCase)),
            c => Assert.True(c.Passed, c.Detail)
        );
        Assert.Contains("features/variationalAutoencoder/fold0/noise", result.Seeds.Keys);
        Assert.Contains(events.OfType<StageEvent.Started>(), e => e.Stage == StageName.Agent);
        Assert.True(double.IsFinite(result.Report.Accounts[0].Equity[^1]));
    }

    private static FeatureSpec Fewer(FeatureSpec feature) => feature is FittedFeatureSpec fitted ? fitted with { TrainFolds = 2 } : feature;

    private static string Json(object? part) => JsonSerializer.Serialize(part, SpecJson.Options);
}
