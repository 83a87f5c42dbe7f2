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
    YearMonth,
    MonthNameYear,
    YearQuarter,
    RocYear,
    EpochSeconds,
    EpochMilliseconds,
    EpochMicroseconds,
    EpochNanoseconds,
    MillisecondOfDay,
    Pattern,
}

/// <summary>A date and time as the file writes it, with what the text says of its zone.</summary>
/// <param name="Local">Ticks on the file's own clock; of an epoch number on that of UTC.</param>
/// <param name="Offset">What the text says of its zone.</param>
/// <param name="HasTime">Whether a time of day is written.</param>
internal readonly record struct Stamp(long Local, StampOffset Offset, bool HasTime)
{
    /// <summary>UTC ticks where the text says how far its clock is from UTC; else the ticks of its own clock.</summary>
    public long Ticks => Local - Offset.Ticks;
}

/// <summary>What follows a time: nothing, an offset from UTC, or the name of a zone.</summary>
/// <param name="IsWritten">True where an offset is written, <c>Z</c> and epoch numbers included.</param>
/// <param name="Minutes">Minutes that the written clock is ahead of UTC.</param>
/// <param name="Zone">The zone whose name is written; null without one.</param>
/// <param name="IsSummer">
/// Whether the name is that of summer time (<c>EDT</c>) or of standard time (<c>EST</c>, <c>GMT</c>); null for any other.
/// </param>
internal readonly record struct StampOffset(bool IsWritten, short Minutes = 0, TimeZoneInfo? Zone = null, bool? IsSummer = null)
{
    /// <summary>UTC itself.</summary>
    public static StampOffset Utc { get; } = new(true);

    /// <summary>UTC under the name that London's clock has in winter.</summary>
    public static StampOffset Greenwich { get; } = new(true, 0, null, false);

    /// <summary>Whether this is <see cref="Greenwich"/>.</summary>
    public bool IsGreenwich => IsWritten && IsSummer == false;

    /// <summary>The offset in ticks; 0 where none is written.</summary>
    public long Ticks => Minutes * TimeSpan.TicksPerMinute;
}

