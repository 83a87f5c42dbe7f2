namespace Simulator.Import;

/// <summary>
/// Dates that name a month or a quarter (<c>2024-01</c>, <c>Jan 2024</c>, <c>2024Q1</c>), kept as its first day, and years of the Republic
/// of China (<c>113/03/04</c> is 4 March 2024).
/// </summary>
internal static class PeriodStamps
{
    private const int BeforeRocYear = 1911;

    /// <summary>Whether a shape names months or quarters instead of days.</summary>
    public static bool IsPeriod(this StampShape shape) =>
        shape is StampShape.YearMonth or StampShape.MonthNameYear or StampShape.YearQuarter;

    /// <summary>Reads a whole month or quarter.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, StampShape shape, out Stamp stamp)
    {
        stamp = default;
        var at = 0;
        long year,
            month;
        var ok = shape switch
        {
            StampShape.YearMonth => TryYearMonth(text, ref at, out year, out month),
            StampShape.MonthNameYear => TryMonthName(text, ref at, out year, out month),
            _ => TryQuarter(text, ref at, out year, out month),
        };
        if (!ok || at != text.Length || year is < 1700 or > 2200 || month is < 1 or > 12)
            return false;
        stamp = new Stamp(new DateTime((int)year, (int)month, 1).Ticks, default, false);
        return true;
    }

    /// <summary>Reads a year of the Republic of China, as one of the common era: three digits, or two that are no day or month.</summary>
    public static bool TryRocYear(ReadOnlySpan<byte> text, ref int at, out long year)
    {
        at += text.StartsWith("民國"u8) || text.StartsWith("民国"u8) ? 6 : 0;
        var digits = Stamps.Digits(text, ref at, out year);
        var isYear = digits == 3 || (digits == 2 && year > 31);
        year += BeforeRocYear;
        return isYear;
    }

    // "2024-01", "2024/1", "2024M01", "2024年1月". A point would make it a number.
    private static bool TryYearMonth(ReadOnlySpan<byte> text, ref int at, out long year, out long month)
    {
        month = 0;
        if (Stamps.Digits(text, ref at, out year) != 4 || at == text.Length)
            return false;
        if (text[at..].StartsWith("年"u8))
        {
            at += 3;
            var known = Stamps.Digits(text, ref at, out month) is 1 or 2;
            at += text[at..].StartsWith("月"u8) ? 3 : 0;
            return known;
        }
        if (text[at] is not ((byte)'-' or (byte)'/' or (byte)'M'))
            return false;
        at++;
        return Stamps.Digits(text, ref at, out month) is 1 or 2;
    }

    private static bool TryMonthName(ReadOnlySpan<byte> text, ref int at, out long year, out long month)
    {
        year = 0;
        return Stamps.TryMonth(text, ref at, out month) && Stamps.NameMark(text, ref at) && Stamps.Digits(text, ref at, out year) == 4;
    }

    // "2024Q1", "2024-Q1", "2024 Q1", "Q1 2024".
    private static bool TryQuarter(ReadOnlySpan<byte> text, ref int at, out long year, out long month)
    {
        (year, month) = (0, 0);
        long quarter;
        if (text.Length > 0 && text[0] is (byte)'Q' or (byte)'q')
        {
            at = 1;
            if (
                Stamps.Digits(text, ref at, out quarter) != 1
                || !Stamps.NameMark(text, ref at)
                || Stamps.Digits(text, ref at, out year) != 4
            )
                return false;
        }
        else
        {
            if (Stamps.Digits(text, ref at, out year) != 4)
                return false;
            Stamps.NameMark(text, ref at);
            if (at >= text.Length || text[at] is not ((byte)'Q' or (byte)'q'))
                return false;
            at++;
            if (Stamps.Digits(text, ref at, out quarter) != 1)
                return false;
        }
        month = (3 * quarter) - 2;
        return quarter is >= 1 and <= 4;
    }
}
