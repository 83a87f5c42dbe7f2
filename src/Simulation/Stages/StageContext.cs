namespace Simulator.Stages;

/// <summary>
/// What a stage is given in addition to its inputs: its seed, where it runs, how it reports, how it survives being killed.
/// A stage runs on its own thread and calls these from it; one whose parts run side by side goes through <see cref="StageParts"/>.
/// </summary>
public sealed class StageContext(
    StageName stage,
    long seed,
    string device,
    Action<StageEvent> report,
    Action<byte[], double> saveCheckpoint,
    byte[]? checkpoint,
    TimeProvider time,
    CancellationToken cancellation
)
{
    /// <summary>The stage.</summary>
    public StageName Stage { get; } = stage;

    /// <summary>The spec's seed; derive streams from it with <see cref="Seeding.Seeds"/>.</summary>
    public long Seed { get; } = seed;

    /// <summary><c>cpu</c> or <c>cuda</c>.</summary>
    public string Device { get; } = device;

    /// <summary>Clock for throttling progress and checkpoints; never for results.</summary>
    public TimeProvider Time { get; } = time;

    /// <summary>Asks the stage to stop; it throws <see cref="OperationCanceledException"/> at the next step.</summary>
    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Threads that the stage may use. No part of the result.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Where an earlier, killed run of the same stage stood; null at a fresh start.</summary>
    public byte[]? Checkpoint { get; } = checkpoint;

    /// <summary>Tells how far the stage is.</summary>
    public void Progress(double fraction, string doing) => report(new StageEvent.Progressed(Stage, fraction, doing));

    /// <summary>Adds a point to the learning curves.</summary>
    public void Evaluate(int group, int step, IReadOnlyDictionary<string, double> values) =>
        report(new StageEvent.Evaluated(Stage, group, step, values));

    /// <summary>Shows what a generator draws now: [bar] what happened and [path][bar] what was drawn, as cumulated log-returns.</summary>
    public void Sketch(int group, int step, double[] real, double[][] drawn) =>
        report(new StageEvent.Sketched(Stage, group, step, real, drawn));

    /// <summary>Says what a reader of the log must know; what a reader of the result must know stands in the artifact.</summary>
    public void Note(string text) => report(new StageEvent.Noted(Stage, text));

    /// <summary>
    /// Stores where the stage stands: weights, optimiser, random state, cursor. A run resumed from it gives the same numbers
    /// as one that was never interrupted.
    /// </summary>
    public void SaveCheckpoint(byte[] content, double fraction)
    {
        saveCheckpoint(content, fraction);
        report(new StageEvent.CheckpointSaved(Stage, fraction));
    }
}
