using Simulator.Seeding;

namespace Simulator.Learning.Agents.Training;

/// <summary>What answers an observation with numbers.</summary>
internal interface IContinuousPolicy
{
    /// <summary>Acts on a row per environment.</summary>
    /// <param name="observations">[N, F].</param>
    /// <param name="actions">[N, D] result, within the bounds of the environment.</param>
    /// <param name="random">Draws the actions from the policy's density; null takes the middle of it.</param>
    void Act(ReadOnlySpan<float> observations, Span<float> actions, SplitMix64? random);
}
