using Simulator.Environments;
using Simulator.Errors;
using Simulator.Learning.Agents.Dense;
using Simulator.Learning.Agents.Replay;
using Simulator.Learning.Agents.Training;
using Simulator.Seeding;

namespace Simulator.Learning.Agents.Rainbow;

/// <summary>
/// DQN (Mnih et al. 2015) with the six parts of Rainbow (Hessel et al. 2018), each of which can be turned off. Each <see cref="RunStep"/>
/// acts once in every environment, keeps what it saw, and learns from a minibatch of what is kept as often as its options say. The whole
/// state, replay included, can be saved between steps.
/// </summary>
internal sealed class RainbowTraining : IAgentTraining
{
    private readonly IVectorEnvironment _environment;
    private readonly RainbowOptions _options;
    private readonly QNetwork _target;
    private readonly DenseAdam _adam;
    private readonly ReplayBuffer _replay;
    private readonly MultiStep _multiStep;
    private readonly Support? _support;
    private readonly int[] _actions,
        _indices,
        _nextActions;
    private readonly float[] _acting, // [N, F]
        _rows, // [B, F]
        _nextRows;
    private readonly double[] _probabilities, // [B]
        _weights,
        _next, // [Z]
        _aim,
        _now;
    private SplitMix64 _exploration,
        _sampling,
        _noise;

    /// <summary>Initialises the networks; nothing is played yet.</summary>
    /// <param name="environment">Where it learns, freshly reset.</param>
    /// <param name="options">Hyper-parameters.</param>
    /// <param name="totalSteps">Steps over which ε falls and β rises.</param>
    /// <param name="seed">The one seed.</param>
    /// <param name="purpose">Prefix of the streams derived from it.</param>
    /// <exception cref="ArgumentException">Options that cannot be trained with.</exception>
    public RainbowTraining(IVectorEnvironment environment, RainbowOptions options, long totalSteps, long seed, string purpose)
    {
        options.Require();
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(totalSteps);
        (_environment, _options, TotalSteps) = (environment, options, totalSteps);
        var (size, batch, count) = (environment.ObservationSize, options.BatchSize, environment.Count);
        var capacity = Math.Max(batch, count);
        Network = new QNetwork(size, environment.ActionCount, options, capacity, Seeds.Generator(seed, $"{purpose}/weights"));
        _target = new QNetwork(size, environment.ActionCount, options, capacity, Seeds.Generator(seed, $"{purpose}/weights"));
        _adam = new DenseAdam(Network.Parameters, 0.9, 0.999, options.AdamEpsilon);
        _replay = new ReplayBuffer(options.Capacity, size, options.IsPrioritised);
        _multiStep = new MultiStep(count, size, options.Steps, options.Gamma, options.RewardScale);
        _support = options.Atoms == 1 ? null : new Support(options.ValueMin, options.ValueMax, options.Atoms);
        _exploration = Seeds.Generator(seed, $"{purpose}/actions");
        _sampling = Seeds.Generator(seed, $"{purpose}/replay");
        _noise = Seeds.Generator(seed, $"{purpose}/noise");
        Episodes = new EpisodeLog(count);
        (_actions, _indices, _nextActions) = (new int[count], new int[batch], new int[batch]);
        (_acting, _rows, _nextRows) = (new float[count * size], new float[batch * size], new float[batch * size]);
        (_probabilities, _weights) = (new double[batch], new double[batch]);
        (_next, _aim, _now) = (new double[options.Atoms], new double[options.Atoms], new double[options.Atoms]);
    }

    /// <summary>Values of the actions.</summary>
    public QNetwork Network { get; }

    /// <inheritdoc/>
    public IDiscretePolicy Policy => Network;

    /// <inheritdoc/>
    public EpisodeLog Episodes { get; }

    /// <summary>Steps of all environments in all.</summary>
    public long TotalSteps { get; }

    /// <inheritdoc/>
    public long Steps { get; private set; }

    /// <summary>What the last gradient step told; NaN before the first.</summary>
    public RainbowDiagnostics Last { get; private set; } = new(double.NaN, double.NaN, double.NaN);

    /// <summary>ε of the next step; 0 where noise explores.</summary>
    public double Exploration
    {
        get
        {
            if (_options.IsNoisy)
                return 0;
            var passed = Math.Min(1, Steps / (_options.ExplorationFraction * TotalSteps));
            return _options.ExplorationStart + (passed * (_options.ExplorationEnd - _options.ExplorationStart));
        }
    }

    /// <summary>Acts once in every environment and learns as often as it is due.</summary>
    /// <exception cref="SimulationException">The loss is no longer finite.</exception>
    public void RunStep()
    {
        _environment.Observations.CopyTo(_acting);
        Act();
        _environment.Step(_actions);
        Episodes.Receive(_environment);
        _multiStep.Receive(_acting, _actions, _environment, _replay);
        for (var i = 0; i < _actions.Length; i++)
        {
            Steps++;
            if (Steps > _options.LearningStarts && Steps % _options.TrainInterval == 0)
                Learn();
            if (Steps % _options.TargetInterval == 0)
                _target.CopyFrom(Network);
        }
    }

    /// <inheritdoc/>
    public void Advance() => RunStep();

