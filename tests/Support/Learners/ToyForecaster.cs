using System.Text.Json;
using Simulator.Artifacts;
using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Seeding;
using Simulator.Stages;

namespace Simulator.Tests.Learners;

/// <summary>
/// A small forecaster in plain C#: a normal law whose mean and deviation it learns by stochastic steps on the past of each fold. Random and
/// long enough that a wrong seed, a wrong resume or a look ahead shows.
/// </summary>
public sealed class ToyForecaster(ToyForecasterSpec spec) : IForecaster
{
    /// <inheritdoc/>
    public ForecastTape Forecast(ForecastInput input, StageContext context)
    {
        var close = input.Target.Close;
        var folds = WalkForward.Plan(close.Length, FirstRow(spec, input.Features.FirstCompleteRow), input.Split, spec.TrainFolds);
        var state = State.Read(context.Checkpoint, Identity(input, context.Seed)) ?? new State(new TapeWriter(close.Length), 0);
        for (var k = state.Fold; k < folds.Count; k++)
        {
            var (mean, deviation) = Fit(close, folds[k], context, folds.Count);
            for (var t = folds[k].ForecastStart; t < folds[k].ForecastEnd; t++)
            {
                var outcome = t + 1 < close.Length ? Math.Log(close[t + 1] / close[t]) : double.NaN;
                state.Tape.Write(t, folds[k], new NormalLaw(mean, deviation), outcome);
            }
            context.SaveCheckpoint(new State(state.Tape, k + 1).Write(Identity(input, context.Seed)), (k + 1.0) / folds.Count);
        }
        return state.Tape.ToTape("toyForecaster");
    }

    /// <summary>First row that can be fitted on.</summary>
    public static int FirstRow(ToyForecasterSpec spec, int firstComplete) => Math.Max(firstComplete, 1) + spec.WindowBars - 1;

    private (double Mean, double Deviation) Fit(double[] close, WalkForwardFold fold, StageContext context, int folds)
    {
        var random = Seeds.Generator(context.Seed, Purpose(fold.Index));
        var (mean, square) = (0.0, 1e-4);
        for (var epoch = 0; epoch < spec.Epochs; epoch++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress((fold.Index + ((double)epoch / spec.Epochs)) / folds, $"fold {fold.Index + 1}, epoch {epoch + 1}");
            for (var step = 0; step < 40; step++)
            {
                var t = fold.FitStart + random.NextInt(fold.FitEnd(1) - fold.FitStart);
                var outcome = Math.Log(close[t + 1] / close[t]);
                mean += 0.02 * (outcome - mean);
                square += 0.02 * ((outcome * outcome) - square);
            }
            context.Evaluate(fold.Index, (fold.Index * spec.Epochs) + epoch, new Dictionary<string, double> { ["toyLoss"] = square });
        }
        return (mean, Math.Sqrt(Math.Max(square - (mean * mean), 1e-10)));
    }

    private string Identity(ForecastInput input, long seed) => $"{JsonSerializer.Serialize(spec)}|{seed}|{input.Target.ContentHash}";

    /// <summary>Purpose of a fold's random stream.</summary>
    public static string Purpose(int fold) => FormattableString.Invariant($"toy/fold{fold}");

    private sealed record State(TapeWriter Tape, int Fold)
    {
        public byte[] Write(string identity) =>
            new ColumnarBlob { Header = identity }
                .Add("fold", new[] { Fold })
                .Add("tape", Array.ConvertAll(Tape.ToBytes(), b => (int)b))
                .ToBytes();

        public static State? Read(byte[]? bytes, string identity)
        {
            if (bytes is null)
                return null;
            var blob = ColumnarBlob.FromBytes(bytes);
            if (blob.Header != identity)
                throw new InvalidDataException("the checkpoint belongs to another run");
            return new State(new TapeWriter(Array.ConvertAll(blob.Get<int>("tape"), b => (byte)b)), blob.Get<int>("fold")[0]);
        }
    }
}

/// <summary>Spec of <see cref="ToyForecaster"/>.</summary>
public sealed record ToyForecasterSpec : ForecasterSpec
{
    /// <summary>Passes over the past of a fold.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Models over the training part.</summary>
    public int TrainFolds { get; init; } = 2;

    /// <summary>Trailing window that the model reads, in bars.</summary>
    public int WindowBars { get; init; } = 17;
}

/// <summary>The toy's row: all that makes it a forecaster of the product.</summary>
public static class ToyForecasterRow
{
    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new ForecasterDescription<ToyForecasterSpec>
        {
            Name = "toyForecaster",
            ShortTitle = "Toy",
            Title = "Toy forecaster of the tests",
            Summary = "Learns a normal law from the past of each fold.",
            Source = "the tests",
            Parameters =
            [
                CommonParameters.Window,
                CommonParameters.NextBarOnly,
                new("epochs", "Epochs", "passes over the past of a fold")
                {
                    Min = 1,
                    Max = 100,
                    IsBasic = true,
                },
                new("trainFolds", "Folds", "models over the training part") { Min = 1, Max = 9 },
            ],
            Charts = [new("toy", "Toy loss", "epoch, over all folds", [new("toyLoss", "loss")])],
            Check = spec => spec.Epochs == 99 ? [new("epochs", "must not be 99, was 99")] : [],
            Seeds = spec => Enumerable.Range(0, spec.TrainFolds + 2).Select(ToyForecaster.Purpose),
            Needs = (spec, bars) =>
            {
                var first = ToyForecaster.FirstRow(spec, bars.FirstRow);
                return WalkForward.Shortage(bars.Bars, first, bars.Split, spec.TrainFolds) is { } shortage
                    ? new(shortage, bars.FirstRow)
                    : new(null, WalkForward.Plan(bars.Bars, first, bars.Split, spec.TrainFolds)[0].ForecastStart);
            },
            Make = spec => new ToyForecaster(spec),
        };
}
