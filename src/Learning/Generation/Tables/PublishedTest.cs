using Simulator.Seeding;

namespace Simulator.Learning.Generation.Tables;

/// <summary>
/// The published test of TimeGAN (Yoon, Jarrett and van der Schaar 2019, as their code has it): windows in all places, each column scaled
/// to [0, 1] over the whole table, shuffled, 80 % to train a judge of one layer of half as many gated recurrent units as there are columns.
/// Its faults stay in: the scale knows the whole table, and windows that overlap stand on both sides of the split.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="rows">Rows of a window; 24 as published.</param>
internal sealed class PublishedTest(TimeTable table, int rows)
{
    private const double TrainShare = 0.8;
    private const int PredictorSteps = 5_000;

    private readonly UnitScale _scale = UnitScale.Of(table);

    /// <summary>All windows of the table, in its units.</summary>
    public double[][] Real { get; } = table.Windows(rows);

    /// <summary>The judge: half as many units as columns, 2,000 steps of 128.</summary>
    public JudgeSize Judge { get; init; } = JudgeSize.Published(table.Columns.Length);

    /// <summary>The forecaster: as many units, 5,000 steps.</summary>
    public JudgeSize Forecaster { get; init; } = JudgeSize.Published(table.Columns.Length) with { Steps = PredictorSteps };

    /// <summary>|share of test windows told right − ½|.</summary>
    /// <param name="generated">Windows in the units of the table.</param>
    /// <param name="seed">Of the split and the judge.</param>
    public double Discriminative(double[][] generated, long seed)
    {
        var random = Seeds.Generator(seed, "published/split");
        var (trainReal, testReal) = Parts(_scale.Of(Real, rows), random);
        var (trainDrawn, testDrawn) = Parts(_scale.Of(generated, rows), random);
        return RecurrentJudge.Discriminative(new(trainReal, trainDrawn, testReal, testDrawn), rows, Judge, seed);
    }

    /// <summary>Mean absolute error of the next row's last column, learned from generated windows and tested on all real ones.</summary>
    /// <param name="generated">Windows in the units of the table.</param>
    /// <param name="seed">Of the forecaster.</param>
    public double Predictive(double[][] generated, long seed) =>
        RecurrentJudge.Predictive(_scale.Of(generated, rows), _scale.Of(Real, rows), rows, Forecaster, seed);

    private static (double[][] Train, double[][] Test) Parts(double[][] windows, SplitMix64 random)
    {
        random.Shuffle<double[]>(windows);
        var cut = (int)(TrainShare * windows.Length);
        return (windows[..cut], windows[cut..]);
    }
}
