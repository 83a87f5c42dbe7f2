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

    /// <summary>The same embargo with parts that begin at given bars, in fractions with as few decimals as say it exactly.</summary>
    /// <param name="barCount">Bars in all.</param>
    /// <param name="validationStart">First bar of the validation part, in [0, <paramref name="testStart"/>].</param>
    /// <param name="testStart">First bar of the test part, in [0, <paramref name="barCount"/>].</param>
    /// <exception cref="ArgumentOutOfRangeException">A part begins before the one before it, or outside of the bars.</exception>
    public SplitSpec At(int barCount, int validationStart, int testStart)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(validationStart);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(testStart, barCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(validationStart, testStart);
        var split = this with { ValidationFraction = 0 };
        split = Nearest(
            (double)validationStart / barCount,
            f => split with { TrainFraction = f },
            s => s.ValidationStart(barCount) == validationStart
        );
        return Nearest(
            (double)(testStart - validationStart) / barCount,
            f => split with { ValidationFraction = f },
            s => s.TestStart(barCount) == testStart
        );
    }

    private static SplitSpec Nearest(double fraction, Func<double, SplitSpec> with, Func<SplitSpec, bool> isExact)
    {
        for (var digits = 1; digits <= 12; digits++)
        {
            if (with(Math.Round(fraction, digits)) is var split && isExact(split))
                return split;
        }
        return with(fraction);
    }
}
