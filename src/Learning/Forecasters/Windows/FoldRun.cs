using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Learning.Explanations;
using Simulator.Stages;

namespace Simulator.Learning.Forecasters.Windows;

/// <summary>What a fold is walked with.</summary>
/// <param name="Inputs">What the forecaster reads.</param>
/// <param name="Fold">The fold.</param>
/// <param name="Folds">All folds of the walk.</param>
/// <param name="EmbargoBars">Bars left out between training and validation of the fold.</param>
/// <param name="Stamp">What a checkpoint of the walk depends on.</param>
/// <param name="Context">Seed, device, events and checkpoints of this fold.</param>
internal sealed record FoldWork(
    ReturnInputs Inputs,
    WalkForwardFold Fold,
    IReadOnlyList<WalkForwardFold> Folds,
    int EmbargoBars,
    CheckpointStamp Stamp,
    StageContext Context
)
{
    private static readonly Lock s_showing = new();

    /// <summary>Is shown the models of every fold while they can be asked, one fold at a time; null where nobody asks.</summary>
    public Action<IFittedForecast>? Fitted { get; init; }

    /// <summary>Bars ahead of the furthest forecast.</summary>
    public int PathBars { get; init; } = 1;

    /// <summary>Rows of the fold that are explained.</summary>
    public int[] Explained => ExplainedRows.Of(Fold.ForecastStart, Fold.ForecastEnd, Folds[0].ForecastStart);

    /// <summary>Shows the fold's models to whoever asks for them.</summary>
    public void Show(Func<IFittedForecast> fitted)
    {
        if (Fitted is null)
            return;
        lock (s_showing)
            Fitted(fitted());
    }
}

