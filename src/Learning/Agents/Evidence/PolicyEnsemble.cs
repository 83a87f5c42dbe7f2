using Simulator.Learning.Agents.Dense;
using Simulator.Learning.Agents.Training;

namespace Simulator.Learning.Agents.Evidence;

/// <summary>
/// Policies that decide together: their probabilities are averaged, and the likeliest action is taken; of equals the first.
/// </summary>
/// <param name="actors">Networks from an observation to logits of the actions.</param>
internal sealed class PolicyEnsemble(IReadOnlyList<DenseNetwork> actors)
{
    private readonly float[] _one = new float[actors[0].Outputs];
    private readonly double[] _mean = new double[actors[0].Outputs];

    /// <summary>Number of policies.</summary>
    public int Count => actors.Count;

    /// <summary>The action for an observation.</summary>
    public int Decide(ReadOnlySpan<float> observation)
    {
        var mean = Probabilities(observation);
        var best = 0;
        for (var a = 1; a < mean.Length; a++)
            best = mean[a] > mean[best] ? a : best;
        return best;
    }

    /// <summary>[A] mean probabilities; valid until the next call.</summary>
    public ReadOnlySpan<double> Probabilities(ReadOnlySpan<float> observation)
    {
        Array.Clear(_mean);
        foreach (var actor in actors)
        {
            Categorical.LogProbabilities(actor.Forward(observation, observation.Length, 1)[.._one.Length], _one);
            for (var a = 0; a < _mean.Length; a++)
                _mean[a] += Math.Exp(_one[a]) / actors.Count;
        }
        return _mean;
    }
}
