using Simulator.Environments;

namespace Simulator.Learning.Agents.Training;

/// <summary>Returns of the last hundred episodes that ended in training, unscaled and with the exploration of the time.</summary>
/// <param name="environments">N.</param>
internal sealed class EpisodeLog(int environments)
{
    private const int Remembered = 100;
    private readonly double[] _running = new double[environments];
    private readonly double[] _last = new double[Remembered];

    /// <summary>Episodes ended.</summary>
    public long Count { get; private set; }

    /// <summary>Mean of the last hundred, or of all where they are fewer; NaN before the first.</summary>
    public double MeanReturn => Count == 0 ? double.NaN : _last.Take((int)Math.Min(Count, Remembered)).Average();

    /// <summary>Adds what the last step of all environments brought.</summary>
    public void Receive(IVectorEnvironment environment)
    {
        var rewards = environment.Rewards;
        var terminated = environment.Terminated;
        var truncated = environment.Truncated;
        for (var i = 0; i < _running.Length; i++)
        {
            _running[i] += rewards[i];
            if (!terminated[i] && !truncated[i])
                continue;
            _last[Count++ % Remembered] = _running[i];
            _running[i] = 0;
        }
    }

    /// <summary>Writes everything.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Count);
        foreach (var value in _running)
            writer.Write(value);
        foreach (var value in _last)
            writer.Write(value);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Restore(BinaryReader reader)
    {
        Count = reader.ReadInt64();
        for (var i = 0; i < _running.Length; i++)
            _running[i] = reader.ReadDouble();
        for (var i = 0; i < _last.Length; i++)
            _last[i] = reader.ReadDouble();
    }
}
