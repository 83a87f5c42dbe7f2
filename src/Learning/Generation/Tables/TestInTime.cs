using Simulator.Errors;
using Simulator.Numerics;
using Simulator.Realism;
using Simulator.Seeding;

namespace Simulator.Learning.Generation.Tables;

/// <summary>
/// Our test of windows of several columns. The table is cut once in time: a generator may learn from the first 70 % (<see cref="Past"/>),
/// scales are fitted there, judge and forecaster are tested on real rows that begin a window's length later. Windows are seen without
/// levels (<see cref="RowCode.WithoutLevels"/>), because a judge that learned at one level of prices knows nothing of another.
/// </summary>
internal sealed class TestInTime
{
    private const int FewestWindows = 40;
    private const int BlockWindows = 4;
    private readonly int _rows;
    private readonly RowCode _code;
    private readonly TimeTable _later;

    /// <summary>Cuts a table.</summary>
    /// <param name="table">At least 40 windows long, so that each side has two blocks.</param>
    /// <param name="rows">Rows of a window.</param>
    /// <exception cref="SimulationException">It is shorter.</exception>
    public TestInTime(TimeTable table, int rows)
    {
        if (table.Count < FewestWindows * rows)
            throw new SimulationException(
                FormattableString.Invariant(
                    $"{table.Count} rows are too few to test windows of {rows} in time; give at least {FewestWindows * rows}"
                )
            );
        var cut = (int)(JudgeSplit.TrainShare * table.Count);
        _rows = rows;
        Past = table.Slice(0, cut);
        _later = table.Slice(cut + rows, table.Count - cut - rows);
        _code = RowCode.Fit(Past);
        (Train, Test) = (Past.Windows(rows), _later.Windows(rows));
    }

    /// <summary>The rows that may be learned from.</summary>
    public TimeTable Past { get; }

    /// <summary>Real windows before the cut, in the table's units.</summary>
    public double[][] Train { get; }

    /// <summary>Real windows after it.</summary>
    public double[][] Test { get; }

    /// <summary>The judge.</summary>
    public JudgeSize Judge { get; init; } = JudgeSize.Deep;

    /// <summary>The forecaster.</summary>
    public JudgeSize Forecaster { get; init; } = JudgeSize.Deep with { IsBounded = false };

    /// <summary>|share of test windows told right − ½|.</summary>
    /// <param name="generated">
    /// Windows in the table's units, learned from <see cref="Past"/>, as many as there are real ones before and after the cut.
    /// </param>
    /// <param name="seed">The judge's.</param>
    public double Discriminative(double[][] generated, long seed)
    {
        if (generated.Length < Train.Length + Test.Length)
            throw new ArgumentException(
                FormattableString.Invariant($"{generated.Length} generated windows where {Train.Length + Test.Length} are needed"),
                nameof(generated)
            );
        return Score(Train, generated[..Train.Length], Test, generated[Train.Length..(Train.Length + Test.Length)], seed);
    }

    /// <summary>
    /// The same of real windows against real ones: blocks of 4 windows' length, which share no row, are given to either side at random.
    /// What comes out is chance alone, with half as many windows.
    /// </summary>
    public double RealAgainstReal(long seed)
    {
        var random = Seeds.Generator(seed, "in time/blocks");
        var ((trainA, trainB), (testA, testB)) = (Halves(Past, random), Halves(_later, random));
        return Score(trainA, trainB, testA, testB, seed);
    }

    /// <summary>
    /// Mean absolute error of the next row's last column (less its first value in the window, in deviations), forecast from all columns of
    /// the rows so far; learned from generated windows, tested on real ones after the cut.
    /// </summary>
    /// <param name="generated">Windows in the table's units.</param>
    /// <param name="seed">The forecaster's.</param>
    public double Predictive(double[][] generated, long seed) =>
        RecurrentJudge.Predictive(Doubled(_code.WithoutLevels(generated, _rows)), Doubled(Seen(Test)), _rows, Forecaster, seed);

    /// <summary>The error of a forecast that repeats the last value.</summary>
    public double RepeatingLast =>
        Moments.Mean([.. Seen(Test).SelectMany(w => Enumerable.Range(1, _rows - 1).Select(t => Math.Abs(w[^t] - w[^(t + 1)])))]);

    /// <summary>
    /// How near generated windows are to those of <see cref="Past"/>, seen without levels; every 24th of the generated ones is looked at.
    /// </summary>
    public Memorisation Memorisation(double[][] generated) =>
        Realism.Memorisation.Of(Seen(Train), _rows, Seen([.. generated.Where((_, i) => i % _rows == 0)]));

    private double[][] Seen(double[][] windows) => _code.WithoutLevels(windows, _rows);

    private double Score(double[][] trainReal, double[][] trainDrawn, double[][] testReal, double[][] testDrawn, long seed) =>
        RecurrentJudge.Discriminative(new(Seen(trainReal), Seen(trainDrawn), Seen(testReal), Seen(testDrawn)), _rows, Judge, seed);

    private (double[][] A, double[][] B) Halves(TimeTable table, SplitMix64 random)
    {
        var size = BlockWindows * _rows;
        int[] order = [.. Enumerable.Range(0, table.Count / size)];
        random.Shuffle<int>(order);
        double[][] Of(IEnumerable<int> blocks) => [.. blocks.SelectMany(b => table.Slice(b * size, size).Windows(_rows))];
        var half = order.Length / 2;
        return (Of(order.Take(half)), Of(order.Skip(half).Take(half)));
    }

    // The published forecaster does not read the column that it forecasts; with a copy of it, it does.
    private double[][] Doubled(double[][] windows) => Array.ConvertAll(windows, w => (double[])[.. w, .. w[^_rows..]]);
}
