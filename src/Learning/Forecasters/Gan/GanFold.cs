using System.Globalization;
using Simulator.Distributions;
using Simulator.Errors;
using Simulator.Forecasting;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Realism;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>One fold of the GAN's walk: some models, whose pooled draws go to the tape.</summary>
internal sealed class GanFold : FoldRun<GanTraining, GanModel>, IDisposable
{
    private const int ValidationSamples = 16;
    private const int CheapWeights = 1_024; // hidden × hidden, up to which every row is explained

    private readonly GanForecasterSpec _spec;
    private readonly ReturnInputs _inputs;
    private readonly FeatureScaler _scaler;
    private readonly WindowSource _source;
    private readonly HeavyTails _tails;
    private readonly double _baseCrps;
    private readonly double _randomWalk;
    private readonly Device _device;

    /// <summary>A fold at its beginning.</summary>
    public GanFold(GanForecasterSpec spec, FoldWork work)
        : base(work, spec.Seeds, spec.Epochs)
    {
        (_spec, _inputs, _device) = (spec, work.Inputs, device(work.Context.Device));
        _scaler = FeatureScaler.Fit(_inputs.Columns, _inputs.FirstRow, Rows.Training.End, withLogarithms: true);
        _source = new WindowSource(_inputs, _scaler, spec.WindowBars, work.Fold.ForecastEnd, _device);
        _tails = HeavyTails.Fit(
            [.. Enumerable.Range(Rows.Training.Start, Rows.TrainingCount).Select(t => (double)_inputs.ScaledOutcome(t))],
            spec.LargestTail
        );
        // Of the law that the untrained generator draws from, exactly.
        var law = _tails.ToLaw();
        var validation = Rows.ValidationRows;
        _baseCrps =
            spec.PathBars == 1
                ? validation.Average(t => _inputs.Volatility[t] * law.Crps(_inputs.NextReturn[t] / _inputs.Volatility[t]))
                : double.NaN; // the law of a sum is not known in closed form
        _randomWalk = validation.Average(t =>
            PathScore(t, (bars, outcome) => Crps.OfGaussian(0, _inputs.WalkVolatility[t] * Math.Sqrt(bars), outcome))
        );
    }

