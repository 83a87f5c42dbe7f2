using Simulator.Environments;
using Simulator.Errors;
using Simulator.Learning.Agents.Dense;
using Simulator.Learning.Agents.Training;
using Simulator.Seeding;

namespace Simulator.Learning.Agents.Ppo;

/// <summary>
/// Proximal policy optimisation (Schulman et al. 2017; details: Huang et al. 2022) of dense networks without a tensor library, on one
/// core: each <see cref="RunUpdate"/> plays a rollout in all environments, estimates advantages and improves both networks on it for some
/// epochs of shuffled minibatches. The whole state can be saved between updates.
/// </summary>
internal sealed class DensePpo : IAgentTraining
{
    private const double AdamBeta1 = 0.9,
        RmsPropDecay = 0.99;

    private readonly IVectorEnvironment _environment;
    private readonly DensePpoOptions _options;
    private readonly DenseAdam _optimiser;
    private readonly RewardScaler? _scaler;
    private readonly Rollout _rollout;
    private readonly int[] _order,
        _actions;
    private readonly float[] _rows, // [minibatch, F]
        _logProbabilities; // [A]
    private readonly double[] _finalValues;
    private SplitMix64 _random;

    /// <summary>Initialises networks and optimiser; nothing is played yet.</summary>
    /// <param name="environment">Where it learns, freshly reset.</param>
    /// <param name="options">Hyper-parameters.</param>
    /// <param name="updates">Updates over which rates fall to zero.</param>
    /// <param name="seed">The one seed.</param>
    /// <param name="purpose">Prefix of the streams derived from it, e.g. <c>agent/seed0</c>.</param>
    /// <exception cref="ArgumentException">Options that cannot be trained with.</exception>
    public DensePpo(IVectorEnvironment environment, DensePpoOptions options, int updates, long seed, string purpose)
    {
        options.Require(environment.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(updates);
        (_environment, _options, Updates) = (environment, options, updates);
        _rollout = new Rollout(options.RolloutSteps, environment.Count, environment.ObservationSize);
        var minibatch = (_rollout.Size + options.Minibatches - 1) / options.Minibatches;
        Networks = new DenseActorCritic(
            environment.ObservationSize,
            environment.ActionCount,
            options,
            Math.Max(minibatch, environment.Count),
            Seeds.Generator(seed, $"{purpose}/weights")
        );
        _optimiser = options.IsRmsProp
            ? new DenseAdam(Networks.Parameters, 0, RmsPropDecay, options.AdamEpsilon, isCorrected: false)
            : new DenseAdam(Networks.Parameters, AdamBeta1, options.AdamBeta2, options.AdamEpsilon);
        _scaler = options.ScalesRewards ? new RewardScaler(environment.Count, options.Gamma) : null;
        Episodes = new EpisodeLog(environment.Count);
        _random = Seeds.Generator(seed, $"{purpose}/actions");
        _order = [.. Enumerable.Range(0, _rollout.Size)];
        _actions = new int[environment.Count];
        _rows = new float[minibatch * environment.ObservationSize];
        _logProbabilities = new float[environment.ActionCount];
        _finalValues = new double[_rollout.Size];
    }

    /// <summary>Policy and value.</summary>
    public DenseActorCritic Networks { get; }

    /// <inheritdoc/>
    public IDiscretePolicy Policy => Networks;

    /// <inheritdoc/>
    public EpisodeLog Episodes { get; }

    /// <summary>Updates in all.</summary>
    public int Updates { get; }

    /// <summary>Updates done.</summary>
    public int Update { get; private set; }

    /// <inheritdoc/>
    public long Steps => (long)Update * _rollout.Size;

    /// <summary>One update: play, estimate, improve.</summary>
    /// <exception cref="SimulationException">The loss is no longer finite.</exception>
    public PpoDiagnostics RunUpdate()
    {
        Play();
        Estimate();
        var diagnostics = Improve(1 - ((double)Update / Updates));
        Update++;
        if (!double.IsFinite(diagnostics.PolicyLoss + diagnostics.ValueLoss))
            throw new SimulationException(
                $"PPO diverged at update {Update} of {Updates} "
                    + $"(policy loss {diagnostics.PolicyLoss}, value loss {diagnostics.ValueLoss}): lower the learning rate"
            );
        return diagnostics;
    }

    /// <inheritdoc/>
    public void Advance() => RunUpdate();

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Update);
        writer.Write(_random.State);
        foreach (var index in _order)
            writer.Write(index);
        _scaler?.Save(writer);
        Episodes.Save(writer);
        _environment.Save(writer);
        Networks.Actor.Save(writer);
        Networks.Critic.Save(writer);
        _optimiser.Save(writer);
    }

    /// <inheritdoc/>
    public void Restore(BinaryReader reader)
    {
        Update = reader.ReadInt32();
        _random = new SplitMix64(reader.ReadUInt64());
        for (var i = 0; i < _order.Length; i++)
            _order[i] = reader.ReadInt32();
        _scaler?.Restore(reader);
        Episodes.Restore(reader);
        _environment.Restore(reader);
        Networks.Actor.Restore(reader);
        Networks.Critic.Restore(reader);
        _optimiser.Restore(reader);
    }

    private void Play()
    {
        var (size, stride) = (_environment.ObservationSize, Networks.Actor.OutputStride);
        _rollout.Begin();
        for (var step = 0; step < _rollout.Steps; step++)
        {
            _rollout.Observe(step, _environment);
            var logits = Networks.Actor.Forward(_environment.Observations, size, _actions.Length); // [N, A]
            for (var i = 0; i < _actions.Length; i++)
            {
                Categorical.LogProbabilities(logits.Slice(i * stride, _logProbabilities.Length), _logProbabilities);
                var action = _actions[i] = Categorical.Sample(_logProbabilities, _random);
                var at = (step * _actions.Length) + i;
                (_rollout.Actions[at], _rollout.LogProbabilities[at]) = (action, _logProbabilities[action]);
            }
            _environment.Step(_actions);
            _rollout.Receive(step, _environment, _scaler);
            Episodes.Receive(_environment);
        }
        _rollout.Observe(_rollout.Steps, _environment);
    }

    /// <summary>Values of everything seen in one pass (the critic does not change while playing), then advantages.</summary>
    private void Estimate()
    {
        Networks.Value(_rollout.Observations, _rollout.Values); // [(T + 1)·N]
        var finals = _finalValues.AsSpan(0, _rollout.FinalRows.Length / _environment.ObservationSize);
        Networks.Value(_rollout.FinalRows, finals); // [K]
        for (var i = 0; i < _rollout.Size; i++)
            _rollout.FinalValues[i] = _rollout.FinalRow[i] < 0 ? 0 : finals[_rollout.FinalRow[i]];
        GeneralisedAdvantage.Estimate(
            _rollout.ScaledRewards,
            _rollout.Values,
            _rollout.Ended,
            _rollout.FinalValues,
            _environment.Count,
            _options.Gamma,
            _options.GaeLambda,
            _rollout.Advantages
        );
    }

    private PpoDiagnostics Improve(double left)
    {
        var rate = _options.LearningRate * (_options.AnnealsLearningRate ? left : 1);
        var clipRange = _options.ClipRange * (_options.AnnealsClipRange ? left : 1);
        var (sums, firstDeviation, count) = (default(MinibatchSums), 0.0, 0);
        for (var epoch = 0; epoch < _options.Epochs; epoch++)
        {
            _random.Shuffle(_order.AsSpan());
            var klBefore = sums.Kl;
            for (var k = 0; k < _options.Minibatches; k++)
            {
                var from = (int)((long)_rollout.Size * k / _options.Minibatches);
                var to = (int)((long)_rollout.Size * (k + 1) / _options.Minibatches);
                var minibatch = Differentiate(_order.AsSpan(from, to - from), clipRange);
                _optimiser.Step(rate, _options.MaximumGradientNorm);
                firstDeviation = count == 0 ? minibatch.Deviation : firstDeviation;
                sums = sums.Plus(minibatch);
                count++;
            }
            if ((sums.Kl - klBefore) / _options.Minibatches > _options.TargetKl)
                break;
        }
        return new PpoDiagnostics(
            _rollout.RewardSum / _rollout.Size,
            sums.Policy / count,
            2 * sums.Value / count,
            sums.Entropy / count,
            sums.Kl / count,
            sums.Clipped / count,
            _rollout.ExplainedVariance(),
            firstDeviation
        );
    }

    /// <summary>Gradients of both networks on a minibatch, and what it tells.</summary>
    private MinibatchSums Differentiate(ReadOnlySpan<int> samples, double clipRange)
    {
        var size = _environment.ObservationSize;
        for (var j = 0; j < samples.Length; j++)
            _rollout.Observations.AsSpan(samples[j] * size, size).CopyTo(_rows.AsSpan(j * size));
        var sums = DifferentiatePolicy(samples, clipRange).Plus(DifferentiateValue(samples, clipRange));
        Networks.Actor.Backward(_rows, size, samples.Length);
        Networks.Critic.Backward(_rows, size, samples.Length);
        return sums;
    }

    private MinibatchSums DifferentiatePolicy(ReadOnlySpan<int> samples, double clipRange)
    {
        var (actor, rows) = (Networks.Actor, samples.Length);
        var logits = actor.Forward(_rows, actor.Inputs, rows); // [B, A]
        var gradients = actor.OutputGradients;
        var (mean, deviation) = _options.NormalisesAdvantages ? _rollout.AdvantageMoments(samples) : (0, 1);
        var sums = default(MinibatchSums);
        for (var j = 0; j < rows; j++)
        {
            var i = samples[j];
            var (at, action) = (j * actor.OutputStride, (int)_rollout.Actions[i]);
            Categorical.LogProbabilities(logits.Slice(at, actor.Outputs), _logProbabilities);
            var logRatio = (double)_logProbabilities[action] - _rollout.LogProbabilities[i];
            var ratio = Math.Exp(logRatio);
            var advantage = (_rollout.Advantages[i] - mean) / deviation;
            var slope = ClippedObjective.PolicySlope(advantage, ratio, clipRange) / rows;
            var gradient = gradients.Slice(at, actor.Outputs);
            var entropy = ClippedObjective.LogitGradient(_logProbabilities, action, slope, _options.EntropyWeight / rows, gradient);
            sums.Policy += ClippedObjective.Policy(advantage, ratio, clipRange) / rows;
            sums.Entropy += entropy / rows;
            sums.Kl += (ratio - 1 - logRatio) / rows;
            sums.Clipped += Math.Abs(ratio - 1) > clipRange ? 1.0 / rows : 0;
            sums.Deviation = Math.Max(sums.Deviation, Math.Abs(ratio - 1));
        }
        return sums;
    }

    private MinibatchSums DifferentiateValue(ReadOnlySpan<int> samples, double clipRange)
    {
        var (critic, rows) = (Networks.Critic, samples.Length);
        var values = critic.Forward(_rows, critic.Inputs, rows); // [B, 1]
        var gradients = critic.OutputGradients;
        var range = _options.ClipsValue ? clipRange : double.PositiveInfinity;
        var sums = default(MinibatchSums);
        for (var j = 0; j < rows; j++)
        {
            var (i, at) = (samples[j], j * critic.OutputStride);
            var (loss, slope) = ClippedObjective.Value(values[at], _rollout.Values[i], _rollout.Advantages[i] + _rollout.Values[i], range);
            gradients[at] = (float)(_options.ValueWeight * slope / rows);
            sums.Value += loss / rows;
        }
        return sums;
    }

    /// <summary>Means over one minibatch, or sums of them over several.</summary>
    private struct MinibatchSums
    {
        public double Policy,
            Value,
            Entropy,
            Kl,
            Clipped,
            Deviation;

        public readonly MinibatchSums Plus(MinibatchSums other) =>
            new()
            {
                Policy = Policy + other.Policy,
                Value = Value + other.Value,
                Entropy = Entropy + other.Entropy,
                Kl = Kl + other.Kl,
                Clipped = Clipped + other.Clipped,
                Deviation = Math.Max(Deviation, other.Deviation),
            };
    }
}
