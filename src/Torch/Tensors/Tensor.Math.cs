using TorchSharp.Native;
using static TorchSharp.Native.Methods;

namespace TorchSharp;

public static partial class torch
{
    // Element-wise operations and products. Two operands broadcast against each other; the result has the promoted type.
    public unsafe partial class Tensor
    {
        public Tensor abs() => Of(st_abs(Handle), this);
        public Tensor neg() => Of(st_neg(Handle), this);
        public Tensor exp() => Of(st_exp(Handle), this);
        public Tensor exp2() => Of(st_exp2(Handle), this);
        public Tensor expm1() => Of(st_expm1(Handle), this);
        public Tensor log() => Of(st_log(Handle), this);
        public Tensor log1p() => Of(st_log1p(Handle), this);
        public Tensor log2() => Of(st_log2(Handle), this);
        public Tensor log10() => Of(st_log10(Handle), this);
        public Tensor sqrt() => Of(st_sqrt(Handle), this);
        public Tensor rsqrt() => Of(st_rsqrt(Handle), this);
        public Tensor sin() => Of(st_sin(Handle), this);
        public Tensor cos() => Of(st_cos(Handle), this);
        public Tensor tan() => Of(st_tan(Handle), this);
        public Tensor sinh() => Of(st_sinh(Handle), this);
        public Tensor cosh() => Of(st_cosh(Handle), this);
        public Tensor tanh() => Of(st_tanh(Handle), this);
        public Tensor asin() => Of(st_asin(Handle), this);
        public Tensor acos() => Of(st_acos(Handle), this);
        public Tensor atan() => Of(st_atan(Handle), this);
        public Tensor sigmoid() => Of(st_sigmoid(Handle), this);
        public Tensor relu() => Of(st_relu(Handle), this);
        public Tensor floor() => Of(st_floor(Handle), this);
        public Tensor ceil() => Of(st_ceil(Handle), this);
        public Tensor round() => Of(st_round(Handle), this);
        public Tensor trunc() => Of(st_trunc(Handle), this);
        public Tensor sign() => Of(st_sign(Handle), this);
        public Tensor square() => Of(st_square(Handle), this);
        public Tensor reciprocal() => Of(st_reciprocal(Handle), this);
        public Tensor erf() => Of(st_erf(Handle), this);
        public Tensor erfinv() => Of(st_erfinv(Handle), this);
        public Tensor erfc() => Of(st_erfc(Handle), this);
        public Tensor lgamma() => Of(st_lgamma(Handle), this);
        public Tensor digamma() => Of(st_digamma(Handle), this);
        public Tensor isnan() => Of(st_isnan(Handle), this);
        public Tensor isinf() => Of(st_isinf(Handle), this);
        public Tensor isfinite() => Of(st_isfinite(Handle), this);
        public Tensor logical_not() => Of(st_logical_not(Handle), this);
        public Tensor bitwise_not() => Of(st_bitwise_not(Handle), this);
        public Tensor negative() => neg();
        public Tensor absolute() => abs();
        public Tensor conj() => Of(st_conj(Handle), this);

        /// <summary>This + <paramref name="other"/>.</summary>
        public Tensor add(Tensor other) => Of(st_add(Handle, other.Handle), this, other);

        /// <summary>This + <paramref name="alpha"/> · <paramref name="other"/>.</summary>
        public Tensor add(Tensor other, Scalar alpha) => Of(st_add_alpha(Handle, other.Handle, alpha), this, other);
        public Tensor add(Scalar other) => Of(st_add_number(Handle, other), this);
        public Tensor sub(Tensor other) => Of(st_sub(Handle, other.Handle), this, other);

        /// <summary>This − <paramref name="alpha"/> · <paramref name="other"/>.</summary>
        public Tensor sub(Tensor other, Scalar alpha) => Of(st_sub_alpha(Handle, other.Handle, alpha), this, other);
        public Tensor sub(Scalar other) => Of(st_sub_number(Handle, other), this);
        public Tensor subtract(Tensor other) => sub(other);
        public Tensor multiply(Tensor other) => mul(other);
        public Tensor div(Tensor other, RoundingMode rounding_mode = RoundingMode.None) => Of(st_div(Handle, other.Handle, (int)rounding_mode), this, other);
        public Tensor div(Scalar other, RoundingMode rounding_mode = RoundingMode.None) => Of(st_div_number(Handle, other, (int)rounding_mode), this);
        public Tensor divide(Tensor other, RoundingMode rounding_mode = RoundingMode.None) => div(other, rounding_mode);
        public Tensor floor_divide(Tensor other) => div(other, RoundingMode.floor);

