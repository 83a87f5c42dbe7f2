using System.Text.Json;

namespace Simulator.Import.Formats.Json;

/// <summary>One JSON value per line.</summary>
internal static class JsonLines
{
    /// <summary>True when the first line is a whole value and another value follows.</summary>
    public static bool IsLines(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t\r\n"u8);
        var end = text.IndexOf((byte)'\n');
        if (end < 0)
            return false;
        var rest = text[end..].TrimStart(" \t\r\n"u8);
        return rest.Length > 0 && rest[0] is (byte)'{' or (byte)'[' && IsWhole(text[..end]);
    }

    /// <summary>The lines as one array; each stays on its line, so that errors name the right one.</summary>
    public static ReadOnlyMemory<byte> AsArray(ReadOnlySpan<byte> text)
    {
        var array = new MemoryStream(text.Length + (text.Length >> 4) + 16);
        var separator = "["u8;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..(end + 1)];
            text = text[line.Length..];
            if (!line.TrimStart(" \t\r\n"u8).IsEmpty)
            {
                array.Write(separator);
                separator = ","u8;
            }
            array.Write(line);
        }
        array.Write("]"u8);
        return array.GetBuffer().AsMemory(0, (int)array.Length);
    }

    private static bool IsWhole(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
