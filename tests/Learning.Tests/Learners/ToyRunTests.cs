using Simulator.Artifacts;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Stages;
using Simulator.Tests.Learners;

namespace Simulator.Tests.Learning.Learners;

/// <summary>
/// Three learners that live only in the tests, a row each, go the whole path: a spec in JSON names them, the run trains them, survives a
/// stop at every checkpoint with the same result, and says their names.
/// </summary>
public sealed class ToyRunTests : IDisposable
{
    private const string Json = """
        { "version": 1, "seed": 7, "data": { "target": "SYN" },
          "features": [ { "kind": "returns", "lagsBars": [1, 5] }, { "kind": "toyFeature", "epochs": 4 } ],
          "forecaster": { "kind": "toyForecaster", "windowBars": 8, "epochs": 3 },
          "strategy": { "kind": "agent", "agent": { "kind": "toyAgent", "seeds": 2, "steps": 20 } } }
        """;

    private static readonly InMemorySeries s_market = new([ContractMarket.Bars(900)]);
    private readonly List<string> _folders = [];

    public void Dispose() => _folders.ForEach(f => Directory.Delete(f, recursive: true));

    [Fact]
    public void Spec_OfToys_ReadsWithTheirOwnTypesAndNames()
    {
        var spec = SpecJson.Parse(Json).Spec!;
        Assert.Equal(3, Assert.IsType<ToyForecasterSpec>(spec.Forecaster).Epochs);
        Assert.Equal(20, Assert.IsType<ToyAgentSpec>(Assert.IsType<AgentStrategySpec>(spec.Strategy).Agent).Steps);
        Assert.Equal("Toy on Toy forecasts", spec.StrategyName);
    }

    [Fact]
    public void Spec_ValuesThatContradict_AreRefusedAtTheirPath()
    {
        var error = Assert.Single(SpecJson.Parse(Json.Replace("\"epochs\": 3", "\"epochs\": 99", StringComparison.Ordinal)).Errors);
        Assert.Equal(("forecaster.epochs", "must not be 99, was 99"), (error.Path, error.Message));
    }

    [Fact]
    public void Run_OfToys_StoppedAtEveryCheckpoint_EndsWithTheSameResult()
    {
        var undisturbed = Run(NewFolder(), int.MaxValue)!;
        var (folder, stops) = (NewFolder(), 0);
        SimulationResult? resumed;
        while ((resumed = Run(folder, 1)) is null)
            Assert.True(++stops < 100, "it does not get on");

        Assert.True(stops >= 3, FormattableString.Invariant($"only {stops} stops"));
        Assert.Equal(undisturbed.ResultHash, resumed.ResultHash);
        Assert.Equal(2, resumed.Agent!.Seeds.Count);
        Assert.Contains("toy/fold0", resumed.Seeds.Keys);
        Assert.Contains("toy/seed1", resumed.Seeds.Keys);
    }

    [Fact]
    public void Run_OnTooFewBars_IsRefusedWithHowManyItTakes()
    {
        var error = Assert.Single(SpecChecks.AgainstData(SpecJson.Parse(Json).Spec!, new InMemorySeries([ContractMarket.Bars(60)])));
        Assert.Equal("split.trainFraction", error.Path);
        Assert.Contains("it takes", error.Message, StringComparison.Ordinal);
    }

    // Null where the run was stopped at its n-th checkpoint.
    private static SimulationResult? Run(string folder, int stopAt)
    {
        using var stop = new CancellationTokenSource();
        var seen = 0;
        try
        {
            return new SimulationPipeline(new FileArtifactStore(new DataFolder(folder)), TimeProvider.System).Run(
                SpecJson.Parse(Json).Spec!,
                s_market,
                new RunOptions("cpu"),
                e =>
                {
                    if (e is StageEvent.CheckpointSaved && ++seen == stopAt)
                        stop.Cancel();
                },
                stop.Token
            );
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private string NewFolder()
    {
        _folders.Add(Directory.CreateTempSubdirectory("simulator-toys-").FullName);
        return _folders[^1];
    }
}
