namespace Simulator.Import;

/// <summary>How a date is written.</summary>
internal enum StampShape
{
    YearFirst,
    Compact,
    MonthFirst,
    DayFirst,
    DayMonthName,
    MonthNameDay,
    EpochSeconds,
    EpochMilliseconds,
    EpochMicroseconds,
    EpochNanoseconds,
    MillisecondOfDay,
    Pattern,
}

/// <summary>A time as read: ticks on the file's own clock, or UTC when the text said so.</summary>
internal readonly record struct Stamp(long Ticks, bool HasTime, bool IsUtc);

/// <summary>Reads dates and times of known shape from UTF-8 text.</summary>
internal static class Stamps
{
    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Shapes by the order they are tried in.</summary>
    public static readonly StampShape[] Detectable =
    [
        StampShape.YearFirst,
        StampShape.Compact,
        StampShape.MonthFirst,
        StampShape.DayFirst,
        StampShape.DayMonthName,
        StampShape.MonthNameDay,
        StampShape.EpochSeconds,
        StampShape.EpochMilliseconds,
        StampShape.EpochMicroseconds,
        StampShape.EpochNanoseconds,
    ];

    /// <summary>Reads a whole timestamp of a shape; false when any of the text does not belong to it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, StampShape shape, out Stamp stamp)
    {
        stamp = default;
        if (shape >= StampShape.EpochSeconds)
            return TryEpoch(text, shape, out stamp);
        var at = 0;
        if (!TryDate(text, ref at, shape, out var ticks))
            return false;
        if (at == text.Length)
        {
            stamp = new Stamp(ticks, false, false);
            return true;
        }
        var joined = shape == StampShape.Compact && text[at] is >= (byte)'0' and <= (byte)'9';
        if (!joined && text[at] is not ((byte)' ' or (byte)'T' or (byte)'t' or (byte)',' or (byte)';'))
            return false;
        var rest = text[(joined ? at : at + 1)..].Trim((byte)' ');
        if (!TryTime(rest, out var time, out var offset))
            return false;
        stamp = new Stamp(ticks + time - (offset ?? 0), true, offset is not null);
        return true;
    }

    /// <summary>Reads a time of day, with AM/PM and a zone offset if there is one.</summary>
    /// <param name="text">E.g. <c>09:31</c>, <c>16:00:00.250</c>, <c>4:00 PM</c>, <c>093000</c>, <c>11-PM</c>.</param>
    /// <param name="ticks">Ticks since midnight.</param>
    /// <param name="offset">Ticks that the clock is ahead of UTC; null when the text does not say.</param>
    public static bool TryTime(ReadOnlySpan<byte> text, out long ticks, out long? offset)
    {
        ticks = 0;
        offset = null;
        var at = 0;
        var digits = Digits(text, ref at, out var hour);
        long minute = 0,
            second = 0,
            fraction = 0;
        if (digits is 3 or 4 && (at == text.Length || text[at] != (byte)':'))
            (hour, minute) = (hour / 100, hour % 100);
        else if (digits is 5 or 6)
            (hour, minute, second) = (hour / 10000, hour / 100 % 100, hour % 100);
        else if (digits is 0 or > 2 || at == text.Length)
            return false; // a bare one- or two-digit number is no time
        else if (text[at] == (byte)':' && !TryMinutes(text, ref at, out minute, out second, out fraction))
            return false;
        if (
            !TryHalfDay(text, ref at, ref hour)
            || hour > 23
            || minute > 59
            || second > 59
            || !TryZone(text, ref at, out offset)
            || at != text.Length
        )
            return false;
        ticks = (((((hour * 60) + minute) * 60) + second) * TimeSpan.TicksPerSecond) + fraction;
        return true;
    }

    private static bool TryDate(ReadOnlySpan<byte> text, ref int at, StampShape shape, out long ticks)
    {
        ticks = 0;
        long year,
            month,
            day;
        var ok = shape switch
        {
            StampShape.YearFirst => Digits(text, ref at, out year) == 4
                & Mark(text, ref at)
                & Digits(text, ref at, out month) is 1 or 2
                & Mark(text, ref at)
                & Digits(text, ref at, out day) is 1 or 2,
            StampShape.Compact => TryCompact(text, ref at, out year, out month, out day),
            StampShape.MonthFirst => Digits(text, ref at, out month) is 1 or 2
                & Mark(text, ref at)
                & Digits(text, ref at, out day) is 1 or 2
                & Mark(text, ref at)
                & TryYear(text, ref at, out year),
            StampShape.DayFirst => Digits(text, ref at, out day) is 1 or 2
                & Mark(text, ref at)
                & Digits(text, ref at, out month) is 1 or 2
                & Mark(text, ref at)
                & TryYear(text, ref at, out year),
            StampShape.DayMonthName => Digits(text, ref at, out day) is 1 or 2
                & NameMark(text, ref at)
                & TryMonth(text, ref at, out month)
                & NameMark(text, ref at)
                & TryYear(text, ref at, out year),
            _ => TryMonth(text, ref at, out month)
                & NameMark(text, ref at)
                & Digits(text, ref at, out day) is 1 or 2
                & NameMark(text, ref at)
                & TryYear(text, ref at, out year),
        };
        if (!ok || year is < 1700 or > 2200 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth((int)year, (int)month))
            return false;
        ticks = new DateTime((int)year, (int)month, (int)day).Ticks;
        return true;
    }

    private static bool TryCompact(ReadOnlySpan<byte> text, ref int at, out long year, out long month, out long day)
    {
        var digits = Digits(text, ref at, out var number);
        if (digits is 12 or 14 && at == text.Length)
        {
            at = 8; // yyyyMMddHHmm[ss]: the time is left to be read, see TryParse
            digits = 8;
            while (number > 99999999)
                number /= 100;
        }
        (year, month, day) = (number / 10000, number / 100 % 100, number % 100);
        return digits == 8;
    }

