using static TorchSharp.Native.Methods;

namespace TorchSharp;

public static partial class torch
{
    // Views and rearrangements. What can share memory does, as in libtorch.
    public unsafe partial class Tensor
    {
        /// <summary>The same elements in another shape; one size may be -1.</summary>
        public Tensor reshape(params long[] shape)
        {
            fixed (long* s = shape)
                return Of(st_reshape(Handle, s, shape.Length), this);
        }

        /// <summary>Like <see cref="reshape"/>, but never copies: throws where the memory's layout does not allow it.</summary>
        public Tensor view(params long[] shape)
        {
            fixed (long* s = shape)
                return Of(st_view(Handle, s, shape.Length), this);
        }

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor reshape_as(Tensor other) => reshape(other.shape);

        public Tensor permute(params long[] permutation)
        {
            fixed (long* s = permutation)
                return Of(st_permute(Handle, s, permutation.Length), this);
        }

        /// <summary>Repeats dimensions of size 1 without copying; -1 keeps a size.</summary>
        public Tensor expand(params long[] sizes)
        {
            fixed (long* s = sizes)
                return Of(st_expand(Handle, s, sizes.Length), this);
        }

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => expand(sizes.ToArray());

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor broadcast_to(params long[] shape)
        {
            fixed (long* s = shape)
                return Of(st_broadcast_to(Handle, s, shape.Length), this);
        }

        public Tensor repeat(params long[] sizes)
        {
            fixed (long* s = sizes)
                return Of(st_repeat(Handle, s, sizes.Length), this);
        }

        public Tensor tile(params long[] sizes)
        {
            fixed (long* s = sizes)
                return Of(st_tile(Handle, s, sizes.Length), this);
        }

        public Tensor flip(params long[] dims)
        {
            fixed (long* s = dims)
                return Of(st_flip(Handle, s, dims.Length), this);
        }

        public Tensor repeat_interleave(long repeats, long? dim = null) => Of(st_repeat_interleave(Handle, repeats, dim ?? 0, Flag(dim is null)), this);
        public Tensor transpose(long dim0, long dim1) => Of(st_transpose(Handle, dim0, dim1), this);
        public Tensor movedim(long source, long destination) => Of(st_movedim(Handle, source, destination), this);
        public Tensor t() => Of(st_t(Handle), this);

        /// <summary>The transposed matrix.</summary>
        public Tensor T => dim() == 2 ? t() : permute(Enumerable.Range(0, (int)dim()).Select(i => (long)i).Reverse().ToArray());

        /// <summary>Transposes the last two dimensions.</summary>
        public Tensor mT => transpose(-2, -1);
        public Tensor unsqueeze(long dim) => Of(st_unsqueeze(Handle, dim), this);
        public Tensor squeeze(long? dim = null) => dim is { } d ? Of(st_squeeze_dim(Handle, d), this) : Of(st_squeeze(Handle), this);
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Of(st_flatten(Handle, start_dim, end_dim), this);

        public Tensor unflatten(long dim, params long[] sizes)
        {
            fixed (long* s = sizes)
                return Of(st_unflatten(Handle, dim, s, sizes.Length), this);
        }

        /// <summary>All windows of <paramref name="size"/> elements, <paramref name="step"/> apart, as a new last dimension.</summary>
        public Tensor unfold(long dimension, long size, long step) => Of(st_unfold(Handle, dimension, size, step), this);

        /// <summary>Shifts elements around the ends of the given dimensions; without dimensions, of the flattened tensor.</summary>
        public Tensor roll(long[] shifts, long[]? dims = null)
        {
            dims ??= [];
            fixed (long* s = shifts, d = dims)
                return Of(st_roll(Handle, s, shifts.Length, d, dims.Length), this);
        }

        /// <inheritdoc cref="roll(long[], long[])"/>
        public Tensor roll(long shifts, long dims) => Of(st_roll(Handle, &shifts, 1, &dims, 1), this);

        /// <summary>n-th difference of neighbours along a dimension.</summary>
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) =>
            Of(st_diff(Handle, n, dim, HandleOrNull(prepend), HandleOrNull(append)), this, prepend, append);

        public Tensor tril(long diagonal = 0) => Of(st_tril(Handle, diagonal), this);
        public Tensor triu(long diagonal = 0) => Of(st_triu(Handle, diagonal), this);
        public Tensor diag(long diagonal = 0) => Of(st_diag(Handle, diagonal), this);
        public Tensor[] split(long size, long dim = 0) => TakeList(st_split(Handle, size, dim), this);

        public Tensor[] split(long[] sizes, long dim = 0)
        {
            fixed (long* s = sizes)
                return TakeList(st_split_sizes(Handle, s, sizes.Length, dim), this);
        }

        public Tensor[] chunk(long chunks, long dim = 0) => TakeList(st_chunk(Handle, chunks, dim), this);
        public Tensor[] unbind(long dim = 0) => TakeList(st_unbind(Handle, dim), this);
        public Tensor contiguous() => Of(st_contiguous(Handle), this);

        /// <summary>A copy with its own memory.</summary>
        public Tensor clone() => Of(st_clone(Handle), this);

        /// <summary>Another handle to the same tensor.</summary>
        public Tensor alias() => Of(st_alias(Handle), this);

        // ---- complex parts
        public Tensor real => Of(st_real(Handle), this);
        public Tensor imag => Of(st_imag(Handle), this);
        public Tensor angle() => Of(st_angle(Handle), this);
        public Tensor view_as_real() => Of(st_view_as_real(Handle), this);
        public Tensor view_as_complex() => Of(st_view_as_complex(Handle), this);
    }
}
