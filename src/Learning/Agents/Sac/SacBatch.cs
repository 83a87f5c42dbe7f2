using Simulator.Learning.Agents.Replay;
using Simulator.Seeding;

namespace Simulator.Learning.Agents.Sac;

/// <summary>
/// Transitions that are learned from at once, as a <see cref="ReplayBuffer"/> keeps them. A row is what a critic is fed with, observation
/// and action side by side; a next row has room for the action that the policy draws there. The replay's own action, a whole number, is
/// not used.
/// </summary>
/// <param name="size">Transitions, B.</param>
/// <param name="rowSize">F + D.</param>
internal sealed class SacBatch(int size, int rowSize)
{
    private readonly int[] _indices = new int[size];
    private readonly double[] _probabilities = new double[size];

    /// <summary>Transitions, B.</summary>
    public int Count => _indices.Length;

    /// <summary>[B, F + D] what was seen and done.</summary>
    public float[] Rows { get; } = new float[size * rowSize];

    /// <summary>[B, F + D] what was seen after it.</summary>
    public float[] NextRows { get; } = new float[size * rowSize];

    /// <summary>[B] rewards.</summary>
    public double[] Rewards { get; } = new double[size];

    /// <summary>[B] what the value after it counts: γ, or 0 where the process ended.</summary>
    public double[] Discounts { get; } = new double[size];

    /// <summary>Draws other transitions, uniformly and with replacement.</summary>
    public void Draw(ReplayBuffer replay, SplitMix64 random)
    {
        replay.Sample(_indices, _probabilities, random);
        for (var j = 0; j < Count; j++)
        {
            replay.Row(_indices[j]).CopyTo(Rows.AsSpan(j * rowSize));
            replay.NextRow(_indices[j]).CopyTo(NextRows.AsSpan(j * rowSize));
            (Rewards[j], Discounts[j]) = (replay.Reward(_indices[j]), replay.Discount(_indices[j]));
        }
    }
}
