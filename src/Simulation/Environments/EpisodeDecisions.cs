namespace Simulator.Environments;

/// <summary>
/// What was decided in the running episode of each environment, a byte a decision: from the start of an episode its whole state follows.
/// </summary>
/// <param name="environments">N.</param>
/// <param name="episodeBars">Most decisions of an episode.</param>
internal sealed class EpisodeDecisions(int environments, int episodeBars)
{
    private readonly byte[][] _actions = [.. Enumerable.Range(0, environments).Select(_ => new byte[episodeBars])]; // [N, decision]
    private readonly int[] _counts = new int[environments];

    /// <summary>Decisions of an environment's episode so far.</summary>
    public int Count(int i) => _counts[i];

    /// <summary>The decisions of an environment's episode so far, in order.</summary>
    public ReadOnlySpan<byte> Of(int i) => _actions[i].AsSpan(0, _counts[i]);

    /// <summary>Adds a decision.</summary>
    public void Add(int i, int action) => _actions[i][_counts[i]++] = (byte)action;

    /// <summary>Begins an episode.</summary>
    public void Clear(int i) => _counts[i] = 0;

    /// <summary>Writes an environment's episode.</summary>
    public void Save(BinaryWriter writer, int i, int start)
    {
        writer.Write(start);
        writer.Write(_counts[i]);
        writer.Write(Of(i));
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
        reader.ReadExactly(_actions[i].AsSpan(0, count));
        return (start, _counts[i] = count).start;
    }
}
