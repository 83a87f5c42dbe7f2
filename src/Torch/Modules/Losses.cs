using TorchSharp.Modules;
using static TorchSharp.Native.Methods;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp
{
    /// <summary>A loss of a prediction against a target.</summary>
    public abstract class Loss<T1, T2, TResult>(Reduction reduction) : Module<T1, T2, TResult>("Loss")
    {
        /// <summary>How elements become a result.</summary>
        public Reduction reduction { get; } = reduction;
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static MSELoss MSELoss(Reduction reduction = Reduction.Mean) => new(reduction);
            public static L1Loss L1Loss(Reduction reduction = Reduction.Mean) => new(reduction);
            public static SmoothL1Loss SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1.0) => new(reduction, beta);
            public static HuberLoss HuberLoss(double delta = 1.0, Reduction reduction = Reduction.Mean) => new(delta, reduction);
            public static CrossEntropyLoss CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean) => new(weight, ignore_index, reduction);
            public static NLLLoss NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);
            public static BCELoss BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) => new(weight, reduction);
            public static BCEWithLogitsLoss BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) => new(weight, reduction, pos_weights);
            public static KLDivLoss KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) => new(log_target, reduction);

            public static partial class functional
            {
                public static Tensor mse_loss(Tensor x, Tensor y, Reduction reduction = Reduction.Mean) => Tensor.Of(st_mse_loss(x.Handle, y.Handle, (long)reduction), x, y);
                public static Tensor l1_loss(Tensor x, Tensor y, Reduction reduction = Reduction.Mean) => Tensor.Of(st_l1_loss(x.Handle, y.Handle, (long)reduction), x, y);
                public static Tensor smooth_l1_loss(Tensor x, Tensor y, Reduction reduction = Reduction.Mean, double beta = 1.0) => Tensor.Of(st_smooth_l1_loss(x.Handle, y.Handle, (long)reduction, beta), x, y);
                public static Tensor huber_loss(Tensor x, Tensor y, double delta = 1.0, Reduction reduction = Reduction.Mean) => Tensor.Of(st_huber_loss(x.Handle, y.Handle, (long)reduction, delta), x, y);

                /// <summary>−log softmax(x) at the target: class positions, or probabilities of x's shape.</summary>
                public static Tensor cross_entropy(Tensor x, Tensor y, Tensor? weight = null, long ignore_index = -100, Reduction reduction = Reduction.Mean, double label_smoothing = 0.0) =>
                    Tensor.Of(st_cross_entropy(x.Handle, y.Handle, Tensor.HandleOrNull(weight), (long)reduction, ignore_index, label_smoothing), x, y, weight);
                public static Tensor nll_loss(Tensor x, Tensor y, Tensor? weight = null, Reduction reduction = Reduction.Mean) => Tensor.Of(st_nll_loss(x.Handle, y.Handle, Tensor.HandleOrNull(weight), (long)reduction), x, y, weight);
                public static Tensor binary_cross_entropy(Tensor x, Tensor y, Tensor? weight = null, Reduction reduction = Reduction.Mean) => Tensor.Of(st_bce(x.Handle, y.Handle, Tensor.HandleOrNull(weight), (long)reduction), x, y, weight);

                public static Tensor binary_cross_entropy_with_logits(Tensor x, Tensor y, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null)
                {
                    var result = st_bce_logits(x.Handle, y.Handle, Tensor.HandleOrNull(weight), Tensor.HandleOrNull(pos_weights), (long)reduction);
                    GC.KeepAlive(pos_weights);
                    return Tensor.Of(result, x, y, weight);
                }

                /// <summary>Kullback–Leibler divergence of log-probabilities x from the target y (log-probabilities too, unless log_target is false).</summary>
                public static Tensor kl_div(Tensor x, Tensor y, bool log_target = true, Reduction reduction = Reduction.Mean) => Tensor.Of(st_kl_div(x.Handle, y.Handle, (long)reduction, log_target ? 1 : 0), x, y);
            }
        }
    }
}

namespace TorchSharp.Modules
{
    /// <summary>Mean squared error.</summary>
    public sealed class MSELoss(Reduction reduction = Reduction.Mean) : Loss<Tensor, Tensor, Tensor>(reduction)
    {
        /// <inheritdoc/>
        public override Tensor forward(Tensor input1, Tensor input2) => functional.mse_loss(input1, input2, reduction);
    }

    /// <summary>Mean absolute error.</summary>
    public sealed class L1Loss(Reduction reduction = Reduction.Mean) : Loss<Tensor, Tensor, Tensor>(reduction)
    {
        /// <inheritdoc/>
        public override Tensor forward(Tensor input1, Tensor input2) => functional.l1_loss(input1, input2, reduction);
    }

    /// <summary>Squared below beta, absolute above.</summary>
    public sealed class SmoothL1Loss(Reduction reduction = Reduction.Mean, double beta = 1.0) : Loss<Tensor, Tensor, Tensor>(reduction)
    {
        /// <inheritdoc/>
        public override Tensor forward(Tensor input1, Tensor input2) => functional.smooth_l1_loss(input1, input2, reduction, beta);
    }

    /// <summary>Squared below delta, delta times absolute above.</summary>
    public sealed class HuberLoss(double delta = 1.0, Reduction reduction = Reduction.Mean) : Loss<Tensor, Tensor, Tensor>(reduction)
    {
        /// <inheritdoc/>
        public override Tensor forward(Tensor input1, Tensor input2) => functional.huber_loss(input1, input2, delta, reduction);
    }

    /// <summary>Cross entropy of logits against classes.</summary>
    public sealed class CrossEntropyLoss(Tensor? weight = null, long? ignore_index = null, Reduction reduction = Reduction.Mean) : Loss<Tensor, Tensor, Tensor>(reduction)
    {
        /// <inheritdoc/>
        public override Tensor forward(Tensor input1, Tensor input2) => functional.cross_entropy(input1, input2, weight, ignore_index ?? -100, reduction);
    }

    /// <summary>Negative log-likelihood of log-probabilities against classes.</summary>
    public sealed class NLLLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) : Loss<Tensor, Tensor, Tensor>(reduction)
    {
        /// <inheritdoc/>
        public override Tensor forward(Tensor input1, Tensor input2) => functional.nll_loss(input1, input2, weight, reduction);
    }

    /// <summary>Binary cross entropy of probabilities.</summary>
    public sealed class BCELoss(Tensor? weight = null, Reduction reduction = Reduction.Mean) : Loss<Tensor, Tensor, Tensor>(reduction)
    {
        /// <inheritdoc/>
        public override Tensor forward(Tensor input1, Tensor input2) => functional.binary_cross_entropy(input1, input2, weight, reduction);
    }

    /// <summary>Binary cross entropy of logits.</summary>
    public sealed class BCEWithLogitsLoss(Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) : Loss<Tensor, Tensor, Tensor>(reduction)
    {
        /// <inheritdoc/>
        public override Tensor forward(Tensor input1, Tensor input2) => functional.binary_cross_entropy_with_logits(input1, input2, weight, reduction, pos_weights);
    }

    /// <summary>Kullback–Leibler divergence.</summary>
    public sealed class KLDivLoss(bool log_target = true, Reduction reduction = Reduction.Mean) : Loss<Tensor, Tensor, Tensor>(reduction)
    {
        /// <inheritdoc/>
        public override Tensor forward(Tensor input1, Tensor input2) => functional.kl_div(input1, input2, log_target, reduction);
    }
}
