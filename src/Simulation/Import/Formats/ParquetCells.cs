using Parquet;
using Parquet.Schema;

namespace Simulator.Import.Formats;

/// <summary>The cells of a column of a row group as text.</summary>
internal static class ParquetCells
{
    private static readonly HashSet<Type> s_types =
    [
        typeof(DateTime),
        typeof(DateOnly),
        typeof(string),
        typeof(ReadOnlyMemory<char>), // strings, as the library names them
        typeof(bool),
        typeof(double),
        typeof(float),
        typeof(decimal),
        typeof(long),
        typeof(ulong),
        typeof(int),
        typeof(uint),
        typeof(short),
        typeof(ushort),
        typeof(sbyte),
        typeof(byte),
    ];

    /// <summary>Whether columns of a type hold values that a table can.</summary>
    public static bool CanRead(Type type) => s_types.Contains(type);

    /// <summary>Reads a column and writes its cells.</summary>
    public static Task<CellWriter> ReadAsync(ParquetRowGroupReader rows, DataField field, TimeZoneInfo? zone) =>
        Type.GetTypeCode(field.ClrType) switch
        {
            TypeCode.DateTime => StampsAsync(rows, field, zone),
            TypeCode.Double => Of<double>(rows, field, (t, v) => t.Number(v)),
            TypeCode.Single => Of<float>(rows, field, (t, v) => t.Number(v)),
            TypeCode.Decimal => Of<decimal>(rows, field, (t, v) => t.Number(v)),
            TypeCode.Int64 => Of<long>(rows, field, (t, v) => t.Number(v)),
            TypeCode.UInt64 => Of<ulong>(rows, field, (t, v) => t.Number((decimal)v)),
            TypeCode.Int32 => Of<int>(rows, field, (t, v) => t.Number((long)v)),
            TypeCode.UInt32 => Of<uint>(rows, field, (t, v) => t.Number((long)v)),
            TypeCode.Int16 => Of<short>(rows, field, (t, v) => t.Number((long)v)),
            TypeCode.UInt16 => Of<ushort>(rows, field, (t, v) => t.Number((long)v)),
            TypeCode.SByte => Of<sbyte>(rows, field, (t, v) => t.Number((long)v)),
            TypeCode.Byte => Of<byte>(rows, field, (t, v) => t.Number((long)v)),
            TypeCode.Boolean => Of<bool>(rows, field, (t, v) => t.Text(v ? "true"u8 : "false"u8)),
            TypeCode.Object when field.ClrType == typeof(DateOnly) => Of<DateOnly>(rows, field, (t, v) => t.Date(v)),
            _ => TextsAsync(rows, field),
        };

    private static Task<CellWriter> StampsAsync(ParquetRowGroupReader rows, DataField field, TimeZoneInfo? zone) =>
        field is DateTimeDataField { IsAdjustedToUTC: true }
            ? Of<DateTime>(rows, field, (t, v) => t.Instant(v.Ticks, zone))
            : Of<DateTime>(rows, field, (t, v) => t.LocalTime(v.Ticks));

    private static async Task<CellWriter> Of<T>(ParquetRowGroupReader rows, DataField field, Action<TableText, T> write)
        where T : struct
    {
        var values = new T?[checked((int)rows.RowCount)];
        if (field.IsNullable)
        {
            await rows.ReadAsync(field, values.AsMemory());
        }
        else
        {
            var all = new T[values.Length];
            await rows.ReadAsync(field, all.AsMemory());
            values = Array.ConvertAll(all, v => (T?)v);
        }
        return (table, row) =>
        {
            if (values[row] is { } value)
                write(table, value);
            else
                table.Blank();
        };
    }

    private static async Task<CellWriter> TextsAsync(ParquetRowGroupReader rows, DataField field)
    {
        var values = new string?[checked((int)rows.RowCount)];
        await rows.ReadAsync(field, values.AsMemory()!);
        return (table, row) =>
        {
            if (values[row] is { } text)
                table.Text(text);
            else
                table.Blank();
        };
    }
}
