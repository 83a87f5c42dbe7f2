using Simulator.Environments;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Agents.Sac;

/// <summary>
/// Two levers, of 0 to 1 and −3 to 3, that cost the square of their distance to what three random numbers ask for. An episode ends after
/// four steps, of its own accord and cut in turns.
/// </summary>
internal sealed class Levers(params ulong[] seeds) : IContinuousEnvironment
{
    private const int Size = 3,
        Steps = 4;
    private static readonly float[] s_low = [0, -3];
    private static readonly float[] s_high = [1, 3];
    private readonly SplitMix64[] _random = [.. seeds.Select(s => new SplitMix64(s))];
    private readonly float[] _observations = Drawn(seeds),
        _finals = new float[seeds.Length * Size];
    private readonly double[] _rewards = new double[seeds.Length];
    private readonly bool[] _terminated = new bool[seeds.Length],
        _truncated = new bool[seeds.Length];
    private int _steps;

    public int Count => _rewards.Length;

    public int ObservationSize => Size;

    public int ActionCount => throw new NotSupportedException();

    public ReadOnlySpan<float> ActionLow => s_low;

    public ReadOnlySpan<float> ActionHigh => s_high;

    public ReadOnlySpan<float> Observations => _observations;

    public ReadOnlySpan<float> FinalObservations => _finals;

    public ReadOnlySpan<double> Rewards => _rewards;

    public ReadOnlySpan<bool> Terminated => _terminated;

    public ReadOnlySpan<bool> Truncated => _truncated;

    public void Reset() => throw new NotSupportedException();

    public void Step(ReadOnlySpan<int> actions) => throw new NotSupportedException();

    public void Drive(ReadOnlySpan<float> actions)
    {
        _steps++;
        var (isOver, isCut) = (_steps % Steps == 0, _steps % (2 * Steps) == 0);
        for (var i = 0; i < Count; i++)
        {
            var row = _observations.AsSpan(i * Size, Size);
            var (x, y) = (actions[2 * i], actions[(2 * i) + 1]);
            Assert.InRange(x, 0f, 1f);
            Assert.InRange(y, -3f, 3f);
            var (dx, dy) = (x - (0.5 + (0.5 * row[0])), y - (row[1] + row[2]));
            _rewards[i] = -(dx * dx) - (dy * dy);
            (_terminated[i], _truncated[i]) = (isOver && !isCut, isCut);
            Draw(row, _random[i]);
            if (!isOver)
                continue;
            row.CopyTo(_finals.AsSpan(i * Size));
            Draw(row, _random[i]);
        }
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(_steps);
        foreach (var random in _random)
            writer.Write(random.State);
        foreach (var value in _observations)
            writer.Write(value);
    }

    public void Restore(BinaryReader reader)
    {
        _steps = reader.ReadInt32();
        for (var i = 0; i < _random.Length; i++)
            _random[i] = new SplitMix64(reader.ReadUInt64());
        for (var k = 0; k < _observations.Length; k++)
            _observations[k] = reader.ReadSingle();
    }

    private static float[] Drawn(ulong[] seeds)
    {
        var observations = new float[seeds.Length * Size];
        Draw(observations, new SplitMix64(seeds[0] + 1));
        return observations;
    }

    private static void Draw(Span<float> row, SplitMix64 random)
    {
        foreach (ref var value in row)
            value = (float)((2 * random.NextDouble()) - 1);
    }
}
