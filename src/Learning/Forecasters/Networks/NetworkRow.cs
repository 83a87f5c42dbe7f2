using Simulator.Learners;
using Simulator.Learning.Forecasters.Windows;
using Simulator.Learning.Native;

namespace Simulator.Learning.Forecasters.Networks;

/// <summary>What the rows of the neural forecasters have in common.</summary>
internal static class NetworkRow
{
    private const int InputsBesideFeatures = 3; // past return, its size, volatility
    private const int RelatedSeries = 10; // of which a row does not know how many there are

    /// <summary>A row for a kind: what it says of itself, and how its encoder is made.</summary>
    /// <typeparam name="TSpec">Its spec.</typeparam>
    /// <param name="words">Name, titles, summary, source, suits, weakness.</param>
    /// <param name="own">Parameters that only this kind has.</param>
    /// <param name="cost">Size of its encoder.</param>
    /// <param name="make">The forecaster of a spec.</param>
    /// <param name="check">Values that contradict each other.</param>
    public static ForecasterDescription<TSpec> Of<TSpec>(
        NetworkWords words,
        IReadOnlyList<LearnerParameter> own,
        Func<TSpec, int, EncoderCost> cost,
        Func<TSpec, IForecaster> make,
        Func<TSpec, IEnumerable<LearnerFault>>? check = null
    )
        where TSpec : NetworkForecasterSpec, new() =>
        new()
        {
            Name = words.Name,
            ShortTitle = words.ShortTitle,
            Title = words.Title,
            Summary =
                words.Summary
                + " A last layer makes location, scale and shape of the law of the next return of it; training begins at the law of past "
                + "returns and keeps only what lowers the CRPS of bars that it did not train on.",
            Source = words.Source,
            Suits = words.Suits,
            Weakness = words.Weakness,
            Page = "algorithms/networks.md",
            Parameters = NetworkParameters.With(own),
            Runtime = TorchRuntime.Instance,
            UsesDevice = true,
            Charts = Charts,
            Check = check ?? (_ => []),
            Seeds = spec =>
                Enumerable
                    .Range(0, spec.TrainFolds + 2)
                    .SelectMany(k => Enumerable.Range(0, spec.Seeds).Select(m => ModelPurpose.Of(k, m))),
            Needs = (spec, series) => WindowLength.Of(series, spec.WindowBars, spec.TrainFolds),
            Takes = (spec, bars, columns) => Takes(spec, bars, cost(spec, columns + InputsBesideFeatures)),
            Related = spec => spec.PretrainEpochs > 0,
            Make = make,
        };

    private static LearnerChart[] Charts =>
        [
            new("loss", "Mean loss −ln f in training", "epoch of each fold", [new("trainLoss", "model") { IsPerGroup = true }]),
            new(
                "gradient",
                "Length of the gradient before it is cut",
                "epoch of each fold",
                [new("gradientNorm", "model") { IsPerGroup = true }]
            ),
            new(
                "crps",
                "Validation CRPS against the random walk",
                "epoch of each fold",
                [
                    new("validationCrps", "model") { IsPerGroup = true },
                    new("randomWalkCrps", "random walk") { IsPerGroup = true, IsBaseline = true },
                ]
            ),
        ];

    // A pass forwards and one backwards over every training window in every epoch, and the laws of all forecasts.
    private static LearnerLoad Takes(NetworkForecasterSpec spec, LearnerBars bars, EncoderCost cost)
    {
        var batch = (double)Math.Min(spec.BatchSize, bars.Bars);
        var memory = (batch * cost.Activations * 3 * sizeof(float)) + (cost.Weights * 20) + (bars.Bars * 200.0);
        var rows = bars.Bars * 0.75; // a fold has less in the mean, its validation costs the rest
        var passes = spec.Epochs + (RelatedSeries * (double)spec.PretrainEpochs);
        var steps = passes * spec.Seeds * (spec.TrainFolds + 2) * Math.Max(1, rows / batch);
        var operations = batch * 6 * cost.Products;
        return new(memory, steps * ((operations / LearnerLoad.OperationsPerSecond) + LearnerLoad.SecondsPerStep + cost.OverheadSeconds));
    }
}

/// <summary>What a row says of its kind.</summary>
/// <param name="Name">Its <c>kind</c>.</param>
/// <param name="ShortTitle">One or two words.</param>
/// <param name="Title">Full name.</param>
/// <param name="Summary">What the encoder does, in a sentence.</param>
/// <param name="Source">Papers.</param>
/// <param name="Suits">Where it is usually tried.</param>
/// <param name="Weakness">What it is weak at.</param>
internal sealed record NetworkWords(
    string Name,
    string ShortTitle,
    string Title,
    string Summary,
    string Source,
    string Suits,
    string Weakness
);

/// <summary>Size of an encoder.</summary>
/// <param name="Weights">Numbers that are learned.</param>
/// <param name="Products">Multiplications for one window.</param>
/// <param name="Activations">Numbers kept for one window until the pass backwards.</param>
/// <param name="OverheadSeconds">What its operations take in a step however small they are.</param>
internal readonly record struct EncoderCost(double Weights, double Products, double Activations, double OverheadSeconds);
