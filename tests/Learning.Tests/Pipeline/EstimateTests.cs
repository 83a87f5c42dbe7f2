using Simulator.Jobs;
using Simulator.Runs;

namespace Simulator.Tests.Learning.Pipeline;

/// <summary>Estimates against what was measured, and against what no machine can do.</summary>
public sealed class EstimateTests
{
    private static JobEstimate Of(string json, int bars)
    {
        var parse = SpecJson.Parse(json);
        Assert.Empty(parse.Errors);
        return new SimulationRequest(parse.Spec!).Estimate(_ => bars);
    }

    // Measured: 83 to 89 s and 406 to 431 MB, its folds stopping early; 2,263 bars.
    [Fact]
    public void ReferenceJob_IsEstimatedInItsOrderOfMagnitude()
    {
        var path = Path.Combine(SharedFiles.RepositoryRoot, "docs", "examples", "gs-gan-ppo.json");
        var estimate = Of(File.ReadAllText(path), 2_263);

        Assert.InRange(estimate.Seconds, 60, 1_000);
        Assert.InRange(estimate.MemoryBytes, 300e6, 900e6);
    }

    [Fact]
    public void Rule_OverAMillionBars_TakesSeconds()
    {
        var estimate = Of("""{ "version": 1, "data": { "target": "X" }, "strategy": { "kind": "smaCross" } }""", 1_000_000);

        Assert.InRange(estimate.Seconds, 2, 60);
        Assert.InRange(estimate.MemoryBytes, 300e6, 2e9);
    }

    [Fact]
    public void Everything_GrowsWithBarsColumnsAndSizes()
    {
        const string small = """
            { "version": 1, "data": { "target": "X", "related": ["Y"] }, "features": [ { "kind": "returns" } ],
              "forecaster": { "kind": "gan", "hidden": 64, "batchSize": 64 },
              "strategy": { "kind": "agent", "agent": { "kind": "ppo", "hidden": 64 } } }
            """;
        var one = Of(small, 10_000);
        foreach (
            var larger in new[]
            {
                Of(small, 100_000),
                Of(small.Replace("\"hidden\": 64", "\"hidden\": 1024", StringComparison.Ordinal), 10_000),
                Of(small.Replace("\"returns\" }", "\"returns\" }, { \"kind\": \"relatedReturns\" }", StringComparison.Ordinal), 10_000),
            }
        )
        {
            Assert.True(larger.Seconds > one.Seconds);
            Assert.True(larger.MemoryBytes > one.MemoryBytes);
        }
    }

    [Fact]
    public void LargestSizesThatASpecAllows_AreBeyondAnyMachine_WithoutOverflow()
    {
        var estimate = Of(
            """
            { "version": 1, "data": { "target": "X" }, "features": [ { "kind": "returns" } ],
              "forecaster": { "kind": "gan", "hidden": 2048, "batchSize": 65536, "windowBars": 256, "criticChannels": 1024,
                "epochs": 100000, "trainFolds": 50, "samples": 10000, "criticSteps": 100 },
              "strategy": { "kind": "agent",
                "agent": { "kind": "ppo", "steps": 1000000000, "environments": 1024, "rolloutSteps": 1024, "hidden": 4096 } } }
            """,
            5_000_000
        );

        Assert.True(estimate.MemoryBytes > 1e12 && double.IsFinite(estimate.MemoryBytes), estimate.MemoryWords);
        Assert.True(estimate.Seconds > 1e9 && double.IsFinite(estimate.Seconds), estimate.TimeWords);
    }

    [Theory]
    [InlineData(0, 1e6, "up to 10 s, 0.1 GB of memory")]
    [InlineData(61, 2.34e9, "up to 70 s, 2.3 GB of memory")]
    [InlineData(600, 1e9, "up to 10 min, 1.0 GB of memory")]
    [InlineData(36_001, 1e9, "up to 11 h, 1.0 GB of memory")]
    [InlineData(1e9, 1e12, "up to 11,575 days, 1,000.0 GB of memory")]
    public void Words_AreRoundedUp(double seconds, double bytes, string words) =>
        Assert.Equal(words, new JobEstimate(bytes, seconds).Words);
}
