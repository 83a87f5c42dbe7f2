using System.Runtime.InteropServices;

namespace Simulator.Environments;

/// <summary>
/// What was decided in the running episode of each environment, a target exposure a decision: from the start of an episode its whole state
/// follows.
/// </summary>
/// <param name="environments">N.</param>
/// <param name="episodeBars">Most decisions of an episode.</param>
internal sealed class EpisodeDecisions(int environments, int episodeBars)
{
    private readonly float[][] _targets = [.. Enumerable.Range(0, environments).Select(_ => new float[episodeBars])]; // [N, decision]
    private readonly int[] _counts = new int[environments];

    /// <summary>Decisions of an environment's episode so far.</summary>
    public int Count(int i) => _counts[i];

    /// <summary>The decisions of an environment's episode so far, in order.</summary>
    public ReadOnlySpan<float> Of(int i) => _targets[i].AsSpan(0, _counts[i]);

    /// <summary>Adds a decision.</summary>
    public void Add(int i, float target) => _targets[i][_counts[i]++] = target;

    /// <summary>Begins an episode.</summary>
    public void Clear(int i) => _counts[i] = 0;

    /// <summary>Writes an environment's episode.</summary>
    public void Save(BinaryWriter writer, int i, int start)
    {
        writer.Write(start);
        writer.Write(_counts[i]);
        writer.Write(MemoryMarshal.AsBytes(Of(i)));
    }

    /// <summary>Reads an environment's episode and returns the bar that it starts at.</summary>
    /// <exception cref="InvalidDataException">It is longer than an episode.</exception>
    public int Restore(BinaryReader reader, int i)
    {
        var (start, count) = (reader.ReadInt32(), reader.ReadInt32());
        if ((uint)count > (uint)episodeBars)
            throw new InvalidDataException(
                FormattableString.Invariant($"a saved episode has {count} decisions, episodes here have at most {episodeBars}")
            );
        reader.ReadExactly(MemoryMarshal.AsBytes(_targets[i].AsSpan(0, count)));
        return (start, _counts[i] = count).start;
    }
}
