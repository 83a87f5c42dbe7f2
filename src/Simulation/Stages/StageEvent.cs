using System.Text.Json.Serialization;

namespace Simulator.Stages;

/// <summary>
/// What a running stage says of itself. A closed set: <see cref="Started"/>, <see cref="Progressed"/>, <see cref="Evaluated"/>,
/// <see cref="Sketched"/>, <see cref="Noted"/>, <see cref="CheckpointSaved"/>, <see cref="Completed"/>. Travels as JSON from worker to
/// server to page.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(Progressed), "progressed")]
[JsonDerivedType(typeof(Evaluated), "evaluated")]
[JsonDerivedType(typeof(Sketched), "sketched")]
[JsonDerivedType(typeof(Noted), "noted")]
[JsonDerivedType(typeof(CheckpointSaved), "checkpointSaved")]
[JsonDerivedType(typeof(Completed), "completed")]
public abstract record StageEvent(StageName Stage)
{
    /// <summary>The stage began (or resumed: <paramref name="ResumedFraction"/> is then what was already done).</summary>
    public sealed record Started(StageName Stage, double ResumedFraction = 0) : StageEvent(Stage);

    /// <summary>How far the stage is and what it is doing, in a few words (“fold 2 of 4, epoch 71 of 200”). Latest value wins.</summary>
    public sealed record Progressed(StageName Stage, double Fraction, string Doing) : StageEvent(Stage);

    /// <summary>
    /// A point on learning curves: <paramref name="Step"/> counts epochs of a fold or updates of the stage,
    /// <paramref name="Group"/> is the model or seed, values by name (<c>criticLoss</c>, <c>generatorLoss</c>, <c>validationCrps</c>,
    /// <c>randomWalkCrps</c>, <c>learningRate</c>, <c>meanReward</c>, <c>validationReturn</c> …). Never dropped.
    /// </summary>
    public sealed record Evaluated(StageName Stage, int Group, int Step, IReadOnlyDictionary<string, double> Values) : StageEvent(Stage);

    /// <summary>
    /// Paths that a generator draws now beside the one that happened, for the eye; cumulated log-returns. The latest wins; none is stored.
    /// </summary>
    /// <param name="Stage">The stage.</param>
    /// <param name="Group">The model or seed.</param>
    /// <param name="Step">Its epoch.</param>
    /// <param name="Real">[bar] what happened.</param>
    /// <param name="Drawn">[path][bar] what was drawn, each draw with the real bars before it.</param>
    public sealed record Sketched(StageName Stage, int Group, int Step, double[] Real, double[][] Drawn) : StageEvent(Stage);

    /// <summary>Something that a reader of the log must know, e.g. that a model's draws collapsed. Never dropped.</summary>
    public sealed record Noted(StageName Stage, string Text) : StageEvent(Stage);

    /// <summary>From here a killed run continues.</summary>
    public sealed record CheckpointSaved(StageName Stage, double Fraction) : StageEvent(Stage);

    /// <summary>The stage's artifact stands; <paramref name="FromCache"/> when it was there before.</summary>
    public sealed record Completed(StageName Stage, string ArtifactKey, string ContentHash, bool FromCache, double Seconds)
        : StageEvent(Stage);
}

/// <summary>The stages of the pipeline, in order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StageName>))]
public enum StageName
{
    /// <summary>Bars are read, cut to the spec's dates and aligned.</summary>
    Data,

    /// <summary>Features are computed.</summary>
    Features,

    /// <summary>The forecaster is trained walk-forward and writes the tape.</summary>
    Forecaster,

    /// <summary>The agent is trained and decides.</summary>
    Agent,

    /// <summary>The decisions or rules are executed.</summary>
    Backtest,

    /// <summary>The engine runs again: baselines, intrabar order, shortened data, chance.</summary>
    Evaluation,

    /// <summary>Statistics, scores and the sentence.</summary>
    Report,
}
