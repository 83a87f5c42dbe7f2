using TorchSharp.Modules;
using TorchSharp.Native;
using static TorchSharp.Native.Methods;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>One step of an LSTM: input [batch, in], states [batch, hidden] (they must be given), result (h, c).</summary>
    public sealed unsafe class LSTMCell : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor)>
    {
        private readonly Parameter[] _weights;

        internal LSTMCell(long inputSize, long hiddenSize, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(LSTMCell)) => _weights = Cell.Register(this, 4, inputSize, hiddenSize, bias, device, dtype);

        /// <inheritdoc/>
        public override (Tensor, Tensor) forward(Tensor input1, (Tensor, Tensor)? input2 = null)
        {
            var (h, c) = input2 ?? throw new ArgumentNullException(nameof(input2), "LSTMCell needs its states: pass zeros of [batch, hidden]");
            var r = stackalloc nint[2];
            var status = st_lstm_cell(input1.Handle, h.Handle, c.Handle, _weights[0].Handle, _weights[1].Handle, Cell.Bias(_weights, 2), Cell.Bias(_weights, 3), r);
            GC.KeepAlive((input1, h, c, this));
            Failure.ThrowIfNegative(status);
            return (new Tensor(r[0]), new Tensor(r[1]));
        }

        /// <inheritdoc cref="forward"/>
        public new (Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => forward(input, h0_c0);
    }

    /// <summary>One step of a GRU: input [batch, in], state [batch, hidden].</summary>
    public sealed class GRUCell : nn.Module<Tensor, Tensor?, Tensor>
    {
        private readonly Parameter[] _weights;
        private readonly long _hidden;

        internal GRUCell(long inputSize, long hiddenSize, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(GRUCell))
        {
            _hidden = hiddenSize;
            _weights = Cell.Register(this, 3, inputSize, hiddenSize, bias, device, dtype);
        }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input1, Tensor? input2 = null)
        {
            using var zero = input2 is null ? zeros(input1.size(0), _hidden, input1.dtype, input1.device) : null;
            var h = input2 ?? zero!;
            return Tensor.Of(st_gru_cell(input1.Handle, h.Handle, _weights[0].Handle, _weights[1].Handle, Cell.Bias(_weights, 2), Cell.Bias(_weights, 3)), input1, h, this);
        }

        /// <inheritdoc cref="forward"/>
        public new Tensor call(Tensor input, Tensor? h0 = null) => forward(input, h0);
    }

    internal static class Cell
    {
        internal static nint Bias(Parameter[] weights, int index) => index < weights.Length ? weights[index].Handle : 0;

        internal static Parameter[] Register(nn.Module module, int gates, long inputSize, long hiddenSize, bool bias, Device? device, ScalarType? dtype)
        {
            var bound = 1 / Math.Sqrt(hiddenSize);
            var weights = new List<Parameter>
            {
                new(empty(gates * hiddenSize, inputSize, dtype, device)),
                new(empty(gates * hiddenSize, hiddenSize, dtype, device)),
            };
            if (bias)
                weights.AddRange([new(empty(gates * hiddenSize, dtype, device)), new(empty(gates * hiddenSize, dtype, device))]);
            foreach (var (name, weight) in new[] { "weight_ih", "weight_hh", "bias_ih", "bias_hh" }.Zip(weights))
            {
                nn.init.uniform_(weight, -bound, bound);
                module.register_parameter(name, weight);
            }
            return [.. weights];
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.LSTMCell"/>
            public static LSTMCell LSTMCell(long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) => new(inputSize, hiddenSize, bias, device, dtype);

            /// <inheritdoc cref="Modules.GRUCell"/>
            public static GRUCell GRUCell(long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) => new(inputSize, hiddenSize, bias, device, dtype);
        }
    }
}
