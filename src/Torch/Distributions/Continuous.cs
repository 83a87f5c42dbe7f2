using TorchSharp.Modules;
using static TorchSharp.Native.Methods;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>Normal distribution with a mean and a standard deviation per element.</summary>
    public class Normal : distributions.Distribution
    {
        private readonly Tensor _loc;
        private readonly Tensor _scale;

        public Normal(Tensor loc, Tensor scale, Generator? generator = null)
            : base(generator)
        {
            var both = broadcast_tensors(loc, scale);
            (_loc, _scale) = (both[0], both[1]);
            batch_shape = _loc.shape;
        }

        public override Tensor mean => _loc;

        public override Tensor stddev => _scale;

        public override Tensor variance => _scale.square();

        /// <summary>loc + scale · ε with standard normal ε: gradients flow to both.</summary>
        public override Tensor rsample(params long[] sample_shape)
        {
            using var noise = randn(ExtendedShape(sample_shape), _loc.dtype, _loc.device, generator: Source);
            using var spread = noise * _scale;
            return _loc + spread;
        }

        /// <inheritdoc/>
        public override Tensor log_prob(Tensor value) => WrappedTensorDisposeScope(() =>
            -(value - _loc).square() / (_scale.square() * 2) - _scale.log() - Math.Log(Math.Sqrt(2 * Math.PI)));

        /// <inheritdoc/>
        public override Tensor entropy() => WrappedTensorDisposeScope(() => _scale.log() + (0.5 + 0.5 * Math.Log(2 * Math.PI)));

        /// <summary>Probability of a draw at or below <paramref name="value"/>.</summary>
        public Tensor cdf(Tensor value) => WrappedTensorDisposeScope(() => (((value - _loc) / (_scale * Math.Sqrt(2))).erf() + 1) * 0.5);

        /// <summary>The value with probability <paramref name="value"/> below it.</summary>
        public Tensor icdf(Tensor value) => WrappedTensorDisposeScope(() => _loc + _scale * (value * 2 - 1).erfinv() * Math.Sqrt(2));

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            _loc.Dispose();
            _scale.Dispose();
            base.Dispose(disposing);
        }
    }

    /// <summary>Beta distribution on (0, 1). Draws carry no gradient.</summary>
    public class Beta : distributions.Distribution
    {
        private readonly Tensor _a;
        private readonly Tensor _b;

        public Beta(Tensor concentration1, Tensor concentration0, Generator? generator = null)
            : base(generator)
        {
            var both = broadcast_tensors(concentration1, concentration0);
            (_a, _b) = (both[0], both[1]);
            batch_shape = _a.shape;
        }

        public Tensor concentration1 => _a;

        public Tensor concentration0 => _b;

        public override Tensor mean => WrappedTensorDisposeScope(() => _a / (_a + _b));

        public override Tensor variance => WrappedTensorDisposeScope(() => _a * _b / ((_a + _b).square() * (_a + _b + 1)));

        /// <inheritdoc/>
        public override unsafe Tensor rsample(params long[] sample_shape) => WrappedTensorDisposeScope(() =>
        {
            using var _ = no_grad();
            var shape = ExtendedShape(sample_shape);
            var (x, y) = (Gamma(_a.expand(shape)), Gamma(_b.expand(shape)));
            return x / (x + y);
        });

        /// <inheritdoc/>
        public override Tensor log_prob(Tensor value) => WrappedTensorDisposeScope(() =>
            value.log() * (_a - 1) + (-value).log1p() * (_b - 1) - LogBeta());

        /// <inheritdoc/>
        public override Tensor entropy() => WrappedTensorDisposeScope(() =>
            LogBeta() - (_a - 1) * _a.digamma() - (_b - 1) * _b.digamma() + (_a + _b - 2) * (_a + _b).digamma());

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            _a.Dispose();
            _b.Dispose();
            base.Dispose(disposing);
        }

        private Tensor LogBeta() => _a.lgamma() + _b.lgamma() - (_a + _b).lgamma();

        private unsafe Tensor Gamma(Tensor shape) => Tensor.Of(st_standard_gamma(shape.Handle, Generator.Pointer(Source)), shape, Source);
    }

    /// <summary>1 with probability p, else 0; given by probs or logits.</summary>
    public class Bernoulli : distributions.Distribution
    {
        private readonly Tensor _probs;
        private readonly Tensor _logits;

        public Bernoulli(Tensor? probs = null, Tensor? logits = null, Generator? generator = null)
            : base(generator)
        {
            if ((probs is null) == (logits is null))
                throw new ArgumentException("Bernoulli takes either probs or logits");
            _probs = probs?.alias() ?? logits!.sigmoid();
            _logits = logits?.alias() ?? LogOdds(probs!);
            batch_shape = _probs.shape;
        }

        public Tensor probs => _probs;

        public Tensor logits => _logits;

        public override Tensor mean => _probs;

        public override Tensor variance => WrappedTensorDisposeScope(() => _probs * (1 - _probs));

        /// <summary>Draws; they carry no gradient.</summary>
        public override Tensor rsample(params long[] sample_shape)
        {
            using var wide = _probs.expand(ExtendedShape(sample_shape));
            return bernoulli(wide, Source);
        }

        /// <inheritdoc/>
        public override Tensor log_prob(Tensor value) => WrappedTensorDisposeScope(() =>
        {
            var both = broadcast_tensors(_logits, value);
            return -nn.functional.binary_cross_entropy_with_logits(both[0], both[1], reduction: nn.Reduction.None);
        });

        /// <inheritdoc/>
        public override Tensor entropy() => nn.functional.binary_cross_entropy_with_logits(_logits, _probs, reduction: nn.Reduction.None);

        /// <inheritdoc/>
        protected override void Dispose(bool disposing)
        {
            _probs.Dispose();
            _logits.Dispose();
            base.Dispose(disposing);
        }

        private static Tensor LogOdds(Tensor probs) => WrappedTensorDisposeScope(() =>
        {
            var eps = probs.dtype == ScalarType.Float64 ? 2.220446049250313e-16 : 1.1920928955078125e-07;
            var p = probs.clamp(eps, 1 - eps);
            return p.log() - (-p).log1p();
        });
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class distributions
        {
            /// <inheritdoc cref="Modules.Normal"/>
            public static Normal Normal(Tensor loc, Tensor scale, Generator? generator = null) => new(loc, scale, generator);

            /// <inheritdoc cref="Modules.Beta"/>
            public static Beta Beta(Tensor concentration1, Tensor concentration0, Generator? generator = null) => new(concentration1, concentration0, generator);

            /// <inheritdoc cref="Modules.Bernoulli"/>
            public static Bernoulli Bernoulli(Tensor? probs = null, Tensor? logits = null, Generator? generator = null) => new(probs, logits, generator);
        }
    }
}
