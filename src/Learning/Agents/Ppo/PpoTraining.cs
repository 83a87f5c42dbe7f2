using Simulator.Environments;
using Simulator.Errors;
using Simulator.Seeding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>
/// One training by proximal policy optimisation (Schulman et al. 2017), with the details that make it work (Huang et al. 2022):
/// each <see cref="RunUpdate"/> plays a rollout in all environments, estimates advantages and improves both networks on it for
/// some epochs of shuffled minibatches. The whole state can be saved between updates.
/// </summary>
internal sealed class PpoTraining : IDisposable
{
    private const double AdamBeta1 = 0.9,
        AdamBeta2 = 0.99, // as it was always trained; PyTorch's default is 0.999
        AdamEpsilon = 1e-5,
        GradientNorm = 0.5;

    private readonly IVectorEnvironment _environment;
    private readonly PpoAgentSpec _spec;
    private readonly Adam _adam;
    private readonly RewardScaler _scaler;
    private readonly Rollout _rollout;
    private readonly int[] _order,
        _actions;
    private readonly float[] _acting,
        _logProbabilities;
    private SplitMix64 _random;

    /// <summary>Initialises networks and optimiser; nothing is played yet.</summary>
    /// <param name="environment">Where it learns, freshly reset.</param>
    /// <param name="spec">Hyper-parameters.</param>
    /// <param name="updates">Updates over which the learning rate falls to zero.</param>
    /// <param name="seed">The spec's seed.</param>
    /// <param name="purpose">Prefix of the streams derived from it, e.g. <c>agent/seed0</c>.</param>
    public PpoTraining(IVectorEnvironment environment, PpoAgentSpec spec, int updates, long seed, string purpose)
    {
        (_environment, _spec, Updates) = (environment, spec, updates);
        Networks = new ActorCritic(
            environment.ObservationSize,
            environment.ActionCount,
            spec.Hidden,
            Seeds.Generator(seed, $"{purpose}/weights")
        );
        _adam = optim.Adam(Networks.Parameters, spec.LearningRate, AdamBeta1, AdamBeta2, AdamEpsilon);
        _random = Seeds.Generator(seed, $"{purpose}/actions");
        _scaler = new RewardScaler(environment.Count, spec.Gamma);
        _rollout = new Rollout(spec.RolloutSteps, environment.Count, environment.ObservationSize);
        _order = [.. Enumerable.Range(0, _rollout.Size)];
        _actions = new int[environment.Count];
        _acting = new float[environment.Count * environment.ObservationSize];
        _logProbabilities = new float[environment.Count * environment.ActionCount];
    }

    /// <summary>Policy and value.</summary>
    public ActorCritic Networks { get; }

    /// <summary>Updates in all.</summary>
    public int Updates { get; }

    /// <summary>Updates done.</summary>
    public int Update { get; private set; }

    /// <summary>One update: play, estimate, improve.</summary>
    /// <exception cref="SimulationException">The loss is no longer finite.</exception>
    public PpoDiagnostics RunUpdate()
    {
        using var scope = NewDisposeScope();
        foreach (var group in _adam.ParamGroups)
            group.LearningRate = _spec.LearningRate * (1 - ((double)Update / Updates));
        Play();
        Estimate();
        var diagnostics = Improve();
        Update++;
        if (!double.IsFinite(diagnostics.PolicyLoss + diagnostics.ValueLoss))
            throw new SimulationException(
                $"PPO diverged at update {Update} of {Updates} "
                    + $"(policy loss {diagnostics.PolicyLoss}, value loss {diagnostics.ValueLoss}): lower learningRate"
            );
        return diagnostics;
    }

    public void Save(BinaryWriter writer)
    {
        writer.Write(Update);
        writer.Write(_random.State);
        foreach (var index in _order)
            writer.Write(index);
        _scaler.Save(writer);
        _environment.Save(writer);
        foreach (var weight in Networks.Weights())
            writer.Write(weight);
        _adam.save_state_dict(writer);
    }

    public void Restore(BinaryReader reader)
    {
        Update = reader.ReadInt32();
        _random = new SplitMix64(reader.ReadUInt64());
        for (var i = 0; i < _order.Length; i++)
            _order[i] = reader.ReadInt32();
        _scaler.Restore(reader);
        _environment.Restore(reader);
        var weights = new float[Networks.Parameters.Sum(p => p.numel())];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = reader.ReadSingle();
        Networks.Load(weights);
        _adam.load_state_dict(reader);
    }

    public void Dispose()
    {
        _adam.Dispose();
        Networks.Dispose();
    }

