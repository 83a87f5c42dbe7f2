namespace Simulator.Environments;

/// <summary>
/// N independent Markov decision processes stepped together, row-major buffers, no allocation per step. An environment whose
/// episode ends is reset within the same step: <see cref="Observations"/> then holds the new episode's first row and
/// <see cref="FinalObservations"/> the row the old one ended on, from which a truncated episode's value is bootstrapped.
/// </summary>
public interface IVectorEnvironment
{
    /// <summary>Environments stepped together, N.</summary>
    int Count { get; }

    /// <summary>Values per observation, F.</summary>
    int ObservationSize { get; }

    /// <summary>Actions are 0 … <see cref="ActionCount"/> − 1.</summary>
    int ActionCount { get; }

    /// <summary>[F] the least that each value of an observation may be; empty where nothing is stated.</summary>
    ReadOnlySpan<float> ObservationLow => [];

    /// <summary>[F] the greatest that each value of an observation may be; empty where nothing is stated.</summary>
    ReadOnlySpan<float> ObservationHigh => [];

    /// <summary>[N, F] what to act on next.</summary>
    ReadOnlySpan<float> Observations { get; }

    /// <summary>[N, F] where an episode ended in the last step; a row means something only where one did.</summary>
    ReadOnlySpan<float> FinalObservations { get; }

    /// <summary>[N] rewards of the last step.</summary>
    ReadOnlySpan<double> Rewards { get; }

    /// <summary>[N] the process itself ended in the last step: nothing is worth anything after it.</summary>
    ReadOnlySpan<bool> Terminated { get; }

    /// <summary>[N] only the time ran out in the last step: the process would have gone on.</summary>
    ReadOnlySpan<bool> Truncated { get; }

    /// <summary>Starts a new episode everywhere.</summary>
    void Reset();

    /// <summary>Acts once in every environment.</summary>
    /// <param name="actions">[N] actions.</param>
    void Step(ReadOnlySpan<int> actions);

    /// <summary>Writes the whole state, generators included.</summary>
    void Save(BinaryWriter writer);

    /// <summary>Continues from a state written by <see cref="Save"/> of an environment built alike.</summary>
    void Restore(BinaryReader reader);
}
