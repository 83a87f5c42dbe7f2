using Simulator.Import.Formats;

namespace Simulator.Import;

/// <summary>Parquet, Feather (Arrow) and JSON as the text that the importer reads.</summary>
internal static class TableFiles
{
    /// <summary>Endings of such files, which are no part of a symbol.</summary>
    public static readonly string[] Endings = [".parquet", ".pq", ".feather", ".arrow", ".arrows", ".ipc", ".jsonl", ".ndjson", ".json"];

    /// <summary>The text of such a file; null for any other.</summary>
    /// <exception cref="ImportException">It is such a file but cannot be read.</exception>
    public static SourceText? Open(
        ReadOnlyMemory<byte> bytes,
        string fileName,
        string entryName,
        string? container,
        long maxBytes,
        char? decimalMark
    )
    {
        try
        {
            if (FormatReader.TryRead(bytes, maxBytes) is not { } read)
                return null;
            var table = TextNumbers.Settle(read, decimalMark, maxBytes);
            return new SourceText(fileName, entryName, container, table.Format, table.Csv)
            {
                IsTable = true,
                Notes = table.Notes,
                Doubt = table.Doubt,
            };
        }
        catch (TableProblem e)
        {
            throw new ImportException(fileName, e.Line, e.Value, e.Problem, e.Remedy, e);
        }
    }

    /// <summary>Separator and decimal mark of such a text are known, whatever was chosen for other files.</summary>
    public static ImportOptions Settled(SourceText source, ImportOptions options) =>
        source.IsTable ? options with { Separator = TableText.Separator, DecimalMark = TableText.DecimalMark } : options;
}
