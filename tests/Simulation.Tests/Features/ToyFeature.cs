using Simulator.Features;
using Simulator.Folds;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Features;

/// <summary>
/// A small fitted feature: returns less a mean that it learns by stochastic gradient steps on the past of each fold. Long enough to be killed
/// in the middle, and random enough that a seed or a resume that went wrong would show.
/// </summary>
internal sealed class ToyFeature : IFittedFeature
{
    private const int Epochs = 6;

    public string Purpose => "toy";

    public int TrainFolds => 2;

    public int WarmUpBars => 2;

    public IReadOnlyList<FeatureColumn> Columns { get; } =
    [new("toyReturn", "log-return less its learned mean"), new("toySquare", "square of it")];

    public byte[] Fit(FeatureInput past, WalkForwardFold fold, FeatureContext context)
    {
        Assert.Equal(fold.Cutoff + 1, past.BarCount);
        Assert.Equal(5, context.Split.EmbargoBars);
        var random = new SplitMix64(context.Seed("order"));
        var (mean, epoch) = (random.NextGaussian(), 0);
        if (context.Checkpoint is { } bytes)
        {
            (mean, epoch) = (BitConverter.ToDouble(bytes, 0), BitConverter.ToInt32(bytes, 8));
            random = SplitMix64.Resume(BitConverter.ToUInt64(bytes, 12), BitConverter.ToDouble(bytes, 20));
        }
        for (; epoch < Epochs; epoch++)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Progress((double)epoch / Epochs, "epoch");
            for (var step = 0; step < 50; step++)
                mean += 0.05 * (Return(past.Market.Target, fold.FitStart + random.NextInt(fold.FitEnd(0) - fold.FitStart)) - mean);
            if (epoch % 2 == 1 && epoch + 1 < Epochs)
                context.SaveCheckpoint(
                    [
                        .. BitConverter.GetBytes(mean),
                        .. BitConverter.GetBytes(epoch + 1),
                        .. BitConverter.GetBytes(random.State),
                        .. BitConverter.GetBytes(random.SpareGaussian),
                    ],
                    (epoch + 1.0) / Epochs
                );
        }
        return BitConverter.GetBytes(mean);
    }

    public IReadOnlyList<double[]> Transform(byte[] model, FeatureInput input, int start, int end)
    {
        var mean = BitConverter.ToDouble(model);
        double[] values = [.. Enumerable.Range(start, end - start).Select(t => Return(input.Market.Target, t) - mean)];
        return [values, [.. values.Select(v => v * v)]];
    }

    private static double Return(BarSeries bars, int t) => Math.Log(bars.Close[t] / bars.Close[t - 1]);
}
