using Simulator.Generation;
using Simulator.Numerics;

namespace Simulator.Realism;

/// <summary>
/// Use of the paths for a forecast: the size of the next return is regressed on a constant, the size of the last return and the mean sizes
/// of the last 5 and 22 (Corsi 2009), on generated paths, and used on the last part of the real series; beside it the same learned from the
/// real series before that part, and the mean of the sizes there, which knows nothing. All figures are mean absolute errors in standard
/// deviations of the real returns.
/// </summary>
/// <param name="OnGenerated">Learned from generated paths.</param>
/// <param name="OnReal">Learned from the real series: the floor.</param>
/// <param name="Constant">The mean size of the real series.</param>
public sealed record PredictiveScore(double OnGenerated, double OnReal, double Constant)
{
    private const int Longest = 22;

    /// <summary>Learns and tests.</summary>
    /// <param name="real">The real path; its last 30 % test.</param>
    /// <param name="generated">Generated paths.</param>
    public static PredictiveScore Of(ReturnPath real, IReadOnlyList<ReturnPath> generated)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(generated);
        var (unit, cut) = (Moments.StandardDeviation(real.Return), (int)(JudgeSplit.TrainShare * real.Count));
        var (before, after) = (Rows([real.Return[..cut]], unit), Rows([real.Return[cut..]], unit));
        var drawn = Rows([.. generated.Select(p => p.Return)], unit);
        return new(Error(Fit(drawn), after), Error(Fit(before), after), Error([before.Outcome.Average(), 0, 0, 0], after));
    }

    private static double[] Fit((double[][] Columns, double[] Outcome) rows) => LeastSquares.Fit(rows.Columns, rows.Outcome);

    private static double Error(double[] weights, (double[][] Columns, double[] Outcome) rows)
    {
        var sum = 0.0;
        for (var i = 0; i < rows.Outcome.Length; i++)
        {
            var forecast = 0.0;
            for (var c = 0; c < weights.Length; c++)
                forecast += weights[c] * rows.Columns[c][i];
            sum += Math.Abs(rows.Outcome[i] - forecast);
        }
        return sum / rows.Outcome.Length;
    }

    private static (double[][] Columns, double[] Outcome) Rows(IReadOnlyList<double[]> paths, double unit)
    {
        var (columns, outcome) = (new List<double>[] { [], [], [], [] }, new List<double>());
        foreach (var path in paths)
        {
            var size = Array.ConvertAll(path, r => Math.Abs(r) / unit);
            for (var t = Longest; t < size.Length; t++)
            {
                columns[0].Add(1);
                columns[1].Add(size[t - 1]);
                columns[2].Add(Moments.Mean(size.AsSpan(t - 5, 5)));
                columns[3].Add(Moments.Mean(size.AsSpan(t - Longest, Longest)));
                outcome.Add(size[t]);
            }
        }
        return ([.. columns.Select(c => c.ToArray())], [.. outcome]);
    }
}