        public Tensor mul(Tensor other) => Of(st_mul(Handle, other.Handle), this, other);
        public Tensor pow(Tensor other) => Of(st_pow(Handle, other.Handle), this, other);
        public Tensor maximum(Tensor other) => Of(st_maximum(Handle, other.Handle), this, other);
        public Tensor minimum(Tensor other) => Of(st_minimum(Handle, other.Handle), this, other);
        public Tensor fmod(Tensor other) => Of(st_fmod(Handle, other.Handle), this, other);
        public Tensor remainder(Tensor other) => Of(st_remainder(Handle, other.Handle), this, other);
        public Tensor atan2(Tensor other) => Of(st_atan2(Handle, other.Handle), this, other);
        public Tensor eq(Tensor other) => Of(st_eq(Handle, other.Handle), this, other);
        public Tensor ne(Tensor other) => Of(st_ne(Handle, other.Handle), this, other);
        public Tensor lt(Tensor other) => Of(st_lt(Handle, other.Handle), this, other);
        public Tensor le(Tensor other) => Of(st_le(Handle, other.Handle), this, other);
        public Tensor gt(Tensor other) => Of(st_gt(Handle, other.Handle), this, other);
        public Tensor ge(Tensor other) => Of(st_ge(Handle, other.Handle), this, other);
        public Tensor logical_and(Tensor other) => Of(st_logical_and(Handle, other.Handle), this, other);
        public Tensor logical_or(Tensor other) => Of(st_logical_or(Handle, other.Handle), this, other);
        public Tensor logical_xor(Tensor other) => Of(st_logical_xor(Handle, other.Handle), this, other);
        public Tensor bitwise_and(Tensor other) => Of(st_bitwise_and(Handle, other.Handle), this, other);
        public Tensor bitwise_or(Tensor other) => Of(st_bitwise_or(Handle, other.Handle), this, other);
        public Tensor bitwise_xor(Tensor other) => Of(st_bitwise_xor(Handle, other.Handle), this, other);
        public Tensor matmul(Tensor other) => Of(st_matmul(Handle, other.Handle), this, other);
        public Tensor mm(Tensor other) => Of(st_mm(Handle, other.Handle), this, other);
        public Tensor bmm(Tensor other) => Of(st_bmm(Handle, other.Handle), this, other);
        public Tensor mv(Tensor other) => Of(st_mv(Handle, other.Handle), this, other);
        public Tensor dot(Tensor other) => Of(st_dot(Handle, other.Handle), this, other);
        public Tensor outer(Tensor other) => Of(st_outer(Handle, other.Handle), this, other);
        public Tensor mul(Scalar other) => Of(st_mul_number(Handle, other), this);
        public Tensor pow(Scalar other) => Of(st_pow_number(Handle, other), this);
        public Tensor fmod(Scalar other) => Of(st_fmod_number(Handle, other), this);
        public Tensor remainder(Scalar other) => Of(st_remainder_number(Handle, other), this);
        public Tensor eq(Scalar other) => Of(st_eq_number(Handle, other), this);
        public Tensor ne(Scalar other) => Of(st_ne_number(Handle, other), this);
        public Tensor lt(Scalar other) => Of(st_lt_number(Handle, other), this);
        public Tensor le(Scalar other) => Of(st_le_number(Handle, other), this);
        public Tensor gt(Scalar other) => Of(st_gt_number(Handle, other), this);
        public Tensor ge(Scalar other) => Of(st_ge_number(Handle, other), this);

        /// <summary>This + weight · (<paramref name="end"/> − this).</summary>
        public Tensor lerp(Tensor end, Scalar weight) => Of(st_lerp(Handle, end.Handle, weight.Value.ToDouble()), this, end);
        public Tensor lerp(Tensor end, Tensor weight) => Of(st_lerp_tensor(Handle, end.Handle, weight.Handle), this, end, weight);

        /// <summary>This + value · tensor1 · tensor2.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Of(st_addcmul(Handle, tensor1.Handle, tensor2.Handle, value), this, tensor1, tensor2);

        /// <summary>This + value · tensor1 / tensor2.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Of(st_addcdiv(Handle, tensor1.Handle, tensor2.Handle, value), this, tensor1, tensor2);

        /// <summary>beta · this + alpha · (mat1 × mat2).</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Of(st_addmm(Handle, mat1.Handle, mat2.Handle, beta, alpha), this, mat1, mat2);

        /// <summary>Limits every element to [min, max]; a missing bound does not limit.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null)
        {
            Number lo = min is null ? default : min.Value, hi = max is null ? default : max.Value;
            return Of(st_clamp(Handle, min is null ? null : &lo, max is null ? null : &hi), this);
        }

        /// <inheritdoc cref="clamp(Scalar, Scalar)"/>
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Of(st_clamp_tensor(Handle, HandleOrNull(min), HandleOrNull(max)), this, min, max);
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);
        public Tensor clamp_min(Scalar min) => clamp(min, null);
        public Tensor clamp_max(Scalar max) => clamp(null, max);

        /// <summary>Whether all elements agree within |a − b| ≤ atol + rtol·|b|.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            var status = st_allclose(Handle, target.Handle, rtol, atol, equal_nan ? 1 : 0);
            GC.KeepAlive(this);
            GC.KeepAlive(target);
            Failure.ThrowIfNegative(status);
            return status != 0;
        }

        /// <summary>Whether both have the same shape and the same elements.</summary>
        public bool equal(Tensor target)
        {
            var status = st_equal(Handle, target.Handle);
            GC.KeepAlive(this);
            GC.KeepAlive(target);
            Failure.ThrowIfNegative(status);
            return status != 0;
        }
    }

    /// <summary>How an integer division rounds.</summary>
    public enum RoundingMode
    {
        None = 0,
        trunc = 1,
        floor = 2,
    }
}
