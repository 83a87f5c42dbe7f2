namespace Simulator.Markets;

/// <summary>How the bars are divided in time: training, then validation, then test. The test part is used once.</summary>
public sealed record SplitSpec
{
    /// <summary>Share of the bars for training, in (0, 1).</summary>
    public double TrainFraction { get; init; } = 0.6;

    /// <summary>Share of the bars for choosing among what was trained, in (0, 1); the rest is the test.</summary>
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>Bars left out at the end of what a model is fitted on, before the first bar that it serves.</summary>
    public int EmbargoBars { get; init; } = 17;

    /// <summary>First bar of the validation part, of <paramref name="barCount"/>.</summary>
    public int ValidationStart(int barCount) => (int)Math.Round(barCount * TrainFraction, MidpointRounding.AwayFromZero);

    /// <summary>First bar of the test part, of <paramref name="barCount"/>.</summary>
    public int TestStart(int barCount) => (int)Math.Round(barCount * (TrainFraction + ValidationFraction), MidpointRounding.AwayFromZero);
}