/// <summary>
/// One fold of a walk: its models are trained one after the other, from different seeds, and serve its rows together. Between two epochs it
/// can be saved and continued; the numbers are the same.
/// </summary>
/// <typeparam name="TTraining">The training of one model.</typeparam>
/// <typeparam name="TModel">What is kept of it.</typeparam>
/// <param name="work">The fold.</param>
/// <param name="seeds">Models.</param>
/// <param name="epochs">Epochs of each, at most.</param>
internal abstract class FoldRun<TTraining, TModel>(FoldWork work, int seeds, int epochs)
    where TTraining : class, IFoldTraining
{
    private static readonly TimeSpan s_checkpointEvery = TimeSpan.FromSeconds(10);

    private readonly List<TModel> _models = [];
    private CheckpointStamp _stamp = null!;
    private int _epochsBefore;
    private long _lastCheckpoint;

    /// <summary>The fold.</summary>
    protected FoldWork Work { get; } = work;

    /// <summary>What has been forecast.</summary>
    protected TapeWriter Tape { get; private set; } = null!;

    /// <summary>Its rows.</summary>
    protected FoldRows Rows { get; } = FoldRows.Of(work.Fold, work.EmbargoBars, work.PathBars);

    /// <summary>Walks to the end, from the beginning or from where a checkpoint says.</summary>
    /// <param name="start">The checkpoint.</param>
    /// <param name="scaler">What the fold's inputs are scaled by.</param>
    public TapeWriter Run(WalkCheckpoint? start, FeatureScaler scaler)
    {
        Tape = start is null ? new(Work.Inputs.RowCount, FoldWalk.Horizons(Work.PathBars)) : new(start.Tape);
        if (start?.IsDone == true)
            return Tape;
        _stamp = WalkStamp.OfFold(Work.Fold, scaler);
        _epochsBefore = start?.EpochsBefore ?? 0;
        _lastCheckpoint = Work.Context.Time.GetTimestamp();
        using var reader = start is null ? null : new BinaryReader(new MemoryStream(start.Training));
        var isHalfTrained = false;
        if (reader is not null)
        {
            _stamp.Require(reader);
            _models.AddRange(Enumerable.Range(0, reader.ReadInt32()).Select(_ => Read(reader)));
            isHalfTrained = reader.ReadBoolean();
        }
        while (_models.Count < seeds)
        {
            using var training = Begin(_models.Count);
            if (isHalfTrained)
                training.Read(reader!);
            else
                Judge(training, _models.Count);
            isHalfTrained = false;
            Train(training);
            _epochsBefore += training.Epoch;
            _models.Add(End(training, _models.Count));
            if (_models.Count < seeds)
                Save(null);
            else
                Serve(training);
        }
        Work.Context.SaveCheckpoint(new WalkCheckpoint(true, _epochsBefore, Tape.ToBytes(), []).ToBytes(Work.Stamp), 1);
        return Tape;
    }

    /// <summary>Begins the training of a model.</summary>
    protected abstract TTraining Begin(int member);

    /// <summary>Judges a model that is not trained yet.</summary>
    protected abstract void Judge(TTraining training, int member);

    /// <summary>Trains for an epoch and judges; what is to be drawn of it.</summary>
    /// <param name="training">The training.</param>
    /// <param name="name">What people call the model.</param>
    /// <param name="place">Group and step of the epoch's points.</param>
    protected abstract IReadOnlyDictionary<string, double> RunEpoch(TTraining training, string name, (int Group, int Step) place);

    /// <summary>What is kept of a finished training.</summary>
    protected abstract TModel End(TTraining training, int member);

    /// <summary>Fills the fold's rows.</summary>
    /// <param name="training">The last training, whose networks may be used.</param>
    /// <param name="models">What is kept of all.</param>
    protected abstract void Serve(TTraining training, IReadOnlyList<TModel> models);

    /// <summary>Writes a model.</summary>
    protected abstract void Write(TModel model, BinaryWriter writer);

    /// <summary>Reads a model.</summary>
    protected abstract TModel Read(BinaryReader reader);

    /// <summary>What people call a model of the fold.</summary>
    protected string NameOf(int member) =>
        FormattableString.Invariant($"fold {Work.Fold.Index + 1} of {Work.Folds.Count}")
        + (seeds > 1 ? FormattableString.Invariant($", seed {member + 1} of {seeds}") : "");

    /// <summary>What the next epoch of a training is.</summary>
    protected virtual string Doing(TTraining training) => FormattableString.Invariant($"epoch {training.Epoch + 1} of {epochs}");

    private void Train(TTraining training)
    {
        var (context, member) = (Work.Context, _models.Count);
        var group = (Work.Fold.Index * seeds) + member;
        while (!training.IsFinished)
        {
            context.Progress(Fraction(training), $"{NameOf(member)}, {Doing(training)}");
            var step = _epochsBefore + training.Epoch + 1;
            context.Evaluate(group, step, RunEpoch(training, NameOf(member), (group, step)));
            if (context.Time.GetElapsedTime(_lastCheckpoint) >= s_checkpointEvery)
                Save(training);
        }
    }

    private void Serve(TTraining training)
    {
        var fold = Work.Fold;
        Work.Context.Progress(
            1,
            FormattableString.Invariant(
                $"fold {fold.Index + 1} of {Work.Folds.Count}, forecasting {fold.ForecastEnd - fold.ForecastStart} bars"
            )
        );
        Serve(training, _models);
    }

    private void Save(TTraining? training)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        _stamp.Write(writer);
        writer.Write(_models.Count);
        foreach (var model in _models)
            Write(model, writer);
        writer.Write(training is not null);
        training?.Write(writer);
        writer.Flush();
        var checkpoint = new WalkCheckpoint(false, _epochsBefore, Tape.ToBytes(), stream.ToArray());
        Work.Context.SaveCheckpoint(checkpoint.ToBytes(Work.Stamp), Fraction(training));
        _lastCheckpoint = Work.Context.Time.GetTimestamp();
    }

    private double Fraction(TTraining? training) => (_models.Count + Math.Min(1, (double)(training?.Epoch ?? 0) / epochs)) / seeds;
}