    /// <inheritdoc/>
    public void Save(BinaryWriter writer)
    {
        writer.Write(Steps);
        writer.Write(_exploration.State);
        writer.Write(_sampling.State);
        writer.Write(_noise.State);
        writer.Write(_noise.SpareGaussian);
        writer.Write(Last.Loss);
        writer.Write(Last.MeanValue);
        writer.Write(Last.GradientNorm);
        Episodes.Save(writer);
        _environment.Save(writer);
        Network.Save(writer);
        _target.Save(writer);
        _adam.Save(writer);
        _replay.Save(writer);
        _multiStep.Save(writer);
    }

    /// <inheritdoc/>
    public void Restore(BinaryReader reader)
    {
        Steps = reader.ReadInt64();
        _exploration = new SplitMix64(reader.ReadUInt64());
        _sampling = new SplitMix64(reader.ReadUInt64());
        _noise = SplitMix64.Resume(reader.ReadUInt64(), reader.ReadDouble());
        Last = new RainbowDiagnostics(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        Episodes.Restore(reader);
        _environment.Restore(reader);
        Network.Restore(reader);
        _target.Restore(reader);
        _adam.Restore(reader);
        _replay.Restore(reader);
        _multiStep.Restore(reader);
    }

    private void Act()
    {
        var (epsilon, needsNetwork) = (Exploration, false);
        for (var i = 0; i < _actions.Length; i++)
        {
            var explores = epsilon > 0 && _exploration.NextDouble() < epsilon;
            _actions[i] = explores ? _exploration.NextInt(_environment.ActionCount) : -1;
            needsNetwork |= !explores;
        }
        if (!needsNetwork)
            return;
        if (_options.IsNoisy && Steps <= _options.LearningStarts)
            Network.Resample(_noise); // later it acts with the noise that it learned with last
        var outputs = Network.Forward(_acting, _actions.Length); // [N, A·Z]
        for (var i = 0; i < _actions.Length; i++)
            _actions[i] = _actions[i] >= 0 ? _actions[i] : Network.Best(outputs.Slice(i * Network.OutputSize, Network.OutputSize));
    }

    private void Learn()
    {
        _replay.Sample(_indices, _probabilities, _sampling);
        var beta = _options.ImportanceStart + ((1 - _options.ImportanceStart) * Math.Min(1, (double)Steps / TotalSteps));
        ReplayBuffer.ImportanceWeights(_probabilities, _replay.Count, _options.IsPrioritised ? beta : 0, _weights);
        var (size, count) = (_environment.ObservationSize, _indices.Length);
        for (var j = 0; j < count; j++)
        {
            _replay.Row(_indices[j]).CopyTo(_rows.AsSpan(j * size));
            _replay.NextRow(_indices[j]).CopyTo(_nextRows.AsSpan(j * size));
        }
        if (_options.IsNoisy)
        {
            Network.Resample(_noise);
            _target.Resample(_noise);
        }
        var values = _target.Forward(_nextRows, count); // [B, A·Z]
        var choosing = _options.IsDouble ? Network.Forward(_nextRows, count) : values;
        for (var j = 0; j < count; j++)
            _nextActions[j] = Network.Best(choosing.Slice(j * Network.OutputSize, Network.OutputSize));
        var outputs = Network.Forward(_rows, count); // [B, A·Z]
        Array.Clear(Network.Gradients);
        var (loss, mean) = (0.0, 0.0);
        for (var j = 0; j < count; j++)
        {
            var (at, taken) = (j * Network.OutputSize, _replay.Action(_indices[j]));
            var (error, value) = Differentiate(
                j,
                taken,
                outputs.Slice(at, Network.OutputSize),
                values.Slice(at, Network.OutputSize),
                Network.Gradients.AsSpan(at + (taken * _options.Atoms), _options.Atoms)
            );
            loss += _weights[j] * error / count;
            mean += value / count;
        }
        Network.Backward(_rows, count);
        Last = new RainbowDiagnostics(loss, mean, _adam.Step(_options.LearningRate, _options.MaximumGradientNorm));
        Network.ApplyNoise();
        if (!double.IsFinite(loss))
            throw new SimulationException($"DQN diverged at step {Steps} of {TotalSteps} (loss {loss}): lower the learning rate");
    }

    /// <summary>Gradient of sample j by the outputs of its action, and its new priority.</summary>
    private (double Loss, double Value) Differentiate(
        int j,
        int action,
        ReadOnlySpan<float> outputs,
        ReadOnlySpan<float> nextOutputs,
        Span<float> gradient
    )
    {
        var (index, scale) = (_indices[j], _weights[j] / _indices.Length);
        var next = _target.Value(nextOutputs, _nextActions[j], _next);
        var value = Network.Value(outputs, action, _now);
        if (_support is null)
        {
            var error = value - (_replay.Reward(index) + (_replay.Discount(index) * next));
            _replay.Reprioritise(index, error, _options.PriorityExponent);
            gradient[0] = (float)(scale * (_options.IsHuber ? Math.Clamp(error, -1, 1) : 2 * error));
            var isFar = _options.IsHuber && Math.Abs(error) > 1;
            return (
                isFar ? Math.Abs(error) - 0.5
                : _options.IsHuber ? 0.5 * error * error
                : error * error,
                value
            );
        }
        _support.Project(_next, _replay.Reward(index), _replay.Discount(index), _aim);
        var divergence = 0.0;
        for (var z = 0; z < _aim.Length; z++)
        {
            gradient[z] = (float)(scale * (_now[z] - _aim[z]));
            divergence += _aim[z] > 0 ? _aim[z] * MathF.Log((float)(_aim[z] / Math.Max(_now[z], 1e-30))) : 0;
        }
        _replay.Reprioritise(index, divergence, _options.PriorityExponent);
        return (divergence, value);
    }
}
