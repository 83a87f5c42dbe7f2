using System.Buffers.Text;

namespace Simulator.Import;

/// <summary>Reads single cells: numbers as people export them, and the marks that stand for “no value”.</summary>
internal static class Cells
{
    private const ulong LargestExact = 1UL << 53;

    private static readonly double[] s_powersOfTen =
    [
        .. Enumerable
            .Range(0, 23)
            .Select(k => double.Parse(FormattableString.Invariant($"1e{k}"), System.Globalization.CultureInfo.InvariantCulture)),
    ];

    private static readonly byte[][] s_skipped =
    [
        "€"u8.ToArray(),
        "£"u8.ToArray(),
        "¥"u8.ToArray(),
        "\u00A0"u8.ToArray(),
        "\u202F"u8.ToArray(),
        "\u2009"u8.ToArray(),
        "₹"u8.ToArray(),
        "₩"u8.ToArray(),
        "₽"u8.ToArray(),
        "₺"u8.ToArray(),
    ];

    private static readonly byte[] s_minus = "\u2212"u8.ToArray();

    /// <summary>The marks for “no value”, as <see cref="MissingMark"/> counts them.</summary>
    public static readonly string[] MissingMarks = ["blank", "null", ".", "-", "N/A", "NaN"];

    private static readonly Dictionary<string, int> s_missing = new(StringComparer.OrdinalIgnoreCase)
    {
        ["null"] = 1,
        ["none"] = 1,
        ["nil"] = 1,
        ["<na>"] = 1,
        ["."] = 2,
        [".."] = 2,
        ["..."] = 2,
        ["-"] = 3,
        ["--"] = 3,
        ["---"] = 3,
        ["–"] = 3,
        ["—"] = 3,
        ["\u2212"] = 3,
        ["－"] = 3,
        ["n/a"] = 4,
        ["#n/a"] = 4,
        ["#n/a n/a"] = 4,
        ["na"] = 4,
        ["nd"] = 4,
        ["n.a."] = 4,
        ["n.d."] = 4,
        ["n/d"] = 4,
        ["k.a."] = 4,
        ["#value!"] = 4,
        ["#ref!"] = 4,
        ["#div/0!"] = 4,
        ["nan"] = 5,
        ["nat"] = 5,
    };

    /// <summary>Index into <see cref="MissingMarks"/> of a cell without a value; −1 for any other cell.</summary>
    public static int MissingMark(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            return 0;
        if (cell[0] is >= (byte)'0' and <= (byte)'9' || cell.Length > 8)
            return -1;
        return s_missing.GetValueOrDefault(System.Text.Encoding.UTF8.GetString(cell), -1);
    }

    /// <summary>
    /// A number: plain, with exponent, with currency sign, blanks, digits grouped in threes (or as in India: 12,04,330), percent sign, in
    /// brackets for below zero, or with a closing word of <see cref="Magnitudes"/>. Never NaN or infinite. Correctly rounded.
    /// </summary>
    public static bool TryNumber(ReadOnlySpan<byte> cell, byte decimalMark, out double value)
    {
        ulong mantissa = 0;
        var i = 0;
        var negative = false;
        if (cell.Length > 0 && cell[0] is (byte)'-' or (byte)'+')
        {
            negative = cell[0] == (byte)'-';
            i = 1;
        }
        var first = i;
        var fraction = -1;
        for (; i < cell.Length; i++)
        {
            var digit = (uint)(cell[i] - '0');
            if (digit <= 9)
            {
                if (mantissa > (ulong.MaxValue - 9) / 10)
                    return TrySlow(cell, decimalMark, out value);
                mantissa = (mantissa * 10) + digit;
            }
            else if (cell[i] == decimalMark && fraction < 0)
                fraction = i;
            else
                return TrySlow(cell, decimalMark, out value);
        }
        var decimals = fraction < 0 ? 0 : cell.Length - fraction - 1;
        if (cell.Length - first - (fraction < 0 ? 0 : 1) < 1)
        {
            value = double.NaN;
            return false;
        }
        if (mantissa > LargestExact || decimals > 22)
            return TrySlow(cell, decimalMark, out value);
        // Both operands are exact, so the one division rounds correctly (Clinger 1990).
        value = mantissa / s_powersOfTen[decimals];
        if (negative)
            value = -value;
        return true;
    }

    private static bool TrySlow(ReadOnlySpan<byte> cell, byte decimalMark, out double value)
    {
        value = double.NaN;
        var sign = 1;
        if (cell.Length > 2 && cell[0] == (byte)'(' && cell[^1] == (byte)')')
        {
            sign = -1;
            cell = cell[1..^1];
        }
        else if (cell.StartsWith(s_minus))
        {
            sign = -1;
            cell = cell[s_minus.Length..];
        }
        Span<byte> plain = stackalloc byte[64];
        if (cell.Length > plain.Length || !TryNormalise(cell, decimalMark, plain, out var length, out var factor))
            return false;
        if (!Utf8Parser.TryParse(plain[..length], out double parsed, out var used) || used != length || !double.IsFinite(parsed))
            return false;
        value = sign * parsed * factor;
        return true;
    }

    private static bool TryNormalise(ReadOnlySpan<byte> cell, byte decimalMark, Span<byte> plain, out int length, out double factor)
    {
        var thousands = decimalMark == (byte)',' ? (byte)'.' : (byte)',';
        length = 0;
        factor = 1;
        var groups = new DigitGroups();
        for (var i = 0; i < cell.Length; i++)
        {
            var b = cell[i];
            if (b is >= (byte)'0' and <= (byte)'9')
            {
                groups.Digit();
                plain[length++] = b;
            }
            else if (b == decimalMark)
            {
                if (!groups.End())
                    return false;
                plain[length++] = (byte)'.';
            }
            else if (b == thousands || b == (byte)'\'' || cell[i..].StartsWith("’"u8))
            {
                if (length == 0 || !groups.Next())
                    return false;
                i += b == 0xE2 ? 2 : 0;
            }
            else if (b is (byte)'-' or (byte)'+' || (b is (byte)'e' or (byte)'E' && length > 0))
            {
                if (!groups.End())
                    return false;
                plain[length++] = b;
            }
            else if (!TrySkip(cell, ref i, ref factor))
                return false;
        }
        return length > 0 && groups.End();
    }

    /// <summary>Currency signs, blanks (no-break ones too), a percent sign or a magnitude at the end.</summary>
    private static bool TrySkip(ReadOnlySpan<byte> cell, ref int i, ref double factor)
    {
        var rest = cell[i..];
        var isBehindNumber = i > 0 && cell[i - 1] is (>= (byte)'0' and <= (byte)'9') or (byte)' ' or 0xA0 or 0xAF; // 7203.T is a ticker
        switch (rest[0])
        {
            case (byte)'$' or (byte)' ':
                return true;
            case (byte)'%' when rest.Length == 1 && isBehindNumber:
                return true;
        }
        if (isBehindNumber && Magnitudes.TryFind(rest, out var magnitude))
        {
            factor = magnitude;
            i += rest.Length - 1;
            return true;
        }
        foreach (var sign in s_skipped)
        {
            if (rest.StartsWith(sign))
            {
                i += sign.Length - 1;
                return true;
            }
        }
        return false;
    }
}
