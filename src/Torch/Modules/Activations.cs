using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    public sealed class ReLU(bool inplace) : nn.Module<Tensor, Tensor>(nameof(ReLU))
    {
        public override Tensor forward(Tensor input) => nn.functional.relu(input, inplace);
    }

    public sealed class LeakyReLU(double negative_slope, bool inplace) : nn.Module<Tensor, Tensor>(nameof(LeakyReLU))
    {
        public double negative_slope { get; } = negative_slope;

        public override Tensor forward(Tensor input) => nn.functional.leaky_relu(input, negative_slope, inplace);
    }

    public sealed class ELU(double alpha) : nn.Module<Tensor, Tensor>(nameof(ELU))
    {
        public override Tensor forward(Tensor input) => nn.functional.elu(input, alpha);
    }

    public sealed class GELU : nn.Module<Tensor, Tensor>
    {
        private readonly Approximate _approximate;

        internal GELU(Approximate approximate)
            : base(nameof(GELU)) => _approximate = approximate;

        /// <summary>The exact form, or the one through tanh.</summary>
        public enum Approximate
        {
            none = 0,
            tanh = 1,
        }

        public override Tensor forward(Tensor input) => nn.functional.Gelu(input, _approximate);
    }

    public sealed class SiLU() : nn.Module<Tensor, Tensor>(nameof(SiLU))
    {
        public override Tensor forward(Tensor input) => nn.functional.silu(input);
    }

    public sealed class Tanh(bool inplace) : nn.Module<Tensor, Tensor>(nameof(Tanh))
    {
        public override Tensor forward(Tensor input) => nn.functional.tanh(input, inplace);
    }

    public sealed class Sigmoid(bool inplace) : nn.Module<Tensor, Tensor>(nameof(Sigmoid))
    {
        public override Tensor forward(Tensor input) => nn.functional.sigmoid(input, inplace);
    }

    /// <summary>ln(1 + exp(beta·x))/beta; x itself above threshold/beta.</summary>
    public sealed class Softplus(double beta, double threshold) : nn.Module<Tensor, Tensor>(nameof(Softplus))
    {
        public override Tensor forward(Tensor input) => nn.functional.softplus(input, beta, threshold);
    }

    public sealed class Softmax(long dim) : nn.Module<Tensor, Tensor>(nameof(Softmax))
    {
        public override Tensor forward(Tensor input) => input.softmax(dim);
    }

    public sealed class LogSoftmax(long dim) : nn.Module<Tensor, Tensor>(nameof(LogSoftmax))
    {
        public override Tensor forward(Tensor input) => input.log_softmax(dim);
    }

    /// <summary>In training, zeroes each element with probability p and scales the rest by 1/(1 − p).</summary>
    public sealed class Dropout(double p, bool inplace) : nn.Module<Tensor, Tensor>(nameof(Dropout))
    {
        public double p { get; } = p;

        public override Tensor forward(Tensor input) => nn.functional.dropout(input, p, training, inplace);
    }

    public sealed class Flatten(long start_dim, long end_dim) : nn.Module<Tensor, Tensor>(nameof(Flatten))
    {
        public override Tensor forward(Tensor input) => input.flatten(start_dim, end_dim);
    }

    public sealed class Identity() : nn.Module<Tensor, Tensor>(nameof(Identity))
    {
        public override Tensor forward(Tensor input) => input.alias();
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static ReLU ReLU(bool inplace = false) => new(inplace);
            public static LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);
            public static ELU ELU(double alpha = 1.0, bool inplace = false) => new(alpha);
            public static GELU GELU() => new(Modules.GELU.Approximate.none);
            public static GELU GELU(bool inplace) => new(Modules.GELU.Approximate.none);
            public static GELU GELU(GELU.Approximate approximate, bool inplace = false) => new(approximate);
            public static SiLU SiLU(bool inplace = false) => new();
            public static Tanh Tanh(bool inplace = false) => new(inplace);
            public static Sigmoid Sigmoid(bool inplace = false) => new(inplace);
            public static Softplus Softplus(double beta = 1.0, double threshold = 20.0) => new(beta, threshold);
            public static Softmax Softmax(long dim) => new(dim);
            public static LogSoftmax LogSoftmax(long dim) => new(dim);
            public static Dropout Dropout(double p = 0.5, bool inplace = false) =>
                p is >= 0 and <= 1 ? new(p, inplace) : throw new ArgumentOutOfRangeException(nameof(p), p, "a probability lies in [0, 1]");
            public static Flatten Flatten(long start_dim = 1, long end_dim = -1) => new(start_dim, end_dim);
            public static Identity Identity() => new();
        }
    }
}
