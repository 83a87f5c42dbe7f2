using System.Text.Json;
using Simulator.Learning.Pipeline;
using Simulator.Store.Simulations;

namespace Simulator.Web.Components.Report;

/// <summary>A result as a file.</summary>
internal static class ResultDownload
{
    public static void MapResultDownload(this WebApplication app) => app.MapGet("/simulations/{id}/result.json", async (string id, ISimulationLibrary simulations, CancellationToken cancellation) =>
        await simulations.ResultAsync(id, cancellation) is { } result
            ? Results.File(JsonSerializer.SerializeToUtf8Bytes(result, PipelineJson.Indented), "application/json", $"simulation-{id}.json")
            : Results.NotFound());
}
