using Simulator.Numerics;

namespace Simulator.Realism;

/// <summary>
/// A judge by logistic regression on the numbers of a window (<see cref="WindowSummary"/>) and their squares, standardised on the training
/// windows, with a penalty of <see cref="Penalty"/>/n times the squared weights. Deterministic.
/// </summary>
public static class LogisticJudge
{
    /// <summary>Weight of the penalty: one observation's worth.</summary>
    public const double Penalty = 1;

    /// <summary>Discriminative score: |share of test windows told right − ½|, 0 where nothing is told apart, ½ where all is.</summary>
    public static double Score(JudgeSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        double[][] train = [.. split.TrainReal.Concat(split.TrainGenerated).Select(Features)];
        double[][] test = [.. split.TestReal.Concat(split.TestGenerated).Select(Features)];
        if (split.TestReal.Length == 0)
            return double.NaN;
        var columns = train[0].Length;
        for (var c = 0; c < columns; c++)
        {
            var column = train.Select(r => r[c]).ToArray();
            var (mean, deviation) = (Moments.Mean(column), Moments.StandardDeviation(column));
            foreach (var row in train.Concat(test))
                row[c] = deviation > 0 ? (row[c] - mean) / deviation : 0;
        }
        var weights = Fit(train, split.TrainReal.Length);
        var right = test.Where((row, i) => i < split.TestReal.Length == Value(weights, row) > 0).Count();
        return Math.Abs((right / (double)test.Length) - 0.5);
    }

    /// <summary>Weights of a constant and the columns; the first rows are the class above 0.</summary>
    /// <param name="rows">[row][column].</param>
    /// <param name="positive">Rows of that class.</param>
    public static double[] Fit(double[][] rows, int positive)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var start = new double[rows[0].Length + 1];
        return QuasiNewton
            .Minimise(
                (point, gradient) =>
                {
                    gradient.Clear();
                    var loss = 0.0;
                    for (var i = 0; i < rows.Length; i++)
                    {
                        var value = Value(point, rows[i]);
                        var miss = 1 / (1 + Math.Exp(-value)) - (i < positive ? 1 : 0);
                        loss += Softplus(i < positive ? -value : value);
                        gradient[0] += miss;
                        for (var c = 0; c < rows[i].Length; c++)
                            gradient[c + 1] += miss * rows[i][c];
                    }
                    for (var c = 1; c < gradient.Length; c++)
                    {
                        loss += Penalty / 2 * point[c] * point[c];
                        gradient[c] += Penalty * point[c];
                    }
                    foreach (ref var slope in gradient)
                        slope /= rows.Length;
                    return loss / rows.Length;
                },
                start
            )
            .Point;
    }

    private static double Value(ReadOnlySpan<double> weights, double[] row)
    {
        var sum = weights[0];
        for (var c = 0; c < row.Length; c++)
            sum += weights[c + 1] * row[c];
        return sum;
    }

    private static double Softplus(double x) => x > 30 ? x : Math.Log(1 + Math.Exp(x));

    private static double[] Features(double[] window)
    {
        var summary = WindowSummary.Of(window, PathWindows.Bars);
        return [.. summary, .. summary.Select(v => v * v)];
    }
}
