using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.Native.Methods;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>The weights of a recurrent network: per layer and direction W_ih [gates·hidden, in], W_hh [gates·hidden, hidden] and two biases.</summary>
    internal sealed class RecurrentWeights(long inputSize, long hiddenSize, long numLayers, bool bias, bool batchFirst, double dropout, bool bidirectional)
    {
        private readonly List<Parameter> _weights = [];

        internal long Hidden => hiddenSize;
        internal long Layers => numLayers;
        internal int Bias => bias ? 1 : 0;
        internal int BatchFirst => batchFirst ? 1 : 0;
        internal double Dropout => dropout;
        internal int Bidirectional => bidirectional ? 1 : 0;
        internal nint[] Handles => Tensor.Handles(_weights);

        internal void Register(nn.Module module, int gates, Device? device, ScalarType? dtype)
        {
            if (inputSize < 1 || hiddenSize < 1 || numLayers < 1)
                throw new ArgumentException($"input size {inputSize}, hidden size {hiddenSize} and {numLayers} layers must all be positive");
            var bound = 1 / Math.Sqrt(hiddenSize);
            var directions = bidirectional ? 2 : 1;
            for (var layer = 0; layer < numLayers; layer++)
                for (var direction = 0; direction < directions; direction++)
                {
                    var suffix = $"_l{layer}{(direction == 1 ? "_reverse" : "")}";
                    Add(module, "weight_ih" + suffix, empty(gates * hiddenSize, layer == 0 ? inputSize : hiddenSize * directions, dtype, device), bound);
                    Add(module, "weight_hh" + suffix, empty(gates * hiddenSize, hiddenSize, dtype, device), bound);
                    if (!bias)
                        continue;
                    Add(module, "bias_ih" + suffix, empty(gates * hiddenSize, dtype, device), bound);
                    Add(module, "bias_hh" + suffix, empty(gates * hiddenSize, dtype, device), bound);
                }
        }

        internal void CheckInput(Tensor input, string name)
        {
            var size = input.shape;
            if (size.Length != 3 || size[2] != inputSize)
                throw new TorchException($"{name}: the input must be {(batchFirst ? "[batch, time" : "[time, batch")}, {inputSize}] for weight_ih_l0 of shape {_weights[0].ShapeText()}, got {input.ShapeText()}");
        }

        internal void CheckState(Tensor input, Tensor state, string name)
        {
            long[] expected = [numLayers * (bidirectional ? 2 : 1), input.size(batchFirst ? 0 : 1), hiddenSize];
            if (!state.shape.AsSpan().SequenceEqual(expected))
                throw new TorchException($"{name}: a state must be [layers·directions, batch, hidden] = [{string.Join(", ", expected)}], got {state.ShapeText()}");
        }

        internal Tensor ZeroState(Tensor input) => zeros(numLayers * (bidirectional ? 2 : 1), input.size(batchFirst ? 0 : 1), hiddenSize, input.dtype, input.device);

        private void Add(nn.Module module, string name, Tensor values, double bound)
        {
            var parameter = new Parameter(values);
            values.Dispose();
            nn.init.uniform_(parameter, -bound, bound);
            module.register_parameter(name, parameter);
            _weights.Add(parameter);
        }
    }

    /// <summary>
    /// Long short-term memory (gates in the order input, forget, cell, output). Input [batch, time, in] when batch first, else [time, batch, in];
    /// states [layers·directions, batch, hidden]; without states they start at zero.
    /// </summary>
    public sealed unsafe class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
    {
        private readonly RecurrentWeights _weights;

        internal LSTM(RecurrentWeights weights, Device? device, ScalarType? dtype)
            : base(nameof(LSTM)) => (_weights = weights).Register(this, 4, device, dtype);

        /// <summary>Output [.., directions·hidden] at every time, last hidden state, last cell state.</summary>
        public override (Tensor, Tensor, Tensor) forward(Tensor input1, (Tensor, Tensor)? input2 = null)
        {
            _weights.CheckInput(input1, "LSTM");
            using var zero = input2 is null ? _weights.ZeroState(input1) : null;
            var (h, c) = input2 ?? (zero!, zero!);
            _weights.CheckState(input1, h, "LSTM");
            _weights.CheckState(input1, c, "LSTM");
            var r = stackalloc nint[3];
            int status;
            fixed (nint* w = _weights.Handles)
                status = st_lstm(input1.Handle, h.Handle, c.Handle, w, _weights.Handles.Length, _weights.Bias, _weights.Layers, _weights.Dropout, training ? 1 : 0, _weights.Bidirectional, _weights.BatchFirst, r);
            GC.KeepAlive((input1, h, c, this));
            Failure.ThrowIfNegative(status);
            return (new Tensor(r[0]), new Tensor(r[1]), new Tensor(r[2]));
        }

        /// <inheritdoc cref="forward"/>
        public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => forward(input, h0_c0);

        /// <summary>Nothing to do here: the weights are handed over as they are.</summary>
        public void flatten_parameters() { }
    }

    /// <summary>Gated recurrent unit (gates in the order reset, update, new). Shapes as in <see cref="LSTM"/>.</summary>
    public sealed unsafe class GRU : nn.Module<Tensor, Tensor?, (Tensor, Tensor)>
    {
        private readonly RecurrentWeights _weights;

        internal GRU(RecurrentWeights weights, Device? device, ScalarType? dtype)
            : base(nameof(GRU)) => (_weights = weights).Register(this, 3, device, dtype);

        /// <summary>Output [.., directions·hidden] at every time, last hidden state.</summary>
        public override (Tensor, Tensor) forward(Tensor input1, Tensor? input2 = null)
        {
            _weights.CheckInput(input1, "GRU");
            using var zero = input2 is null ? _weights.ZeroState(input1) : null;
            var h = input2 ?? zero!;
            _weights.CheckState(input1, h, "GRU");
            var r = stackalloc nint[2];
            int status;
            fixed (nint* w = _weights.Handles)
                status = st_gru(input1.Handle, h.Handle, w, _weights.Handles.Length, _weights.Bias, _weights.Layers, _weights.Dropout, training ? 1 : 0, _weights.Bidirectional, _weights.BatchFirst, r);
            GC.KeepAlive((input1, h, this));
            Failure.ThrowIfNegative(status);
            return (new Tensor(r[0]), new Tensor(r[1]));
        }

        /// <inheritdoc cref="forward"/>
        public new (Tensor, Tensor) call(Tensor input, Tensor? h0 = null) => forward(input, h0);

        /// <summary>Nothing to do here: the weights are handed over as they are.</summary>
        public void flatten_parameters() { }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.LSTM"/>
            public static LSTM LSTM(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0.0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(new RecurrentWeights(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);

            /// <inheritdoc cref="Modules.GRU"/>
            public static GRU GRU(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0.0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(new RecurrentWeights(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);
        }
    }
}
