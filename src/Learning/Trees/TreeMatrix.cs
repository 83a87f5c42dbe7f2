namespace Simulator.Learning.Trees;

/// <summary>
/// Rows that trees are grown on or read: a copy in XGBoost's memory. NaN is a missing value, for which every split has a side.
/// </summary>
internal sealed class TreeMatrix : IDisposable
{
    private TreeMatrix(MatrixHandle handle, int rows, int columns) => (Handle, Rows, Columns) = (handle, rows, columns);

    /// <summary>The native matrix.</summary>
    public MatrixHandle Handle { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Rows [<paramref name="start"/>, <paramref name="end"/>) of columns.</summary>
    /// <param name="columns">[column][row]; infinite values count as missing.</param>
    /// <param name="start">First row.</param>
    /// <param name="end">First row no more.</param>
    /// <exception cref="ArgumentException">No row or no column.</exception>
    /// <exception cref="DllNotFoundException">XGBoost is not installed; the text names the package.</exception>
    public static TreeMatrix Of(IReadOnlyList<double[]> columns, int start, int end)
    {
        if (columns.Count == 0 || start >= end)
            throw new ArgumentException(
                FormattableString.Invariant($"trees need rows and columns, got rows [{start}, {end}) of {columns.Count} columns")
            );
        XgboostLibrary.Require();
        var (rows, values) = (end - start, new float[(end - start) * columns.Count]);
        for (var c = 0; c < columns.Count; c++)
        {
            for (var row = 0; row < rows; row++)
                values[(row * columns.Count) + c] =
                    (float)columns[c][start + row] is var value && float.IsFinite(value) ? value : float.NaN;
        }
        XgboostCall.Check(
            XgboostApi.CreateMatrix(values, (ulong)rows, (ulong)columns.Count, float.NaN, out var matrix),
            "copy the training rows"
        );
        return new(new MatrixHandle(matrix), rows, columns.Count);
    }

    /// <inheritdoc/>
    public void Dispose() => Handle.Dispose();
}
