using System.Text.Json.Serialization;

namespace Simulator.Jobs;

/// <summary>
/// What a job at work says of a stage. A closed set: <see cref="Started"/>, <see cref="Progressed"/>, <see cref="Evaluated"/>,
/// <see cref="Sketched"/>, <see cref="Noted"/>, <see cref="CheckpointSaved"/>, <see cref="Completed"/>. Travels as JSON from worker to
/// server.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(Progressed), "progressed")]
[JsonDerivedType(typeof(Evaluated), "evaluated")]
[JsonDerivedType(typeof(Sketched), "sketched")]
[JsonDerivedType(typeof(Noted), "noted")]
[JsonDerivedType(typeof(CheckpointSaved), "checkpointSaved")]
[JsonDerivedType(typeof(Completed), "completed")]
public abstract record JobEvent(string Stage)
{
    /// <summary>The stage began, or went on from a checkpoint: <paramref name="ResumedFraction"/> is then what was done.</summary>
    public sealed record Started(string Stage, double ResumedFraction = 0) : JobEvent(Stage);

    /// <summary>How far the stage is and what it does, in a few words. The latest value wins.</summary>
    public sealed record Progressed(string Stage, double Fraction, string Doing) : JobEvent(Stage);

    /// <summary>A point on curves: values by name at a step of a group (a fold, a seed). Never dropped.</summary>
    public sealed record Evaluated(string Stage, int Group, int Step, IReadOnlyDictionary<string, double> Values) : JobEvent(Stage);

    /// <summary>What a generator draws now, for the eye. The latest wins; none is stored.</summary>
    public sealed record Sketched(string Stage, int Group, int Step, SamplePaths Paths) : JobEvent(Stage);

    /// <summary>Something that a reader of the log must know. Never dropped.</summary>
    public sealed record Noted(string Stage, string Text) : JobEvent(Stage);

    /// <summary>From here a killed job goes on.</summary>
    public sealed record CheckpointSaved(string Stage, double Fraction) : JobEvent(Stage);

    /// <summary>The stage is done; <paramref name="FromCache"/> where nothing had to be worked out.</summary>
    public sealed record Completed(string Stage, double Seconds, bool FromCache = false) : JobEvent(Stage);
}
