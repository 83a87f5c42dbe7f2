using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Simulator.Jobs;
using Simulator.Store.Database;
using Simulator.Store.Jobs;
using Simulator.Web.Hubs;
using Simulator.Web.Jobs;

namespace Simulator.Web.Hosting;

/// <summary>Work of every kind over HTTP, <c>/api/jobs</c>; <c>docs/hub.md</c> describes it for its callers.</summary>
public static class JobsApi
{
    private const int MostRows = 200;
    private const string Json = "application/json; charset=utf-8";

    /// <summary>Maps <c>/api/jobs</c>.</summary>
    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var jobs = routes.MapGroup("/api/jobs").DisableAntiforgery().WithTags("Jobs");
        jobs.MapGet("/", ListAsync).WithSummary("Jobs, newest first; of one kind, or of all");
        jobs.MapPost("/{kind}", SubmitAsync)
            .Accepts<object>("application/json")
            .WithSummary("Queues a job of a kind: simulation, sweep, walkForward, crossValidation, leaderboard, anomalies, paths");
        jobs.MapPost("/{kind}/estimate", EstimateAsync)
            .Accepts<object>("application/json")
            .WithSummary("What a request would take; queues nothing");
        jobs.MapGet("/{id}", Find).WithSummary("The job's current state");
        jobs.MapGet("/{id}/request", RequestAsync).WithSummary("What was asked, with every default written out");
        jobs.MapGet("/{id}/result", ResultAsync).WithSummary("What it found, byte for byte as stored");
        jobs.MapPost("/{id}/pause", PauseAsync).WithSummary("Stops it at its next checkpoint, or keeps it from starting");
        jobs.MapPost("/{id}/resume", ResumeAsync).WithSummary("Goes on where it was paused");
        jobs.MapPost("/{id}/cancel", CancelAsync).WithSummary("Stops it for good; what it had is kept");
        jobs.MapPut("/{id}/priority", PrioritiseAsync).WithSummary("Sets which jobs go first: the higher number");
        jobs.MapPut("/{id}/place", PlaceAsync).WithSummary("Puts a waiting job before another waiting one, or last");
        jobs.MapGet("/{id}/log", Log).WithSummary("What was said while it ran, as text");
        jobs.MapDelete("/{id}", DeleteAsync).WithSummary("Deletes it, cancelled first where it has not ended; its links open nothing");
        jobs.MapPost("/{id}/restore", RestoreAsync).WithSummary("Undoes the deletion, for a day");
    }

    /// <summary>Queues what a text asks for.</summary>
    internal static async Task<Results<Accepted<Submitted>, BadRequest<Refused>, NotFound<ErrorMessage>, ProblemHttpResult>> SubmitAsync(
        string kind,
        HttpRequest request,
        IJobs jobs,
        JobKinds kinds,
        CancellationToken cancellation,
        string? device = null,
        int? priority = null
    )
    {
        if (kinds.Find(kind) is not { } row)
            return TypedResults.NotFound(
                new ErrorMessage("kind", $"there are {string.Join(", ", kinds.All.Select(k => k.Name))}; was '{kind}'")
            );
        if (await RequestText.ReadAsync(request, cancellation) is not { } json)
            return Refusal("", FormattableString.Invariant($"the request has more than {Runs.SpecJson.MaximumLength} characters"));
        if (device is not (null or "auto" or "cpu" or "cuda"))
            return Refusal("device", $"there are auto, cpu, cuda; was '{device}'");
        var parse = row.Parse(json);
        if (parse.Request is not { } asked)
            return TypedResults.BadRequest(new Refused([.. parse.Errors.Select(e => new ErrorMessage(e.Path, e.Message))]));
        try
        {
            var submission = new JobSubmission(row, asked) { Device = device ?? "auto", Priority = priority };
            var id = await jobs.SubmitAsync(submission, cancellation);
            return TypedResults.Accepted($"/api/jobs/{id}", new Submitted(id));
        }
        catch (ArgumentException e)
        {
            return Refusal("", e.Message);
        }
        catch (StoreException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<Results<Ok<EstimateReport>, BadRequest<Refused>, NotFound<ErrorMessage>, ProblemHttpResult>> EstimateAsync(
        string kind,
        HttpRequest request,
        IJobs jobs,
        JobKinds kinds,
        JobOptions options,
        CancellationToken cancellation
    )
    {
        if (kinds.Find(kind) is not { } row)
            return TypedResults.NotFound(
                new ErrorMessage("kind", $"there are {string.Join(", ", kinds.All.Select(k => k.Name))}; was '{kind}'")
            );
        if (await RequestText.ReadAsync(request, cancellation) is not { } json)
            return Refusal("", FormattableString.Invariant($"the request has more than {Runs.SpecJson.MaximumLength} characters"));
        var parse = row.Parse(json);
        if (parse.Request is not { } asked)
            return TypedResults.BadRequest(new Refused([.. parse.Errors.Select(e => new ErrorMessage(e.Path, e.Message))]));
        try
        {
            var estimate = jobs.Estimate(asked);
            return TypedResults.Ok(new EstimateReport(estimate.MemoryBytes, estimate.Seconds, JobSize.Refusal(estimate, options)));
        }
        catch (ArgumentException e)
        {
            return Refusal("", e.Message);
        }
        catch (StoreException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static BadRequest<Refused> Refusal(string path, string message) =>
        TypedResults.BadRequest(new Refused([new ErrorMessage(path, message)]));

    private static async Task<Ok<JobListPage>> ListAsync(
        JobLibrary library,
        CancellationToken cancellation,
        string? kind = null,
        int skip = 0,
        int take = 50
    ) =>
        TypedResults.Ok(
            await library.ListAsync(kind is null ? null : [kind], Math.Max(0, skip), Math.Clamp(take, 1, MostRows), cancellation)
        );

    private static Results<Ok<JobMessage>, NotFound<ErrorMessage>> Find(string id, IJobs jobs, CancellationToken cancellation) =>
        jobs.Watch(id, cancellation) is { } watch ? TypedResults.Ok(JobMessage.Of(watch.Snapshot, 0)) : Missing(id);

    private static async Task<Results<ContentHttpResult, NotFound<ErrorMessage>>> RequestAsync(
        string id,
        JobLibrary library,
        CancellationToken cancellation
    ) => await library.FindAsync(id, cancellation) is { } job ? TypedResults.Content(job.RequestJson, Json) : Missing(id);

    private static async Task<Results<FileContentHttpResult, NotFound<ErrorMessage>, ProblemHttpResult>> ResultAsync(
        string id,
        JobLibrary library,
        CancellationToken cancellation
    )
    {
        try
        {
            return await library.ResultBytesAsync(id, cancellation) is { } bytes
                ? TypedResults.File(bytes, Json, $"job-{id}.json")
                : TypedResults.NotFound(new ErrorMessage("id", $"job '{id}' has no result (yet), or there is none of that id"));
        }
        catch (StoreException e)
        {
            return TypedResults.Problem(e.Message, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static Task<Results<NoContent, Conflict<ErrorMessage>>> PauseAsync(string id, IJobs jobs, CancellationToken cancellation) =>
        AnswerAsync(jobs.PauseAsync(id, cancellation), $"job '{id}' neither waits nor runs");

    private static Task<Results<NoContent, Conflict<ErrorMessage>>> ResumeAsync(string id, IJobs jobs, CancellationToken cancellation) =>
        AnswerAsync(jobs.ResumeAsync(id, cancellation), $"job '{id}' is not paused");

    private static Task<Results<NoContent, Conflict<ErrorMessage>>> CancelAsync(string id, IJobs jobs, CancellationToken cancellation) =>
        AnswerAsync(jobs.CancelAsync(id, cancellation), $"there is no job '{id}', or it has ended");

    private static Task<Results<NoContent, Conflict<ErrorMessage>>> PrioritiseAsync(
        string id,
        Priority priority,
        IJobs jobs,
        CancellationToken cancellation
    ) => AnswerAsync(jobs.SetPriorityAsync(id, priority.Value, cancellation), $"there is no job '{id}', or it has ended");

    private static Task<Results<NoContent, Conflict<ErrorMessage>>> PlaceAsync(
        string id,
        Place place,
        IJobs jobs,
        CancellationToken cancellation
    ) => AnswerAsync(jobs.MoveAsync(id, place.Before, cancellation), $"job '{id}' or the one that it is to stand before does not wait");

    private static async Task<Results<FileContentHttpResult, NotFound<ErrorMessage>>> Log(
        string id,
        JobLibrary library,
        JobLogs logs,
        CancellationToken cancellation
    ) =>
        await library.FindAsync(id, cancellation) is not null
            ? TypedResults.File(Encoding.UTF8.GetBytes(logs.Text(id)), "text/plain; charset=utf-8", $"job-{id}.log.txt")
            : Missing(id);

    private static async Task<Results<NoContent, NotFound<ErrorMessage>>> DeleteAsync(
        string id,
        IJobs jobs,
        CancellationToken cancellation
    ) => await jobs.DeleteAsync(id, cancellation) ? TypedResults.NoContent() : Missing(id);

    private static async Task<Results<NoContent, NotFound<ErrorMessage>>> RestoreAsync(
        string id,
        IJobs jobs,
        CancellationToken cancellation
    ) => await jobs.RestoreAsync(id, cancellation) ? TypedResults.NoContent() : Missing(id);

    private static async Task<Results<NoContent, Conflict<ErrorMessage>>> AnswerAsync(Task<bool> done, string otherwise) =>
        await done ? TypedResults.NoContent() : TypedResults.Conflict(new ErrorMessage("id", otherwise));

    private static NotFound<ErrorMessage> Missing(string id) => TypedResults.NotFound(new ErrorMessage("id", $"there is no job '{id}'"));
}

/// <summary>What a request would take.</summary>
/// <param name="MemoryBytes">Bytes of memory of its worker.</param>
/// <param name="Seconds">Seconds, at most; an order of magnitude.</param>
/// <param name="Refusal">Why this machine would not take it; null where it would.</param>
public sealed record EstimateReport(double MemoryBytes, double Seconds, string? Refusal);

/// <summary>A place in the queue.</summary>
/// <param name="Before">The waiting job that it stands before; null for the end.</param>
public sealed record Place(string? Before);

/// <summary>Which jobs go first.</summary>
/// <param name="Value">−100 … 100; the higher goes first.</param>
public sealed record Priority(int Value);
