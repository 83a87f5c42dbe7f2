using static TorchSharp.Native.Methods;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);
        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);
        public static Tensor operator +(Tensor left, double right) => Of(st_add_number(left.Handle, right), left);
        public static Tensor operator +(Tensor left, float right) => left + (double)right;
        public static Tensor operator +(Tensor left, long right) => Of(st_add_number(left.Handle, right), left);
        public static Tensor operator +(Tensor left, int right) => left + (long)right;
        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);
        public static Tensor operator +(double left, Tensor right) => right + left;
        public static Tensor operator +(float left, Tensor right) => right + left;
        public static Tensor operator +(long left, Tensor right) => right + left;
        public static Tensor operator +(int left, Tensor right) => right + left;

        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);
        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);
        public static Tensor operator -(Tensor left, double right) => Of(st_sub_number(left.Handle, right), left);
        public static Tensor operator -(Tensor left, float right) => left - (double)right;
        public static Tensor operator -(Tensor left, long right) => Of(st_sub_number(left.Handle, right), left);
        public static Tensor operator -(Tensor left, int right) => left - (long)right;
        public static Tensor operator -(Scalar left, Tensor right) => Of(st_rsub_number(right.Handle, left), right);
        public static Tensor operator -(double left, Tensor right) => Of(st_rsub_number(right.Handle, left), right);
        public static Tensor operator -(float left, Tensor right) => (double)left - right;
        public static Tensor operator -(long left, Tensor right) => Of(st_rsub_number(right.Handle, left), right);
        public static Tensor operator -(int left, Tensor right) => (long)left - right;

        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);
        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);
        public static Tensor operator *(Tensor left, double right) => Of(st_mul_number(left.Handle, right), left);
        public static Tensor operator *(Tensor left, float right) => left * (double)right;
        public static Tensor operator *(Tensor left, long right) => Of(st_mul_number(left.Handle, right), left);
        public static Tensor operator *(Tensor left, int right) => left * (long)right;
        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);
        public static Tensor operator *(double left, Tensor right) => right * left;
        public static Tensor operator *(float left, Tensor right) => right * left;
        public static Tensor operator *(long left, Tensor right) => right * left;
        public static Tensor operator *(int left, Tensor right) => right * left;

        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);
        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);
        public static Tensor operator /(Tensor left, double right) => Of(st_div_number(left.Handle, right, 0), left);
        public static Tensor operator /(Tensor left, float right) => left / (double)right;
        public static Tensor operator /(Tensor left, long right) => Of(st_div_number(left.Handle, right, 0), left);
        public static Tensor operator /(Tensor left, int right) => left / (long)right;
        public static Tensor operator /(Scalar left, Tensor right) => Of(st_rdiv_number(right.Handle, left), right);
        public static Tensor operator /(double left, Tensor right) => Of(st_rdiv_number(right.Handle, left), right);
        public static Tensor operator /(float left, Tensor right) => (double)left / right;
        public static Tensor operator /(long left, Tensor right) => Of(st_rdiv_number(right.Handle, left), right);
        public static Tensor operator /(int left, Tensor right) => (long)left / right;

        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);
        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);
        public static Tensor operator -(Tensor value) => value.neg();
        public static Tensor operator !(Tensor value) => value.logical_not();
        public static Tensor operator ~(Tensor value) => value.bitwise_not();
        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);
        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);
        public static Tensor operator ^(Tensor left, Tensor right) => left.bitwise_xor(right);

        /// <summary>Element-wise comparison, not identity: test for null with <c>is null</c>.</summary>
        public static Tensor operator ==(Tensor left, Tensor right) => left.eq(right);

        /// <inheritdoc cref="op_Equality(Tensor, Tensor)"/>
        public static Tensor operator !=(Tensor left, Tensor right) => left.ne(right);
        public static Tensor operator ==(Tensor left, Scalar right) => left.eq(right);
        public static Tensor operator !=(Tensor left, Scalar right) => left.ne(right);
        public static Tensor operator <(Tensor left, Tensor right) => left.lt(right);
        public static Tensor operator <=(Tensor left, Tensor right) => left.le(right);
        public static Tensor operator >(Tensor left, Tensor right) => left.gt(right);
        public static Tensor operator >=(Tensor left, Tensor right) => left.ge(right);
        public static Tensor operator <(Tensor left, Scalar right) => left.lt(right);
        public static Tensor operator <=(Tensor left, Scalar right) => left.le(right);
        public static Tensor operator >(Tensor left, Scalar right) => left.gt(right);
        public static Tensor operator >=(Tensor left, Scalar right) => left.ge(right);
        public static Tensor operator <(Scalar left, Tensor right) => right.gt(left);
        public static Tensor operator <=(Scalar left, Tensor right) => right.ge(left);
        public static Tensor operator >(Scalar left, Tensor right) => right.lt(left);
        public static Tensor operator >=(Scalar left, Tensor right) => right.le(left);
    }
}
