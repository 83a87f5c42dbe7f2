using System.Globalization;
using Simulator.Distributions;
using Simulator.Errors;
using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Learning.Explanations;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Realism;
using Simulator.Stages;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

public sealed partial class GanForecaster
{
    /// <summary>One walk over the folds.</summary>
    private sealed class Run
    {
        private readonly GanForecasterSpec _spec;
        private readonly ReturnInputs _inputs;
        private readonly IReadOnlyList<WalkForwardFold> _folds;
        private readonly int _embargoBars;
        private readonly CheckpointStamp _stamp;
        private readonly StageContext _context;
        private readonly Device _device;
        private readonly TapeWriter _tape;
        private readonly GanServing _serving;
        private int _epochsBefore;
        private long _lastCheckpoint;

        public Run(
            GanForecasterSpec spec,
            ReturnInputs inputs,
            IReadOnlyList<WalkForwardFold> folds,
            int embargoBars,
            CheckpointStamp stamp,
            StageContext context,
            WalkCheckpoint? start,
            Action<IFittedForecast>? fitted
        )
        {
            (_spec, _inputs, _folds, _embargoBars, _stamp, _context) = (spec, inputs, folds, embargoBars, stamp, context);
            _device = device(context.Device);
            _tape = start is null ? new(inputs.RowCount) : new(start.Tape);
            _serving = new(spec, inputs, context, _tape) { Fitted = fitted };
            _epochsBefore = start?.EpochsBefore ?? 0;
            _lastCheckpoint = context.Time.GetTimestamp();
            for (var k = start?.Fold ?? 0; k < folds.Count; k++)
                RunFold(folds[k], k == start?.Fold ? start.Training : []);
        }

        public ForecastTape ToTape() => _tape.ToTape(Name);

        private void RunFold(WalkForwardFold fold, byte[] resume)
        {
            var rows = FoldRows.Of(fold, _embargoBars);
            var scaler = FeatureScaler.Fit(_inputs.Columns, _inputs.FirstRow, rows.Training.End, withLogarithms: true);
            var tails = TailsOf(rows);
            using var scope = NewDisposeScope();
            using var source = new WindowSource(_inputs, scaler, _spec.WindowBars, fold.ForecastEnd, _device);
            using var reader = resume.Length > 0 ? new BinaryReader(new MemoryStream(resume)) : null;
            var stamp = WalkStamp.OfFold(fold, scaler);
            if (reader is not null)
                stamp.Require(reader);
            var models = reader is null ? [] : Enumerable.Range(0, reader.ReadInt32()).Select(_ => GanModel.Read(reader)).ToList();
            var isHalfTrained = reader?.ReadBoolean() ?? false;
            while (models.Count < _spec.Seeds)
            {
                var part = new Part(fold, rows, source, stamp, models.Count, BaseCrps(rows, tails));
                using var training = new GanTraining(_spec, source, rows.Training, tails, _context.Seed, part.Purpose, _device);
                if (isHalfTrained)
                    training.Read(reader!);
                else
                    JudgeUntrained(training, part);
                isHalfTrained = false;
                Train(part, training, models);
                _epochsBefore += training.Epoch;
                models.Add(training.Kept);
                TellOfCollapse(training, part);
                if (models.Count < _spec.Seeds)
                    Save(fold.Index, StateOf(stamp, models, null), Fraction(part with { Member = models.Count }, 0));
                else
                    Serve(part, training, models);
            }
            Save(fold.Index + 1, [], (fold.Index + 1.0) / _folds.Count);
        }

        private HeavyTails TailsOf(FoldRows rows) =>
            HeavyTails.Fit(
                [.. Enumerable.Range(rows.Training.Start, rows.TrainingCount).Select(t => (double)_inputs.ScaledOutcome(t))],
                _spec.LargestTail
            );

        // Of the law that the untrained generator draws from, exactly.
        private double BaseCrps(FoldRows rows, HeavyTails tails)
        {
            var law = tails.ToLaw();
            return rows.ValidationRows.Average(t => _inputs.Volatility[t] * law.Crps(_inputs.NextReturn[t] / _inputs.Volatility[t]));
        }

        private void JudgeUntrained(GanTraining training, Part part)
        {
            var (crps, spread) = ValidationCrps(training, part);
            training.JudgeUntrained(crps, spread);
        }

