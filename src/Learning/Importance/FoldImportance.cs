using Simulator.Folds;
using Simulator.Learning.Trees;
using Simulator.Seeding;

namespace Simulator.Learning.Importance;

/// <summary>
/// Importances of one fold: trees by squared error on its past, judged on the rows that it holds out. Permutation: Breiman, “Random
/// forests”, Machine Learning 45, 2001, section 10, on held-out rows.
/// </summary>
internal sealed class FoldImportance : IDisposable
{
    private const int Rounds = 100;
    private const double RowShare = 0.7;

    private static readonly TreeParameters s_parameters = new()
    {
        Depth = 2,
        LearningRate = 0.05,
        MinChildWeight = 50,
        Lambda = 1,
        ColumnShare = 0.7,
    };

    private readonly IReadOnlyList<double[]> _columns;
    private readonly WalkForwardFold _fold;
    private readonly double[] _heldOut;
    private readonly double _mean;
    private readonly TreeMatrix _training;
    private readonly TreeBooster _booster;
    private readonly TreeMatrix _rows;

    /// <summary>Grows the trees.</summary>
    /// <param name="columns">[column][bar].</param>
    /// <param name="outcomes">[bar] what is predicted at it.</param>
    /// <param name="fold">The fold.</param>
    /// <param name="random">Chooses rows and columns of the trees.</param>
    public FoldImportance(IReadOnlyList<double[]> columns, double[] outcomes, WalkForwardFold fold, SplitMix64 random)
    {
        (_columns, _fold) = (columns, fold);
        var fitted = outcomes[fold.FitStart..fold.FitEnd(1)];
        (_mean, _heldOut) = (fitted.Average(), outcomes[fold.ForecastStart..fold.ForecastEnd]);
        _training = TreeMatrix.Of(columns, fold.FitStart, fold.FitEnd(1));
        _rows = TreeMatrix.Of(columns, fold.ForecastStart, fold.ForecastEnd);
        _booster = new TreeBooster(s_parameters with { Seed = random.NextInt(int.MaxValue) }, _training);
        var (gradient, weight) = (new float[fitted.Length], new float[fitted.Length]);
        for (var round = 0; round < Rounds; round++)
        {
            var sums = _booster.Sums(_training);
            for (var row = 0; row < fitted.Length; row++)
            {
                weight[row] = random.NextDouble() < RowShare ? 1 : 0;
                gradient[row] = weight[row] * (float)(_mean + sums[row] - fitted[row]);
            }
            _booster.Grow(gradient, weight);
        }
        StartError = Error(new float[_heldOut.Length]);
        TreeError = Error(_booster.Sums(_rows));
        Gains = _booster.Gains();
    }

    /// <summary>Mean squared error of held-out rows by the past's mean alone.</summary>
    public double StartError { get; }

    /// <summary>The same by the trees.</summary>
    public double TreeError { get; }

    /// <summary>[column] loss that its splits took away.</summary>
    public double[] Gains { get; }

    /// <summary>Every held-out row's prediction, split over the columns.</summary>
    public IReadOnlyList<AttributedRow> Attributions()
    {
        var contributions = _booster.Contributions(_rows);
        return
        [
            .. contributions.Select((row, i) => new AttributedRow(_fold.ForecastStart + i, _mean + row.Sum(), _mean + row[^1], row[..^1])),
        ];
    }

    /// <summary>
    /// [column] mean rise of the squared error when the column is put in random order, as a share of <see cref="StartError"/>.
    /// </summary>
    /// <param name="repeats">Orders of each column.</param>
    /// <param name="random">The orders.</param>
    public double[] Permutations(int repeats, SplitMix64 random)
    {
        double[][] rows = [.. _columns.Select(c => c[_fold.ForecastStart.._fold.ForecastEnd])];
        var rises = new double[rows.Length];
        for (var c = 0; c < rows.Length; c++)
        {
            if (Gains[c] == 0)
                continue; // no tree reads it
            var own = rows[c];
            for (var k = 0; k < repeats; k++)
            {
                rows[c] = [.. own];
                random.Shuffle<double>(rows[c]);
                using var shuffled = TreeMatrix.Of(rows, 0, own.Length);
                rises[c] += (Error(_booster.Sums(shuffled)) - TreeError) / (StartError * repeats);
            }
            rows[c] = own;
        }
        return rises;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _booster.Dispose();
        _training.Dispose();
        _rows.Dispose();
    }

    private double Error(float[] sums)
    {
        var squares = 0.0;
        for (var row = 0; row < sums.Length; row++)
        {
            var error = _heldOut[row] - _mean - sums[row];
            squares += error * error;
        }
        return squares / sums.Length;
    }
}