    private void Play()
    {
        using var frozen = no_grad();
        _rollout.Begin();
        for (var step = 0; step < _rollout.Steps; step++)
        {
            using var scope = NewDisposeScope();
            _rollout.Observe(step, _environment);
            _environment.Observations.CopyTo(_acting);
            nn.functional.log_softmax(Networks.Policy(Networks.Rows(_acting)), 1).data<float>().CopyTo(_logProbabilities); // [N, A]
            for (var i = 0; i < _actions.Length; i++)
            {
                var row = _logProbabilities.AsSpan(i * _environment.ActionCount, _environment.ActionCount);
                _actions[i] = Sample(row);
                var at = (step * _actions.Length) + i;
                (_rollout.Actions[at], _rollout.LogProbabilities[at]) = (_actions[i], row[_actions[i]]);
            }
            _environment.Step(_actions);
            _rollout.Receive(step, _environment, _scaler);
        }
        _rollout.Observe(_rollout.Steps, _environment);
    }

    private int Sample(ReadOnlySpan<float> logProbabilities)
    {
        var left = _random.NextDouble();
        for (var action = 0; action < logProbabilities.Length - 1; action++)
        {
            left -= Math.Exp(logProbabilities[action]);
            if (left < 0)
                return action;
        }
        return logProbabilities.Length - 1;
    }

    /// <summary>Values of everything seen in one pass (the critic does not change while playing), then advantages.</summary>
    private void Estimate()
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var values = Networks.Value(Networks.Rows(_rollout.Observations)).data<float>().ToArray(); // [(T + 1)·N]
        for (var i = 0; i < values.Length; i++)
            _rollout.Values[i] = values[i];
        var finalRows = _rollout.FinalRows.ToArray();
        var finals = finalRows.Length == 0 ? [] : Networks.Value(Networks.Rows(finalRows)).data<float>().ToArray(); // [K]
        for (var i = 0; i < _rollout.Size; i++)
            _rollout.FinalValues[i] = _rollout.FinalRow[i] < 0 ? 0 : finals[_rollout.FinalRow[i]];
        GeneralisedAdvantage.Estimate(
            _rollout.ScaledRewards,
            _rollout.Values,
            _rollout.Ended,
            _rollout.FinalValues,
            _environment.Count,
            _spec.Gamma,
            _spec.GaeLambda,
            _rollout.Advantages
        );
    }

    private PpoDiagnostics Improve()
    {
        var minibatches = Math.Max(1, _rollout.Size / _spec.MinibatchSize);
        var (policy, value, entropy, kl, clipped, firstDeviation) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var epoch = 0; epoch < _spec.Epochs; epoch++)
        {
            _random.Shuffle(_order.AsSpan());
            for (var k = 0; k < minibatches; k++)
            {
                using var scope = NewDisposeScope();
                var (from, to) = ((int)((long)_rollout.Size * k / minibatches), (int)((long)_rollout.Size * (k + 1) / minibatches));
                var loss = Loss(_order.AsSpan(from, to - from));
                _adam.zero_grad();
                loss.Total.backward();
                nn.utils.clip_grad_norm_(Networks.Parameters, GradientNorm);
                _adam.step();

                policy += loss.Policy.item<float>();
                value += loss.Value.item<float>();
                entropy += loss.Entropy.item<float>();
                var (ratio, logRatio) = (loss.Ratio.data<float>().ToArray(), loss.LogRatio.data<float>().ToArray());
                for (var i = 0; i < ratio.Length; i++)
                {
                    kl += (ratio[i] - 1.0 - logRatio[i]) / ratio.Length;
                    clipped += Math.Abs(ratio[i] - 1.0) > _spec.ClipRange ? 1.0 / ratio.Length : 0;
                    if (epoch == 0 && k == 0)
                        firstDeviation = Math.Max(firstDeviation, Math.Abs(ratio[i] - 1.0));
                }
            }
        }
        double count = _spec.Epochs * minibatches;
        return new PpoDiagnostics(
            _rollout.RewardSum / _rollout.Size,
            policy / count,
            value / count,
            entropy / count,
            kl / count,
            clipped / count,
            _rollout.ExplainedVariance(),
            firstDeviation
        );
    }

    private PpoLoss Loss(ReadOnlySpan<int> samples)
    {
        var width = _environment.ObservationSize;
        var observations = new float[samples.Length * width];
        var actions = new long[samples.Length];
        var (old, advantages, returns) = (new float[samples.Length], new float[samples.Length], new float[samples.Length]);
        for (var j = 0; j < samples.Length; j++)
        {
            var i = samples[j];
            _rollout.Observations.AsSpan(i * width, width).CopyTo(observations.AsSpan(j * width));
            actions[j] = _rollout.Actions[i];
            old[j] = _rollout.LogProbabilities[i];
            advantages[j] = (float)_rollout.Advantages[i];
            returns[j] = (float)(_rollout.Advantages[i] + _rollout.Values[i]);
        }
        var rows = Networks.Rows(observations); // [B, F]
        return PpoLoss.Of(
            Networks.Policy(rows),
            Networks.Value(rows),
            tensor(actions),
            tensor(old),
            tensor(advantages),
            tensor(returns),
            _spec.ClipRange,
            _spec.EntropyWeight
        );
    }
}
