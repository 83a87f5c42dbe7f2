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

    // Ten thousand and a hundred million, as Chinese, Japanese and Korean sources write volumes.
    private static readonly (byte[] Text, double Factor)[] s_magnitudes =
    [
        ("万"u8.ToArray(), 1e4),
        ("萬"u8.ToArray(), 1e4),
        ("만"u8.ToArray(), 1e4),
        ("亿"u8.ToArray(), 1e8),
        ("億"u8.ToArray(), 1e8),
        ("억"u8.ToArray(), 1e8),
    ];

    private static readonly byte[] s_minus = "\u2212"u8.ToArray();

    /// <summary>The marks for “no value”, as <see cref="MissingMark"/> counts them.</summary>
    public static readonly string[] MissingMarks = ["blank", "null", ".", "-", "N/A", "NaN"];

    /// <summary>Index into <see cref="MissingMarks"/> of a cell without a value; −1 for any other cell.</summary>
    public static int MissingMark(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            return 0;
        if (cell[0] is >= (byte)'0' and <= (byte)'9' || cell.Length > 5)
            return -1;
        Span<byte> lower = stackalloc byte[5];
        System.Text.Ascii.ToLower(cell, lower, out var length);
        var text = lower[..length];
        if (text.SequenceEqual("null"u8) || text.SequenceEqual("none"u8) || text.SequenceEqual("nil"u8))
            return 1;
        if (text.SequenceEqual("."u8))
            return 2;
        if (text.SequenceEqual("-"u8) || text.SequenceEqual("--"u8) || text.SequenceEqual("---"u8))
            return 3;
        if (text.SequenceEqual("n/a"u8) || text.SequenceEqual("#n/a"u8) || text.SequenceEqual("na"u8) || text.SequenceEqual("nd"u8))
            return 4;
        return text.SequenceEqual("nan"u8) ? 5 : -1;
    }

    /// <summary>
    /// A number: plain, with exponent, with currency sign, blanks, digits grouped in threes (or as in India: 12,04,330), percent sign, in
    /// brackets for below zero, or with a closing K, M, B, T, 万 or 亿. Never NaN or infinite. Correctly rounded.
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

    /// <summary>Currency signs, blanks (no-break ones too), a percent sign or a magnitude letter at the end.</summary>
    private static bool TrySkip(ReadOnlySpan<byte> cell, ref int i, ref double factor)
    {
        var rest = cell[i..];
        var isLast = rest.Length == 1 && i > 0 && cell[i - 1] is (>= (byte)'0' and <= (byte)'9') or (byte)' '; // 7203.T is a ticker
        switch (rest[0])
        {
            case (byte)'$' or (byte)' ':
                return true;
            case (byte)'%' when isLast:
                return true;
            case (byte)'K' or (byte)'k' when isLast:
                factor = 1e3;
                return true;
            case (byte)'M' or (byte)'m' when isLast:
                factor = 1e6;
                return true;
            case (byte)'B' or (byte)'b' when isLast:
                factor = 1e9;
                return true;
            case (byte)'T' or (byte)'t' when isLast:
                factor = 1e12;
                return true;
        }
        foreach (var (text, magnitude) in s_magnitudes)
        {
            if (rest.SequenceEqual(text))
            {
                factor = magnitude;
                i += text.Length - 1;
                return true;
            }
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
