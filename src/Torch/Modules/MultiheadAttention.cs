using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>
    /// Attention over several heads (Vaswani et al. 2017, section 3.2.2). Query [target, batch, embedding], key and value [source, batch, …];
    /// result [target, batch, embedding] and, where wanted, the weights averaged over heads [batch, target, source].
    /// </summary>
    public sealed class MultiheadAttention : nn.Module<Tensor, Tensor, Tensor, Tensor?, bool, Tensor?, Tuple<Tensor, Tensor?>>
    {
        private readonly long _heads;
        private readonly double _dropout;
        private readonly Parameter _inWeight;
        private readonly Parameter? _inBias;
        private readonly Linear out_proj;

        internal MultiheadAttention(long embedding, long heads, double dropout, bool bias)
            : base(nameof(MultiheadAttention))
        {
            if (heads < 1 || embedding % heads != 0)
                throw new ArgumentException($"{embedding} features cannot be split among {heads} heads");
            (_heads, _dropout) = (heads, dropout);
            _inWeight = new Parameter(empty(3 * embedding, embedding));
            nn.init.xavier_uniform_(_inWeight);
            register_parameter("in_proj_weight", _inWeight);
            if (bias)
                register_parameter("in_proj_bias", _inBias = new Parameter(zeros(3 * embedding)));
            out_proj = nn.Linear(embedding, embedding, bias);
            if (out_proj.bias is not null)
                nn.init.zeros_(out_proj.bias);
            register_module(nameof(out_proj), out_proj);
        }

        /// <inheritdoc cref="forward"/>
        public new Tuple<Tensor, Tensor?> call(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true, Tensor? attn_mask = null) =>
            forward(query, key, value, key_padding_mask, need_weights, attn_mask);

        /// <summary>Padding mask [batch, source]: true leaves a position out. Attention mask [target, source]: true leaves out, or numbers to add.</summary>
        public override Tuple<Tensor, Tensor?> forward(Tensor input1, Tensor input2, Tensor input3, Tensor? input4, bool input5, Tensor? input6)
        {
            using var scope = NewDisposeScope();
            long target = input1.size(0), source = input2.size(0), batch = input1.size(1), size = input1.size(2) / _heads;
            var weights = _inWeight.chunk(3);
            var biases = _inBias?.chunk(3);
            Tensor Heads(Tensor x, int part, long length) =>
                nn.functional.linear(x, weights[part], biases?[part]).reshape(length, batch * _heads, size).transpose(0, 1); // [batch·heads, length, size]

            var scores = (Heads(input1, 0, target) / Math.Sqrt(size)).bmm(Heads(input2, 1, source).transpose(1, 2)).reshape(batch, _heads, target, source);
            if (input6 is not null)
                scores = input6.dtype == ScalarType.Bool ? scores.masked_fill(input6, double.NegativeInfinity) : scores + input6;
            if (input4 is not null)
                scores = scores.masked_fill(input4.reshape(batch, 1, 1, source), double.NegativeInfinity);
            var attention = nn.functional.dropout(scores.softmax(-1), _dropout, training);
            var mixed = attention.reshape(batch * _heads, target, source).bmm(Heads(input3, 2, source)); // [batch·heads, target, size]
            var result = out_proj.call(mixed.transpose(0, 1).reshape(target, batch, _heads * size));
            return new(result.MoveToOuterDisposeScope(), input5 ? attention.mean([1]).MoveToOuterDisposeScope() : null);
        }

        /// <summary>The projections are registered by name in the constructor.</summary>
        protected override void RegisterComponents() { }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.MultiheadAttention"/>
            public static MultiheadAttention MultiheadAttention(long embedded_dim, long num_heads, double dropout = 0.0, bool bias = true, bool add_bias_kv = false, bool add_zero_attn = false, long? kdim = null, long? vdim = null) =>
                !add_bias_kv && !add_zero_attn && (kdim ?? embedded_dim) == embedded_dim && (vdim ?? embedded_dim) == embedded_dim
                    ? new(embedded_dim, num_heads, dropout, bias)
                    : throw new NotSupportedException("MultiheadAttention here knows neither add_bias_kv, add_zero_attn nor other key and value sizes");
        }
    }
}
