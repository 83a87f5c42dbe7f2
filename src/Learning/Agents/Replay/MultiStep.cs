using Simulator.Environments;

namespace Simulator.Learning.Agents.Replay;

/// <summary>
/// Turns the steps of N environments into transitions over n steps (Sutton 1988; in Rainbow: Hessel et al. 2018, eq. 2): Σ γᵏ·r of n
/// rewards and the discount γⁿ of the row after them. Where an episode ends, the transitions that are still open are completed with the
/// steps that there were: after a termination nothing follows, after a cut the value of the row that it ended on, with γ to the power of
/// the steps. None reaches into the next episode.
/// </summary>
internal sealed class MultiStep
{
    private readonly int _n,
        _size;
    private readonly double _gamma,
        _scale;
    private readonly float[] _rows; // [N, n, F] rings
    private readonly int[] _actions; // [N, n]
    private readonly double[] _rewards; // [N, n]
    private readonly int[] _open, // [N] steps that are not yet part of a complete transition
        _first; // [N] place of the oldest of them

    /// <summary>Nothing is open.</summary>
    /// <param name="environments">N.</param>
    /// <param name="observationSize">F.</param>
    /// <param name="steps">n.</param>
    /// <param name="gamma">γ.</param>
    /// <param name="scale">What every reward is multiplied by.</param>
    public MultiStep(int environments, int observationSize, int steps, double gamma, double scale = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        (_n, _size, _gamma, _scale) = (steps, observationSize, gamma, scale);
        _rows = new float[environments * steps * observationSize];
        (_actions, _rewards) = (new int[environments * steps], new double[environments * steps]);
        (_open, _first) = (new int[environments], new int[environments]);
    }

    /// <summary>Adds what a step of all environments brought, and every transition that it completes.</summary>
    /// <param name="rows">[N, F] acted on.</param>
    /// <param name="actions">[N] taken.</param>
    /// <param name="environment">After the step.</param>
    /// <param name="buffer">Where the transitions go.</param>
    public void Receive(ReadOnlySpan<float> rows, ReadOnlySpan<int> actions, IVectorEnvironment environment, ReplayBuffer buffer)
    {
        for (var i = 0; i < actions.Length; i++)
        {
            var at = (i * _n) + ((_first[i] + _open[i]) % _n);
            rows.Slice(i * _size, _size).CopyTo(_rows.AsSpan(at * _size));
            (_actions[at], _rewards[at]) = (actions[i], _scale * environment.Rewards[i]);
            _open[i]++;
            var (isTerminated, isOver) = (environment.Terminated[i], environment.Terminated[i] || environment.Truncated[i]);
            var next = (isOver ? environment.FinalObservations : environment.Observations).Slice(i * _size, _size);
            while (_open[i] == _n || (isOver && _open[i] > 0))
                Complete(i, next, isTerminated, buffer);
        }
    }

    /// <summary>Writes what is open.</summary>
    public void Save(BinaryWriter writer)
    {
        foreach (var value in _rows)
            writer.Write(value);
        foreach (var value in _rewards)
            writer.Write(value);
        foreach (var value in _actions.Concat(_open).Concat(_first))
            writer.Write(value);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Restore(BinaryReader reader)
    {
        for (var i = 0; i < _rows.Length; i++)
            _rows[i] = reader.ReadSingle();
        for (var i = 0; i < _rewards.Length; i++)
            _rewards[i] = reader.ReadDouble();
        foreach (var values in (int[][])[_actions, _open, _first])
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = reader.ReadInt32();
        }
    }

    // The oldest open step, with all that came after it.
    private void Complete(int i, ReadOnlySpan<float> next, bool isTerminated, ReplayBuffer buffer)
    {
        var (sum, discount, ring) = (0.0, 1.0, i * _n);
        for (var k = 0; k < _open[i]; k++)
        {
            sum += discount * _rewards[ring + ((_first[i] + k) % _n)];
            discount *= _gamma;
        }
        var at = ring + _first[i];
        buffer.Add(_rows.AsSpan(at * _size, _size), _actions[at], sum, next, isTerminated ? 0 : discount);
        _first[i] = (_first[i] + 1) % _n;
        _open[i]--;
    }
}
