using Simulator.Learning.Forecasters.Windows;
using Simulator.Seeding;
using static TorchSharp.torch;

namespace Simulator.Learning.Forecasters.Gan;

/// <summary>
/// Finds the highest learning rate that a generator bears (Smith 2017, “Cyclical Learning Rates for Training Neural Networks”, section
/// 3.3): trained by the energy score of its draws, with a rate that grows from step to step, its loss falls or stays and then goes up.
/// </summary>
internal static class RateTest
{
    private const int Steps = 120;
    private const double LargestRate = 0.3;
    private const double Remembered = 0.9; // of the loss's mean, each step
    private const double Worse = 1.25; // times the lowest
    private const double Margin = 10; // below the rate at which the loss is that much worse

    /// <summary>A tenth of the rate at which the loss is a quarter above its lowest, at least the spec's lowest rate.</summary>
    /// <param name="spec">Sizes, lowest rate.</param>
    /// <param name="source">The fold's windows.</param>
    /// <param name="rows">Training rows.</param>
    /// <param name="tails">Tails of the base noise.</param>
    /// <param name="seed">The spec's seed.</param>
    /// <param name="purpose">The model's name in derived seeds.</param>
    /// <param name="device">Where.</param>
    public static double Highest(
        GanForecasterSpec spec,
        WindowSource source,
        int[] rows,
        HeavyTails tails,
        long seed,
        string purpose,
        Device device
    )
    {
        var batch = Math.Min(spec.BatchSize, rows.Length);
        var tested = spec with { Loss = GanLoss.EnergyScore, LargestGradient = 0, AverageDecay = 0 };
        using var steps = new GanSteps(tested, source, batch, tails, seed, purpose + "/rates", device);
        var random = Seeds.Generator(seed, purpose + "/rates/rows");
        var (mean, lowest, growth) = (0.0, double.PositiveInfinity, Math.Pow(LargestRate / spec.LearningRateMin, 1.0 / Steps));
        for (var step = 0; step < Steps; step++)
        {
            var losses = new EpochLosses();
            steps.LearningRate = spec.LearningRateMin * Math.Pow(growth, step);
            steps.GeneratorStep(DrawnRows.Of(rows, batch, random), 0, losses);
            mean = (Remembered * mean) + ((1 - Remembered) * losses.Generator);
            var smooth = mean / (1 - Math.Pow(Remembered, step + 1));
            if (!(smooth <= lowest * Worse) && step > 0)
                return Math.Max(spec.LearningRateMin, steps.LearningRate / Margin);
            lowest = Math.Min(lowest, smooth);
        }
        return Math.Max(spec.LearningRateMin, LargestRate / Margin);
    }
}
