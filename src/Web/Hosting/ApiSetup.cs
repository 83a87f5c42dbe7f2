using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Simulator.Runs;
using Simulator.Store;
using Simulator.Store.Database;
using Simulator.Store.Jobs;
using Simulator.Store.Simulations;
using Simulator.Web.Jobs;

namespace Simulator.Web.Hosting;

/// <summary>The HTTP API: specs in, results out, and the server's health. <c>docs/hub.md</c> describes it for its callers.</summary>
public static class ApiSetup
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>Maps <c>/api/simulations</c> and <c>/health</c>.</summary>
    public static WebApplication MapApi(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var simulations = app.MapGroup("/api/simulations").WithTags("Simulations");
        simulations.MapPost("/", SubmitAsync).DisableAntiforgery().WithSummary("Queues a simulation; the body is its spec");
        simulations.MapGet("/{id}/result", ResultAsync).WithSummary("The result, byte for byte as stored");
        simulations.MapGet("/{id}/spec", SpecAsync).WithSummary("The spec, with every default written out");
        app.MapJobs();
        app.MapPaths();
        app.MapGet("/health", Health).WithTags("Server").WithSummary("Whether the server works, its version and its data folder");
        return app;
    }

    private static async Task<Results<Accepted<Submitted>, BadRequest<Refused>, ProblemHttpResult>> SubmitAsync(
        HttpRequest request,
        IJobs jobs,
        string? device,
        CancellationToken cancellation
    )
    {
        if (await ReadAsync(request, cancellation) is not { } json)
            return TypedResults.BadRequest(
                new Refused([
                    new ErrorMessage("", FormattableString.Invariant($"the spec has more than {SpecJson.MaximumLength} characters")),
                ])
            );
        var parse = SpecJson.Parse(json);
        if (parse.Spec is not { } spec)
            return TypedResults.BadRequest(new Refused([.. parse.Errors.Select(e => new ErrorMessage(e.Path, e.Message))]));
        if (device is not (null or "auto" or "cpu" or "cuda"))
            return TypedResults.BadRequest(new Refused([new ErrorMessage("device", $"must be auto, cpu or cuda, was '{device}'")]));
        try
        {
            var id = await jobs.SubmitAsync(spec, device ?? "auto", false, cancellation);
            return TypedResults.Accepted($"/simulations/{id}", new Submitted(id));
        }
        catch (ArgumentException e)
        {
            return TypedResults.BadRequest(new Refused([new ErrorMessage("", e.Message)]));
        }
        catch (StoreException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<Results<FileContentHttpResult, NotFound<ErrorMessage>, ProblemHttpResult>> ResultAsync(
        string id,
        SimulationLibrary library,
        CancellationToken cancellation
    )
    {
        try
        {
            return await library.ResultBytesAsync(id, cancellation) is { } bytes
                ? TypedResults.File(bytes, Json, $"simulation-{id}.json")
                : TypedResults.NotFound(new ErrorMessage("id", $"simulation '{id}' does not exist or has no result yet"));
        }
        catch (StoreException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<Results<ContentHttpResult, NotFound<ErrorMessage>>> SpecAsync(
        string id,
        ISimulationLibrary library,
        CancellationToken cancellation
    ) =>
        await library.SpecJsonAsync(id, cancellation) is { } json
            ? TypedResults.Content(json, Json)
            : TypedResults.NotFound(new ErrorMessage("id", $"there is no simulation '{id}'"));

    // 503 is what health checks of containers and proxies look at.
    private static JsonHttpResult<HealthReport> Health(SimulatorStore store, ComputeProbe compute, JobOptions options)
    {
        var trouble = FolderHealth.TroubleOf(store.Folder);
        return TypedResults.Json(
            new HealthReport(
                trouble is null ? "ok" : "trouble",
                typeof(ApiSetup).Assembly.GetName().Version!.ToString(3),
                CodeVersion.Current,
                store.Folder.Root,
                new SqliteReport(SqliteLibrary.Version),
                compute.ReportSoFar,
                options.Slots,
                trouble
            ),
            statusCode: trouble is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable
        );
    }

    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var buffer = new char[16 * 1024];
        var text = new StringBuilder();
        while (await reader.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            text.Append(buffer, 0, read);
            if (text.Length > SpecJson.MaximumLength)
                return null;
        }
        return text.ToString();
    }
}

/// <summary>A queued simulation.</summary>
public sealed record Submitted(string Id);

/// <summary>Everything that is wrong with a request.</summary>
public sealed record Refused(IReadOnlyList<ErrorMessage> Errors);

/// <summary>One thing that is wrong: where, and what to do.</summary>
public sealed record ErrorMessage(string Path, string Message);

/// <summary>
/// What the server is and runs on. <paramref name="Compute"/> is null until the server has found out; <paramref name="Trouble"/> says what
/// is wrong with the data folder, with the status <c>trouble</c>.
/// </summary>
public sealed record HealthReport(
    string Status,
    string Version,
    string CodeVersion,
    string DataFolder,
    SqliteReport Sqlite,
    ComputeReport? Compute,
    int Slots,
    string? Trouble
);

/// <summary>The SQLite in use.</summary>
public sealed record SqliteReport(string Version);
