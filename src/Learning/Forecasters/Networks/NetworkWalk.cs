using System.Globalization;
using Simulator.Distributions;
using Simulator.Errors;
using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Learning.Explanations;
using Simulator.Learning.Forecasters.Networks.Laws;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Learning.Networks;
using Simulator.Stages;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks;

/// <summary>One walk over the folds: some models of each, whose pooled law goes to the tape.</summary>
internal sealed class NetworkWalk
{
    private const int PathNodes = 16;
    private static readonly TimeSpan s_checkpointEvery = TimeSpan.FromSeconds(10);

    private readonly NetworkForecasterSpec _spec;
    private readonly EncoderFactory _factory;
    private readonly ReturnInputs _inputs;
    private readonly IReadOnlyList<WalkForwardFold> _folds;
    private readonly int _embargoBars;
    private readonly CheckpointStamp _stamp;
    private readonly StageContext _context;
    private readonly Device _device;
    private int _epochsBefore;
    private long _lastCheckpoint;

    /// <summary>A walk, at its beginning or where a checkpoint says.</summary>
    public NetworkWalk(
        NetworkForecasterSpec spec,
        EncoderFactory factory,
        ReturnInputs inputs,
        IReadOnlyList<WalkForwardFold> folds,
        int embargoBars,
        CheckpointStamp stamp,
        StageContext context,
        WalkCheckpoint? start
    )
    {
        (_spec, _factory, _inputs, _folds) = (spec, factory, inputs, folds);
        (_embargoBars, _stamp, _context) = (embargoBars, stamp, context);
        _device = device(context.Device);
        Tape = start is null ? new(inputs.RowCount) : new(start.Tape);
        _epochsBefore = start?.EpochsBefore ?? 0;
        _lastCheckpoint = context.Time.GetTimestamp();
    }

    /// <summary>What has been forecast.</summary>
    public TapeWriter Tape { get; }

    /// <summary>Is shown the models of every fold while they can be asked; null where nobody asks.</summary>
    public Action<IFittedForecast>? Fitted { get; init; }

    /// <summary>Walks to the end.</summary>
    public void Run(WalkCheckpoint? start)
    {
        for (var k = start?.Fold ?? 0; k < _folds.Count; k++)
            RunFold(_folds[k], k == start?.Fold ? start.Training : []);
    }

    private void RunFold(WalkForwardFold fold, byte[] resume)
    {
        var rows = FoldRows.Of(fold, _embargoBars);
        var scaler = FeatureScaler.Fit(_inputs.Columns, _inputs.FirstRow, rows.Training.End, withLogarithms: true);
        var start = BaseLaw.Fit(Outcomes(rows), _spec.Law);
        using var scope = NewDisposeScope();
        using var source = new WindowSource(_inputs, scaler, _spec.WindowBars, fold.ForecastEnd, _device);
        using var reader = resume.Length > 0 ? new BinaryReader(new MemoryStream(resume)) : null;
        var stamp = WalkStamp.OfFold(fold, scaler);
        if (reader is not null)
            stamp.Require(reader);
        var models = reader is null ? [] : Enumerable.Range(0, reader.ReadInt32()).Select(_ => ModuleWeights.Read(reader)).ToList();
        var isHalfTrained = reader?.ReadBoolean() ?? false;
        while (models.Count < _spec.Seeds)
        {
            var part = new Part(fold, rows, source, stamp, models.Count);
            using var training = new NetworkTraining(
                _spec,
                _factory,
                source,
                rows.Training,
                start,
                _context.Seed,
                ModelPurpose.Of(fold.Index, models.Count),
                _device
            );
            if (isHalfTrained)
                training.Read(reader!);
            else
                training.Judge(ValidationCrps(training, part));
            isHalfTrained = false;
            Train(part, training, models);
            _epochsBefore += training.Epoch;
            models.Add(training.Best);
            if (models.Count < _spec.Seeds)
                Save(fold.Index, StateOf(stamp, models, null), Fraction(part with { Member = models.Count }, 0));
            else
                Serve(fold, rows.Training.End, source, training.Network, models);
        }
        Save(fold.Index + 1, [], (fold.Index + 1.0) / _folds.Count);
    }

    private double[] Outcomes(FoldRows rows) =>
        [.. Enumerable.Range(rows.Training.Start, rows.TrainingCount).Select(t => (double)_inputs.ScaledOutcome(t))];

