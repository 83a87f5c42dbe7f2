using Simulator.Artifacts;
using Simulator.Features;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Stages;
using Simulator.Synthetic;
using Simulator.Tests.Features;

namespace Simulator.Tests.Learning.Pipeline;

/// <summary>A fitted feature that only has a row in the table: read, checked, run, stopped and resumed like any other.</summary>
public sealed class LearnedFeatureRunTests : IDisposable
{
    private const string Json = """
        { "version": 1, "data": { "target": "DEMO" }, "seed": 5,
          "features": [ { "kind": "returns" }, { "kind": "toyFeature", "epochs": 8 }, { "kind": "indicator", "name": "keltner" } ],
          "strategy": { "kind": "buyAndHold" } }
        """;
    private static readonly BarSeries s_bars = DemoMarket.Create(seed: 5, years: 2).All.Single(s => s.Symbol == "DEMO");
    private readonly string _folder = Directory.CreateTempSubdirectory("simulator-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Spec_WithTheRow_IsReadWithItsDefaultsAndWrittenBack()
    {
        var spec = SpecJson.Parse(Json).Spec!;
        Assert.Equal(new ToyFeatureSpec { Epochs = 8, TrainFolds = 4 }, spec.Features[1]);
        Assert.Equal("2", ((IndicatorFeatureSpec)spec.Features[2]).Parameters!.ByName["multiple"]);
        var written = SpecJson.Write(spec);
        Assert.Contains("\"trainFolds\": 4", written, StringComparison.Ordinal);
        Assert.Contains("\"multiple\": 2", written, StringComparison.Ordinal);
        Assert.Equal(SpecJson.Hash(spec), SpecJson.Hash(SpecJson.Parse(written).Spec!));
    }

    [Fact]
    public void Spec_WithWrongMembers_SaysWhereAndWhat()
    {
        var errors = SpecJson
            .Parse(Json.Replace("\"epochs\": 8", "\"epochs\": 800, \"rate\": 1", StringComparison.Ordinal))
            .Errors.Select(e => e.ToString());
        Assert.Equal(
            ["features[1].rate: unknown member; there are epochs, trainFolds", "features[1].epochs: must be between 1 and 100, was 800"],
            errors
        );
        Assert.Contains(
            "(did you mean 'toyFeature'?)",
            SpecJson.Parse(Json.Replace("toyFeature", "toyFeatur", StringComparison.Ordinal)).Errors.Single().Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Run_StoppedInTheMiddleOfAFit_GoesOnToTheSameHash()
    {
        var spec = SpecJson.Parse(Json).Spec!;
        var undisturbed = Run(spec, "a", CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var stored = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Run(
                spec,
                "b",
                stop.Token,
                e =>
                {
                    if (e is StageEvent.CheckpointSaved { Stage: StageName.Features } && ++stored == 5)
                        stop.Cancel();
                }
            )
        );
        List<StageEvent> events = [];
        var resumed = Run(spec, "b", CancellationToken.None, events.Add);

        Assert.Equal(undisturbed.ResultHash, resumed.ResultHash);
        Assert.True(events.OfType<StageEvent.Started>().Single(e => e.Stage == StageName.Features).ResumedFraction > 0);
        Assert.Contains("features/toy/fold5/order", undisturbed.Seeds.Keys);
        var checks = undisturbed.Report.Honesty.Checks;
        Assert.True(checks.Single(c => c.Name == "Every fitted feature was out of sample").Passed);
        Assert.Contains(
            "6 columns recomputed",
            checks.Single(c => c.Name == "Features do not change when the future is cut off").Detail,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Run_WithAnotherSeedOrSplit_FitsAnew()
    {
        var spec = SpecJson.Parse(Json).Spec!;
        string Features(SimulationSpec s) =>
            Run(s, "c", CancellationToken.None).Stages.Single(r => r.Stage == StageName.Features).ArtifactKey;
        var key = Features(spec);
        Assert.NotEqual(key, Features(spec with { Seed = 6 }));
        Assert.NotEqual(key, Features(spec with { Split = spec.Split with { EmbargoBars = 3 } }));
        Assert.Equal(key, Features(spec with { Name = "another" }));
    }

    private SimulationResult Run(SimulationSpec spec, string store, CancellationToken cancellation, Action<StageEvent>? report = null) =>
        new SimulationPipeline(new FileArtifactStore(new DataFolder(Path.Combine(_folder, store))), TimeProvider.System).Run(
            spec,
            new InMemorySeries([s_bars]),
            new RunOptions("cpu"),
            report ?? (_ => { }),
            cancellation
        );
}
