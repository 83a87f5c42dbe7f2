using Simulator.Seeding;

namespace Simulator.Environments;

/// <summary>
/// What the classic control tasks share: their state in columns, the count of steps, the cut after some of them, and the start of the next
/// episode within the step. They are the fixtures on which a learning algorithm is known to work or not.
/// </summary>
public abstract class ClassicControl : IVectorEnvironment
{
    private readonly int[] _steps;
    private readonly int _stepLimit;

    private protected ClassicControl(ReadOnlySpan<ulong> seeds, int observationSize, int stateSize, int actionCount, int stepLimit)
    {
        Buffers = new EpisodeBuffers(seeds, observationSize);
        (ObservationSize, ActionCount, _stepLimit) = (observationSize, actionCount, stepLimit);
        _steps = new int[seeds.Length];
        var padded = (seeds.Length + Numerics.Lanes.Count - 1) / Numerics.Lanes.Count * Numerics.Lanes.Count;
        State = new double[stateSize][];
        for (var k = 0; k < stateSize; k++)
            State[k] = new double[padded];
        Reset();
    }

    /// <inheritdoc/>
    public int Count => _steps.Length;

    /// <inheritdoc/>
    public int ObservationSize { get; }

    /// <inheritdoc/>
    public int ActionCount { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Observations => Buffers.Observations;

    /// <inheritdoc/>
    public ReadOnlySpan<float> FinalObservations => Buffers.FinalObservations;

    /// <inheritdoc/>
    public ReadOnlySpan<double> Rewards => Buffers.Rewards;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Terminated => Buffers.Terminated;

    /// <inheritdoc/>
    public ReadOnlySpan<bool> Truncated => Buffers.Truncated;

    /// <inheritdoc/>
    public abstract ReadOnlySpan<float> ObservationLow { get; }

    /// <inheritdoc/>
    public abstract ReadOnlySpan<float> ObservationHigh { get; }

    // [S][N and up to the next multiple of eight] numbers that the next step follows from.
    private protected double[][] State { get; }

    private protected EpisodeBuffers Buffers { get; }

    /// <inheritdoc/>
    public void Reset()
    {
        for (var i = 0; i < Count; i++)
            Start(i);
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<int> actions)
    {
        Buffers.RequireActions(actions, ActionCount);
        Advance(actions);
        EndStep();
    }

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        Buffers.Save(writer);
        for (var i = 0; i < Count; i++)
        {
            foreach (var column in State)
                writer.Write(column[i]);
            writer.Write(_steps[i]);
        }
    }

    /// <inheritdoc/>
    public void Restore(BinaryReader reader)
    {
        Buffers.Restore(reader);
        for (var i = 0; i < Count; i++)
        {
            foreach (var column in State)
                column[i] = reader.ReadDouble();
            _steps[i] = reader.ReadInt32();
        }
    }

    // Moves every environment on and writes its reward and whether it terminated.
    private protected abstract void Advance(ReadOnlySpan<int> actions);

    // Draws the first state of an episode.
    private protected abstract void Begin(int i, SplitMix64 random);

    private protected abstract void Observe(int i, Span<float> row);

    // The step count, the cut and the next episode, after the rewards and the terminations are written.
    private protected void EndStep()
    {
        var (terminated, truncated) = (Buffers.Terminated, Buffers.Truncated);
        for (var i = 0; i < _steps.Length; i++)
        {
            var isOver = ++_steps[i] >= _stepLimit;
            truncated[i] = isOver && !terminated[i];
            if (terminated[i] || isOver)
            {
                Observe(i, Buffers.FinalObservation(i));
                Start(i);
            }
            else
            {
                Observe(i, Buffers.Observation(i));
            }
        }
    }

    // A state to go on from, as the first of an episode.
    private protected void Place(int i, params ReadOnlySpan<double> state)
    {
        for (var k = 0; k < state.Length; k++)
            State[k][i] = state[k];
        _steps[i] = 0;
        Observe(i, Buffers.Observation(i));
    }

    private void Start(int i)
    {
        Begin(i, Buffers.Random[i]);
        _steps[i] = 0;
        Observe(i, Buffers.Observation(i));
    }

    private protected static double Between(SplitMix64 random, double low, double high) => low + (random.NextDouble() * (high - low));
}
