using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using TorchSharp.Native;
using static TorchSharp.Native.Methods;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An n-dimensional array of one element type with automatic differentiation: a handle to a libtorch tensor. It belongs to the scope
    /// that was open when it was made and ends with it, with <see cref="Dispose()"/>, or at last with its finalizer.
    /// Failing operations throw <see cref="TorchException"/>, whose message carries the operands' shapes.
    /// </summary>
    public unsafe partial class Tensor : IDisposable
    {
        private nint _handle;
        internal DisposeScope? OwningDisposeScope;
        internal int Slot;

        internal Tensor(nint handle)
        {
            _handle = handle;
            DisposeScopeManager.Register(this);
        }

        /// <summary>Frees the native tensor of an object that nobody disposed.</summary>
        ~Tensor()
        {
            if (_handle != 0)
                st_free(Interlocked.Exchange(ref _handle, 0));
        }

        /// <summary>The native handle; throws when the tensor was disposed.</summary>
        public nint Handle => _handle != 0 ? _handle : ThrowDisposed();

        /// <summary>Whether the tensor was disposed.</summary>
        public bool IsInvalid => _handle == 0;

        /// <summary>Whether the tensor was disposed.</summary>
        public bool is_disposed => _handle == 0;

        /// <summary>Size of each dimension.</summary>
        public long[] shape
        {
            get
            {
                long* sizes;
                var n = st_sizes(Handle, &sizes);
                var result = new ReadOnlySpan<long>(sizes, (int)n).ToArray();
                GC.KeepAlive(this);
                return result;
            }
        }

        /// <summary>Distance in elements between neighbours, per dimension.</summary>
        public long[] stride()
        {
            long* strides;
            var n = st_strides(Handle, &strides);
            var result = new ReadOnlySpan<long>(strides, (int)n).ToArray();
            GC.KeepAlive(this);
            return result;
        }

        /// <inheritdoc cref="shape"/>
        public long[] size() => shape;

        /// <summary>Size of one dimension; negative counts from the end.</summary>
        public long size(int dim)
        {
            long* sizes;
            var n = st_sizes(Handle, &sizes);
            var at = dim < 0 ? dim + n : dim;
            var result = at >= 0 && at < n ? sizes[at] : -1;
            GC.KeepAlive(this);
            return result >= 0 ? result : throw new ArgumentOutOfRangeException(nameof(dim), dim, $"the tensor has shape {ShapeText()}");
        }

        /// <summary>Number of dimensions.</summary>
        public long dim()
        {
            var result = st_dim(Handle);
            GC.KeepAlive(this);
            return result;
        }

        /// <inheritdoc cref="dim"/>
        public long ndim => dim();

        /// <inheritdoc cref="dim"/>
        public long Dimensions => dim();

        /// <summary>Number of elements.</summary>
        public long numel()
        {
            var result = st_numel(Handle);
            GC.KeepAlive(this);
            return result;
        }

        /// <inheritdoc cref="numel"/>
        public long NumberOfElements => numel();

        /// <summary>Bytes per element.</summary>
        public long ElementSize
        {
            get
            {
                var result = st_element_size(Handle);
                GC.KeepAlive(this);
                return result;
            }
        }

        /// <inheritdoc cref="ElementSize"/>
        public long element_size() => ElementSize;

        /// <summary>Element type.</summary>
        public ScalarType dtype
        {
            get
            {
                var result = (ScalarType)st_dtype(Handle);
                GC.KeepAlive(this);
                return result;
            }
        }

        /// <summary>Where the tensor lies.</summary>
        public Device device => device_type == DeviceType.CPU ? CPU : new Device(device_type, device_index);

        /// <summary>Kind of device.</summary>
        public DeviceType device_type
        {
            get
            {
                var result = (DeviceType)st_device_type(Handle);
                GC.KeepAlive(this);
                return result;
            }
        }

        /// <summary>Which device of its kind; -1 for the processor.</summary>
        public int device_index
        {
            get
            {
                var result = st_device_index(Handle);
                GC.KeepAlive(this);
                return result;
            }
        }

        /// <summary>Whether the elements lie in row-major order without gaps.</summary>
        public bool is_contiguous()
        {
            var result = st_is_contiguous(Handle) != 0;
            GC.KeepAlive(this);
            return result;
        }

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        public bool is_cuda => device_type == DeviceType.CUDA;

        /// <summary>Puts the tensor under the next outer scope.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Takes the tensor out of all scopes: the caller owns it.</summary>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Frees the native tensor now and leaves the scope.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Frees the native tensor.</summary>
        protected virtual void Dispose(bool disposing)
        {
            if (_handle == 0)
                return;
            var counts = DisposeScopeManager.OfThread.Counts;
            if (OwningDisposeScope is { } scope)
            {
                scope.Remove(this);
                counts.DisposedInScopeCount++;
            }
            else
            {
                counts.DisposedOutsideScopeCount++;
            }
            Release();
        }

        /// <summary>Frees the native tensor without telling the scope.</summary>
        internal void Release()
        {
            GC.SuppressFinalize(this);
            var handle = _handle;
            if (handle == 0)
                return;
            _handle = 0;
            st_free(handle);
        }

        /// <inheritdoc/>
        public override string ToString() =>
            IsInvalid ? "disposed tensor" : $"{ShapeText()}, type = {dtype}, device = {device}" + (numel() == 1 && !is_complex() ? $", value = {Convert.ToString(ToDouble(), CultureInfo.InvariantCulture)}" : "");

        /// <inheritdoc/>
        public override bool Equals(object? obj) => ReferenceEquals(this, obj);

        /// <inheritdoc/>
        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

        internal string ShapeText() => "[" + string.Join(", ", shape) + "]";

        [DoesNotReturn]
        private static nint ThrowDisposed() => throw new ObjectDisposedException(nameof(Tensor), "the tensor was disposed, or its scope has ended");

        // The native result as a tensor; what was passed to the native call stays alive until here.
        internal static Tensor Of(nint result, object? a = null, object? b = null, object? c = null)
        {
            GC.KeepAlive(a);
            GC.KeepAlive(b);
            GC.KeepAlive(c);
            if (result == 0)
                Failure.Throw();
            return new Tensor(result);
        }

        // After an operation in place.
        private Tensor Self(int status, object? a = null, object? b = null)
        {
            GC.KeepAlive(this);
            GC.KeepAlive(a);
            GC.KeepAlive(b);
            if (status < 0)
                Failure.Throw();
            return this;
        }

        // The tensors of the native side's last list result.
        internal static Tensor[] TakeList(long count, object? a = null)
        {
            GC.KeepAlive(a);
            Failure.ThrowIfNegative(count);
            var handles = new nint[count];
            fixed (nint* to = handles)
                st_take(to);
            return Array.ConvertAll(handles, h => h == 0 ? null! : new Tensor(h));
        }

        internal static nint HandleOrNull(Tensor? tensor) => tensor is null ? 0 : tensor.Handle;

        internal static nint[] Handles(IEnumerable<Tensor> tensors)
        {
            if (tensors is not IList<Tensor> list)
                list = [.. tensors];
            var handles = new nint[list.Count];
            for (var i = 0; i < handles.Length; i++)
                handles[i] = list[i].Handle;
            return handles;
        }
    }
}
