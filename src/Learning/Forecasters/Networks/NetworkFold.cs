using System.Globalization;
using Simulator.Distributions;
using Simulator.Errors;
using Simulator.Forecasting;
using Simulator.Learning.Explanations;
using Simulator.Learning.Forecasters.Networks.Laws;
using Simulator.Learning.Forecasters.Networks.Transfer;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Learning.Networks;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Networks;

/// <summary>One fold of a network's walk: some models, whose pooled law goes to the tape.</summary>
internal sealed class NetworkFold : FoldRun<NetworkTraining, ModuleWeights>, IDisposable
{
    private const int PathNodes = 16;
    private const int CheapWeights = 32_768; // up to which every row is explained

    private readonly NetworkForecasterSpec _spec;
    private readonly EncoderFactory _factory;
    private readonly ReturnInputs _inputs;
    private readonly FeatureScaler _scaler;
    private readonly WindowSource _source;
    private readonly IReadOnlyList<RelatedInputs> _relatedSeries;
    private readonly RelatedSource[] _related;
    private readonly BaseLaw _start;
    private readonly double _randomWalk;
    private readonly Device _device;

    /// <summary>A fold at its beginning.</summary>
    /// <param name="spec">Sizes, rates.</param>
    /// <param name="factory">Makes the encoder.</param>
    /// <param name="work">The fold.</param>
    /// <param name="related">Series that every model is trained on before; empty where none is.</param>
    public NetworkFold(NetworkForecasterSpec spec, EncoderFactory factory, FoldWork work, IReadOnlyList<RelatedInputs> related)
        : base(work, spec.Seeds, spec.Epochs)
    {
        (_spec, _factory, _inputs, _device) = (spec, factory, work.Inputs, device(work.Context.Device));
        _scaler = FeatureScaler.Fit(_inputs.Columns, _inputs.FirstRow, Rows.Training.End, withLogarithms: true);
        _source = new WindowSource(_inputs, _scaler, spec.WindowBars, work.Fold.ForecastEnd, _device);
        _relatedSeries = related;
        _related = [.. related.Select(r => RelatedSource.Of(r, spec.WindowBars, Rows.Training.End, _device)).OfType<RelatedSource>()];
        _start = BaseLaw.Fit(
            [.. Enumerable.Range(Rows.Training.Start, Rows.TrainingCount).Select(t => (double)_inputs.ScaledOutcome(t))],
            spec.Law
        );
        _randomWalk = Rows.ValidationRows.Average(t => Crps.OfGaussian(0, _inputs.Volatility[t], _inputs.NextReturn[t]));
    }

    /// <summary>Walks to the end.</summary>
    public TapeWriter Run(WalkCheckpoint? start)
    {
        using var scope = NewDisposeScope();
        return Run(start, _scaler);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _source.Dispose();
        Array.ForEach(_related, r => r.Dispose());
    }

    /// <inheritdoc/>
    protected override NetworkTraining Begin(int member) =>
        new(_spec, _factory, _source, Rows.Training, _start, Work.Context.Seed, ModelPurpose.Of(Work.Fold.Index, member), _device);

    // The untrained network stays a candidate: what was learned of other series must be better than that on the validation rows.
    /// <inheritdoc/>
    protected override void Judge(NetworkTraining training, int member)
    {
        training.Judge(ValidationCrps(training));
        if (_related.Length == 0)
            return;
        var context = Work.Context;
        var purpose = ModelPurpose.Of(Work.Fold.Index, member);
        Pretraining.Run(training.Network, _spec, _related, context.Seed, purpose, _device, Report, context.Cancellation);
        training.Judge(ValidationCrps(training));

        void Report(int epoch, double loss, double norm)
        {
            RequireFinite(loss, norm, epoch);
            context.Progress(
                (double)member / _spec.Seeds,
                FormattableString.Invariant($"{NameOf(member)}, pre-training, epoch {epoch} of {_spec.PretrainEpochs}")
            );
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, double> RunEpoch(NetworkTraining training, string name, (int Group, int Step) place)
    {
        var (loss, norm) = training.RunEpoch(Work.Context.Cancellation);
        RequireFinite(loss, norm, training.Epoch);
        var crps = ValidationCrps(training);
        training.Judge(crps);
        return new Dictionary<string, double>
        {
            ["trainLoss"] = loss,
            ["validationCrps"] = crps,
            ["randomWalkCrps"] = _randomWalk,
            ["gradientNorm"] = norm,
        };
    }

    /// <inheritdoc/>
    protected override ModuleWeights End(NetworkTraining training, int member) => training.Best;

    /// <inheritdoc/>
    protected override void Serve(NetworkTraining training, IReadOnlyList<ModuleWeights> models)
    {
        var fold = Work.Fold;
        if (_relatedSeries.Count > 0)
            Tape.Note(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"fold {fold.Index + 1}: trained before on {_related.Sum(r => r.Rows.Length):#,0} windows of "
                        + $"{_related.Length} of {_relatedSeries.Count} related series; "
                        + $"put the same forecaster without that beside it to see what it is worth"
                )
            );
        var rows = Enumerable.Range(fold.ForecastStart, fold.ForecastEnd - fold.ForecastStart).ToArray();
        var laws = models
            .Select(model =>
            {
                model.Restore(training.Network);
                return LawReader.Read(training.Network, _source, rows, Work.Context.Cancellation);
            })
            .ToList();
        for (var i = 0; i < rows.Length; i++)
        {
            Work.Context.Cancellation.ThrowIfCancellationRequested();
            var pooled = LawParts.Mean(laws.ConvertAll(l => l[i]));
            Tape.Write(rows[i], fold, pooled.ToLaw(_spec.Law, _inputs.Volatility[rows[i]]), _inputs.NextReturn[rows[i]]);
        }
        Explain(training.Network, models);
    }

    private void Explain(ForecastNetwork network, IReadOnlyList<ModuleWeights> models)
    {
        LawMoments Model(int member)
        {
            models[member].Restore(network);
            return network.Moments;
        }
        // The reasons of a large network are given for some rows.
        var stride = Math.Max(1, network.parameters().Sum(p => p.numel()) / CheapWeights);
        new WindowReasons(_inputs, _source, Tape).Write(
            [.. Work.Explained.Where(row => (row - Work.Folds[0].ForecastStart) % stride == 0)],
            Rows.Training.End,
            PathNodes,
            models.Count,
            Model,
            Work.Context.Cancellation
        );
        Work.Show(() => new FittedNetwork(Work.Fold, _inputs, _source, _spec.Law, network, models));
    }

    /// <inheritdoc/>
    protected override void Write(ModuleWeights model, BinaryWriter writer) => model.Write(writer);

    /// <inheritdoc/>
    protected override ModuleWeights Read(BinaryReader reader) => ModuleWeights.Read(reader);

    private void RequireFinite(double loss, double norm, int epoch)
    {
        if (double.IsFinite(loss) && double.IsFinite(norm))
            return;
        throw new SimulationException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"network diverged at epoch {epoch} of fold {Work.Fold.Index + 1} (loss {loss}, gradient {norm}): "
                    + $"lower learningRate ({_spec.LearningRate}) or gradientNorm ({_spec.GradientNorm})"
            )
        );
    }

    private double ValidationCrps(NetworkTraining training)
    {
        var rows = Rows.ValidationRows;
        var laws = LawReader.Read(training.Network, _source, rows, Work.Context.Cancellation);
        return rows.Select((t, i) => laws[i].ToLaw(_spec.Law, _inputs.Volatility[t]).Crps(_inputs.NextReturn[t])).Average();
    }
}
