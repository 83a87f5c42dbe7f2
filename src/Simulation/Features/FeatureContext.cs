using Simulator.Markets;
using Simulator.Seeding;
using Simulator.Stages;

namespace Simulator.Features;

/// <summary>
/// What a fitted feature is given in addition to its input, for one fold: the split, its seed, its device, a place for progress and
/// one for checkpoints. A fit runs on one thread and calls these from it.
/// </summary>
public sealed class FeatureContext
{
    private readonly StageContext _stage;
    private readonly string _purpose;
    private readonly Func<double, double> _overall;
    private readonly Action<byte[], double> _save;

    /// <summary>A context of one fit.</summary>
    /// <param name="stage">The stage that the fit is part of.</param>
    /// <param name="split">Training, validation, test, embargo.</param>
    /// <param name="purpose">What seeds are derived by, e.g. <c>features/autoencoder/fold2</c>.</param>
    /// <param name="checkpoint">Where a killed run of the same fit stood; null at a fresh start.</param>
    /// <param name="overall">How far the stage is when the fit is so far.</param>
    /// <param name="save">Stores a checkpoint of the fit.</param>
    internal FeatureContext(
        StageContext stage,
        SplitSpec split,
        string purpose,
        byte[]? checkpoint,
        Func<double, double> overall,
        Action<byte[], double> save
    ) => (_stage, Split, _purpose, Checkpoint, _overall, _save) = (stage, split, purpose, checkpoint, overall, save);

    /// <summary>Training, validation, test, embargo.</summary>
    public SplitSpec Split { get; }

    /// <summary>Where an earlier, killed run of the same fit stood; null at a fresh start.</summary>
    public byte[]? Checkpoint { get; }

    /// <summary><c>cpu</c> or <c>cuda</c>.</summary>
    public string Device => _stage.Device;

    /// <summary>Clock for throttling progress and checkpoints; never for results.</summary>
    public TimeProvider Time => _stage.Time;

    /// <summary>Asks the fit to stop; it throws <see cref="OperationCanceledException"/> at the next step.</summary>
    public CancellationToken Cancellation => _stage.Cancellation;

    /// <summary>The seed of a stream of this fit's, e.g. of its weights; another fold's or feature's is another.</summary>
    public ulong Seed(string stream) => Seeds.Derive(_stage.Seed, $"{_purpose}/{stream}");

    /// <summary>Tells how far the fit is, from 0 to 1.</summary>
    public void Progress(double fraction, string doing) => _stage.Progress(_overall(fraction), $"{_purpose}: {doing}");

    /// <summary>Adds a point to the learning curves.</summary>
    public void Evaluate(int group, int step, IReadOnlyDictionary<string, double> values) => _stage.Evaluate(group, step, values);

    /// <summary>Stores where the fit stands. A fit resumed from it gives the same model as one that was never interrupted.</summary>
    public void SaveCheckpoint(byte[] content, double fraction) => _save(content, _overall(fraction));
}
