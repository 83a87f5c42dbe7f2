namespace Simulator.Tests.Store.Damage;

/// <summary>Damage to a file as disks do it: a bit, a page of zeros, a cut, a run of other bytes.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Place">Where, in bytes.</param>
public sealed record Harm(string Kind, long Place)
{
    private const int Page = 4096;
    private const int Append = 9;

    /// <summary>Damages a file at random; the file differs afterwards.</summary>
    public static Harm Do(string path, Random random)
    {
        var bytes = File.ReadAllBytes(path);
        while (true)
        {
            // An empty file has no bit to flip and nothing to cut.
            var (kind, place) = (bytes.Length == 0 ? Append : random.Next(Append + 1), random.Next(bytes.Length));
            var (harmed, done) = kind switch
            {
                < 6 => (Flipped(bytes, place, random), new Harm("bit", place)),
                6 => (Overwritten(bytes, place / Page * Page, Page, _ => 0), new Harm("zero page", place / Page * Page)),
                7 => (bytes[..place], new Harm("cut", place)),
                8 => (Overwritten(bytes, place, 64, i => (byte)(i * 37)), new Harm("other bytes", place)),
                _ => ((byte[])[.. bytes, .. new byte[random.Next(1, 600)]], new Harm("more bytes", bytes.Length)),
            };
            if (harmed.AsSpan().SequenceEqual(bytes))
                continue;
            File.WriteAllBytes(path, harmed);
            return done;
        }
    }

    private static byte[] Flipped(byte[] bytes, int place, Random random)
    {
        var harmed = bytes.ToArray();
        harmed[place] ^= (byte)(1 << random.Next(8));
        return harmed;
    }

    private static byte[] Overwritten(byte[] bytes, int from, int count, Func<int, byte> value)
    {
        var harmed = bytes.ToArray();
        for (var i = from; i < Math.Min(harmed.Length, from + count); i++)
            harmed[i] = value(i - from);
        return harmed;
    }
}
