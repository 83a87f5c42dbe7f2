namespace Simulator.Learning.Generation.Tables;

/// <summary>
/// Each column of a table brought to [0, 1] by its smallest and largest number, as TimeGAN's test does it over the whole table.
/// </summary>
/// <param name="Low">[column].</param>
/// <param name="High">[column].</param>
internal sealed record UnitScale(double[] Low, double[] High)
{
    private const double SmallestRange = 1e-7;

    /// <summary>Of all rows of a table.</summary>
    public static UnitScale Of(TimeTable table) =>
        new(Array.ConvertAll(table.Columns, c => c.Min()), Array.ConvertAll(table.Columns, c => c.Max()));

    /// <summary>Windows in that scale, [window][column · rows + row].</summary>
    public double[][] Of(double[][] windows, int rows) =>
        Array.ConvertAll(
            windows,
            w => (double[])[.. w.Select((v, i) => (v - Low[i / rows]) / (High[i / rows] - Low[i / rows] + SmallestRange))]
        );
}
