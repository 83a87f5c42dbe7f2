using Simulator.Seeding;

namespace Simulator.Learning.Agents.Training;

/// <summary>What picks one of a few actions from an observation.</summary>
internal interface IDiscretePolicy
{
    /// <summary>Acts on a row per environment.</summary>
    /// <param name="observations">[N, F].</param>
    /// <param name="actions">[N] result.</param>
    /// <param name="random">Draws the actions from the policy's probabilities; null takes the best one of each row.</param>
    void Act(ReadOnlySpan<float> observations, Span<int> actions, SplitMix64? random);
}