        private void Train(Part part, GanTraining training, List<GanModel> models)
        {
            var (fold, rows) = (part.Fold, part.Rows);
            var randomWalk = rows.ValidationRows.Average(t => Crps.OfGaussian(0, _inputs.WalkVolatility[t], _inputs.NextReturn[t]));
            var index = (fold.Index * _spec.Seeds) + part.Member;
            while (!training.IsFinished)
            {
                _context.Progress(
                    Fraction(part, training.Epoch),
                    FormattableString.Invariant($"{NameOf(part)}, epoch {training.Epoch + 1} of {_spec.Epochs}")
                );
                var losses = training.RunEpoch(_context.Cancellation);
                var sketch = new PathSketch();
                var (crps, spread) = ValidationCrps(training, part, sketch);
                var mean = crps.Average();
                RequireFinite(fold, training, losses, mean);
                training.Judge(crps, spread);
                if (training.CollapsedEpoch == training.Epoch)
                    _context.Note(FormattableString.Invariant($"{NameOf(part)}, epoch {training.Epoch}: {CollapseWords(spread)}"));
                // The law of the untrained generator is known, and it drew with the same noise: what its sample missed by is taken off.
                var sampleError = training.UntrainedCrps - part.BaseCrps;
                var values = losses.Named();
                (values["validationCrps"], values["randomWalkCrps"]) = (mean - sampleError, randomWalk);
                (values["evidence"], values["neededEvidence"]) = (training.Evidence, _spec.Evidence);
                _context.Evaluate(index, _epochsBefore + training.Epoch, values);
                if (sketch.Bars > 0)
                    _context.Sketch(index, _epochsBefore + training.Epoch, sketch.Real, sketch.Drawn);
                if (_context.Time.GetElapsedTime(_lastCheckpoint) >= s_checkpointEvery)
                    Save(fold.Index, StateOf(part.Stamp, models, training), Fraction(part, training.Epoch));
            }
        }

        private void RequireFinite(WalkForwardFold fold, GanTraining training, EpochLosses losses, double crps)
        {
            if (losses.AreFinite && double.IsFinite(crps))
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

        private (double[] Scores, ModeCollapse Spread) ValidationCrps(GanTraining training, Part part, PathSketch? sketch = null)
        {
            var rows = part.Rows;
            var scores = new double[rows.Validation.End - rows.Validation.Start];
            var (outcomes, draws) = (new List<double>(), new List<double[]>());
            // The same noise in every epoch: differences between epochs are differences between weights.
            _serving.Draw(
                training.Generator,
                part.Source,
                rows.ValidationRows,
                ValidationSamples,
                part.Purpose + "/validation",
                isEven: false,
                (row, samples) =>
                {
                    var (half, outcome) = (samples.Length / 2, _inputs.NextReturn[row]);
                    sketch?.Add(outcome, samples);
                    outcomes.Add(outcome / _inputs.Volatility[row]);
                    draws.Add(Array.ConvertAll(samples[..half], s => s / _inputs.Volatility[row]));
                    scores[row - rows.Validation.Start] =
                        (Crps.OfSample(samples.AsSpan(0, half), outcome) + Crps.OfSample(samples.AsSpan(half), outcome)) / 2;
                }
            );
            return (scores, ModeCollapse.OfDraws(outcomes, draws));
        }

        private void TellOfCollapse(GanTraining training, Part part)
        {
            if (training.IsTrainingKept && training.BestSpread.IsAlarm)
                _tape.Note($"{NameOf(part)}: {CollapseWords(training.BestSpread)}");
            else if (training.CollapsedEpoch > 0)
                _tape.Note(
                    FormattableString.Invariant($"{NameOf(part)}: the draws collapsed in training, at epoch {training.CollapsedEpoch}; ")
                        + (
                            training.IsTrainingKept
                                ? FormattableString.Invariant($"the weights that serve, of epoch {training.BestEpoch}, did not")
                                : "the law that training started from serves"
                        )
                );
        }

        private static string CollapseWords(ModeCollapse spread) =>
            FormattableString.Invariant(
                $"mode collapse: the variance of its draws is {spread.VarianceRatio:0.00} of the squared miss of their mean, their "
            )
            + FormattableString.Invariant(
                $"distance {spread.DistanceRatio:0.00} of that of misses; below {ModeCollapse.LeastRatio} is an alarm: raise "
            )
            + "crpsWeight, lower learningRateMax or try another seed";

        private void Serve(Part part, GanTraining training, List<GanModel> models)
        {
            var fold = part.Fold;
            _context.Progress(
                (fold.Index + 1.0) / _folds.Count,
                FormattableString.Invariant(
                    $"fold {fold.Index + 1} of {_folds.Count}, forecasting {fold.ForecastEnd - fold.ForecastStart} bars"
                )
            );
            _serving.Serve(fold, part.Rows.ValidationRows, part.Source, training, models, k => NameOf(part with { Member = k }));
            var rows = ExplainedRows.Of(fold.ForecastStart, fold.ForecastEnd, _folds[0].ForecastStart);
            _serving.Explain(rows, part.Rows.Training.End, fold, part.Source, training, models);
        }

        private void Save(int fold, byte[] training, double fraction)
        {
            var checkpoint = new WalkCheckpoint(fold, _epochsBefore, _tape.ToBytes(), training);
            _context.SaveCheckpoint(checkpoint.ToBytes(_stamp), fraction);
            _lastCheckpoint = _context.Time.GetTimestamp();
        }

        private static byte[] StateOf(CheckpointStamp stamp, List<GanModel> models, GanTraining? training)
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
        /// <param name="BaseCrps">Validation CRPS of the law that training starts from.</param>
        private sealed record Part(
            WalkForwardFold Fold,
            FoldRows Rows,
            WindowSource Source,
            CheckpointStamp Stamp,
            int Member,
            double BaseCrps
        )
        {
            public string Purpose => ModelPurpose.Of(Fold.Index, Member);
        }
    }
}
