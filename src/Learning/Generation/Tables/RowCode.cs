using Simulator.Errors;
using Simulator.Numerics;

namespace Simulator.Learning.Generation.Tables;

/// <summary>
/// Writes the rows of a table so that a network sees changes and spreads instead of levels, fitted to a past. Columns above 0 are taken as
/// logarithms. A column is written as its difference from the later column with which it goes most closely (a high as its distance to
/// the close), if that leaves at most <see cref="LargestSpread"/> of its variance. A column whose changes have at most
/// <see cref="LargestStep"/> of its variance is a level: it is drawn as changes from a starting value.
/// </summary>
internal sealed class RowCode
{
    /// <summary>Largest share of a column's variance that the difference from its reference may have.</summary>
    public const double LargestSpread = 0.05;

    /// <summary>Largest share of a column's variance that its changes may have for it to be a level.</summary>
    public const double LargestStep = 0.02;

    private const double Rounding = 1e-9; // of a column's deviation

    private readonly ColumnCode[] _columns;
    private readonly IReadOnlyList<string> _names;

    private RowCode(ColumnCode[] columns, IReadOnlyList<string> names) => (_columns, _names) = (columns, names);

    /// <summary>The columns that are drawn.</summary>
    public IEnumerable<ColumnCode> Drawn => _columns.Where(c => !c.IsConstant);

    /// <summary>Of each column, in the table's order.</summary>
    public IReadOnlyList<ColumnCode> Columns => _columns;

    /// <summary>Fits the rows of a past; nothing else is looked at.</summary>
    /// <param name="past">At least three rows.</param>
    public static RowCode Fit(TimeTable past)
    {
        var isLog = Array.ConvertAll(past.Columns, c => c.Min() > 0);
        double[][] numbers = [.. past.Columns.Select((c, i) => isLog[i] ? Array.ConvertAll(c, Math.Log) : c)];
        return new([.. numbers.Select((_, c) => Fit(numbers, c, isLog[c]))], past.Names);
    }

    /// <summary>Values of windows, [window][part · rows + row]: one part for each column that is drawn.</summary>
    /// <param name="windows">[window][column · rows + row].</param>
    /// <param name="rows">Rows of a window.</param>
    /// <exception cref="SimulationException">A number of 0 or less in a column that was above 0 in the past.</exception>
    public double[][] Values(double[][] windows, int rows) => Array.ConvertAll(windows, w => Values(w, rows));

    /// <summary>Windows of values: the inverse of <see cref="Values(double[][], int)"/>.</summary>
    public double[][] Windows(double[][] values, int rows) => Array.ConvertAll(values, v => Window(v, rows));

    /// <summary>
    /// What a judge sees where levels must not count, [window][part · rows + row]: changes of levels (0 in the first row), differences as
    /// they are, anything else less its value in the first row; in deviations of the past.
    /// </summary>
    public double[][] WithoutLevels(double[][] windows, int rows)
    {
        ColumnCode[] drawn = [.. Drawn];
        return Array.ConvertAll(
            Values(windows, rows),
            values =>
            {
                var seen = new double[values.Length];
                for (var p = 0; p < drawn.Length; p++)
                {
                    var (own, part) = (values[(p * rows)..((p + 1) * rows)], drawn[p]);
                    for (var t = 0; t < rows; t++)
                    {
                        seen[(p * rows) + t] =
                            part.IsIntegrated ? (t == 0 ? 0 : (own[t] - own[t - 1] - part.StepMean) / part.StepDeviation)
                            : part.Reference < 0 ? (own[t] - own[0]) / part.Deviation
                            : (own[t] - part.Mean) / part.Deviation;
                    }
                }
                return seen;
            }
        );
    }

    private static ColumnCode Fit(double[][] numbers, int column, bool isLog)
    {
        var own = numbers[column];
        var variance = Moments.Variance(own);
        var (reference, least) = (-1, LargestSpread * variance);
        for (var other = column + 1; other < numbers.Length; other++)
        {
            var spread = Moments.Variance(Differences(own, numbers[other]));
            if (spread <= least)
                (reference, least) = (other, spread);
        }
        var difference = reference < 0 ? own : Differences(own, numbers[reference]);
        var sign =
            reference < 0 ? 0
            : difference.Min() >= 0 ? 1
            : difference.Max() <= 0 ? -1
            : 0;
        var code = new ColumnCode(column, isLog, reference, sign);
        double[] values = [.. own.Select((v, t) => code.Value(v, reference < 0 ? 0 : numbers[reference][t]))];
        double[] steps = [.. values.Skip(1).Zip(values, (now, before) => now - before)];
        var deviation = Moments.StandardDeviation(values);
        return code with
        {
            IsIntegrated = reference < 0 && Moments.Variance(steps) <= LargestStep * variance,
            Mean = Moments.Mean(values),
            Deviation = deviation > Rounding * Math.Sqrt(variance) ? deviation : 0,
            StepMean = Moments.Mean(steps),
            StepDeviation = Moments.StandardDeviation(steps),
        };
    }

    private double[] Values(double[] window, int rows)
    {
        var values = new List<double>(window.Length);
        foreach (var code in Drawn)
        {
            for (var t = 0; t < rows; t++)
                values.Add(code.Value(Number(window, code.Column, rows, t), Number(window, code.Reference, rows, t)));
        }
        return [.. values];
    }

    private double Number(double[] window, int column, int rows, int t)
    {
        if (column < 0)
            return 0;
        var value = window[(column * rows) + t];
        if (!_columns[column].IsLog)
            return value;
        return value > 0
            ? Math.Log(value)
            : throw new SimulationException(
                FormattableString.Invariant(
                    $"{_names[column]} is {value} in a window and was above 0 in all rows before; leave that row out"
                )
            );
    }

    private double[] Window(double[] values, int rows)
    {
        var (numbers, place) = (new double[_columns.Length * rows], Drawn.Count());
        // References stand later, so the last column comes first.
        for (var c = _columns.Length - 1; c >= 0; c--)
        {
            var code = _columns[c];
            if (!code.IsConstant)
                place--;
            for (var t = 0; t < rows; t++)
            {
                var other = code.Reference < 0 ? 0 : numbers[(code.Reference * rows) + t];
                numbers[(c * rows) + t] = code.Number(code.IsConstant ? code.Mean : values[(place * rows) + t], other);
            }
        }
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = _columns[i / rows].IsLog ? Math.Exp(numbers[i]) : numbers[i];
        return numbers;
    }

    private static double[] Differences(double[] a, double[] b) => [.. a.Zip(b, (x, y) => x - y)];
}
