namespace Simulator.Learning.Agents.Ppo;

/// <summary>
/// Where the agent's stage stands, as bytes: a fingerprint of what it was asked, the best of every seed begun, and the running
/// training's own state. A checkpoint whose fingerprint differs belongs to another question and is not resumed from.
/// </summary>
internal static class PpoCheckpoint
{
    /// <summary>Writes the seeds begun; <paramref name="running"/> is null when the last of them has ended.</summary>
    public static byte[] Write(string fingerprint, IReadOnlyList<SeedProgress> seeds, PpoTraining? running)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(fingerprint);
            writer.Write(seeds.Count);
            foreach (var seed in seeds)
                seed.Save(writer);
            writer.Write(running is not null);
            running?.Save(writer);
        }
        return stream.ToArray();
    }

    /// <summary>The seeds begun and a reader that stands at the running training's state, null when there is none.</summary>
    public static (List<SeedProgress> Seeds, BinaryReader? Running) Read(byte[]? content, string fingerprint)
    {
        if (content is null)
            return ([], null);
        var reader = new BinaryReader(new MemoryStream(content));
        if (reader.ReadString() != fingerprint)
            return ([], null);
        var seeds = Enumerable.Range(0, reader.ReadInt32()).Select(_ => SeedProgress.Read(reader)).ToList();
        return (seeds, reader.ReadBoolean() ? reader : null);
    }
}
