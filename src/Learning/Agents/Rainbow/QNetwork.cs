using Simulator.Learning.Agents.Dense;
using Simulator.Learning.Agents.Training;
using Simulator.Seeding;

namespace Simulator.Learning.Agents.Rainbow;

/// <summary>
/// Values of actions, or logits of the distribution of their returns: layers shared by all, then one stream for all actions; duelling, one
/// for the state and one for the advantages, whose mean over the actions is taken off (Wang et al. 2016, eq. 9, for each atom).
/// </summary>
internal sealed class QNetwork : IDiscretePolicy
{
    private readonly DenseNetwork _trunk,
        _advantages;
    private readonly DenseNetwork? _value;
    private readonly DenseNetwork[] _networks; // all of them, in the order in which they are drawn and written
    private readonly Support? _support;
    private readonly int _actions,
        _atoms;
    private readonly float[] _outputs; // [capacity, A·Z]

    /// <summary>Draws the first weights.</summary>
    /// <param name="observationSize">F.</param>
    /// <param name="actions">A.</param>
    /// <param name="options">Layers and parts.</param>
    /// <param name="capacity">Most rows at once.</param>
    /// <param name="random">Where the weights come from: the shared layers', the advantages', the state's.</param>
    public QNetwork(int observationSize, int actions, RainbowOptions options, int capacity, SplitMix64 random)
    {
        (_actions, _atoms) = (actions, options.Atoms);
        _support = _atoms == 1 ? null : new Support(options.ValueMin, options.ValueMax, _atoms);
        _trunk = new DenseNetwork([observationSize, .. options.Hidden], Activation.Relu, Activation.Relu, capacity);
        _advantages = Stream(actions * _atoms);
        _value = options.IsDuelling ? Stream(_atoms) : null;
        _networks = _value is null ? [_trunk, _advantages] : [_trunk, _advantages, _value];
        foreach (var network in _networks)
            FirstWeights.Uniform(network, options.NoiseDeviation, random);
        Parameters = [.. _networks.SelectMany(n => n.Parameters)];
        _outputs = new float[capacity * actions * _atoms];
        Gradients = new float[_outputs.Length];

        DenseNetwork Stream(int outputs) =>
            new(
                [options.Hidden[^1], .. options.StreamHidden, outputs],
                Activation.Relu,
                Activation.Identity,
                capacity,
                options.IsNoisy,
                givesInputGradients: true
            );
    }

    /// <summary>What an optimiser moves.</summary>
    public IReadOnlyList<ParameterBlock> Parameters { get; }

    /// <summary>Floats of a row of the outputs, A·Z.</summary>
    public int OutputSize => _actions * _atoms;

    /// <summary>[capacity, A·Z] gradient of the loss by the outputs: written before a backward pass.</summary>
    public float[] Gradients { get; }

    /// <summary>Values, or logits, of every action.</summary>
    /// <param name="rows">[count, F].</param>
    /// <param name="count">How many.</param>
    /// <returns>[count, A·Z], valid until the next pass.</returns>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> rows, int count)
    {
        var shared = _trunk.Forward(rows, _trunk.Inputs, count);
        var advantages = _advantages.Forward(shared, _trunk.OutputStride, count);
        var state = _value is null ? default : _value.Forward(shared, _trunk.OutputStride, count);
        for (var i = 0; i < count; i++)
        {
            var row = _outputs.AsSpan(i * OutputSize, OutputSize);
            advantages.Slice(i * _advantages.OutputStride, OutputSize).CopyTo(row);
            if (_value is not null)
                Join(row, state.Slice(i * _value.OutputStride, _atoms));
        }
        return _outputs.AsSpan(0, count * OutputSize);
    }

