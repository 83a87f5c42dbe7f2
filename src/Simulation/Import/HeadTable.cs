using System.Text;

namespace Simulator.Import;

/// <summary>The first rows of a file as a table: headings, and the numbers of a column.</summary>
internal sealed record HeadTable(
    string FileName,
    Headings Headings,
    IReadOnlyList<HeadLine> Data,
    DateColumn Date,
    byte DecimalMark,
    int Width
)
{
    private readonly Dictionary<int, bool> _numeric = [];

    /// <summary>Line of the headings.</summary>
    public int HeaderLine => Math.Max(1, Data[0].Line - 1);

    /// <summary>Heading of a column, or its number where it has none.</summary>
    public string Name(int column) =>
        column < Headings.Names.Count && Headings.Names[column].Length > 0
            ? Headings.Names[column]
            : FormattableString.Invariant($"column {column + 1}");

    /// <summary>True when the filled cells are numbers; a column without any filled cell counts too.</summary>
    public bool IsNumeric(int column)
    {
        if (!_numeric.TryGetValue(column, out var numeric))
            _numeric[column] = numeric =
                column != Date.Column && column != Date.TimeColumn && ColumnRoles.IsNumeric(Data, column, DecimalMark);
        return numeric;
    }

    /// <summary>True when no cell holds anything.</summary>
    public bool IsEmpty(int column) => Cells(column).All(c => Import.Cells.MissingMark(c) >= 0);

    /// <summary>True when no cell holds a number above zero.</summary>
    public bool IsZero(int column) => !Numbers(column).Any(v => v > 0);

    /// <summary>True when values come again and again, as names of series do.</summary>
    public bool IsRepeated(int column)
    {
        var cells = Data.Where(l => column < l.Cells.Length).Select(l => l.Cells[column]).ToList();
        return cells.Count > 1 && cells.Distinct(StringComparer.Ordinal).Count() * 2 <= cells.Count && cells.TrueForAll(c => c.Length > 0);
    }

    /// <summary>[row] numbers of a column; NaN where a cell has none.</summary>
    public double[] Numbers(int column) =>
        [
            .. Data.Select(l =>
                column < l.Cells.Length && Import.Cells.TryNumber(Encoding.UTF8.GetBytes(l.Cells[column]), DecimalMark, out var v)
                    ? v
                    : double.NaN
            ),
        ];

    private IEnumerable<byte[]> Cells(int column) =>
        Data.Where(l => column < l.Cells.Length).Select(l => Encoding.UTF8.GetBytes(l.Cells[column]));
}
