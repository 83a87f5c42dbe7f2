using System.Globalization;
using Simulator.Import;

namespace Simulator.CorporateActions;

/// <summary>Rows of LEAN's headerless auxiliary files: a date as <c>yyyyMMdd</c>, then cells, oldest first.</summary>
internal static class LeanRows
{
    /// <summary>LEAN's “until further notice”.</summary>
    public static DateOnly OpenEnd { get; } = new(2050, 12, 31);

    public static IEnumerable<(int Line, DateOnly Date, string[] Cells)> Read(string text, string name, int leastCells, string shape)
    {
        var (line, last) = (0, DateOnly.MinValue);
        foreach (var raw in text.Split('\n'))
        {
            line++;
            var row = raw.Trim();
            if (row.Length == 0)
                continue;
            var cells = row.Split(',', StringSplitOptions.TrimEntries);
            if (
                cells.Length < leastCells
                || !DateOnly.TryParseExact(cells[0], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            )
                throw new ImportException(name, line, row, $"a row must be {shape}", "Give a file in LEAN's format, without a header");
            if (line > 1 && date < last)
                throw new ImportException(name, line, cells[0], "dates must be in ascending order", "Sort the rows, oldest first");
            last = date;
            yield return (line, date, cells);
        }
        if (last == DateOnly.MinValue)
            throw new ImportException(name, null, null, "has no rows", $"A row is {shape}");
    }

    public static double Positive(string name, int line, string cell, string what) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0 && double.IsFinite(value)
            ? value
            : throw new ImportException(name, line, cell, $"the {what} must be a positive number", "Correct the row");
}
