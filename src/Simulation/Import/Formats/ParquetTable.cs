using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Simulator.Import.Formats;

/// <summary>Reads Parquet: flat columns of every row group; nested columns are left out and named.</summary>
internal static class ParquetTable
{
    private const long BytesPerValue = 8;

    /// <summary>How a Parquet file begins and ends.</summary>
    public static ReadOnlySpan<byte> Mark => "PAR1"u8;

    /// <summary>Reads the table.</summary>
    /// <exception cref="TableProblem">Damaged, encrypted, too large, or no column can be read.</exception>
    public static ReadTable Read(ReadOnlyMemory<byte> bytes, long maxBytes)
    {
        if (!bytes.Span.EndsWith(Mark))
            throw new TableProblem("the Parquet file is not complete: its end is missing", "Download or write it again");
        try
        {
            // The stream is in memory: nothing waits, so no thread is blocked.
            return ReadAsync(bytes, maxBytes).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not TableProblem) // out of memory too: a damaged size asks for more than there is
        {
            throw new TableProblem($"the Parquet file cannot be read ({e.Message.TrimEnd('.')})", "Write or download it again", inner: e);
        }
    }

    private static async Task<ReadTable> ReadAsync(ReadOnlyMemory<byte> bytes, long maxBytes)
    {
        ParquetSizes.CheckFooter(bytes.Span);
        await using var stream = new StrictStream(bytes);
        await using var reader = await ParquetReader.CreateAsync(stream, new ParquetOptions { UseDateOnlyTypeForDates = true });
        var zones = PandasZones.Of(reader.CustomMetadata);
        var notes = new List<string>();
        var columns = Columns(reader.Schema, notes);
        RefuseClaims(reader, columns.Length, bytes.Length, maxBytes);
        ParquetSizes.CheckPages(bytes.Span, reader.Metadata, maxBytes);
        var table = new TableText(maxBytes);
        table.Headings([.. columns.Select(c => TableColumns.Heading(c.Name))]);
        for (var group = 0; group < reader.RowGroupCount; group++)
        {
            using var rows = reader.OpenRowGroupReader(group);
            var writers = new CellWriter[columns.Length];
            for (var c = 0; c < writers.Length; c++)
                writers[c] = await ColumnAsync(rows, group, columns[c], zones.GetValueOrDefault(columns[c].Name));
            for (var row = 0; row < rows.RowCount; row++)
            {
                foreach (var write in writers)
                    write(table, row);
                table.EndRow();
            }
        }
        if (table.Rows < 2)
            throw new TableProblem("the Parquet file has no rows", "Import a table with dates and prices");
        notes.Insert(
            0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"Parquet: {columns.Length} columns, {reader.RowGroupCount} row groups, {table.Rows - 1} rows; "
                    + $"line n of this report is row n − 1"
            )
        );
        return new ReadTable("Parquet", table.Utf8, notes) { TextColumns = table.TextColumns };
    }

    private static DataField[] Columns(ParquetSchema schema, List<string> notes)
    {
        var flat = schema.Fields.OfType<DataField>().Where(f => !f.IsArray && ParquetCells.CanRead(f.ClrType)).ToList();
        var left = schema.Fields.Where(f => f is not DataField d || !flat.Contains(d)).Select(f => f.Name).ToList();
        if (flat.Count == 0)
            throw new TableProblem($"none of the columns can be read: {string.Join(", ", left.Take(5))}", "Write dates and numbers");
        if (left.Count > 0)
            notes.Add($"not read, because they hold no single values: {string.Join(", ", left.Take(12))}");
        var order = TableColumns.Order([.. flat.Select(f => f.ClrType == typeof(DateTime) || f.ClrType == typeof(DateOnly))]);
        return [.. order.Select(k => flat[k])];
    }

    /// <summary>What the file says of its own size is checked before any of it is unpacked.</summary>
    private static void RefuseClaims(ParquetReader reader, int columns, long packedBytes, long maxBytes)
    {
        long values = 0,
            unpacked = 0;
        foreach (var group in reader.Metadata?.RowGroups ?? [])
        {
            if (group.NumRows < 0)
                throw new TableProblem("the Parquet file states a negative number of rows", "Write or download it again");
            values = checked(values + (group.NumRows * columns));
            unpacked = checked(unpacked + Math.Max(0, group.Columns.Sum(c => c.MetaData?.TotalUncompressedSize ?? 0)));
        }
        TableText.RefuseLarger(Math.Max(unpacked, values / BytesPerValue), maxBytes);
        TableText.RefuseLarger(values * BytesPerValue, 8 * maxBytes);
        if (values > 1 << 24 && values / 10_000 > packedBytes)
            throw new TableProblem(
                FormattableString.Invariant($"the file of {packedBytes:N0} bytes states {values:N0} values, which is not plausible"),
                "Write or download it again"
            );
    }

    private static async Task<CellWriter> ColumnAsync(ParquetRowGroupReader rows, int group, DataField field, TimeZoneInfo? zone)
    {
        try
        {
            return await ParquetCells.ReadAsync(rows, field, zone);
        }
        catch (Exception e) when (e is not TableProblem)
        {
            throw new TableProblem(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the Parquet file cannot be read at row group {group + 1}, column {field.Name} ({e.Message.TrimEnd('.')})"
                ),
                "Write or download it again",
                inner: e
            );
        }
    }
}
