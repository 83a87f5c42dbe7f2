using System.Text.Json;
using System.Text.Json.Serialization;

namespace Simulator.Jobs;

/// <summary>
/// What a worker process is told: one line of JSON on its standard input. It answers with one <see cref="WorkerMessage"/> per line on
/// standard output. A later line is a <see cref="WorkerStop"/>; when its standard input ends (the server is gone) it stops at once.
/// </summary>
/// <param name="Job">The job's id.</param>
/// <param name="Kind">The kind of work.</param>
/// <param name="Epoch">Grows whenever the job is taken from its worker; echoed, so that a stale worker's words can be refused.</param>
/// <param name="Request">The request's JSON.</param>
/// <param name="Series">Symbol → path of its blob.</param>
/// <param name="DataFolder">Where artifacts and checkpoints live.</param>
/// <param name="Device"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
/// <param name="EarlierTrials">Trials of the target besides this job's own.</param>
/// <param name="Threads">Threads that the work may use.</param>
public sealed record WorkOrder(
    string Job,
    string Kind,
    int Epoch,
    string Request,
    IReadOnlyDictionary<string, string> Series,
    string DataFolder,
    string Device,
    int EarlierTrials,
    int Threads
);

/// <summary>How a worker is asked to stop, a word on a line of its input.</summary>
public static class WorkerStop
{
    /// <summary>At its next checkpoint; the job goes on from there later.</summary>
    public const string Pause = "pause";

    /// <summary>At once; what it had may be told as a partial result.</summary>
    public const string Cancel = "cancel";
}

/// <summary>A line from a worker. A closed set.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "message")]
[JsonDerivedType(typeof(Happened), "happened")]
[JsonDerivedType(typeof(Finished), "finished")]
[JsonDerivedType(typeof(Failed), "failed")]
public abstract record WorkerMessage(int Epoch)
{
    /// <summary>A stage said something.</summary>
    public sealed record Happened(int Epoch, JobEvent Event) : WorkerMessage(Epoch);

    /// <summary>The work is complete, or as far as it was when it was cancelled.</summary>
    public sealed record Finished(int Epoch, JsonElement Content, JobFigures Figures, bool IsPartial = false) : WorkerMessage(Epoch)
    {
        /// <summary>The message of an outcome.</summary>
        public static Finished Of(int epoch, JobOutcome outcome)
        {
            ArgumentNullException.ThrowIfNull(outcome);
            using var document = JsonDocument.Parse(outcome.Content);
            return new Finished(epoch, document.RootElement.Clone(), outcome.Figures, outcome.IsPartial);
        }

        /// <summary>The outcome, its document byte for byte as the worker made it.</summary>
        public JobOutcome ToOutcome() => new(JsonBytes.Of(Content), Figures) { IsPartial = IsPartial };
    }

    /// <summary>
    /// The work cannot be done. Trying again helps only if <paramref name="MayPass"/> is set: the disk was full or gone.
    /// </summary>
    public sealed record Failed(int Epoch, string Reason, bool MayPass = false) : WorkerMessage(Epoch);
}
