using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Classes 0 … K − 1 with probabilities along the last dimension: probs (any positive weights) or logits [*, K].</summary>
    public class Categorical : distributions.Distribution
    {
        private readonly long _events;
        private readonly bool _fromProbs;
        private Tensor? _probs;
        private Tensor? _logits;

        public Categorical(Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
            : base(generator)
        {
            if ((probs is null) == (logits is null))
                throw new ArgumentException("Categorical takes either probs or logits");
            var given = probs ?? logits!;
            if (given.dim() < 1)
                throw new ArgumentException($"Categorical needs classes along the last dimension, got shape {given.ShapeText()}");
            _fromProbs = probs is not null;
            if (probs is not null)
                using (var total = probs.sum(-1, keepdim: true))
                    _probs = probs / total;
            else
                using (var total = logits!.logsumexp(-1, keepdim: true))
                    _logits = logits - total;
            _events = given.size(-1);
            batch_shape = given.shape[..^1];
        }

        /// <summary>Probabilities, summing to 1.</summary>
        public Tensor probs => _probs ??= _logits!.softmax(-1);

        /// <summary>Log-probabilities.</summary>
        public Tensor logits
        {
            get
            {
                if (_logits is not null)
                    return _logits;
                var eps = _probs!.dtype == ScalarType.Float64 ? 2.220446049250313e-16 : 1.1920928955078125e-07;
                using var inside = _probs.clamp(eps, 1 - eps);
                return _logits = inside.log();
            }
        }

        public long[] param_shape => _fromProbs ? probs.shape : logits.shape;

        /// <summary>NaN: classes have no order.</summary>
        public override Tensor mean => full(batch_shape, double.NaN, probs.dtype, probs.device);

        /// <inheritdoc cref="mean"/>
        public override Tensor variance => full(batch_shape, double.NaN, probs.dtype, probs.device);

        /// <inheritdoc/>
        public override Tensor rsample(params long[] sample_shape)
        {
            using var rows = probs.reshape(-1, _events);
            using var drawn = multinomial(rows, sample_shape.Aggregate(1L, (a, b) => a * b), true, Source);
            using var samplesFirst = drawn.t();
            return samplesFirst.reshape(ExtendedShape(sample_shape));
        }

        /// <inheritdoc/>
        public override Tensor log_prob(Tensor value)
        {
            using var scope = NewDisposeScope();
            var both = broadcast_tensors(value.@long().unsqueeze(-1), KeepOutside(scope, logits));
            return both[1].gather(-1, both[0][TensorIndex.Ellipsis, TensorIndex.Slice(null, 1)]).squeeze(-1).MoveToOuterDisposeScope();
        }

        /// <inheritdoc/>
        public override Tensor entropy()
        {
            using var scope = NewDisposeScope();
            Tensor log = KeepOutside(scope, logits), p = KeepOutside(scope, probs);
            var least = log.dtype == ScalarType.Float64 ? double.MinValue : float.MinValue;
            return log.clamp(min: least).mul(p).sum(-1).neg().MoveToOuterDisposeScope();
        }

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            _probs?.Dispose();
            _logits?.Dispose();
            base.Dispose(disposing);
        }

        // What is kept in a field lives as long as if it had been made before the scope.
        private static Tensor KeepOutside(DisposeScope scope, Tensor tensor) => scope.Contains(tensor) ? tensor.MoveToOuterDisposeScope() : tensor;
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class distributions
        {
            /// <inheritdoc cref="Modules.Categorical"/>
            public static Categorical Categorical(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(probs, logits, generator);
        }
    }
}
