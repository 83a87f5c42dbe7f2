namespace Simulator.Features;

/// <summary>
/// Named columns over the bars of the target. Row t holds only what was known at the close of bar t; a value that does not
/// exist yet is NaN. Values are unscaled: a scaler is fitted on the past only.
/// </summary>
/// <param name="Names">Column names, unique.</param>
/// <param name="Columns">One array per name, one value per bar.</param>
public sealed record FeatureTable(IReadOnlyList<string> Names, IReadOnlyList<double[]> Columns)
{
    /// <summary>The models behind the columns of fitted features, in the order of their rows; empty where every feature is fixed.</summary>
    public IReadOnlyList<FeatureFit> Fits { get; init; } = [];

    /// <summary>Number of bars.</summary>
    public int RowCount => Columns.Count == 0 ? 0 : Columns[0].Length;

    /// <summary>Number of columns.</summary>
    public int ColumnCount => Columns.Count;

    /// <summary>The column of a name.</summary>
    /// <exception cref="ArgumentException">No such column.</exception>
    public double[] Column(string name)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i] == name)
                return Columns[i];
        }
        throw new ArgumentException($"no feature column is called '{name}'; there are {string.Join(", ", Names)}", nameof(name));
    }

    /// <summary>The first bar at which every column has a value; <see cref="RowCount"/> when there is none.</summary>
    public int FirstCompleteRow
    {
        get
        {
            var first = 0;
            foreach (var column in Columns)
            {
                var i = 0;
                while (i < column.Length && double.IsNaN(column[i]))
                    i++;
                first = Math.Max(first, i);
            }
            return first;
        }
    }
}
