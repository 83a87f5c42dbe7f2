using Simulator.Seeding;

namespace Simulator.Environments;

/// <summary>What every vectorised environment keeps per environment: its buffers and its own generator.</summary>
internal sealed class EpisodeBuffers
{
    private readonly int _observationSize;

    /// <summary>Allocates everything once.</summary>
    /// <param name="seeds">[N] one seed per environment: environment i behaves the same alone as among others.</param>
    /// <param name="observationSize">F.</param>
    public EpisodeBuffers(ReadOnlySpan<ulong> seeds, int observationSize)
    {
        if (seeds.IsEmpty)
            throw new ArgumentException("at least one environment is needed: give one seed per environment", nameof(seeds));
        _observationSize = observationSize;
        Random = new SplitMix64[seeds.Length];
        for (var i = 0; i < seeds.Length; i++)
            Random[i] = new SplitMix64(seeds[i]);
        Observations = new float[seeds.Length * observationSize];
        FinalObservations = new float[seeds.Length * observationSize];
        Rewards = new double[seeds.Length];
        Terminated = new bool[seeds.Length];
        Truncated = new bool[seeds.Length];
    }

    public SplitMix64[] Random { get; }

    public float[] Observations { get; } // [N, F]

    public float[] FinalObservations { get; } // [N, F]

    public double[] Rewards { get; }

    public bool[] Terminated { get; }

    public bool[] Truncated { get; }

    public Span<float> Observation(int i) => Observations.AsSpan(i * _observationSize, _observationSize);

    public Span<float> FinalObservation(int i) => FinalObservations.AsSpan(i * _observationSize, _observationSize);

    public void RequireActions(ReadOnlySpan<int> actions, int actionCount)
    {
        if (actions.Length != Rewards.Length)
            throw new ArgumentException(
                $"{Rewards.Length} environments need {Rewards.Length} actions, got {actions.Length}",
                nameof(actions)
            );
        foreach (var action in actions)
            if ((uint)action >= (uint)actionCount)
                throw new ArgumentOutOfRangeException(nameof(actions), action, $"actions are 0 to {actionCount - 1}");
    }

    public void RequireNumbers(ReadOnlySpan<float> actions, int actionSize)
    {
        if (actions.Length != Rewards.Length * actionSize)
            throw new ArgumentException(
                $"{Rewards.Length} environments need {Rewards.Length} × {actionSize} numbers, got {actions.Length}",
                nameof(actions)
            );
        for (var k = 0; k < actions.Length; k++)
            if (!float.IsFinite(actions[k]))
                throw new ArgumentException(
                    $"the action of environment {k / actionSize} is {actions[k]}: it has to be a number",
                    nameof(actions)
                );
    }

    /// <summary>Writes the generators, which only draw uniforms here, so that their word is their whole state.</summary>
    public void SaveRandom(BinaryWriter writer)
    {
        foreach (var random in Random)
            writer.Write(random.State);
    }

    /// <summary>Reads what <see cref="SaveRandom"/> wrote.</summary>
    public void RestoreRandom(BinaryReader reader)
    {
        for (var i = 0; i < Random.Length; i++)
            Random[i] = SplitMix64.Resume(reader.ReadUInt64(), double.NaN);
    }

    /// <summary>Writes generators and observations.</summary>
    public void Save(BinaryWriter writer)
    {
        SaveRandom(writer);
        foreach (var value in Observations)
            writer.Write(value);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Restore(BinaryReader reader)
    {
        RestoreRandom(reader);
        for (var i = 0; i < Observations.Length; i++)
            Observations[i] = reader.ReadSingle();
    }
}
