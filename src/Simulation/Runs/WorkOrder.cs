using System.Text.Json.Serialization;
using Simulator.Stages;

namespace Simulator.Runs;

/// <summary>
/// What a worker process is told: one line of JSON on its standard input. It answers with one <see cref="WorkerMessage"/> per line
/// on standard output. When its standard input ends (cancelled, or the server died) it stops.
/// </summary>
/// <param name="Job">The job's id.</param>
/// <param name="Epoch">How many times the job was handed out; echoed, so that a stale worker's words can be refused.</param>
/// <param name="Spec">The spec's JSON.</param>
/// <param name="Series">Symbol → path of its blob.</param>
/// <param name="DataFolder">Where artifacts and checkpoints live.</param>
/// <param name="Device"><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</param>
/// <param name="Trials">How many simulations of the target the store counts, this one included.</param>
public sealed record WorkOrder(
    string Job,
    int Epoch,
    string Spec,
    IReadOnlyDictionary<string, string> Series,
    string DataFolder,
    string Device,
    int Trials
);

/// <summary>A line from a worker. A closed set.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "message")]
[JsonDerivedType(typeof(Happened), "happened")]
[JsonDerivedType(typeof(Finished), "finished")]
[JsonDerivedType(typeof(Failed), "failed")]
public abstract record WorkerMessage(int Epoch)
{
    /// <summary>A stage said something.</summary>
    public sealed record Happened(int Epoch, StageEvent Event) : WorkerMessage(Epoch);

    /// <summary>The run is complete.</summary>
    public sealed record Finished(int Epoch, SimulationResult Result) : WorkerMessage(Epoch);

    /// <summary>The run cannot be completed; trying again would not help.</summary>
    public sealed record Failed(int Epoch, string Reason) : WorkerMessage(Epoch);
}
