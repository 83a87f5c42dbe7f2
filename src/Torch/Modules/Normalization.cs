using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Normalises over the last dimensions of each sample.</summary>
    public sealed class LayerNorm : nn.Module<Tensor, Tensor>
    {
        private readonly long[] _shape;
        private readonly double _eps;

        internal LayerNorm(long[] shape, double eps, bool affine, bool hasBias, Device? device, ScalarType? dtype)
            : base(nameof(LayerNorm))
        {
            (_shape, _eps) = (shape, eps);
            if (affine)
                register_parameter(nameof(weight), weight = new Parameter(ones(shape, dtype, device)));
            if (affine && hasBias)
                register_parameter(nameof(bias), bias = new Parameter(zeros(shape, dtype, device)));
        }

        public Parameter? weight { get; }
        public Parameter? bias { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => nn.functional.layer_norm(input, _shape, weight, bias, _eps);
    }

    /// <summary>Normalises each feature of [batch, features] or [batch, features, length] over the batch; in evaluation with running statistics.</summary>
    public sealed class BatchNorm1d : nn.Module<Tensor, Tensor>
    {
        private readonly double _eps;
        private readonly double _momentum;

        internal BatchNorm1d(long features, double eps, double momentum, bool affine, bool track, Device? device, ScalarType? dtype)
            : base(nameof(BatchNorm1d))
        {
            (_eps, _momentum) = (eps, momentum);
            if (affine)
            {
                register_parameter(nameof(weight), weight = new Parameter(ones(features, dtype, device)));
                register_parameter(nameof(bias), bias = new Parameter(zeros(features, dtype, device)));
            }
            if (!track)
                return;
            register_buffer(nameof(running_mean), running_mean = zeros(features, dtype, device));
            register_buffer(nameof(running_var), running_var = ones(features, dtype, device));
            register_buffer(nameof(num_batches_tracked), num_batches_tracked = tensor(0L, device: device));
        }

        public Parameter? weight { get; }
        public Parameter? bias { get; }
        public Tensor? running_mean { get; }
        public Tensor? running_var { get; }
        public Tensor? num_batches_tracked { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input)
        {
            if (input.dim() is not (2 or 3))
                throw new ArgumentException($"batch normalisation needs [batch, features] or [batch, features, length], not {input.ShapeText()}", nameof(input));
            if (training)
                num_batches_tracked?.add_(1);
            return nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training || running_mean is null, _momentum, _eps);
        }
    }

    /// <summary>A table of vectors, looked up by position.</summary>
    public sealed class Embedding : nn.Module<Tensor, Tensor>
    {
        private readonly long? _padding;

        internal Embedding(long count, long dims, long? padding, Device? device, ScalarType? dtype)
            : base(nameof(Embedding))
        {
            _padding = padding;
            weight = new Parameter(randn(count, dims, dtype, device));
            register_parameter(nameof(weight), weight);
            if (padding is not { } row)
                return;
            using var _ = no_grad();
            using var zeroed = weight[row];
            zeroed.zero_();
        }

        public Parameter weight { get; }

        /// <inheritdoc/>
        public override Tensor forward(Tensor input) => nn.functional.embedding(input, weight, _padding);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <inheritdoc cref="Modules.LayerNorm"/>
            public static LayerNorm LayerNorm(long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

            /// <inheritdoc cref="Modules.LayerNorm"/>
            public static LayerNorm LayerNorm(long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new([normalized_shape], eps, elementwise_affine, bias, device, dtype);

            /// <inheritdoc cref="Modules.BatchNorm1d"/>
            public static BatchNorm1d BatchNorm1d(long num_features, double eps = 1e-05, double momentum = 0.1, bool affine = true, bool track_running_stats = true, Device? device = null, ScalarType? dtype = null) =>
                new(num_features, eps, momentum, affine, track_running_stats, device, dtype);

            /// <inheritdoc cref="Modules.Embedding"/>
            public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
                max_norm is null && !scale_grad_by_freq && !sparse
                    ? new(num_embeddings, embedding_dims, padding_idx, device, dtype)
                    : throw new NotSupportedException("Embedding here knows neither max_norm, scale_grad_by_freq nor sparse");
        }
    }
}