    private void Train(Part part, NetworkTraining training, List<ModuleWeights> models)
    {
        var validation = part.Rows.ValidationRows;
        var randomWalk = validation.Average(t => Crps.OfGaussian(0, _inputs.Volatility[t], _inputs.NextReturn[t]));
        while (!training.IsFinished)
        {
            _context.Progress(
                Fraction(part, training.Epoch),
                FormattableString.Invariant($"{NameOf(part)}, epoch {training.Epoch + 1} of {_spec.Epochs}")
            );
            var (loss, norm) = training.RunEpoch(_context.Cancellation);
            RequireFinite(loss, norm, part.Fold, training.Epoch);
            var crps = ValidationCrps(training, part);
            training.Judge(crps);
            _context.Evaluate(
                (part.Fold.Index * _spec.Seeds) + part.Member,
                _epochsBefore + training.Epoch,
                new Dictionary<string, double>
                {
                    ["trainLoss"] = loss,
                    ["validationCrps"] = crps,
                    ["randomWalkCrps"] = randomWalk,
                    ["gradientNorm"] = norm,
                }
            );
            if (_context.Time.GetElapsedTime(_lastCheckpoint) >= s_checkpointEvery)
                Save(part.Fold.Index, StateOf(part.Stamp, models, training), Fraction(part, training.Epoch));
        }
    }

    private void RequireFinite(double loss, double norm, WalkForwardFold fold, int epoch)
    {
        if (double.IsFinite(loss) && double.IsFinite(norm))
            return;
        throw new SimulationException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"network diverged at epoch {epoch} of fold {fold.Index + 1} (loss {loss}, gradient {norm}): "
                    + $"lower learningRate ({_spec.LearningRate}) or gradientNorm ({_spec.GradientNorm})"
            )
        );
    }

    private double ValidationCrps(NetworkTraining training, Part part)
    {
        var rows = part.Rows.ValidationRows;
        var laws = LawReader.Read(training.Network, part.Source, rows, _context.Cancellation);
        return rows.Select((t, i) => laws[i].ToLaw(_spec.Law, _inputs.Volatility[t]).Crps(_inputs.NextReturn[t])).Average();
    }

    private void Serve(WalkForwardFold fold, int fittedEnd, WindowSource source, ForecastNetwork network, List<ModuleWeights> models)
    {
        var rows = Enumerable.Range(fold.ForecastStart, fold.ForecastEnd - fold.ForecastStart).ToArray();
        _context.Progress(
            (fold.Index + 1.0) / _folds.Count,
            FormattableString.Invariant($"fold {fold.Index + 1} of {_folds.Count}, forecasting {rows.Length} bars")
        );
        var laws = models.ConvertAll(model =>
        {
            model.Restore(network);
            return LawReader.Read(network, source, rows, _context.Cancellation);
        });
        for (var i = 0; i < rows.Length; i++)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            var pooled = LawParts.Mean(laws.ConvertAll(l => l[i]));
            Tape.Write(rows[i], fold, pooled.ToLaw(_spec.Law, _inputs.Volatility[rows[i]]), _inputs.NextReturn[rows[i]]);
        }
        Explain(fold, fittedEnd, source, network, models);
    }

    private void Explain(WalkForwardFold fold, int fittedEnd, WindowSource source, ForecastNetwork network, List<ModuleWeights> models)
    {
        var rows = ExplainedRows.Of(fold.ForecastStart, fold.ForecastEnd, _folds[0].ForecastStart);
        LawMoments Model(int member)
        {
            models[member].Restore(network);
            return network.Moments;
        }
        new WindowReasons(_inputs, source, Tape).Write(rows, fittedEnd, PathNodes, models.Count, Model, _context.Cancellation);
        Fitted?.Invoke(new FittedNetwork(fold, _inputs, source, _spec.Law, network, models));
    }

    private void Save(int fold, byte[] training, double fraction)
    {
        var checkpoint = new WalkCheckpoint(fold, _epochsBefore, Tape.ToBytes(), training);
        _context.SaveCheckpoint(checkpoint.ToBytes(_stamp), fraction);
        _lastCheckpoint = _context.Time.GetTimestamp();
    }

    private static byte[] StateOf(CheckpointStamp stamp, List<ModuleWeights> models, NetworkTraining? training)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        stamp.Write(writer);
        writer.Write(models.Count);
        foreach (var model in models)
            model.Write(writer);
        writer.Write(training is not null);
        training?.Write(writer);
        writer.Flush();
        return stream.ToArray();
    }

    private double Fraction(Part part, int epoch) =>
        (part.Fold.Index + ((part.Member + Math.Min(1, (double)epoch / _spec.Epochs)) / _spec.Seeds)) / _folds.Count;

    private string NameOf(Part part) =>
        FormattableString.Invariant($"fold {part.Fold.Index + 1} of {_folds.Count}")
        + (_spec.Seeds > 1 ? FormattableString.Invariant($", seed {part.Member + 1} of {_spec.Seeds}") : "");

    /// <summary>What one model is trained on.</summary>
    /// <param name="Fold">Its fold.</param>
    /// <param name="Rows">The fold's rows.</param>
    /// <param name="Source">The fold's windows.</param>
    /// <param name="Stamp">What a checkpoint of the fold depends on.</param>
    /// <param name="Member">0, 1, … among the models of the fold.</param>
    private sealed record Part(WalkForwardFold Fold, FoldRows Rows, WindowSource Source, CheckpointStamp Stamp, int Member);
}
