using System.Text;

namespace Simulator.Import.Formats;

/// <summary>
/// Numbers that a table holds as text (<c>"1.234,56"</c> in JSON): their decimal mark is settled by the same evidence as that of a text
/// table, and they are written with a point.
/// </summary>
internal static class TextNumbers
{
    /// <summary>The table with such numbers written with a point.</summary>
    /// <param name="table">The table.</param>
    /// <param name="chosen">The mark that the user gave, or null.</param>
    /// <param name="maxBytes">Largest size of the table.</param>
    /// <exception cref="TableProblem">The table is larger than allowed.</exception>
    public static ReadTable Settle(ReadTable table, char? chosen, long maxBytes)
    {
        if (table.TextColumns.Count == 0)
            return table;
        var found = DecimalMarks.OfText(table.Csv.Span, table.TextColumns);
        var mark = chosen is { } given ? (byte)given : found.Mark;
        return table with
        {
            Csv = mark == (byte)',' ? Written(table, maxBytes) : table.Csv,
            Doubt = found.IsCertain || chosen is not null ? null : found,
        };
    }

    private static ReadOnlyMemory<byte> Written(ReadTable table, long maxBytes)
    {
        var text = new TableText(maxBytes);
        var reader = new RowReader(table.Csv.Span, (byte)TableText.Separator, (byte)'\n');
        while (reader.Read())
        {
            for (var c = 0; c < reader.FieldCount; c++)
            {
                var cell = reader[c];
                if (
                    text.Rows > 0
                    && table.TextColumns.Contains(c)
                    && Cells.TryNumber(cell, (byte)',', out var number)
                    && !DateDetection.IsDate(Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, 80)]))
                )
                    text.Number(number);
                else
                    text.Text(
                        cell.Contains((byte)'"')
                            ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(cell).Replace("\"\"", "\"", StringComparison.Ordinal))
                            : cell
                    );
            }
            text.EndRow();
        }
        return text.Utf8;
    }
}
