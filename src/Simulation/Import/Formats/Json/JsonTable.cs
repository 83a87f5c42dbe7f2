using System.Text;
using System.Text.Json;

namespace Simulator.Import.Formats.Json;

/// <summary>
/// Reads prices from JSON as exchanges, data vendors, freqtrade and pandas write them: records, arrays, columns, tables by date, JSON
/// Lines, in whatever envelope they come.
/// </summary>
internal static class JsonTable
{
    private const int LargestDepth = 32;

    /// <summary>Reads the table.</summary>
    /// <exception cref="TableProblem">No JSON, no prices in it, or too large.</exception>
    public static ReadTable Read(ReadOnlyMemory<byte> utf8, long maxBytes)
    {
        var (text, format) = JsonLines.IsLines(utf8.Span) ? (JsonLines.AsArray(utf8.Span), "JSON Lines") : (utf8, "JSON");
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = LargestDepth });
            return Write(document.RootElement, format, maxBytes);
        }
        catch (JsonException e)
        {
            throw Damaged(utf8.Span, e);
        }
    }

    private static ReadTable Write(JsonElement root, string format, long maxBytes)
    {
        var found = new JsonSearch().Find(root);
        if (found.Count == 0)
            throw JsonMessages.NoTable(root);
        var table = new TableText(maxBytes);
        var notes = new List<string>();
        var chosen = JsonChoice.Of(found, notes);
        notes.Insert(0, JsonChoice.Describe(format, chosen));
        foreach (var shape in chosen)
            notes.AddRange(shape.Notes.Where(n => !notes.Contains(n)));
        JsonRows.Write(table, chosen);
        return new ReadTable(format, table.Utf8, notes) { TextColumns = table.TextColumns };
    }

    private static TableProblem Damaged(ReadOnlySpan<byte> utf8, JsonException e)
    {
        var line = (int)Math.Min(int.MaxValue - 1, e.LineNumber ?? 0);
        var column = e.BytePositionInLine ?? 0;
        var found = Around(utf8, line, column);
        var deep = e.Message.Contains("depth", StringComparison.Ordinal);
        return new TableProblem(
            deep
                ? FormattableString.Invariant($"the JSON is nested more than {LargestDepth} levels deep")
                : FormattableString.Invariant($"this is not valid JSON (byte {column + 1} of the line)"),
            found.Contains("NaN", StringComparison.Ordinal) || found.Contains("Infinity", StringComparison.Ordinal)
                ? "JSON knows no NaN or Infinity: write null instead"
                : "Download or write the file again, and check that it is complete",
            line + 1,
            found,
            e
        );
    }

    private static string Around(ReadOnlySpan<byte> utf8, int line, long column)
    {
        for (; line > 0; line--)
        {
            var end = utf8.IndexOf((byte)'\n');
            if (end < 0)
                break;
            utf8 = utf8[(end + 1)..];
        }
        var start = (int)Math.Clamp(column - 20, 0, utf8.Length);
        var rest = utf8[start..Math.Min(utf8.Length, start + 60)];
        var stop = rest.IndexOf((byte)'\n');
        return Encoding.UTF8.GetString(stop < 0 ? rest : rest[..stop]).Trim('\uFFFD', ' ', '\r');
    }
}