    /// <summary>Gradients of the parameters from <see cref="Gradients"/>, for the rows of the forward pass just before.</summary>
    public void Backward(ReadOnlySpan<float> rows, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var row = Gradients.AsSpan(i * OutputSize, OutputSize);
            var advantages = _advantages.OutputGradients.Slice(i * _advantages.OutputStride, OutputSize);
            row.CopyTo(advantages);
            if (_value is not null)
                Part(row, advantages, _value.OutputGradients.Slice(i * _value.OutputStride, _atoms));
        }
        var shared = _trunk.LastOutputs(count);
        var stride = _trunk.OutputStride;
        _advantages.Backward(shared, stride, count);
        var into = _trunk.OutputGradients[..(count * stride)];
        _advantages.InputGradients[..into.Length].CopyTo(into);
        if (_value is not null)
        {
            _value.Backward(shared, stride, count);
            var its = _value.InputGradients;
            for (var k = 0; k < into.Length; k++)
                into[k] += its[k];
        }
        _trunk.Backward(rows, _trunk.Inputs, count);
    }

    /// <summary>Value of an action from a row of outputs; its distribution, too, where returns have one.</summary>
    /// <param name="row">[A·Z].</param>
    /// <param name="action">Which.</param>
    /// <param name="probabilities">[Z] result; untouched where there is one atom.</param>
    public double Value(ReadOnlySpan<float> row, int action, Span<double> probabilities) =>
        _support is null ? row[action] : _support.Distribution(row.Slice(action * _atoms, _atoms), probabilities);

    /// <summary>The best action of a row of outputs; of equals the first.</summary>
    public int Best(ReadOnlySpan<float> row)
    {
        if (_support is null)
            return Categorical.Best(row);
        var (best, most) = (0, double.NegativeInfinity);
        for (var action = 0; action < _actions; action++)
        {
            var value = _support.Mean(row.Slice(action * _atoms, _atoms));
            if (value > most)
                (best, most) = (action, value);
        }
        return best;
    }

    /// <summary>The best actions, without noise; there are no probabilities to draw from.</summary>
    public void Act(ReadOnlySpan<float> observations, Span<int> actions, SplitMix64? random)
    {
        foreach (var network in _networks)
            network.Quieten();
        for (var from = 0; from < actions.Length; from += _trunk.Capacity)
        {
            var count = Math.Min(_trunk.Capacity, actions.Length - from);
            var outputs = Forward(observations[(from * _trunk.Inputs)..], count);
            for (var i = 0; i < count; i++)
                actions[from + i] = Best(outputs.Slice(i * OutputSize, OutputSize));
        }
        ApplyNoise();
    }

    /// <summary>Values of the actions of one row, without noise.</summary>
    /// <param name="observation">[F].</param>
    /// <param name="values">[A] result.</param>
    public void Values(ReadOnlySpan<float> observation, Span<double> values)
    {
        foreach (var network in _networks)
            network.Quieten();
        var row = Forward(observation, 1);
        for (var action = 0; action < _actions; action++)
            values[action] = _support?.Mean(row.Slice(action * _atoms, _atoms)) ?? row[action];
        ApplyNoise();
    }

    /// <summary>Draws the noise of noisy layers anew.</summary>
    public void Resample(SplitMix64 random)
    {
        foreach (var network in _networks)
            network.Resample(random);
    }

    /// <summary>Applies the noise drawn last to the parameters as they are now.</summary>
    public void ApplyNoise()
    {
        foreach (var network in _networks)
            network.ApplyNoise();
    }

    /// <summary>Takes over the parameters of a network built alike.</summary>
    public void CopyFrom(QNetwork other)
    {
        for (var i = 0; i < _networks.Length; i++)
            _networks[i].CopyFrom(other._networks[i]);
    }

    /// <summary>Writes the parameters.</summary>
    public void Save(BinaryWriter writer)
    {
        foreach (var network in _networks)
            network.Save(writer);
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Restore(BinaryReader reader)
    {
        foreach (var network in _networks)
            network.Restore(reader);
    }

    // A → V + A − mean over the actions of A, for each atom.
    private void Join(Span<float> row, ReadOnlySpan<float> state)
    {
        for (var z = 0; z < _atoms; z++)
        {
            var mean = 0f;
            for (var action = 0; action < _actions; action++)
                mean += row[(action * _atoms) + z];
            var shift = state[z] - (mean / _actions);
            for (var action = 0; action < _actions; action++)
                row[(action * _atoms) + z] += shift;
        }
    }

    // The gradient of what Join does.
    private void Part(ReadOnlySpan<float> row, Span<float> advantages, Span<float> state)
    {
        for (var z = 0; z < _atoms; z++)
        {
            var sum = 0f;
            for (var action = 0; action < _actions; action++)
                sum += row[(action * _atoms) + z];
            state[z] = sum;
            for (var action = 0; action < _actions; action++)
                advantages[(action * _atoms) + z] -= sum / _actions;
        }
    }
}
