using System.Text;

namespace Simulator.Import;

/// <summary>
/// Texts in the encodings of Taiwan, China, Japan and Korea, which nothing marks: the one under which the most headings are known words of
/// price tables.
/// </summary>
internal static class AsianEncodings
{
    private const int LooksAt = 1 << 14;
    private const int FewestWords = 2;

    private static readonly (string Name, int CodePage)[] s_candidates = [("Big5", 950), ("GBK", 936), ("Shift JIS", 932), ("EUC-KR", 949)];

    /// <summary>The encoding of a text that is no UTF-8; null when it is none of these.</summary>
    public static (string Name, Encoding Encoding)? Of(ReadOnlySpan<byte> text)
    {
        var head = text[..Math.Min(text.Length, LooksAt)];
        (string, Encoding)? best = null;
        var most = Math.Max(FewestWords - 1, Words(Decoder(1252), head));
        foreach (var (name, page) in s_candidates)
        {
            var encoding = Decoder(page);
            var words = Words(encoding, head);
            if (words > most)
                (best, most) = ((name, encoding), words);
        }
        return best;
    }

    private static Encoding Decoder(int page) => CodePagesEncodingProvider.Instance.GetEncoding(page)!;

    // Headings stand in the first lines.
    private static int Words(Encoding encoding, ReadOnlySpan<byte> head) =>
        encoding
            .GetString(head)
            .Split('\n')
            .Take(12)
            .Select(line => line.Split([',', ';', '\t', '|']).Count(cell => HeaderNames.RoleOf(cell.Trim(' ', '"', '\r')) is not null))
            .Max();
}