/// <summary>Reads dates and times of known shape from UTF-8 text.</summary>
internal static class Stamps
{
    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] s_weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>Shapes by the order they are tried in.</summary>
    public static readonly StampShape[] Detectable =
    [
        StampShape.YearFirst,
        StampShape.Compact,
        StampShape.MonthFirst,
        StampShape.DayFirst,
        StampShape.DayMonthName,
        StampShape.MonthNameDay,
        StampShape.YearMonth,
        StampShape.MonthNameYear,
        StampShape.YearQuarter,
        StampShape.RocYear,
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
        if (shape.IsPeriod())
            return PeriodStamps.TryParse(text, shape, out stamp);
        var at = SkipWeekday(text);
        if (!TryDate(text, ref at, shape, out var ticks))
            return false;
        if (at == text.Length)
        {
            stamp = new Stamp(ticks, default, false);
            return true;
        }
        var joined = shape == StampShape.Compact && text[at] is >= (byte)'0' and <= (byte)'9';
        if (!joined && text[at] is not ((byte)' ' or (byte)'T' or (byte)'t' or (byte)',' or (byte)';' or (byte)'_'))
            return false;
        var rest = text[(joined ? at : at + 1)..].Trim((byte)' ');
        if (!TryTime(rest, out var time, out var offset))
            return false;
        stamp = new Stamp(ticks + time, offset, true);
        return true;
    }

    /// <summary>Reads a time of day, with AM/PM and a zone offset if there is one.</summary>
    /// <param name="text">E.g. <c>09:31</c>, <c>16:00:00.250</c>, <c>4:00 PM</c>, <c>093000</c>, <c>11-PM</c>.</param>
    /// <param name="ticks">Ticks since midnight.</param>
    /// <param name="offset">What the text says of its zone: an offset, a name, or nothing.</param>
    public static bool TryTime(ReadOnlySpan<byte> text, out long ticks, out StampOffset offset)
    {
        ticks = 0;
        offset = default;
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
                & Digits(text, ref at, out day) is 1 or 2
                & SkipDay(text, ref at),
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
            StampShape.RocYear => PeriodStamps.TryRocYear(text, ref at, out year)
                & Mark(text, ref at)
                & Digits(text, ref at, out month) is 1 or 2
                & Mark(text, ref at)
                & Digits(text, ref at, out day) is 1 or 2
                & SkipDay(text, ref at),
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

    /// <summary>The shape of an epoch number by how many digits it has; the unit of every row is decided by its own.</summary>
    public static StampShape? EpochShape(ReadOnlySpan<byte> text)
    {
        var at = 0;
        return Digits(text, ref at, out _) switch
        {
            9 or 10 => StampShape.EpochSeconds,
            12 or 13 => StampShape.EpochMilliseconds,
            15 or 16 => StampShape.EpochMicroseconds,
            18 or 19 => StampShape.EpochNanoseconds,
            _ => null,
        };
    }

    private static bool TryEpoch(ReadOnlySpan<byte> text, StampShape shape, out Stamp stamp)
    {
        stamp = default;
        if (shape == StampShape.MillisecondOfDay)
            return TryMillisecondOfDay(text, out stamp);
        var at = 0;
        Digits(text, ref at, out var number);
        if (EpochShape(text) is not { } unit || !TryFraction(text[at..], out var fraction))
            return false;
        var ticks = unit switch
        {
            StampShape.EpochSeconds => (number * TimeSpan.TicksPerSecond) + (long)Math.Round(fraction * TimeSpan.TicksPerSecond),
            StampShape.EpochMilliseconds => number * TimeSpan.TicksPerMillisecond,
            StampShape.EpochMicroseconds => number * TimeSpan.TicksPerMicrosecond,
            _ => number / TimeSpan.NanosecondsPerTick,
        };
        stamp = new Stamp(DateTime.UnixEpoch.Ticks + ticks, StampOffset.Utc, true);
        return true;
    }

    private static bool TryMillisecondOfDay(ReadOnlySpan<byte> text, out Stamp stamp)
    {
        var at = 0;
        var digits = Digits(text, ref at, out var number);
        stamp = new Stamp(number * TimeSpan.TicksPerMillisecond, default, true);
        return digits is >= 1 and <= 8 && number < 86_400_000 && TryFraction(text[at..], out var fraction) && fraction == 0;
    }

    // ".0" of a number that went through a floating-point column, or the fraction of a second.
    private static bool TryFraction(ReadOnlySpan<byte> rest, out double fraction)
    {
        fraction = 0;
        if (rest.IsEmpty)
            return true;
        if (rest[0] != (byte)'.' || rest.Length > 10)
            return false;
        var at = 1;
        var digits = Digits(rest, ref at, out var number);
        fraction = number / Math.Pow(10, digits);
        return at == rest.Length;
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
        if (rest.Length < skip + 2 || (rest[skip + 1] | 0x20) != 'm' || (rest[skip] | 0x20) is not ('a' or 'p') || IsLetter(rest, skip + 2))
            return true;
        if (hour is < 1 or > 12)
            return false;
        hour = (hour % 12) + ((rest[skip] | 0x20) == 'p' ? 12 : 0);
        at += skip + 2;
        return true;
    }

    // "America/New_York" begins like "am".
    private static bool IsLetter(ReadOnlySpan<byte> text, int at) => at < text.Length && (text[at] | 0x20) is >= 'a' and <= 'z';

    // "Z", "+05:30", "UTC+8", "EST", "America/New_York", and an offset with the zone's name in brackets behind it.
    private static bool TryZone(ReadOnlySpan<byte> text, ref int at, out StampOffset offset)
    {
        offset = default;
        var rest = text[at..].Trim((byte)' ');
        at = text.Length;
        if (rest.IsEmpty)
            return true;
        var bracket = rest.IndexOf((byte)'[');
        if (rest[^1] is (byte)']' && bracket >= 0)
        {
            var before = rest[..bracket].TrimEnd((byte)' ');
            var name = rest[(bracket + 1)..^1];
            return ZoneNames.TryFind(name, out offset) && (before.IsEmpty || TryZoneText(before, out offset));
        }
        if (rest[^1] is (byte)')' && rest.IndexOf((byte)'(') is > 0 and var comment)
            rest = rest[..comment].TrimEnd((byte)' '); // "+0100 (Central European Standard Time)"
        return TryZoneText(rest, out offset);
    }

    /// <summary>A zone alone: <c>UTC+2</c>, <c>GMT-05:30</c>, <c>EST</c>; null where the text is none.</summary>
    public static StampOffset? TryZone(string text) =>
        TryZoneText(System.Text.Encoding.UTF8.GetBytes(text), out var offset) ? offset : null;

    private static bool TryZoneText(ReadOnlySpan<byte> text, out StampOffset offset)
    {
        offset = default;
        var prefix = text.StartsWith("UTC"u8) || text.StartsWith("GMT"u8) ? 3 : 0;
        if (prefix == 0 || text.Length == prefix)
            return text[0] is (byte)'+' or (byte)'-' ? TryOffset(text, false, out offset) : ZoneNames.TryFind(text, out offset);
        return TryOffset(text[prefix..], true, out offset) || ZoneNames.TryFind(text, out offset);
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, bool mayBeShort, out StampOffset offset)
    {
        offset = default;
        if (text[0] is not ((byte)'+' or (byte)'-'))
            return false;
        var i = 1;
        var digits = Digits(text, ref i, out var hours);
        long minutes = 0;
        if (digits == 4)
            (hours, minutes) = (hours / 100, hours % 100);
        else if (digits != 2 && !(mayBeShort && digits == 1))
            return false;
        else if (i < text.Length && text[i] == (byte)':')
        {
            i++;
            if (Digits(text, ref i, out minutes) != 2)
                return false;
            if (i + 3 == text.Length && text[i..].SequenceEqual(":00"u8))
                i = text.Length;
        }
        if (i != text.Length || hours > 14 || minutes > 59)
            return false;
        offset = new StampOffset(true, (short)((text[0] == (byte)'-' ? -1 : 1) * ((hours * 60) + minutes)));
        return true;
    }

    // "Mon 2024-03-04", "Monday, March 4, 2024", "Mo. 04.03.2024".
    private static int SkipWeekday(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length && (text[at] | 0x20) is >= 'a' and <= 'z')
            at++;
        if (at is < 2 or > 9 || at == text.Length || text[at] is not ((byte)' ' or (byte)',' or (byte)'.'))
            return 0;
        var isDay = false;
        foreach (var day in s_weekdays)
            isDay |= IsStartOf(day, text[..at]);
        if (!isDay)
            return 0;
        while (at < text.Length && text[at] is (byte)' ' or (byte)',' or (byte)'.')
            at++;
        return at;
    }

    private static bool IsStartOf(string day, ReadOnlySpan<byte> text)
    {
        if (text.Length is < 2 || text.Length > day.Length)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if ((text[i] | 0x20) != day[i])
                return false;
        }
        return true;
    }

    internal static int Digits(ReadOnlySpan<byte> text, ref int at, out long number)
    {
        number = 0;
        var start = at;
        while (at < text.Length && (uint)(text[at] - '0') <= 9 && at - start < 19)
            number = (number * 10) + (text[at++] - '0');
        return at - start;
    }

    // "2024-03-04", "2024- 03- 04" (Korea), "2024年3月4日".
    private static bool Mark(ReadOnlySpan<byte> text, ref int at)
    {
        if (text[at..].StartsWith("年"u8) || text[at..].StartsWith("月"u8))
        {
            at += 3;
            return true;
        }
        if (at >= text.Length || text[at] is not ((byte)'-' or (byte)'/' or (byte)'.'))
            return false;
        at++;
        if (at < text.Length && text[at] == (byte)' ')
            at++;
        return true;
    }

    private static bool SkipDay(ReadOnlySpan<byte> text, ref int at)
    {
        at += text[at..].StartsWith("日"u8) ? 3 : 0;
        return true;
    }

    internal static bool NameMark(ReadOnlySpan<byte> text, ref int at)
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

    internal static bool TryMonth(ReadOnlySpan<byte> text, ref int at, out long month)
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
