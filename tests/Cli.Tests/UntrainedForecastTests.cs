using System.Text.Json;
using Simulator.Runs;

namespace Simulator.Tests.Cli;

/// <summary>
/// A generator that kept its untrained weights forecasts N(0, σ²): no direction. Following it holds nothing, whatever rounding leaves in
/// the mean of its draws.
/// </summary>
public sealed class UntrainedForecastTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task AnUntrainedGenerator_TradesNothing_AndItsDirectionIsUndefined()
    {
        var (spec, bars) = (SharedFiles.Require("data/cases/untrained_gan.json"), SharedFiles.Require("data/cases/untrained_gan.csv"));
        var run = await CommandRun.OfAsync("simulate", spec, "--bars", "UNTRAINED=" + bars, "--json", "--data", _folder.File("data"));
        Assert.True(run.ExitCode == 0, run.Error);
        var report = JsonSerializer.Deserialize<SimulationResult>(run.Out, PipelineJson.Options)!.Report;

        Assert.Empty(report.Trades);
        Assert.Equal(0, report.Accounts[0].Statistics["returnFraction"]);
        Assert.True(double.IsNaN(report.Forecast!.DirectionalAccuracy));
        Assert.True(double.IsNaN(report.Forecast.DirectionPValue));
    }
}
