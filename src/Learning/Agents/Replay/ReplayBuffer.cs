using System.Runtime.InteropServices;
using Simulator.Seeding;

namespace Simulator.Learning.Agents.Replay;

/// <summary>
/// The last transitions seen, the oldest overwritten first: row, action, discounted reward, row after it and the discount of what follows
/// that (γⁿ, or 0 where the process ended). Drawn uniformly, or in proportion to priorities (Schaul et al. 2016).
/// </summary>
internal sealed class ReplayBuffer
{
    private readonly float[] _rows, // [capacity, F]
        _nextRows,
        _rewards,
        _discounts;
    private readonly int[] _actions;
    private readonly SumTree? _priorities;
    private readonly int _size;
    private int _next;
    private double _greatest = 1;

    /// <summary>Empty.</summary>
    /// <param name="capacity">Most transitions.</param>
    /// <param name="observationSize">F.</param>
    /// <param name="isPrioritised">Whether they are drawn in proportion to priorities.</param>
    public ReplayBuffer(int capacity, int observationSize, bool isPrioritised)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        (Capacity, _size) = (capacity, observationSize);
        (_rows, _nextRows) = (new float[(long)capacity * observationSize], new float[(long)capacity * observationSize]);
        (_rewards, _discounts, _actions) = (new float[capacity], new float[capacity], new int[capacity]);
        _priorities = isPrioritised ? new SumTree(capacity) : null;
    }

    /// <summary>Most transitions.</summary>
    public int Capacity { get; }

    /// <summary>Transitions that it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Row acted on, [F].</summary>
    public ReadOnlySpan<float> Row(int index) => _rows.AsSpan(index * _size, _size);

    /// <summary>Row that it led to, [F].</summary>
    public ReadOnlySpan<float> NextRow(int index) => _nextRows.AsSpan(index * _size, _size);

    /// <summary>Action taken.</summary>
    public int Action(int index) => _actions[index];

    /// <summary>Σ γᵏ·r of the steps between both rows.</summary>
    public float Reward(int index) => _rewards[index];

    /// <summary>What the value of the next row counts: γⁿ, 0 where the process ended.</summary>
    public float Discount(int index) => _discounts[index];

    /// <summary>Priority to the power of α; 1 where priorities play no part.</summary>
    public double Priority(int index) => _priorities?[index] ?? 1;

    /// <summary>Adds a transition; where priorities count it gets the greatest there ever was, so that it is seen soon.</summary>
    public void Add(ReadOnlySpan<float> row, int action, double reward, ReadOnlySpan<float> nextRow, double discount)
    {
        row.CopyTo(_rows.AsSpan(_next * _size, _size));
        nextRow.CopyTo(_nextRows.AsSpan(_next * _size, _size));
        (_actions[_next], _rewards[_next], _discounts[_next]) = (action, (float)reward, (float)discount);
        if (_priorities is not null)
            _priorities[_next] = _greatest;
        _next = (_next + 1) % Capacity;
        Count = Math.Min(Count + 1, Capacity);
    }

    /// <summary>
    /// Draws indices. By priority one from each of as many equal parts of their sum, with the probability of each; else all with 1 ÷ count.
    /// </summary>
    /// <param name="indices">[B] result, with replacement.</param>
    /// <param name="probabilities">[B] result.</param>
    /// <param name="random">One uniform draw for each.</param>
    public void Sample(Span<int> indices, Span<double> probabilities, SplitMix64 random)
    {
        if (Count == 0)
            throw new InvalidOperationException("nothing can be drawn: the replay buffer is empty");
        for (var j = 0; j < indices.Length; j++)
        {
            if (_priorities is null)
            {
                (indices[j], probabilities[j]) = (random.NextInt(Count), 1.0 / Count);
                continue;
            }
            indices[j] = _priorities.Find(_priorities.Total * ((j + random.NextDouble()) / indices.Length));
            probabilities[j] = _priorities[indices[j]] / _priorities.Total;
        }
    }

    /// <summary>Sets the priority of a transition to (|error| + 1e-6) to the power of <paramref name="alpha"/>.</summary>
    public void Reprioritise(int index, double error, double alpha)
    {
        if (_priorities is null)
            return;
        var priority = Math.Pow(Math.Abs(error) + 1e-6, alpha);
        _priorities[index] = priority;
        _greatest = Math.Max(_greatest, priority);
    }

    /// <summary>Weights that undo the bias of drawing by priority: (N·P)^−β, divided by the greatest of them.</summary>
    /// <param name="probabilities">[B] P.</param>
    /// <param name="count">N.</param>
    /// <param name="beta">β; 0 gives ones.</param>
    /// <param name="weights">[B] result.</param>
    public static void ImportanceWeights(ReadOnlySpan<double> probabilities, int count, double beta, Span<double> weights)
    {
        var greatest = 0.0;
        for (var j = 0; j < probabilities.Length; j++)
        {
            weights[j] = Math.Pow(count * probabilities[j], -beta);
            greatest = Math.Max(greatest, weights[j]);
        }
        for (var j = 0; j < probabilities.Length; j++)
            weights[j] /= greatest;
    }

    /// <summary>Writes everything.</summary>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Count);
        writer.Write(_next);
        writer.Write(_greatest);
        foreach (var values in (float[][])[_rows, _nextRows])
            writer.Write(MemoryMarshal.AsBytes(values.AsSpan(0, Count * _size)));
        foreach (var values in (float[][])[_rewards, _discounts])
            writer.Write(MemoryMarshal.AsBytes(values.AsSpan(0, Count)));
        writer.Write(MemoryMarshal.AsBytes(_actions.AsSpan(0, Count)));
        for (var i = 0; _priorities is not null && i < Count; i++)
            writer.Write(_priorities[i]);
    }

    /// <summary>Reads what <see cref="Save"/> of a buffer built alike wrote.</summary>
    public void Restore(BinaryReader reader)
    {
        (Count, _next, _greatest) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadDouble());
        foreach (var values in (float[][])[_rows, _nextRows])
            reader.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(0, Count * _size)));
        foreach (var values in (float[][])[_rewards, _discounts])
            reader.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(0, Count)));
        reader.ReadExactly(MemoryMarshal.AsBytes(_actions.AsSpan(0, Count)));
        for (var i = 0; _priorities is not null && i < Capacity; i++)
            _priorities[i] = i < Count ? reader.ReadDouble() : 0;
    }
}
