using TorchSharp.Native;
using static TorchSharp.Native.Methods;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Layers and activations without state.</summary>
        public static unsafe partial class functional
        {
            /// <summary>x·Wᵀ + b.</summary>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                Tensor.Of(st_linear(input.Handle, weights.Handle, Tensor.HandleOrNull(bias)), input, weights, bias);

            /// <summary>Cross-correlation along time. Input [batch, in, length], weight [out, in/groups, kernel].</summary>
            public static Tensor conv1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? dilation = null, long groups = 1) =>
                Tensor.Of(st_conv1d(input.Handle, weight.Handle, Tensor.HandleOrNull(bias), stride ?? 1, padding ?? 0, dilation ?? 1, groups), input, weight, bias);

            public static Tensor conv_transpose1d(Tensor input, Tensor weight, Tensor? bias = null, long? stride = null, long? padding = null, long? output_padding = null, long groups = 1, long? dilation = null) =>
                Tensor.Of(st_conv_transpose1d(input.Handle, weight.Handle, Tensor.HandleOrNull(bias), stride ?? 1, padding ?? 0, output_padding ?? 0, groups, dilation ?? 1), input, weight, bias);

            /// <summary>(x − mean)/√(variance + eps) over the last dimensions, scaled and shifted.</summary>
            public static Tensor layer_norm(Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5)
            {
                fixed (long* s = normalized_shape)
                {
                    var result = st_layer_norm(input.Handle, s, normalized_shape.Length, Tensor.HandleOrNull(weight), Tensor.HandleOrNull(bias), eps);
                    GC.KeepAlive(bias);
                    return Tensor.Of(result, input, weight);
                }
            }

            /// <summary>Normalises each feature over the batch, or with the running statistics.</summary>
            public static Tensor batch_norm(Tensor input, Tensor? running_mean, Tensor? running_var, Tensor? weight = null, Tensor? bias = null, bool training = false, double momentum = 0.1, double eps = 1e-5)
            {
                var result = st_batch_norm(input.Handle, Tensor.HandleOrNull(weight), Tensor.HandleOrNull(bias), Tensor.HandleOrNull(running_mean), Tensor.HandleOrNull(running_var), training ? 1 : 0, momentum, eps);
                GC.KeepAlive(running_mean);
                GC.KeepAlive(running_var);
                return Tensor.Of(result, input, weight, bias);
            }

            /// <summary>Rows of <paramref name="weight"/> at the given positions.</summary>
            public static Tensor embedding(Tensor x, Tensor weight, long? padding_idx = null) => Tensor.Of(st_embedding(weight.Handle, x.Handle, padding_idx ?? -1), weight, x);

            public static Tensor relu(Tensor x, bool inplace = false) => inplace ? x.relu_().alias() : x.relu();
            public static Tensor tanh(Tensor x, bool inplace = false) => inplace ? x.tanh_().alias() : x.tanh();
            public static Tensor sigmoid(Tensor x, bool inplace = false) => inplace ? x.sigmoid_().alias() : x.sigmoid();
            public static Tensor silu(Tensor x, bool inplace = false) => Tensor.Of(st_silu(x.Handle), x);
            public static Tensor selu(Tensor x, bool inplace = false) => Tensor.Of(st_selu(x.Handle), x);
            public static Tensor logsigmoid(Tensor x) => Tensor.Of(st_log_sigmoid(x.Handle), x);
            public static Tensor elu(Tensor x, double alpha, bool inplace = false) => Tensor.Of(st_elu(x.Handle, alpha), x);
            public static Tensor softplus(Tensor x, double beta = 1.0, double threshold = 20.0) => Tensor.Of(st_softplus(x.Handle, beta, threshold), x);
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => input.softmax(dim, dtype);
            public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => input.log_softmax(dim, dtype);

            public static Tensor leaky_relu(Tensor input, double negative_slope, bool inplace = false)
            {
                if (!inplace)
                    return Tensor.Of(st_leaky_relu(input.Handle, negative_slope), input);
                Failure.ThrowIfNegative(st_leaky_relu_(input.Handle, negative_slope));
                return input.alias();
            }

            public static Tensor gelu(Tensor x, bool inplace = false) => Gelu(x, Modules.GELU.Approximate.none);

            internal static Tensor Gelu(Tensor x, Modules.GELU.Approximate approximate) => Tensor.Of(st_gelu(x.Handle, approximate == Modules.GELU.Approximate.tanh ? 1 : 0), x);

            /// <summary>In training, zeroes each element with probability p and scales the rest by 1/(1 − p).</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (!inplace)
                    return Tensor.Of(st_dropout(input.Handle, p, training ? 1 : 0), input);
                Failure.ThrowIfNegative(st_dropout_(input.Handle, p, training ? 1 : 0));
                return input.alias();
            }

            /// <summary>A 1 at each position along a new last dimension.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Tensor.Of(st_one_hot(x.Handle, num_classes), x);

            /// <summary>Extends the last dimensions; sizes come in pairs (before, after), last dimension first.</summary>
            public static Tensor pad(Tensor input, ReadOnlySpan<long> pad, PaddingModes mode = PaddingModes.Constant, double value = 0)
            {
                var code = mode switch { PaddingModes.Reflect => 1, PaddingModes.Replicate => 2, PaddingModes.Circular => 3, _ => 0 };
                fixed (long* p = pad)
                    return Tensor.Of(st_pad(input.Handle, p, pad.Length, code, value), input);
            }

            /// <inheritdoc cref="pad(Tensor, ReadOnlySpan{long}, PaddingModes, double)"/>
            public static Tensor pad(Tensor input, long[] pad, PaddingModes mode = PaddingModes.Constant, double value = 0) => functional.pad(input, pad.AsSpan(), mode, value);

            public static Tensor avg_pool1d(Tensor input, long kernel_size, long? stride = null, long padding = 0) => Tensor.Of(st_avg_pool1d(input.Handle, kernel_size, stride ?? kernel_size, padding), input);
            public static Tensor max_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null) => Tensor.Of(st_max_pool1d(input.Handle, kernel_size, stride ?? kernel_size, padding ?? 0), input);
        }
    }
}
