using System.IO.Compression;
using Simulator.Errors;
using Simulator.Import;

namespace Simulator.Anomalies;

/// <summary>A file inside a request: its bytes, compressed, as text. So it travels whatever its format and encoding are.</summary>
/// <param name="Name">Its name as the user knows it.</param>
/// <param name="Packed">Its bytes: gzip, then base64.</param>
public sealed record PackedTable(string Name, string Packed)
{
    /// <summary>Most bytes of the file.</summary>
    public const int MostBytes = 16 << 20;

    /// <summary>Most rows of the table.</summary>
    public const int MostRows = 200_000;

    /// <summary>Most characters of <see cref="Packed"/>: what a request leaves room for.</summary>
    public const int MostCharacters = DocumentBounds.Length - 20_000;

    /// <summary>Packs a file.</summary>
    /// <exception cref="ImportException">It is too large for a request.</exception>
    public static PackedTable Of(byte[] content, string name)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (content.Length <= MostBytes)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
                gzip.Write(content);
            var text = Convert.ToBase64String(packed.GetBuffer(), 0, (int)packed.Length);
            if (text.Length <= MostCharacters)
                return new PackedTable(name, text);
        }
        throw new ImportException(
            name,
            null,
            null,
            FormattableString.Invariant($"is too large to look through in the browser ({content.Length / 1e6:0.0} MB)"),
            "Look through a part of it, or use 'simulator anomalies FILE', which takes 512 MB"
        );
    }

    /// <summary>The file; null where the text is no base64 of a gzip, or more than <see cref="MostBytes"/> come out of it.</summary>
    public byte[]? Content()
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(Packed)), CompressionMode.Decompress);
            using var content = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (var read = gzip.Read(buffer); read > 0; read = gzip.Read(buffer))
            {
                content.Write(buffer, 0, read);
                if (content.Length > MostBytes)
                    return null;
            }
            return content.ToArray();
        }
        catch (Exception e) when (e is FormatException or InvalidDataException)
        {
            return null;
        }
    }
}