    /// <summary>Walks to the end.</summary>
    public TapeWriter Run(WalkCheckpoint? start)
    {
        using var scope = NewDisposeScope();
        return Run(start, _scaler);
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    /// <inheritdoc/>
    protected override GanTraining Begin(int member) =>
        new(
            _spec,
            _source,
            GanRows.Of(Rows.Training.Start, Rows.Training.End, Rows.Validation.End),
            _tails,
            Work.Context.Seed,
            ModelPurpose.Of(Work.Fold.Index, member),
            _device
        );

    /// <inheritdoc/>
    protected override void Judge(GanTraining training, int member)
    {
        var (crps, spread) = ValidationCrps(training, null);
        training.JudgeUntrained(crps, spread);
    }

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, double> RunEpoch(GanTraining training, string name, (int Group, int Step) place)
    {
        var losses = training.RunEpoch(Work.Context.Cancellation);
        if (training.Stage == GanStage.AllRows)
        {
            // There is nothing left to judge it on.
            RequireFinite(training, losses, 0);
            return losses.Named();
        }
        var sketch = new PathSketch();
        var (crps, spread) = ValidationCrps(training, sketch);
        var mean = crps.Average();
        RequireFinite(training, losses, mean);
        training.Judge(crps, spread);
        if (training.CollapsedEpoch == training.Epoch)
            Work.Context.Note(FormattableString.Invariant($"{name}, epoch {training.Epoch}: {CollapseWords(spread)}"));
        // The law of the untrained generator is known, and it drew with the same noise: what its sample missed by is taken off.
        var sampleError = _spec.PathBars == 1 ? training.UntrainedCrps - _baseCrps : 0;
        var values = losses.Named();
        (values["validationCrps"], values["randomWalkCrps"]) = (mean - sampleError, _randomWalk);
        (values["evidence"], values["neededEvidence"]) = (training.Evidence, _spec.Evidence);
        if (sketch.Bars > 0)
            Work.Context.Sketch(place.Group, place.Step, sketch.Real, sketch.Drawn);
        return values;
    }

    /// <inheritdoc/>
    protected override string Doing(GanTraining training) =>
        training.Stage == GanStage.AllRows
            ? FormattableString.Invariant($"on all rows, epoch {training.Epoch - training.StageStart + 1} of {training.BestEpoch}")
            : base.Doing(training);

    /// <inheritdoc/>
    protected override GanModel End(GanTraining training, int member)
    {
        if (_spec.RateTest)
            Tape.Note(
                FormattableString.Invariant($"{NameOf(member)}: highest learning rate {training.HighestRate:0.0e0}, by its range test")
            );
        if (training.IsTrainingKept && training.BestSpread.IsAlarm)
            Tape.Note($"{NameOf(member)}: {CollapseWords(training.BestSpread)}");
        else if (training.CollapsedEpoch > 0)
            Tape.Note(
                FormattableString.Invariant($"{NameOf(member)}: the draws collapsed in training, at epoch {training.CollapsedEpoch}; ")
                    + (
                        training.IsTrainingKept
                            ? FormattableString.Invariant($"the weights that serve, of epoch {training.BestEpoch}, did not")
                            : "the law that training started from serves"
                    )
            );
        return training.Kept;
    }

    /// <inheritdoc/>
    protected override void Serve(GanTraining training, IReadOnlyList<GanModel> models) =>
        Serve(new GanServing(_spec, _inputs, Work.Context, Tape), training, models);

    /// <inheritdoc/>
    protected override void Write(GanModel model, BinaryWriter writer) => model.Write(writer);

    /// <inheritdoc/>
    protected override GanModel Read(BinaryReader reader) => GanModel.Read(reader);

    // Reasons of a generator of 64 units cost 75 ms a row, of 500 a second: they are then given for some rows.
    private void Serve(GanServing serving, GanTraining training, IReadOnlyList<GanModel> models)
    {
        serving.Serve(Work.Fold, Rows.ValidationRows, _source, training, models, NameOf);
        var stride = Math.Max(1, (int)((long)_spec.Hidden * _spec.Hidden / CheapWeights));
        int[] rows = [.. Work.Explained.Where(row => (row - Work.Folds[0].ForecastStart) % stride == 0)];
        serving.Explain(rows, Rows.Training.End, Work, _source, training, models);
    }

    private void RequireFinite(GanTraining training, EpochLosses losses, double crps)
    {
        if (losses.AreFinite && double.IsFinite(crps))
            return;
        throw new SimulationException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"GAN diverged at epoch {training.Epoch} of fold {Work.Fold.Index + 1} "
                    + $"(critic loss {losses.Critic}, generator loss {losses.Generator}): "
                    + $"lower {(_spec.RateTest ? "learningRateMin" : "learningRateMax")} "
                    + $"({(_spec.RateTest ? _spec.LearningRateMin : _spec.LearningRateMax)}) or crpsWeight ({_spec.CrpsWeight})"
            )
        );
    }

    private (double[] Scores, ModeCollapse Spread) ValidationCrps(GanTraining training, PathSketch? sketch)
    {
        var scores = new double[Rows.Validation.End - Rows.Validation.Start];
        var (outcomes, draws) = (new List<double>(), new List<double[]>());
        // The same noise in every epoch: differences between epochs are differences between weights.
        new GanServing(_spec, _inputs, Work.Context, Tape).Draw(
            training.Generator,
            _source,
            Rows.ValidationRows,
            ValidationSamples,
            training.Purpose + "/validation",
            isEven: false,
            (row, paths) =>
            {
                var (half, next) = (ValidationSamples / 2, _inputs.NextReturn[row]);
                sketch?.Add(next, paths[0]);
                outcomes.Add(next / _inputs.Volatility[row]);
                draws.Add(Array.ConvertAll(paths[0][..half], s => s / _inputs.Volatility[row]));
                scores[row - Rows.Validation.Start] = PathScore(row, (bars, outcome) => OfHalves(paths[bars - 1], outcome));
            }
        );
        return (scores, ModeCollapse.OfDraws(outcomes, draws));
    }

    // Mean over 1, 2, … bars of the CRPS of the return over them, in deviations of one bar.
    private double PathScore(int row, Func<int, double, double> crps) =>
        _spec.PathBars == 1
            ? crps(1, _inputs.NextReturn[row])
            : Enumerable.Range(1, _spec.PathBars).Average(bars => crps(bars, _inputs.ReturnOver(row, bars)) / Math.Sqrt(bars));

    private static double OfHalves(double[] samples, double outcome)
    {
        var half = samples.Length / 2;
        return (Crps.OfSample(samples.AsSpan(0, half), outcome) + Crps.OfSample(samples.AsSpan(half), outcome)) / 2;
    }

    private static string CollapseWords(ModeCollapse spread) =>
        FormattableString.Invariant(
            $"mode collapse: the variance of its draws is {spread.VarianceRatio:0.00} of the squared miss of their mean, their "
        )
        + FormattableString.Invariant(
            $"distance {spread.DistanceRatio:0.00} of that of misses; below {ModeCollapse.LeastRatio} is an alarm: raise "
        )
        + "crpsWeight, lower learningRateMax or try another seed";
}
