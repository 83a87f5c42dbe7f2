using System.Text;
using System.Text.Json;
using Simulator.MarketPaths;
using Simulator.Runs;
using Simulator.Store.Database;
using Simulator.Store.Jobs;

namespace Simulator.Web.Hosting;

/// <summary>Hands out the paths of a job as one CSV file that import reads.</summary>
internal static class PathsApi
{
    public static void MapPaths(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/jobs/{id}/paths.csv", FindAsync)
            .WithTags("Jobs")
            .WithSummary("The paths of a job that drew some, one below the other, as CSV that import reads");

    private static async Task<IResult> FindAsync(string id, JobLibrary library, CancellationToken cancellation)
    {
        if ((await library.FindAsync(id, cancellation))?.Kind != PathsKind.Word)
            return Missing(id);
        PathsFound? found;
        try
        {
            if (await library.ResultBytesAsync(id, cancellation) is not { } content)
                return Missing(id);
            found = JsonSerializer.Deserialize<PathsFound>(content, PipelineJson.Options);
        }
        catch (StoreException e)
        {
            return Results.Problem(e.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            found = null; // of another version
        }
        if (found is null)
            return Missing(id);
        var text = PathCsv.Of([.. Enumerable.Range(0, found.Paths.Count).Select(p => found.SeriesOf(p))]);
        return Results.File(Encoding.UTF8.GetBytes(text), "text/csv", $"{found.Series}_{found.Generator}.csv");
    }

    private static IResult Missing(string id) =>
        Results.Problem(
            title: $"There are no paths of a job '{id}': it drew none (yet), or there is none of that id.",
            statusCode: StatusCodes.Status404NotFound
        );
}
