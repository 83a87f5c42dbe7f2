using Simulator.Anomalies;
using Simulator.Errors;

namespace Simulator.Learning.Generation.Tables;

/// <summary>Rows of several numbers in the order of time.</summary>
/// <param name="Names">[column].</param>
/// <param name="Columns">[column][row], finite.</param>
internal sealed record TimeTable(IReadOnlyList<string> Names, double[][] Columns)
{
    /// <summary>Rows.</summary>
    public int Count => Columns[0].Length;

    /// <summary>A table that was read from a file, its rows as the file has them.</summary>
    /// <exception cref="SimulationException">It has fewer than two columns of numbers, or a cell without a number.</exception>
    public static TimeTable Of(AnomalyTable table)
    {
        if (table.Columns.Count < 2)
            throw new SimulationException(
                FormattableString.Invariant($"{table.Source}: {table.Columns.Count} columns of numbers; give a table of two or more")
            );
        for (var c = 0; c < table.Columns.Count; c++)
        {
            if (Array.FindIndex(table.Columns[c], v => !double.IsFinite(v)) is >= 0 and var row)
                throw new SimulationException(
                    FormattableString.Invariant(
                        $"{table.Source} line {table.Lines[row]}: no number in column {table.Names[c]}; fill the cell or leave the row out"
                    )
                );
        }
        return new(table.Names, [.. table.Columns]);
    }

    /// <summary>Some of the rows.</summary>
    public TimeTable Slice(int from, int count) => this with { Columns = Array.ConvertAll(Columns, c => c[from..(from + count)]) };

    /// <summary>[window][column · rows + row].</summary>
    /// <param name="rows">Rows of a window.</param>
    /// <param name="step">From one window's first row to the next one's.</param>
    public double[][] Windows(int rows, int step = 1)
    {
        var windows = new List<double[]>();
        for (var start = 0; start + rows <= Count; start += step)
            windows.Add([.. Columns.SelectMany(c => c.AsSpan(start, rows).ToArray())]);
        return [.. windows];
    }
}
