using System.Globalization;
using System.Text;
using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Distributions;
using Simulator.Errors;
using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Learning.Native;
using Simulator.Runs;
using Simulator.Seeding;
using Simulator.Stages;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// Forecasts the distribution of the next log-return with a conditional WGAN-GP, walk-forward: every row of the tape comes from a model
/// fitted
/// on bars at least an embargo before it. On the processor the same spec, data and seed give the same bits, interrupted or not.
/// </summary>
/// <param name="spec">Sizes, rates, folds.</param>
public sealed class GanForecaster(GanForecasterSpec spec) : IForecaster
{
    private const int ValidationSamples = 16;
    private static readonly TimeSpan s_checkpointEvery = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    /// <exception cref="SimulationException">Too few bars for the spec, or the training diverged; the text says what would
    /// help.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged or of another run.</exception>
    public ForecastTape Forecast(ForecastInput input, StageContext context)
    {
        var inputs = new ReturnInputs(input);
        var first = inputs.FirstRow + spec.WindowBars - 1;
        var folds = WalkForward.Plan(inputs.RowCount, first, input.Split, spec.TrainFolds);
        return Forecast(inputs, folds, input.Split.EmbargoBars, context);
    }

    /// <summary>The same over given folds: what the truncation test cuts behind.</summary>
    internal ForecastTape Forecast(ReturnInputs inputs, IReadOnlyList<WalkForwardFold> folds, int embargoBars, StageContext context)
    {
        if (spec.HorizonBars != 1)
            throw new ArgumentException(
                FormattableString.Invariant($"forecaster.horizonBars: only 1 is supported, was {spec.HorizonBars}")
            );
        TorchLibrary.UseOneThread();
        var identity = Identity(inputs, folds, context.Seed);
        var start = context.Checkpoint is { } bytes ? GanCheckpoint.FromBytes(bytes, identity) : null;
        var run = new Run(spec, inputs, folds, embargoBars, identity, context, start);
        return run.ToTape();
    }

    private string Identity(ReturnInputs inputs, IReadOnlyList<WalkForwardFold> folds, long seed)
    {
        var text = new StringBuilder(JsonSerializer.Serialize(spec, SpecJson.Compact)).Append(
            CultureInfo.InvariantCulture,
            $"|{seed}|{inputs.RowCount}|{string.Join('|', folds)}"
        );
        var data = new ColumnarBlob { Header = text.ToString() }.Add("next", inputs.NextReturn);
        for (var c = 0; c < inputs.Columns.Count; c++)
            data.Add(c.ToString(CultureInfo.InvariantCulture), inputs.Columns[c]);
        return ColumnarBlob.Hash(data.ToBytes());
    }

    /// <summary>One walk over the folds.</summary>
    private sealed class Run
    {
        private readonly GanForecasterSpec _spec;
        private readonly ReturnInputs _inputs;
        private readonly IReadOnlyList<WalkForwardFold> _folds;
        private readonly int _embargoBars;
        private readonly string _identity;
        private readonly StageContext _context;
        private readonly Device _device;
        private readonly TapeWriter _tape;
        private int _epochsBefore;
        private long _lastCheckpoint;

        public Run(
            GanForecasterSpec spec,
            ReturnInputs inputs,
            IReadOnlyList<WalkForwardFold> folds,
            int embargoBars,
            string identity,
            StageContext context,
            GanCheckpoint? start
        )
        {
            (_spec, _inputs, _folds, _embargoBars, _identity, _context) = (spec, inputs, folds, embargoBars, identity, context);
            _device = device(context.Device);
            _tape = start is null ? new(inputs.RowCount) : new(start.Tape);
            _epochsBefore = start?.EpochsBefore ?? 0;
            _lastCheckpoint = context.Time.GetTimestamp();
            for (var k = start?.Fold ?? 0; k < folds.Count; k++)
                RunFold(folds[k], k == start?.Fold ? start.Training : []);
        }

        public ForecastTape ToTape() => _tape.ToTape("gan");

        private void RunFold(WalkForwardFold fold, byte[] resume)
        {
            var rows = FoldRows.Of(fold, _embargoBars);
            var scaler = FeatureScaler.Fit(_inputs.Columns, _inputs.FirstRow, rows.Training.End);
            using var scope = NewDisposeScope();
            using var source = new WindowSource(_inputs, scaler, _spec.WindowBars, fold.ForecastEnd, _device);
            using var training = new GanTraining(_spec, source, rows.Training, _context.Seed, Purpose(fold), _device);
            if (resume.Length > 0)
                training.Read(new BinaryReader(new MemoryStream(resume)));
            else
                training.JudgeUntrained(ValidationCrps(training, source, rows, fold));
            Train(fold, rows, source, training);
            training.Best.Restore(training.Generator);
            Serve(fold, source, training);
            _epochsBefore += training.Epoch;
            Save(fold.Index + 1, [], (fold.Index + 1.0) / _folds.Count);
        }

