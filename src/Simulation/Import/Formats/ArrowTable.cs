using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;

namespace Simulator.Import.Formats;

/// <summary>Reads Arrow's file and stream formats; Feather of version 2 is the file format. LZ4 and Zstandard included.</summary>
internal static class ArrowTable
{
    /// <summary>How a file of Arrow's file format begins.</summary>
    public static ReadOnlySpan<byte> FileMark => "ARROW1"u8;

    /// <summary>How a stream begins: the mark of a message.</summary>
    public static ReadOnlySpan<byte> StreamMark => [0xFF, 0xFF, 0xFF, 0xFF];

    /// <summary>Reads the table.</summary>
    /// <exception cref="TableProblem">Damaged, too large, or no column can be read.</exception>
    public static ReadTable Read(ReadOnlyMemory<byte> bytes, string format, long maxBytes)
    {
        if (bytes.Span.StartsWith(FileMark) && !bytes.Span.EndsWith(FileMark))
            throw new TableProblem($"the {format} file is not complete: its end is missing", "Download or write it again");
        try
        {
            using var stream = new StrictStream(bytes);
            var memory = new BoundedAllocator(bytes.Length, maxBytes);
            var codecs = new CompressionCodecFactory();
            using var reader = bytes.Span.StartsWith(FileMark)
                ? new ArrowFileReader(stream, memory, codecs)
                : new ArrowStreamReader(stream, memory, codecs, leaveOpen: false);
            return Read(reader, format, maxBytes);
        }
        catch (Exception e) when (e is not TableProblem) // out of memory too: a damaged size asks for more than there is
        {
            throw e.InnerException as TableProblem
                ?? new TableProblem($"the {format} file cannot be read ({e.Message.TrimEnd('.')})", "Write or download it again", inner: e);
        }
    }

    private static ReadTable Read(ArrowStreamReader reader, string format, long maxBytes)
    {
        var table = new TableText(maxBytes);
        int[]? columns = null;
        var batches = 0;
        var notes = new List<string>();
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            columns ??= Begin(table, batch.Schema, notes);
            batches++;
            if (columns.FirstOrDefault(c => batch.Column(c).Length != batch.Length, -1) is >= 0 and var odd)
                throw new TableProblem(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"batch {batches} of the {format} file has {batch.Length} rows and {batch.Column(odd).Length} values of "
                            + $"{batch.Schema.FieldsList[odd].Name}"
                    ),
                    "Write or download it again"
                );
            var writers = columns.Select(c => ArrowCells.Of(batch.Column(c))!).ToArray();
            for (var row = 0; row < batch.Length; row++)
            {
                foreach (var write in writers)
                    write(table, row);
                table.EndRow();
            }
        }
        if (table.Rows < 2)
            throw new TableProblem($"the {format} file has no rows", "Import a table with dates and prices");
        notes.Insert(
            0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{format}: {columns!.Length} columns, {table.Rows - 1} rows; line n of this report is row n − 1"
            )
        );
        return new ReadTable(format, table.Utf8, notes) { TextColumns = table.TextColumns };
    }

    private static int[] Begin(TableText table, Schema schema, List<string> notes)
    {
        var fields = schema.FieldsList;
        var readable = Enumerable.Range(0, fields.Count).Where(c => ArrowCells.CanRead(fields[c].DataType)).ToArray();
        var left = fields.Where(f => !ArrowCells.CanRead(f.DataType)).Select(f => $"{f.Name} ({f.DataType.Name})").ToList();
        if (readable.Length == 0)
            throw new TableProblem($"none of the columns can be read: {string.Join(", ", left.Take(5))}", "Write dates and numbers");
        if (left.Count > 0)
            notes.Add($"not read, because they hold no single values: {string.Join(", ", left.Take(12))}");
        var order = TableColumns.Order([.. readable.Select(c => fields[c].DataType is TimestampType or Date32Type or Date64Type)]);
        int[] columns = [.. order.Select(k => readable[k])];
        table.Headings([.. columns.Select(c => TableColumns.Heading(fields[c].Name))]);
        return columns;
    }
}
