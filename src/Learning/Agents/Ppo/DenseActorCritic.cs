using Simulator.Learning.Agents.Dense;
using Simulator.Learning.Agents.Training;
using Simulator.Seeding;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>
/// Policy and value as two separate dense networks, orthogonally initialised with gain √2 (the policy's last layer 0.01, so that every
/// action is as likely at first; the value's 1), biases zero.
/// </summary>
internal sealed class DenseActorCritic : IDiscretePolicy, IActionScores
{
    private readonly float[] _logProbabilities; // [A]

    /// <summary>Draws the first weights.</summary>
    /// <param name="observationSize">F.</param>
    /// <param name="actions">A.</param>
    /// <param name="options">Layers and activation.</param>
    /// <param name="capacity">Most rows at once.</param>
    /// <param name="random">Where the weights come from, the policy's before the value's.</param>
    public DenseActorCritic(int observationSize, int actions, DensePpoOptions options, int capacity, SplitMix64 random)
    {
        Actor = Network(observationSize, actions, 0.01, options, capacity, random);
        Critic = Network(observationSize, 1, 1, options, capacity, random);
        _logProbabilities = new float[actions];
    }

    /// <summary>Logits of the actions.</summary>
    public DenseNetwork Actor { get; }

    /// <summary>Expected discounted return.</summary>
    public DenseNetwork Critic { get; }

    /// <summary>What an optimiser moves.</summary>
    public IReadOnlyList<ParameterBlock> Parameters => [.. Actor.Parameters, .. Critic.Parameters];

    /// <inheritdoc/>
    public void Act(ReadOnlySpan<float> observations, Span<int> actions, SplitMix64? random)
    {
        var (size, stride) = (Actor.Inputs, Actor.OutputStride);
        for (var from = 0; from < actions.Length; from += Actor.Capacity)
        {
            var rows = Math.Min(Actor.Capacity, actions.Length - from);
            var logits = Actor.Forward(observations[(from * size)..], size, rows);
            for (var i = 0; i < rows; i++)
            {
                var row = logits.Slice(i * stride, Actor.Outputs);
                if (random is null)
                {
                    actions[from + i] = Categorical.Best(row);
                    continue;
                }
                Categorical.LogProbabilities(row, _logProbabilities);
                actions[from + i] = Categorical.Sample(_logProbabilities, random);
            }
        }
    }

    /// <inheritdoc/>
    public int Actions => Actor.Outputs;

    /// <summary>Probabilities of the actions.</summary>
    public void Score(ReadOnlySpan<float> observation, Span<double> scores)
    {
        Categorical.LogProbabilities(Actor.Forward(observation, observation.Length, 1)[..Actions], _logProbabilities);
        for (var a = 0; a < Actions; a++)
            scores[a] = Math.Exp(_logProbabilities[a]);
    }

    /// <summary>Values of any number of rows.</summary>
    /// <param name="observations">[rows, F].</param>
    /// <param name="values">[rows] result.</param>
    public void Value(ReadOnlySpan<float> observations, Span<double> values)
    {
        var (size, stride) = (Critic.Inputs, Critic.OutputStride);
        for (var from = 0; from < values.Length; from += Critic.Capacity)
        {
            var rows = Math.Min(Critic.Capacity, values.Length - from);
            var outputs = Critic.Forward(observations[(from * size)..], size, rows);
            for (var i = 0; i < rows; i++)
                values[from + i] = outputs[i * stride];
        }
    }

    private static DenseNetwork Network(int inputs, int outputs, double gain, DensePpoOptions options, int capacity, SplitMix64 random)
    {
        var network = new DenseNetwork([inputs, .. options.Hidden, outputs], options.Activation, Activation.Identity, capacity);
        FirstWeights.Orthogonal(network, Math.Sqrt(2), gain, random);
        return network;
    }
}
