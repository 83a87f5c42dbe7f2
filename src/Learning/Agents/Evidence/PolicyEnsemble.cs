using Simulator.Learning.Agents.Training;

namespace Simulator.Learning.Agents.Evidence;

/// <summary>
/// Policies that decide together: what they think of each action is averaged, and the action with the greatest mean is taken; of equals
/// the first.
/// </summary>
/// <param name="policies">Of the same actions, their scores in the same unit.</param>
internal sealed class PolicyEnsemble(IReadOnlyList<IActionScores> policies)
{
    private readonly double[] _one = new double[policies[0].Actions];
    private readonly double[] _mean = new double[policies[0].Actions];

    /// <summary>The action for an observation.</summary>
    public int Decide(ReadOnlySpan<float> observation)
    {
        Array.Clear(_mean);
        foreach (var policy in policies)
        {
            policy.Score(observation, _one);
            for (var a = 0; a < _mean.Length; a++)
                _mean[a] += _one[a] / policies.Count;
        }
        var best = 0;
        for (var a = 1; a < _mean.Length; a++)
            best = _mean[a] > _mean[best] ? a : best;
        return best;
    }
}
