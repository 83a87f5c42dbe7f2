using Simulator.Import;

namespace Simulator.Anomalies;

/// <summary>What can be chosen of a file before it is looked through.</summary>
/// <param name="Numeric">Headings of the columns with numbers in most rows.</param>
/// <param name="Times">Headings of the columns that can order the rows.</param>
/// <param name="Suggested">Columns that are used where none are chosen, as <see cref="AnomalyTableReader"/> names them.</param>
/// <param name="Rows">Rows that are looked through then.</param>
public sealed record TableOffer(IReadOnlyList<string> Numeric, IReadOnlyList<string> Times, IReadOnlyList<string> Suggested, int Rows)
{
    private const double Most = 0.8;

    /// <summary>Looks at a file.</summary>
    /// <exception cref="ImportException">It is no table.</exception>
    public static TableOffer Of(byte[] content, string fileName)
    {
        var table = RowTable.Read(content, fileName, PackedTable.MostBytes, PackedTable.MostRows);
        var suggested = AnomalyTableReader.Of(table, content, null, null);
        var columns = Enumerable.Range(0, table.Headings.Count).ToArray();
        string[] times = [.. columns.Where(c => IsTime(table, c)).Select(c => table.Headings[c])];
        return new TableOffer(
            [.. columns.Where(c => IsNumeric(table, c)).Select(c => table.Headings[c]).Except(times)],
            times,
            suggested.Names,
            suggested.Count
        );
    }

    private static bool IsNumeric(RowTable table, int column) =>
        Enumerable.Range(0, table.Count).Count(r => double.IsFinite(table.Number(r, column))) >= Most * table.Count;

    // Numbers can be read as moments, too; a column of amounts is none.
    private static bool IsTime(RowTable table, int column) =>
        (!double.IsFinite(table.Number(0, column)) || AnomalyTableReader.IsTimeName(table.Headings[column]))
        && table.Times(column) is { } times
        && times.Count(t => t is not null) >= Most * table.Count;
}
