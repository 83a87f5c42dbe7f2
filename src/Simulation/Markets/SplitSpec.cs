namespace Simulator.Markets;

/// <summary>How the bars are divided in time: training, then validation, then test. The test part is used once.</summary>
public sealed record SplitSpec
{
    /// <summary>Share of the bars for training, in (0, 1).</summary>
    public double TrainFraction { get; init; } = 0.6;

    /// <summary>Fraction of the bars for validation (choosing among trained models), in (0, 1); the rest is the test part.</summary>
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>Bars excluded at the end of a model's training data, before the first bar that it forecasts.</summary>
    public int EmbargoBars { get; init; } = 17;

    /// <summary>First bar of the validation part, of <paramref name="barCount"/>.</summary>
    public int ValidationStart(int barCount) => (int)Math.Round(barCount * TrainFraction, MidpointRounding.AwayFromZero);

    /// <summary>First bar of the test part, of <paramref name="barCount"/>.</summary>
    public int TestStart(int barCount) => (int)Math.Round(barCount * (TrainFraction + ValidationFraction), MidpointRounding.AwayFromZero);
}
