namespace Simulator.Learning.Agents.Dense;

/// <summary>
/// A multi-layer perceptron in single precision on one core, forward and backward written by hand: for networks so small that the cost of
/// a call to a tensor library is most of their time. Buffers are made once; a pass allocates nothing. The same numbers give the same bits,
/// alone or in a batch.
/// </summary>
internal sealed unsafe class DenseNetwork
{
    private readonly DenseLayer[] _layers;
    private readonly AlignedFloats[] _outputs, // of each layer [capacity, width]
        _gradients, // of the loss by what goes into each layer's activation [capacity, width]
        _transposed; // of each layer's weights [outputs, padded inputs], made by a backward pass
    private readonly AlignedFloats? _inputGradients; // [capacity, padded inputs]
    private readonly FactorisedNoise? _noise;

    /// <summary>Makes a network whose parameters are 0.</summary>
    /// <param name="sizes">Inputs, units of each hidden layer, outputs: at least two numbers.</param>
    /// <param name="hidden">After each hidden layer.</param>
    /// <param name="output">After the last layer.</param>
    /// <param name="capacity">Most rows of a pass.</param>
    /// <param name="isNoisy">Whether every parameter has a deviation that is learned with it (<see cref="FactorisedNoise"/>).</param>
    /// <param name="givesInputGradients">Whether a backward pass goes on to what it was fed with.</param>
    public DenseNetwork(
        ReadOnlySpan<int> sizes,
        Activation hidden,
        Activation output,
        int capacity,
        bool isNoisy = false,
        bool givesInputGradients = false
    )
    {
        if (sizes.Length < 2)
            throw new ArgumentException("a network needs its inputs and its outputs: give two sizes or more", nameof(sizes));
        foreach (var size in sizes)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size, nameof(sizes));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _layers = new DenseLayer[sizes.Length - 1];
        for (var l = 0; l < _layers.Length; l++)
            _layers[l] = new DenseLayer(sizes[l], sizes[l + 1], l == 0 ? 0 : _layers[l - 1].End, l == _layers.Length - 1 ? output : hidden);
        Capacity = capacity;
        var block = new ParameterBlock(_layers[^1].End);
        _noise = isNoisy ? new FactorisedNoise(_layers, block) : null;
        Parameters = _noise is null ? [block] : [block, _noise.Deviation];
        _outputs = Array.ConvertAll(_layers, l => new AlignedFloats(capacity * l.Width));
        _gradients = Array.ConvertAll(_layers, l => new AlignedFloats(capacity * l.Width));
        _transposed = Array.ConvertAll(_layers, l => new AlignedFloats(l.Outputs * Product.Padded(l.Inputs)));
        _inputGradients = givesInputGradients ? new AlignedFloats(capacity * Product.Padded(sizes[0])) : null;
    }

    /// <summary>What an optimiser moves: the parameters, and their deviations where there are any.</summary>
    public IReadOnlyList<ParameterBlock> Parameters { get; }

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<DenseLayer> Layers => _layers;

    /// <summary>Most rows of a pass.</summary>
    public int Capacity { get; }

    /// <summary>Values that go in.</summary>
    public int Inputs => _layers[0].Inputs;

    /// <summary>Values that come out.</summary>
    public int Outputs => _layers[^1].Outputs;

    /// <summary>Floats from a row of the outputs to the next, in <see cref="OutputGradients"/>, too.</summary>
    public int OutputStride => _layers[^1].Width;

    /// <summary>Floats from a row of <see cref="InputGradients"/> to the next.</summary>
    public int InputStride => Product.Padded(Inputs);

    /// <summary>[capacity, <see cref="OutputStride"/>] gradient of the loss by the outputs: written before a backward pass, 0 in the
    /// padding.</summary>
    public Span<float> OutputGradients => _gradients[^1].Span;

    /// <summary>[capacity, <see cref="InputStride"/>] gradient of the loss by the inputs, after a backward pass.</summary>
    public ReadOnlySpan<float> InputGradients =>
        _inputGradients is null
            ? throw new InvalidOperationException("this network gives no gradients of its inputs")
            : _inputGradients.Span;

    /// <summary>What the last forward pass said.</summary>
    /// <param name="rows">Of how many rows.</param>
    /// <returns>[rows, <see cref="OutputStride"/>].</returns>
    public ReadOnlySpan<float> LastOutputs(int rows) => _outputs[^1].Span[..(rows * OutputStride)];

    /// <summary>What the network says of some rows.</summary>
    /// <param name="inputs">A row every <paramref name="stride"/> floats.</param>
    /// <param name="stride">At least <see cref="Inputs"/>.</param>
    /// <param name="rows">How many, at most <see cref="Capacity"/>.</param>
    /// <returns>[rows, <see cref="OutputStride"/>], valid until the next pass.</returns>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, int stride, int rows)
    {
        Require(inputs, stride, rows);
        fixed (float* first = inputs)
        {
            float* x = first,
                values = Values.Pointer;
            var xStride = stride;
            for (var l = 0; l < _layers.Length; l++)
            {
                var layer = _layers[l];
                var width = layer.Width;
                var y = _outputs[l].Pointer;
                Product.Of(y, width, x, xStride, 1, values + layer.At, width, rows, layer.Inputs, width, values + layer.BiasAt);
                Elementwise.Activate(layer.Activation, y, rows * width);
                x = y;
                xStride = width;
            }
        }
        return LastOutputs(rows);
    }

    /// <summary>
    /// Gradients of the parameters from <see cref="OutputGradients"/>, for the rows of the forward pass just before: it overwrites those of
    /// the last backward pass.
    /// </summary>
    /// <param name="inputs">As given to <see cref="Forward"/>.</param>
    /// <param name="stride">As given to <see cref="Forward"/>.</param>
    /// <param name="rows">As given to <see cref="Forward"/>.</param>
    public void Backward(ReadOnlySpan<float> inputs, int stride, int rows)
    {
        Require(inputs, stride, rows);
        fixed (float* first = inputs)
        {
            for (var l = _layers.Length - 1; l >= 0; l--)
            {
                var layer = _layers[l];
                var width = layer.Width;
                var gradient = Deactivate(l, rows);
                var x = l == 0 ? first : _outputs[l - 1].Pointer;
                var xStride = l == 0 ? stride : _layers[l - 1].Width;
                var weights = Parameters[0].Gradients.Pointer;
                Product.Of(weights + layer.At, width, x, 1, xStride, gradient, width, layer.Inputs, rows, width, null);
                Elementwise.ColumnSums(gradient, rows, width, weights + layer.BiasAt);
                if (l > 0)
                    Propagate(l, gradient, rows, _gradients[l - 1].Pointer);
                else if (_inputGradients is not null)
                    Propagate(l, gradient, rows, _inputGradients.Pointer);
            }
        }
        _noise?.Differentiate(Parameters[0].Gradients);
    }

    /// <summary>
    /// <see cref="InputGradients"/> alone from <see cref="OutputGradients"/>, for the rows of the forward pass just before: the gradients
    /// of the parameters stay as they are, which is half the work.
    /// </summary>
    /// <param name="rows">As given to <see cref="Forward"/>.</param>
    public void BackwardToInputs(int rows)
    {
        if (_inputGradients is null)
            throw new InvalidOperationException("this network gives no gradients of its inputs");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Capacity);
        for (var l = _layers.Length - 1; l >= 0; l--)
            Propagate(l, Deactivate(l, rows), rows, l > 0 ? _gradients[l - 1].Pointer : _inputGradients.Pointer);
    }

    /// <summary>Draws the noise of every parameter anew; nothing where the network has none.</summary>
    public void Resample(Seeding.SplitMix64 random) => _noise?.Resample(random);

    /// <summary>Leaves the noise out until it is drawn again or applied: every parameter is its mean.</summary>
    public void Quieten() => _noise?.Quieten();

    /// <summary>Every parameter with the noise drawn last, after they were moved or the noise was left out.</summary>
    public void ApplyNoise() => _noise?.Apply();

    /// <summary>Takes over the parameters of a network built alike, with its noise as it is.</summary>
    public void CopyFrom(DenseNetwork other)
    {
        for (var i = 0; i < Parameters.Count; i++)
            other.Parameters[i].Values.Span.CopyTo(Parameters[i].Values.Span);
        if (_noise is not null)
            other._noise!.Effective.Span.CopyTo(_noise.Effective.Span);
    }

    /// <summary>Writes the parameters exactly, with the noise as it is.</summary>
    public void Save(BinaryWriter writer)
    {
        foreach (var block in Parameters)
            block.Values.Save(writer);
        _noise?.Save(writer);
    }

    /// <summary>Reads what <see cref="Save"/> of a network built alike wrote.</summary>
    public void Restore(BinaryReader reader)
    {
        foreach (var block in Parameters)
            block.Values.Restore(reader);
        _noise?.Restore(reader);
    }

    /// <summary>Moves every parameter by a fraction of the way to that of a network built alike, without noise.</summary>
    /// <param name="other">Where to.</param>
    /// <param name="fraction">From 0, where nothing moves, to 1.</param>
    public void Approach(DenseNetwork other, double fraction)
    {
        for (var k = 0; k < Parameters.Count; k++)
        {
            var (mine, its) = (Parameters[k].Values, other.Parameters[k].Values);
            Elementwise.Approach(mine.Pointer, its.Pointer, (float)fraction, mine.Length);
        }
    }

    private AlignedFloats Values => _noise?.Effective ?? Parameters[0].Values;

    // Of layer l the gradient by what went into its activation.
    private float* Deactivate(int l, int rows)
    {
        var gradient = _gradients[l].Pointer;
        Elementwise.Deactivate(_layers[l].Activation, _outputs[l].Pointer, gradient, rows * _layers[l].Width);
        return gradient;
    }

    private void Propagate(int l, float* gradient, int rows, float* before)
    {
        var layer = _layers[l];
        var width = Product.Padded(layer.Inputs);
        var transposed = _transposed[l].Pointer;
        Elementwise.Transpose(Values.Pointer + layer.At, layer.Width, layer.Inputs, layer.Outputs, transposed, width);
        Product.Of(before, width, gradient, layer.Width, 1, transposed, width, rows, layer.Outputs, width, null);
    }

    private void Require(ReadOnlySpan<float> inputs, int stride, int rows)
    {
        if (rows <= 0 || rows > Capacity || stride < Inputs || inputs.Length < ((rows - 1) * stride) + Inputs)
            throw new ArgumentException(
                $"{inputs.Length} numbers are no {rows} rows of {Inputs}, one every {stride}, of at most {Capacity} at once",
                nameof(inputs)
            );
    }
}
