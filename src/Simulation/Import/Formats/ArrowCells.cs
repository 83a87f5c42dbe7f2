using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace Simulator.Import.Formats;

/// <summary>The cells of an Arrow column as text.</summary>
internal static class ArrowCells
{
    /// <summary>Whether columns of a type hold values that a table can.</summary>
    public static bool CanRead(IArrowType type) =>
        type switch
        {
            DictionaryType dictionary => CanRead(dictionary.ValueType),
            TimestampType or Date32Type or Date64Type or StringType or LargeStringType or StringViewType or BooleanType => true,
            FloatType or DoubleType or HalfFloatType or Decimal128Type or Decimal256Type => true,
            Int8Type or Int16Type or Int32Type or Int64Type or UInt8Type or UInt16Type or UInt32Type or UInt64Type => true,
            _ => false,
        };

    /// <summary>Writes the cells of a column; null for a type that <see cref="CanRead"/> refuses.</summary>
    public static CellWriter? Of(IArrowArray column)
    {
        if (Value(column) is not { } write)
            return null;
        return (table, row) =>
        {
            if (column.IsNull(row))
                table.Blank();
            else
                write(table, row);
        };
    }

    private static CellWriter? Value(IArrowArray column) =>
        column switch
        {
            DictionaryArray coded => Coded(coded),
            TimestampArray stamps => Stamps(stamps),
            Date32Array dates => (t, r) => t.Date(dates.GetDateOnly(r)!.Value),
            Date64Array dates => (t, r) => t.Date(dates.GetDateOnly(r)!.Value),
            StringArray texts => (t, r) => t.Text(texts.GetBytes(r)),
            LargeStringArray texts => (t, r) => t.Text(texts.GetString(r)!),
            StringViewArray texts => (t, r) => t.Text(texts.GetString(r)!),
            BooleanArray truths => (t, r) => t.Text(truths.GetValue(r) == true ? "true"u8 : "false"u8),
            DoubleArray numbers => (t, r) => t.Number(numbers.GetValue(r)!.Value),
            FloatArray numbers => (t, r) => t.Number(numbers.GetValue(r)!.Value),
            HalfFloatArray numbers => (t, r) => t.Number((float)numbers.GetValue(r)!.Value),
            Decimal128Array numbers => (t, r) => t.Written(Encoding.ASCII.GetBytes(numbers.GetString(r))),
            Decimal256Array numbers => (t, r) => t.Written(Encoding.ASCII.GetBytes(numbers.GetString(r)!)),
            Int64Array numbers => (t, r) => t.Number(numbers.GetValue(r)!.Value),
            UInt64Array numbers => (t, r) => t.Number((decimal)numbers.GetValue(r)!.Value),
            _ => Small(column),
        };

    private static CellWriter? Small(IArrowArray column) =>
        column switch
        {
            Int32Array numbers => (t, r) => t.Number((long)numbers.GetValue(r)!.Value),
            Int16Array numbers => (t, r) => t.Number((long)numbers.GetValue(r)!.Value),
            Int8Array numbers => (t, r) => t.Number((long)numbers.GetValue(r)!.Value),
            UInt32Array numbers => (t, r) => t.Number((long)numbers.GetValue(r)!.Value),
            UInt16Array numbers => (t, r) => t.Number((long)numbers.GetValue(r)!.Value),
            UInt8Array numbers => (t, r) => t.Number((long)numbers.GetValue(r)!.Value),
            _ => null,
        };

    private static CellWriter Stamps(TimestampArray stamps)
    {
        var type = (TimestampType)stamps.Data.DataType;
        var zone = type.IsTimeZoneAware ? Zones.Find(type.Timezone) : null;
        return (table, row) =>
        {
            var ticks = DateTime.UnixEpoch.Ticks + Ticks(stamps.GetValue(row)!.Value, type.Unit);
            if (type.IsTimeZoneAware)
                table.Instant(ticks, zone);
            else
                table.LocalTime(ticks);
        };
    }

    private static long Ticks(long value, TimeUnit unit) =>
        unit switch
        {
            TimeUnit.Second => checked(value * TimeSpan.TicksPerSecond),
            TimeUnit.Millisecond => checked(value * TimeSpan.TicksPerMillisecond),
            TimeUnit.Microsecond => checked(value * TimeSpan.TicksPerMicrosecond),
            _ => value / 100,
        };

    /// <summary>Categories of pandas: an index into the distinct values.</summary>
    private static CellWriter? Coded(DictionaryArray coded)
    {
        if (Of(coded.Dictionary) is not { } write)
            return null;
        int[] codes = [.. coded.EnumeratePhysicalIndices()];
        return (table, row) => write(table, codes[row]);
    }
}
