using TorchSharp.Native;
using static TorchSharp.Native.Methods;

namespace TorchSharp;

public static partial class torch
{
    // Operations in place: they change this tensor and return it.
    public unsafe partial class Tensor
    {
        public Tensor zero_() => Self(st_zero_(Handle));
        public Tensor abs_() => Self(st_abs_(Handle));
        public Tensor neg_() => Self(st_neg_(Handle));
        public Tensor exp_() => Self(st_exp_(Handle));
        public Tensor log_() => Self(st_log_(Handle));
        public Tensor sqrt_() => Self(st_sqrt_(Handle));
        public Tensor tanh_() => Self(st_tanh_(Handle));
        public Tensor sigmoid_() => Self(st_sigmoid_(Handle));
        public Tensor relu_() => Self(st_relu_(Handle));
        public Tensor floor_() => Self(st_floor_(Handle));
        public Tensor round_() => Self(st_round_(Handle));
        public Tensor square_() => Self(st_square_(Handle));
        public Tensor reciprocal_() => Self(st_reciprocal_(Handle));
        public Tensor sign_() => Self(st_sign_(Handle));
        public Tensor mul_(Tensor other) => Self(st_mul_(Handle, other.Handle), other);
        public Tensor mul_(Scalar other) => Self(st_mul__number(Handle, other));
        public Tensor div_(Tensor other) => Self(st_div_(Handle, other.Handle), other);
        public Tensor div_(Scalar other) => Self(st_div__number(Handle, other));
        public Tensor pow_(Tensor other) => Self(st_pow_(Handle, other.Handle), other);
        public Tensor pow_(Scalar other) => Self(st_pow__number(Handle, other));
        public Tensor fill_(Tensor other) => Self(st_fill_(Handle, other.Handle), other);
        public Tensor fill_(Scalar other) => Self(st_fill__number(Handle, other));

        /// <summary>Adds <paramref name="other"/>.</summary>
        public Tensor add_(Tensor other) => Self(st_add_(Handle, other.Handle, 1L), other);

        /// <summary>Adds <paramref name="alpha"/> · <paramref name="other"/>.</summary>
        public Tensor add_(Tensor other, Scalar alpha) => Self(st_add_(Handle, other.Handle, alpha), other);
        public Tensor add_(Scalar other) => Self(st_add_number_(Handle, other, 1L));
        public Tensor add_(Scalar other, Scalar alpha) => Self(st_add_number_(Handle, other, alpha));
        public Tensor sub_(Tensor other) => Self(st_sub_(Handle, other.Handle, 1L), other);
        public Tensor sub_(Tensor other, Scalar alpha) => Self(st_sub_(Handle, other.Handle, alpha), other);
        public Tensor sub_(Scalar other) => Self(st_add_number_(Handle, other, -1L));

        /// <summary>Takes the elements of <paramref name="source"/>, converted and broadcast.</summary>
        public Tensor copy_(Tensor source, bool non_blocking = false) => Self(st_copy_(Handle, source.Handle), source);

        /// <summary>Moves towards <paramref name="end"/> by <paramref name="weight"/>.</summary>
        public Tensor lerp_(Tensor end, Scalar weight) => Self(st_lerp_(Handle, end.Handle, weight.Value.ToDouble()), end);

        /// <summary>Adds value · tensor1 · tensor2.</summary>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Self(st_addcmul_(Handle, tensor1.Handle, tensor2.Handle, value), tensor1, tensor2);

        /// <summary>Adds value · tensor1 / tensor2.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Self(st_addcdiv_(Handle, tensor1.Handle, tensor2.Handle, value), tensor1, tensor2);

        /// <inheritdoc cref="clamp(Scalar, Scalar)"/>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null)
        {
            Number lo = min is null ? default : min.Value, hi = max is null ? default : max.Value;
            return Self(st_clamp_(Handle, min is null ? null : &lo, max is null ? null : &hi));
        }

        public Tensor masked_fill_(Tensor mask, Scalar value) => Self(st_masked_fill_(Handle, mask.Handle, value), mask);
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Self(st_scatter_(Handle, dim, index.Handle, src.Handle), index, src);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Self(st_scatter_add_(Handle, dim, index.Handle, src.Handle), index, src);

        /// <summary>Draws every element from the normal distribution.</summary>
        public Tensor normal_(double mean = 0.0, double stddev = 1.0, Generator? generator = null) => Self(st_normal_(Handle, mean, stddev, Generator.Pointer(generator)), generator);

        /// <summary>Draws every element evenly from [from, to).</summary>
        public Tensor uniform_(double from = 0.0, double to = 1.0, Generator? generator = null) => Self(st_uniform_(Handle, from, to, Generator.Pointer(generator)), generator);

        /// <summary>Draws every element as 1 with probability <paramref name="p"/>, else 0.</summary>
        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Self(st_bernoulli_(Handle, p, Generator.Pointer(generator)), generator);

        /// <summary>Draws every element from the exponential distribution.</summary>
        public Tensor exponential_(double lambda = 1.0, Generator? generator = null) => Self(st_exponential_(Handle, lambda, Generator.Pointer(generator)), generator);
    }
}
