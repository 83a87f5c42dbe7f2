using TorchSharp.Native;
using static TorchSharp.Native.Methods;

namespace TorchSharp;

public static partial class torch
{
    public unsafe partial class Tensor
    {
        /// <summary>The part at one position of the first dimension.</summary>
        public Tensor this[long index]
        {
            get => Of(st_select(Handle, 0, index), this);
            set => index_put_(value, [TensorIndex.Single(index)]);
        }

        /// <summary>The part at the given positions of the first dimensions.</summary>
        public Tensor this[params long[] indices]
        {
            get
            {
                fixed (long* i = indices)
                    return Of(st_select_all(Handle, i, indices.Length), this);
            }
            set => index_put_(value, Array.ConvertAll(indices, i => TensorIndex.Single(i)));
        }

        /// <summary>The part that the indices select; slices share memory.</summary>
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The elements that a mask selects, or the parts at the positions that an integer tensor names.</summary>
        public Tensor this[Tensor mask]
        {
            get => index(TensorIndex.Tensor(mask));
            set => index_put_(value, [TensorIndex.Tensor(mask)]);
        }

        /// <inheritdoc cref="this[TensorIndex[]]"/>
        public Tensor index(params TensorIndex[] indices)
        {
            var entries = stackalloc IndexEntry[indices.Length];
            Describe(indices, entries);
            return Of(st_index(Handle, entries, indices.Length), this, indices);
        }

        /// <summary>Overwrites the selected part with <paramref name="value"/>, broadcast.</summary>
        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            var entries = stackalloc IndexEntry[indices.Length];
            Describe(indices, entries);
            return Self(st_index_put(Handle, entries, indices.Length, value.Handle), indices, value);
        }

        /// <inheritdoc cref="index_put_(Tensor, TensorIndex[])"/>
        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            var entries = stackalloc IndexEntry[indices.Length];
            Describe(indices, entries);
            return Self(st_index_put_number(Handle, entries, indices.Length, value), indices);
        }

        public Tensor select(long dim, long index) => Of(st_select(Handle, dim, index), this);
        public Tensor narrow(long dim, long start, long length) => Of(st_narrow(Handle, dim, start, length), this);
        public Tensor slice(long dim, long start, long finish, long step) => Of(st_slice(Handle, dim, start, finish, step), this);
        public Tensor index_select(long dim, Tensor index) => Of(st_index_select(Handle, dim, index.Handle), this, index);
        public Tensor gather(long dim, Tensor index) => Of(st_gather(Handle, dim, index.Handle), this, index);
        public Tensor scatter(long dim, Tensor index, Tensor src) => Of(st_scatter(Handle, dim, index.Handle, src.Handle), this, index, src);
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Of(st_scatter_add(Handle, dim, index.Handle, src.Handle), this, index, src);
        public Tensor masked_fill(Tensor mask, Scalar value) => Of(st_masked_fill(Handle, mask.Handle, value), this, mask);
        public Tensor masked_select(Tensor mask) => Of(st_masked_select(Handle, mask.Handle), this, mask);

        /// <summary>This where the condition holds, else <paramref name="other"/>.</summary>
        public Tensor where(Tensor condition, Tensor other) => Of(st_where(condition.Handle, Handle, other.Handle), condition, this, other);
        public Tensor nonzero() => Of(st_nonzero(Handle), this);

        private static void Describe(TensorIndex[] indices, IndexEntry* entries)
        {
            for (var i = 0; i < indices.Length; i++)
            {
                var index = indices[i];
                entries[i] = new IndexEntry { Kind = index.Kind, Start = index.Start, Stop = index.Stop, Step = index.Step, Tensor = HandleOrNull(index.Positions) };
            }
        }
    }
}