    private static bool TryEpoch(ReadOnlySpan<byte> text, StampShape shape, out Stamp stamp)
    {
        stamp = default;
        var at = 0;
        var digits = Digits(text, ref at, out var number);
        if (at < text.Length && text[at..].Trim((byte)'0').SequenceEqual("."u8))
            at = text.Length;
        if (at != text.Length)
            return false;
        var (expected, unit) = shape switch
        {
            StampShape.EpochSeconds => (digits is 9 or 10, TimeSpan.TicksPerSecond),
            StampShape.EpochMilliseconds => (digits is 12 or 13, TimeSpan.TicksPerMillisecond),
            StampShape.EpochMicroseconds => (digits is 15 or 16, TimeSpan.TicksPerMicrosecond),
            StampShape.EpochNanoseconds => (digits is 18 or 19, 0L),
            _ => (digits is >= 1 and <= 8 && number < 86_400_000, TimeSpan.TicksPerMillisecond),
        };
        if (!expected)
            return false;
        var ticks = unit == 0 ? number / 100 : number * unit;
        stamp =
            shape == StampShape.MillisecondOfDay ? new Stamp(ticks, true, false) : new Stamp(DateTime.UnixEpoch.Ticks + ticks, true, true);
        return true;
    }

    private static bool TryMinutes(ReadOnlySpan<byte> text, ref int at, out long minute, out long second, out long fraction)
    {
        (second, fraction) = (0, 0);
        at++;
        if (Digits(text, ref at, out minute) != 2)
            return false;
        if (at == text.Length || text[at] != (byte)':')
            return true;
        at++;
        if (Digits(text, ref at, out second) != 2)
            return false;
        if (at == text.Length || text[at] is not ((byte)'.' or (byte)','))
            return true;
        at++;
        var digits = Digits(text, ref at, out fraction);
        for (; digits > 7; digits--)
            fraction /= 10;
        for (; digits is > 0 and < 7; digits++)
            fraction *= 10;
        return digits == 7;
    }

    private static bool TryHalfDay(ReadOnlySpan<byte> text, ref int at, ref long hour)
    {
        var rest = text[at..];
        var skip = rest.Length > 0 && rest[0] is (byte)' ' or (byte)'-' ? 1 : 0;
        if (rest.Length < skip + 2 || (rest[skip + 1] | 0x20) != 'm' || (rest[skip] | 0x20) is not ('a' or 'p'))
            return true;
        if (hour is < 1 or > 12)
            return false;
        hour = (hour % 12) + ((rest[skip] | 0x20) == 'p' ? 12 : 0);
        at += skip + 2;
        return true;
    }

    private static bool TryZone(ReadOnlySpan<byte> text, ref int at, out long? offset)
    {
        offset = null;
        var rest = text[at..].Trim((byte)' ');
        if (rest.IsEmpty)
        {
            at = text.Length;
            return true;
        }
        if (rest.SequenceEqual("Z"u8) || rest.SequenceEqual("z"u8) || rest.SequenceEqual("UTC"u8) || rest.SequenceEqual("GMT"u8))
        {
            (offset, at) = (0, text.Length);
            return true;
        }
        if (rest[0] is not ((byte)'+' or (byte)'-'))
            return false;
        var sign = rest[0] == (byte)'-' ? -1 : 1;
        var i = 1;
        var digits = Digits(rest, ref i, out var hours);
        long minutes = 0;
        if (digits == 4)
            (hours, minutes) = (hours / 100, hours % 100);
        else if (digits != 2)
            return false;
        else if (i < rest.Length && rest[i] == (byte)':')
        {
            i++;
            if (Digits(rest, ref i, out minutes) != 2)
                return false;
        }
        if (i != rest.Length || hours > 14 || minutes > 59)
            return false;
        (offset, at) = (sign * ((hours * 60) + minutes) * TimeSpan.TicksPerMinute, text.Length);
        return true;
    }

    private static int Digits(ReadOnlySpan<byte> text, ref int at, out long number)
    {
        number = 0;
        var start = at;
        while (at < text.Length && (uint)(text[at] - '0') <= 9 && at - start < 19)
            number = (number * 10) + (text[at++] - '0');
        return at - start;
    }

    private static bool Mark(ReadOnlySpan<byte> text, ref int at) => at < text.Length && text[at++] is (byte)'-' or (byte)'/' or (byte)'.';

    private static bool NameMark(ReadOnlySpan<byte> text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] is (byte)' ' or (byte)'-' or (byte)'/' or (byte)',' or (byte)'.')
            at++;
        return at > start;
    }

    private static bool TryYear(ReadOnlySpan<byte> text, ref int at, out long year)
    {
        var digits = Digits(text, ref at, out year);
        if (digits == 2)
            year += year < 70 ? 2000 : 1900;
        return digits is 2 or 4;
    }

    private static bool TryMonth(ReadOnlySpan<byte> text, ref int at, out long month)
    {
        month = 0;
        var start = at;
        while (at < text.Length && (text[at] | 0x20) is >= 'a' and <= 'z')
            at++;
        if (at - start < 3)
            return false;
        Span<char> name = [(char)(text[start] | 0x20), (char)(text[start + 1] | 0x20), (char)(text[start + 2] | 0x20)];
        for (var m = 0; m < s_months.Length; m++)
        {
            if (name.SequenceEqual(s_months[m]))
                month = m + 1;
        }
        return month > 0;
    }
}
