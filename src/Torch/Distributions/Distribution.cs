namespace TorchSharp;

public static partial class torch
{
    /// <summary>Probability distributions over tensors of parameters.</summary>
    public static partial class distributions
    {
        /// <summary>The base of the distributions. It owns the tensors it derives from its parameters.</summary>
        public abstract class Distribution : IDisposable
        {
            private protected readonly Generator? Source;

            private protected Distribution(Generator? generator) => Source = generator;

            /// <summary>Shape of the independent parameters.</summary>
            public long[] batch_shape { get; private protected set; } = [];

            /// <summary>Shape of one draw.</summary>
            public long[] event_shape { get; private protected set; } = [];

            public abstract Tensor mean { get; }

            public abstract Tensor variance { get; }

            public virtual Tensor stddev => variance.sqrt();

            /// <summary>Draws of shape sample_shape + batch_shape, without gradient.</summary>
            public virtual Tensor sample(params long[] sample_shape)
            {
                using var _ = no_grad();
                return rsample(sample_shape);
            }

            /// <summary>Draws as <see cref="sample"/>; where the distribution allows it, gradients flow to its parameters.</summary>
            public abstract Tensor rsample(params long[] sample_shape);

            /// <summary>Log of the density or probability at <paramref name="value"/>.</summary>
            public abstract Tensor log_prob(Tensor value);

            /// <summary>Entropy in nats.</summary>
            public abstract Tensor entropy();

            /// <summary>Frees what the distribution derived from its parameters, not the parameters.</summary>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <inheritdoc cref="Dispose()"/>
            protected virtual void Dispose(bool disposing) { }

            private protected long[] ExtendedShape(long[] sample_shape) => [.. sample_shape, .. batch_shape, .. event_shape];
        }
    }
}