        private void Train(WalkForwardFold fold, FoldRows rows, WindowSource source, GanTraining training)
        {
            var randomWalk = rows.ValidationRows.Average(t => Crps.OfGaussian(0, _inputs.Volatility[t], _inputs.NextReturn[t]));
            while (!training.IsFinished)
            {
                _context.Progress(
                    Fraction(fold, training),
                    FormattableString.Invariant($"fold {fold.Index + 1} of {_folds.Count}, epoch {training.Epoch + 1} of {_spec.Epochs}")
                );
                var losses = training.RunEpoch(_context.Cancellation);
                var sketch = new PathSketch();
                var crps = ValidationCrps(training, source, rows, fold, sketch);
                RequireFinite(fold, training, losses, crps);
                training.Judge(crps);
                // The untrained generator is the random walk and drew with the same noise: what its sample missed by is taken off.
                var sampleError = training.UntrainedCrps - randomWalk;
                _context.Evaluate(
                    fold.Index,
                    _epochsBefore + training.Epoch,
                    new Dictionary<string, double>
                    {
                        ["criticLoss"] = losses.Critic,
                        ["generatorLoss"] = losses.Generator,
                        ["wasserstein"] = losses.Wasserstein,
                        ["gradientPenalty"] = losses.GradientPenalty,
                        ["validationCrps"] = crps - sampleError,
                        ["randomWalkCrps"] = randomWalk,
                        ["learningRate"] = losses.LearningRate,
                    }
                );
                if (sketch.Bars > 0)
                    _context.Sketch(fold.Index, _epochsBefore + training.Epoch, sketch.Real, sketch.Drawn);
                if (_context.Time.GetElapsedTime(_lastCheckpoint) >= s_checkpointEvery)
                    Save(fold.Index, StateOf(training), Fraction(fold, training));
            }
        }

        private void RequireFinite(WalkForwardFold fold, GanTraining training, EpochLosses losses, double crps)
        {
            if (double.IsFinite(losses.Critic) && double.IsFinite(losses.Generator) && double.IsFinite(crps))
                return;
            throw new SimulationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"GAN diverged at epoch {training.Epoch} of fold {fold.Index + 1} "
                        + $"(critic loss {losses.Critic}, generator loss {losses.Generator}): "
                        + $"lower learningRateMax ({_spec.LearningRateMax}) or crpsWeight ({_spec.CrpsWeight})"
                )
            );
        }

        private double ValidationCrps(
            GanTraining training,
            WindowSource source,
            FoldRows rows,
            WalkForwardFold fold,
            PathSketch? sketch = null
        )
        {
            var sum = 0.0;
            // The same noise in every epoch: differences between epochs are differences between weights.
            Draw(
                training.Generator,
                source,
                rows.ValidationRows,
                ValidationSamples,
                Purpose(fold) + "/validation",
                (row, samples) =>
                {
                    var (half, outcome) = (samples.Length / 2, _inputs.NextReturn[row]);
                    sketch?.Add(outcome, samples);
                    sum += (Crps.OfSample(samples.AsSpan(0, half), outcome) + Crps.OfSample(samples.AsSpan(half), outcome)) / 2;
                }
            );
            return sum / (rows.Validation.End - rows.Validation.Start);
        }

        private void Serve(WalkForwardFold fold, WindowSource source, GanTraining training)
        {
            _context.Progress(
                Fraction(fold, training),
                FormattableString.Invariant(
                    $"fold {fold.Index + 1} of {_folds.Count}, forecasting {fold.ForecastEnd - fold.ForecastStart} bars"
                )
            );
            var rows = Enumerable.Range(fold.ForecastStart, fold.ForecastEnd - fold.ForecastStart).ToArray();
            Draw(
                training.Generator,
                source,
                rows,
                _spec.Samples,
                Purpose(fold) + "/forecast",
                (row, samples) => _tape.Write(row, fold, SampleLaw.OfAntitheticHalves(samples), _inputs.NextReturn[row])
            );
        }

        /// <summary>Draws in units of the log-return.</summary>
        private void Draw(
            ReturnGenerator generator,
            WindowSource source,
            int[] rows,
            int samples,
            string purpose,
            Action<int, double[]> take
        ) =>
            SampleDrawer.Draw(
                generator,
                source,
                rows,
                samples,
                _spec.NoiseDimensions,
                Seeds.Derive(_context.Seed, purpose),
                _device,
                (row, draws) =>
                {
                    for (var k = 0; k < draws.Length; k++)
                        draws[k] *= _inputs.Volatility[row];
                    take(row, draws);
                },
                _context.Cancellation
            );

        private void Save(int fold, byte[] training, double fraction)
        {
            _context.SaveCheckpoint(new GanCheckpoint(_identity, fold, _epochsBefore, _tape.ToBytes(), training).ToBytes(), fraction);
            _lastCheckpoint = _context.Time.GetTimestamp();
        }

        private static byte[] StateOf(GanTraining training)
        {
            using var stream = new MemoryStream();
            using var writer = new BinaryWriter(stream);
            training.Write(writer);
            writer.Flush();
            return stream.ToArray();
        }

        private double Fraction(WalkForwardFold fold, GanTraining training) =>
            (fold.Index + Math.Min(1, (double)training.Epoch / _spec.Epochs)) / _folds.Count;

        private static string Purpose(WalkForwardFold fold) => FormattableString.Invariant($"forecaster/fold{fold.Index}");
    }
}
