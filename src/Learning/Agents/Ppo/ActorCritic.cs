using Simulator.Learning.Networks;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>
/// Policy and value as two separate networks of two tanh layers, orthogonally initialised with gain √2 (the policy's last layer 0.01,
/// so that every action is as likely at first; the value's 1), biases zero.
/// </summary>
internal sealed class ActorCritic : IDisposable
{
    private readonly int _observationSize;
    private readonly Sequential _actor,
        _critic;

    public ActorCritic(int observationSize, int actions, int hidden, SplitMix64 random)
    {
        _observationSize = observationSize;
        _actor = Network(observationSize, hidden, actions, 0.01, random);
        _critic = Network(observationSize, hidden, 1, 1, random);
        Parameters = [.. _actor.parameters(), .. _critic.parameters()];
    }

    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Logits of the actions.</summary>
    public Tensor Policy(Tensor observations) => _actor.call(observations); // [B, F] → [B, A]

    /// <summary>Expected discounted return.</summary>
    public Tensor Value(Tensor observations) => _critic.call(observations).squeeze(1); // [B, F] → [B]

    /// <summary>Rows as a tensor, one observation each.</summary>
    /// <exception cref="ArgumentException">They are no whole rows.</exception>
    public Tensor Rows(float[] rows)
    {
        if (rows.Length == 0 || rows.Length % _observationSize != 0)
            throw new ArgumentException($"{rows.Length} numbers are no whole rows of {_observationSize}", nameof(rows));
        return tensor(rows, [rows.Length / _observationSize, _observationSize]); // [B, F]
    }

    /// <summary>The weights of both networks, one after another.</summary>
    public float[] Weights()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return [.. Parameters.SelectMany(p => p.detach().reshape(-1).data<float>().ToArray())];
    }

    /// <summary>Takes over what <see cref="Weights"/> gave.</summary>
    public void Load(float[] weights)
    {
        var expected = Parameters.Sum(p => p.numel());
        if (weights.Length != expected)
            throw new ArgumentException($"the networks have {expected} weights, got {weights.Length}", nameof(weights));
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var at = 0;
        foreach (var parameter in Parameters)
        {
            var count = (int)parameter.numel();
            parameter.copy_(tensor(weights[at..(at + count)]).reshape(parameter.shape));
            at += count;
        }
    }

    public void Dispose()
    {
        _actor.Dispose();
        _critic.Dispose();
    }

    private static Sequential Network(int inputs, int hidden, int outputs, double lastGain, SplitMix64 random) =>
        nn.Sequential(
            ("hidden1", Layer(inputs, hidden, Math.Sqrt(2), random)),
            ("tanh1", nn.Tanh()),
            ("hidden2", Layer(hidden, hidden, Math.Sqrt(2), random)),
            ("tanh2", nn.Tanh()),
            ("output", Layer(hidden, outputs, lastGain, random))
        );

    private static Linear Layer(int inputs, int outputs, double gain, SplitMix64 random)
    {
        var layer = nn.Linear(inputs, outputs);
        Initialisation.Orthogonal(layer.weight!, gain, random);
        nn.init.zeros_(layer.bias!);
        return layer;
    }
}
