using TorchSharp.Native;
using static TorchSharp.Native.Methods;

namespace TorchSharp;

public static partial class torch
{
    // Reading elements, converting, moving between devices.
    public unsafe partial class Tensor
    {
        /// <summary>The only element. <typeparamref name="T"/> must be the tensor's type; throws <see cref="ArgumentException"/> if not.</summary>
        public T item<T>() where T : unmanaged
        {
            ElementTypes.Check<T>(dtype);
            T value;
            var status = st_item(Handle, &value);
            GC.KeepAlive(this);
            if (status < 0)
                Failure.Throw();
            return value;
        }

        public float ToSingle() => (float)ToDouble();
        public int ToInt32() => checked((int)ToInt64());
        public long ToInt64() => dtype == ScalarType.Int64 ? item<long>() : (long)ToDouble();
        public bool ToBoolean() => dtype == ScalarType.Bool ? item<bool>() : ToDouble() != 0;

        /// <summary>The only element as a double, whatever its type.</summary>
        public double ToDouble()
        {
            switch (dtype)
            {
                case ScalarType.Float32: return item<float>();
                case ScalarType.Float64: return item<double>();
                case ScalarType.Int64: return item<long>();
                default:
                    using (var wide = to(ScalarType.Float64))
                        return wide.item<double>();
            }
        }

        public static explicit operator float(Tensor value) => value.ToSingle();
        public static explicit operator double(Tensor value) => value.ToDouble();
        public static explicit operator int(Tensor value) => value.ToInt32();
        public static explicit operator long(Tensor value) => value.ToInt64();
        public static explicit operator bool(Tensor value) => value.ToBoolean();

        /// <summary>Access to the elements; <typeparamref name="T"/> must be the tensor's type.</summary>
        public Utils.TensorAccessor<T> data<T>() where T : unmanaged
        {
            ElementTypes.Check<T>(dtype);
            return new Utils.TensorAccessor<T>(this);
        }

        /// <summary>
        /// The elements' memory in row-major order. Valid while the tensor lives. The tensor must lie contiguously on the processor.
        /// Assigning copies the bytes in, on any device.
        /// </summary>
        public Span<byte> bytes
        {
            get
            {
                if (device_type != DeviceType.CPU || !is_contiguous())
                    throw new InvalidOperationException($"the bytes of a tensor on {device} that is {(is_contiguous() ? "" : "not ")}contiguous cannot be reached: use .cpu().contiguous()");
                var length = checked((int)(numel() * ElementSize));
                return length == 0 ? [] : new Span<byte>(DataPointer(), length);
            }
            set
            {
                fixed (byte* from = value)
                    Self(st_write(Handle, from, value.Length));
            }
        }

        internal void* DataPointer()
        {
            var at = st_data(Handle);
            GC.KeepAlive(this);
            if (at == null)
                Failure.Throw();
            return at;
        }

        internal void Read(void* to, long byteCount) => Self(st_read(Handle, to, byteCount));

        /// <summary>The same elements as another type.</summary>
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => Moved(Of(st_to(Handle, (int)type, -1, -1, Flag(copy)), this), disposeAfter);

        /// <summary>The same elements on another device.</summary>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => Moved(Of(st_to(Handle, -1, (int)device.type, device.index, Flag(copy)), this), disposeAfter);

        /// <summary>The same elements on another device.</summary>
        public Tensor to(DeviceType deviceType, int deviceIndex = -1, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => Moved(Of(st_to(Handle, -1, (int)deviceType, deviceIndex, Flag(copy)), this), disposeAfter);

        /// <summary>The same elements on another device, as another type.</summary>
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => Moved(Of(st_to(Handle, (int)type, (int)device.type, device.index, Flag(copy)), this), disposeAfter);

        /// <summary>With the type and on the device of <paramref name="other"/>.</summary>
        public Tensor to(Tensor other, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to(other.dtype, other.device, copy, disposeAfter, non_blocking);

        public Tensor to_type(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => to(type, copy, disposeAfter, non_blocking);
        public Tensor type(ScalarType dtype) => to(dtype);
        public Tensor cpu(bool disposeAfter = false, bool non_blocking = false) => to(torch.CPU, disposeAfter: disposeAfter);
        public Tensor cuda(Device? device = null, bool disposeAfter = false, bool non_blocking = false) => to(device ?? torch.CUDA, disposeAfter: disposeAfter);
        public Tensor @float() => to(ScalarType.Float32);
        public Tensor @double() => to(ScalarType.Float64);
        public Tensor @long() => to(ScalarType.Int64);
        public Tensor @int() => to(ScalarType.Int32);
        public Tensor @bool() => to(ScalarType.Bool);

        private Tensor Moved(Tensor result, bool disposeAfter)
        {
            if (disposeAfter)
                Dispose();
            return result;
        }
    }

    /// <summary>Which .NET type holds an element of a tensor type.</summary>
    internal static class ElementTypes
    {
        internal static ScalarType Of<T>() where T : unmanaged =>
            typeof(T) == typeof(float) ? ScalarType.Float32
            : typeof(T) == typeof(double) ? ScalarType.Float64
            : typeof(T) == typeof(long) ? ScalarType.Int64
            : typeof(T) == typeof(int) ? ScalarType.Int32
            : typeof(T) == typeof(bool) ? ScalarType.Bool
            : typeof(T) == typeof(byte) ? ScalarType.Byte
            : typeof(T) == typeof(short) ? ScalarType.Int16
            : typeof(T) == typeof(sbyte) ? ScalarType.Int8
            : typeof(T) == typeof(Half) ? ScalarType.Float16
            : typeof(T) == typeof(System.Numerics.Complex) ? ScalarType.ComplexFloat64
            : throw new ArgumentException($"{typeof(T)} is the element type of no tensor");

        internal static void Check<T>(ScalarType type) where T : unmanaged
        {
            if (Of<T>() != type)
                throw new ArgumentException($"the tensor holds {type}, not {typeof(T).Name}: convert it with .to(…) first");
        }
    }
}
