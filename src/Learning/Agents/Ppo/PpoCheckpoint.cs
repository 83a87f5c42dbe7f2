using System.Text;
using Simulator.Stages;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>
/// Where the agent's stage stands, as bytes: a stamp of what it was asked, the best of every seed begun, and the running training's own
/// state. A checkpoint with another stamp belongs to another question and is refused.
/// </summary>
internal static class PpoCheckpoint
{
    /// <summary>Name and version of the form.</summary>
    public const string Form = "ppo checkpoint 3";

    /// <summary>Writes the seeds begun; <paramref name="running"/> is null when the last of them has ended.</summary>
    public static byte[] Write(CheckpointStamp stamp, IReadOnlyList<SeedProgress> seeds, PpoTraining? running)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            stamp.Write(writer);
            writer.Write(seeds.Count);
            foreach (var seed in seeds)
                seed.Save(writer);
            writer.Write(running is not null);
            running?.Save(writer);
        }
        return stream.ToArray();
    }

    /// <summary>The seeds begun and a reader that stands at the running training's state, null when there is none.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is of another run; the text says what differs.</exception>
    public static (List<SeedProgress> Seeds, BinaryReader? Running) Read(byte[]? content, CheckpointStamp stamp)
    {
        if (content is null)
            return ([], null);
        var reader = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        stamp.Require(reader);
        var seeds = Enumerable.Range(0, reader.ReadInt32()).Select(_ => SeedProgress.Read(reader)).ToList();
        return (seeds, reader.ReadBoolean() ? reader : null);
    }
}
