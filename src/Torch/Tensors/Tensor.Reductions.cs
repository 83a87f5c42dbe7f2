using TorchSharp.Native;
using static TorchSharp.Native.Methods;

namespace TorchSharp;

public static partial class torch
{
    // Reductions. Without dimensions they reduce to one element; keepdim leaves reduced dimensions with size 1.
    public unsafe partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => Of(st_sum(Handle, null, 0, 0, Code(type)), this);
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Of(st_sum(Handle, &dim, 1, Flag(keepdim), Code(type)), this);
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* d = dim)
                return Of(st_sum(Handle, d, dim.Length, Flag(keepdim), Code(type)), this);
        }
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => sum(dim.AsSpan(), keepdim, type);

        public Tensor mean(ScalarType? type = null) => Of(st_mean(Handle, null, 0, 0, Code(type)), this);
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* d = dimensions)
                return Of(st_mean(Handle, d, dimensions.Length, Flag(keepdim), Code(type)), this);
        }

        public Tensor std(bool unbiased = true) => Of(st_std(Handle, null, 0, Flag(unbiased), 0), this);
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => As(Of(st_std(Handle, &dim, 1, Flag(unbiased), Flag(keepdim)), this), type);
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* d = dimensions)
                return As(Of(st_std(Handle, d, dimensions.Length, Flag(unbiased), Flag(keepdim)), this), type);
        }

        public Tensor var(bool unbiased = true) => Of(st_var(Handle, null, 0, Flag(unbiased), 0), this);
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => As(Of(st_var(Handle, &dim, 1, Flag(unbiased), Flag(keepdim)), this), type);
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false, ScalarType? type = null)
        {
            fixed (long* d = dimensions)
                return As(Of(st_var(Handle, d, dimensions.Length, Flag(unbiased), Flag(keepdim)), this), type);
        }

        /// <summary>p-norm of all elements.</summary>
        public Tensor norm(float p = 2.0f) => Of(st_norm(Handle, p, null, 0, 0), this);

        /// <summary>p-norm along one dimension.</summary>
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f)
        {
            long d = dim;
            return Of(st_norm(Handle, p, &d, 1, Flag(keepdim)), this);
        }

        public Tensor prod(ScalarType? type = null) => As(Of(st_prod(Handle, 0, 1, 0), this), type);
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => As(Of(st_prod(Handle, dim, 0, Flag(keepdim)), this), type);
        public Tensor max() => Of(st_max(Handle), this);
        public Tensor min() => Of(st_min(Handle), this);
        public Tensor median() => Of(st_median(Handle), this);
        public Tensor any() => Of(st_any(Handle), this);
        public Tensor all() => Of(st_all(Handle), this);
        public Tensor any(long dim, bool keepdim = false) => Of(st_any_dim(Handle, dim, Flag(keepdim)), this);
        public Tensor all(long dim, bool keepdim = false) => Of(st_all_dim(Handle, dim, Flag(keepdim)), this);
        public Tensor amax(long[] dims, bool keepdim = false)
        {
            fixed (long* d = dims)
                return Of(st_amax(Handle, d, dims.Length, Flag(keepdim)), this);
        }
        public Tensor amin(long[] dims, bool keepdim = false)
        {
            fixed (long* d = dims)
                return Of(st_amin(Handle, d, dims.Length, Flag(keepdim)), this);
        }

        /// <summary>Largest element along a dimension and where it is.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            var r = stackalloc nint[2];
            return Pair(st_max_dim(Handle, dim, Flag(keepdim), r), r);
        }

        /// <summary>Smallest element along a dimension and where it is.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            var r = stackalloc nint[2];
            return Pair(st_min_dim(Handle, dim, Flag(keepdim), r), r);
        }

        /// <summary>Lower median along a dimension and where it is.</summary>
        public (Tensor values, Tensor indexes) median(long dim, bool keepdim = false)
        {
            var r = stackalloc nint[2];
            return Pair(st_median_dim(Handle, dim, Flag(keepdim), r), r);
        }

        /// <summary>Sorted elements along a dimension and where they were.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            var r = stackalloc nint[2];
            return Pair(st_sort(Handle, dim, Flag(descending), Flag(stable), r), r);
        }

        /// <summary>The k largest (or smallest) elements along a dimension and where they were.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            var r = stackalloc nint[2];
            return Pair(st_topk(Handle, k, dim, Flag(largest), Flag(sorted), r), r);
        }

        /// <summary>Running maximum along a dimension and where it was.</summary>
        public (Tensor values, Tensor indexes) cummax(long dim)
        {
            var r = stackalloc nint[2];
            return Pair(st_cummax(Handle, dim, r), r);
        }

        public Tensor argmax() => Of(st_argmax(Handle, 0, 1, 0), this);
        public Tensor argmax(long dim, bool keepdim = false) => Of(st_argmax(Handle, dim, 0, Flag(keepdim)), this);
        public Tensor argmin() => Of(st_argmin(Handle, 0, 1, 0), this);
        public Tensor argmin(long dim, bool keepdim = false) => Of(st_argmin(Handle, dim, 0, Flag(keepdim)), this);
        public Tensor argsort(long dim = -1, bool descending = false) => Of(st_argsort(Handle, dim, Flag(descending)), this);
        public Tensor cumsum(long dim, ScalarType? type = null) => Of(st_cumsum(Handle, dim, Code(type)), this);
        public Tensor cumprod(long dim, ScalarType? type = null) => Of(st_cumprod(Handle, dim, Code(type)), this);

        /// <summary>ln Σ exp(x) along a dimension, without overflow.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => Of(st_logsumexp(Handle, &dim, 1, Flag(keepdim)), this);
        public Tensor softmax(long dim, ScalarType? dtype = null) => Of(st_softmax(Handle, dim, Code(dtype)), this);
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Of(st_log_softmax(Handle, dim, Code(dtype)), this);

        /// <summary>Linearly interpolated quantiles; q in [0, 1], of this tensor's type. Several q come first in the result's shape.</summary>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Of(st_quantile(Handle, q.Handle, dim, 0, Flag(keepdim)), this, q);

        private static int Code(ScalarType? type) => type is { } t ? (int)t : -1;

        private static int Flag(bool value) => value ? 1 : 0;

        private static Tensor As(Tensor result, ScalarType? type) => type is null || result.dtype == type ? result : result.to(type.Value, disposeAfter: true);

        private (Tensor, Tensor) Pair(int status, nint* results)
        {
            GC.KeepAlive(this);
            Failure.ThrowIfNegative(status);
            return (new Tensor(results[0]), new Tensor(results[1]));
        }
    }
}
