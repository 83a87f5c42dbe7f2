using Simulator.Features;
using Simulator.Folds;
using Simulator.Learners;
using Simulator.Markets;
using Simulator.Seeding;
using Xunit;

namespace Simulator.Tests.Features;

/// <summary>
/// A small fitted feature: returns less a mean that it learns by stochastic gradient steps on the past of each fold. Long enough to be
/// killed in the middle, and random enough that a seed or a resume that went wrong would show.
/// </summary>
public sealed class ToyFeature(ToyFeatureSpec spec) : IFittedFeature
{
    /// <inheritdoc/>
    public string Purpose => "toy";

    /// <inheritdoc/>
    public int TrainFolds => spec.TrainFolds;

    /// <inheritdoc/>
    public int WarmUpBars => 2;

    /// <inheritdoc/>
    public IReadOnlyList<FeatureColumn> Columns { get; } =
    [new("toyReturn", "log-return less its learned mean"), new("toySquare", "square of it")];

    /// <inheritdoc/>
    public byte[] Fit(FeatureInput past, WalkForwardFold fold, FeatureContext context)
    {
        Assert.Equal(fold.Cutoff + 1, past.BarCount);
        Assert.Equal(fold.ForecastStart - 1 - context.Split.EmbargoBars, fold.Cutoff);
        var random = new SplitMix64(context.Seed("order"));
        var (mean, epoch) = (random.NextGaussian(), 0);
        if (context.Checkpoint is { } bytes)
        {
            (mean, epoch) = (BitConverter.ToDouble(bytes, 0), BitConverter.ToInt32(bytes, 8));
            random = SplitMix64.Resume(BitConverter.ToUInt64(bytes, 12), BitConverter.ToDouble(bytes, 20));
        }
        for (; epoch < spec.Epochs; epoch++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress((double)epoch / spec.Epochs, "epoch");
            for (var step = 0; step < 50; step++)
                mean += 0.05 * (Return(past.Market.Target, fold.FitStart + random.NextInt(fold.FitEnd(0) - fold.FitStart)) - mean);
            if (epoch % 2 == 1 && epoch + 1 < spec.Epochs)
                context.SaveCheckpoint(
                    [
                        .. BitConverter.GetBytes(mean),
                        .. BitConverter.GetBytes(epoch + 1),
                        .. BitConverter.GetBytes(random.State),
                        .. BitConverter.GetBytes(random.SpareGaussian),
                    ],
                    (epoch + 1.0) / spec.Epochs
                );
        }
        return BitConverter.GetBytes(mean);
    }

    /// <inheritdoc/>
    public IReadOnlyList<double[]> Transform(byte[] model, FeatureInput input, int start, int end)
    {
        var mean = BitConverter.ToDouble(model);
        double[] values = [.. Enumerable.Range(start, end - start).Select(t => Return(input.Market.Target, t) - mean)];
        return [values, [.. values.Select(v => v * v)]];
    }

    private static double Return(BarSeries bars, int t) => Math.Log(bars.Close[t] / bars.Close[t - 1]);
}

/// <summary>Spec of <see cref="ToyFeature"/>.</summary>
public sealed record ToyFeatureSpec : FittedFeatureSpec
{
    /// <summary>Passes over the past of a fold.</summary>
    public int Epochs { get; init; } = 6;
}

/// <summary>The toy's row: what makes it a learner that a spec can name.</summary>
public static class ToyFeatureRow
{
    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new FittedFeatureDescription<ToyFeatureSpec>
        {
            Name = "toyFeature",
            ShortTitle = "Toy",
            Title = "Toy feature of the tests",
            Summary = "Returns less a mean learned from the past.",
            Source = "the tests",
            Parameters = [CommonParameters.FeatureFolds, new("epochs", "Epochs", "passes over the past of a fold") { Min = 1, Max = 100 }],
            Seeds = spec =>
                Enumerable.Range(0, spec.TrainFolds + 2).Select(k => FormattableString.Invariant($"features/toy/fold{k}/order")),
            WarmUpBars = _ => 2,
            Make = spec => new ToyFeature(spec),
        };
}
