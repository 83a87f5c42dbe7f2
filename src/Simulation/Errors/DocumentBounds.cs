using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Simulator.Errors;

/// <summary>
/// How large a JSON document from outside may be, in every respect, checked in one pass before anything is made of it: the time grows with
/// its length and with nothing else. Narrower limits of single members stand in their validators.
/// </summary>
public static class DocumentBounds
{
    /// <summary>Characters of a document.</summary>
    public const int Length = 1_000_000;

    /// <summary>Entries of a list, and members of an object.</summary>
    public const int Entries = 2_500;

    /// <summary>Characters of a text.</summary>
    public const int TextLength = 10_000;

    /// <summary>
    /// The members whose text may be as long as the document: a table of forecasts, a line for each bar, and a packed file.
    /// </summary>
    public static IReadOnlyList<string> Tables { get; } = ["forecasts", "packed"];

    /// <summary>Characters of a member's name.</summary>
    public const int NameLength = 200;

    /// <summary>Characters of a number.</summary>
    public const int NumberLength = 64;

    /// <summary>Values of a document, in all its lists and objects together.</summary>
    public const int Values = 50_000;

    /// <summary>Lists and objects inside each other.</summary>
    public const int Depth = 32;

    /// <summary>Errors told of one document; the rest is counted.</summary>
    public const int Errors = 100;

    /// <summary>
    /// What is beyond a bound, and halves of characters, each with its place; the first error only, since what follows a break is not read.
    /// Empty for a document within the bounds, also where it is not JSON: its reader says that.
    /// </summary>
    public static IReadOnlyList<SpecError> Check(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > Length)
            return [new("", FormattableString.Invariant($"the document has {json.Length} characters; at most {Length} are read"))];
        if (BrokenCharacter(json) is >= 0 and var broken)
            return [new("", HalfOfACharacter(json.AsSpan(0, broken).Count('\n') + 1, json[broken]))];
        var bytes = Encoding.UTF8.GetBytes(json);
        try
        {
            return Walk(bytes) is { } fault ? [fault] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>The first errors of many, and a last one that counts the rest.</summary>
    public static IReadOnlyList<SpecError> First(IReadOnlyList<SpecError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return errors.Count <= Errors
            ? errors
            : [.. errors.Take(Errors), new("", FormattableString.Invariant($"and {errors.Count - Errors} more errors"))];
    }

    private static SpecError? Walk(byte[] bytes)
    {
        var reader = new Utf8JsonReader(
            bytes,
            new JsonReaderOptions
            {
                AllowTrailingCommas = true,
                CommentHandling = JsonCommentHandling.Skip,
                MaxDepth = Depth,
            }
        );
        var place = new Stack<Level>();
        var values = 0;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                if (Surrogate(ref reader) is { } broken)
                    return new(PathOf(place.Skip(1)), HalfOfACharacter(LineOf(bytes, ref reader), broken));
                var level = place.Peek();
                level.Name = reader.ValueSpan.Length <= NameLength ? reader.GetString()! : "…";
                if (TooMany(level, place, "members") is { } fault)
                    return fault;
                if (IsLonger(ref reader, NameLength))
                    return new(PathOf(place.Skip(1)), Text($"the name of a member has more than {NameLength} characters"));
                continue;
            }
            if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
            {
                place.Pop();
                continue;
            }
            if (place.TryPeek(out var list) && list.IsList && TooMany(list, place, "entries") is { } entries)
                return entries;
            if (Surrogate(ref reader) is { } half)
                return new(PathOf(place), HalfOfACharacter(LineOf(bytes, ref reader), half));
            if (++values > Values)
                return new("", Text($"the document has more than {Values} values"));
            var isTable = place.TryPeek(out var around) && !around.IsList && Tables.Contains(around.Name);
            if (reader.TokenType == JsonTokenType.String && !isTable && IsLonger(ref reader, TextLength))
                return new(PathOf(place), Text($"is a text of more than {TextLength} characters"));
            if (reader.TokenType == JsonTokenType.Number && reader.ValueSpan.Length > NumberLength)
                return new(PathOf(place), Text($"is a number of more than {NumberLength} characters"));
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                place.Push(new Level { IsList = reader.TokenType == JsonTokenType.StartArray });
        }
        return null;
    }

    private static SpecError? TooMany(Level level, Stack<Level> place, string what) =>
        ++level.Count <= Entries ? null : new(PathOf(place.Skip(1)), Text($"has more than {Entries} {what}"));

    private static int LineOf(ReadOnlySpan<byte> bytes, ref Utf8JsonReader reader) =>
        bytes[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1;

    // Bytes count first: no text has more characters than bytes.
    private static bool IsLonger(ref Utf8JsonReader reader, int characters) =>
        reader.ValueSpan.Length > characters && reader.GetString()!.Length > characters;

    // Written as an escape, half of a character is only found when the text is put together.
    private static char? Surrogate(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || !reader.ValueIsEscaped)
            return null;
        try
        {
            _ = reader.GetString();
            return null;
        }
        catch (InvalidOperationException)
        {
            return FirstEscapedHalf(reader.ValueSpan);
        }
    }

    private static char FirstEscapedHalf(ReadOnlySpan<byte> text)
    {
        for (var at = text.IndexOf((byte)'\\'); at >= 0 && at + 6 <= text.Length; at = Next(text, at + 2))
        {
            var code = text[at + 1] == 'u' ? Code(text[(at + 2)..]) : 0;
            if (code is not (>= 0xD800 and <= 0xDFFF))
                continue;
            var isPair = code < 0xDC00 && at + 12 <= text.Length && text[at + 6] == '\\' && text[at + 7] == 'u';
            if (!isPair || Code(text[(at + 8)..]) is not (>= 0xDC00 and <= 0xDFFF))
                return (char)code;
            at += 6;
        }
        return '\uD800';

        static int Next(ReadOnlySpan<byte> text, int from) =>
            from < text.Length && text[from..].IndexOf((byte)'\\') is >= 0 and var found ? from + found : -1;
    }

    private static int Code(ReadOnlySpan<byte> hex) =>
        int.TryParse(hex[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) ? code : 0;

    /// <summary>Where a surrogate stands without its other half; −1 when nowhere.</summary>
    private static int BrokenCharacter(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                i++;
            else
                return i;
        }
        return -1;
    }

    private static string HalfOfACharacter(int line, char half) =>
        Text($"line {line}: half of a character (U+{(int)half:X4}) stands alone; delete it");

    private static string PathOf(IEnumerable<Level> innermostFirst)
    {
        var path = new StringBuilder();
        foreach (var level in innermostFirst.Reverse())
        {
            if (level.IsList)
                path.Append(CultureInfo.InvariantCulture, $"[{Math.Max(0, level.Count - 1)}]");
            else if (level.Name.Length > 0)
                path.Append(path.Length > 0 ? "." : "").Append(level.Name);
        }
        return path.ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Level
    {
        public required bool IsList { get; init; }

        public int Count { get; set; }

        public string Name { get; set; } = "";
    }
}
