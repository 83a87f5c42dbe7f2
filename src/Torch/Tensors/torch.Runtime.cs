using System.Runtime.InteropServices;
using TorchSharp.Native;
using static TorchSharp.Native.Methods;

namespace TorchSharp;

/// <summary>TorchSharp's API over the libtorch that this program was built against.</summary>
public static partial class torch
{
    /// <summary>libtorch's version, for example "1.13.1".</summary>
    public static unsafe string __version__ => Marshal.PtrToStringUTF8((nint)st_version())!;

    /// <summary>Opens a scope on this thread: tensors made from now on are disposed when it ends.</summary>
    public static DisposeScope NewDisposeScope() => DisposeScopeManager.NewDisposeScope();

    /// <summary>The innermost open scope of this thread, or null.</summary>
    public static DisposeScope? CurrentDisposeScope => DisposeScopeManager.OfThread.Current;

    /// <summary>Opens a scope for the call and moves its results out.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        ArgumentNullException.ThrowIfNull(expr);
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    /// <summary>How many threads one operation may use.</summary>
    public static void set_num_threads(int num) => Failure.ThrowIfNegative(st_set_threads(num));

    /// <inheritdoc cref="set_num_threads"/>
    public static int get_num_threads() => st_get_threads();

    /// <summary>How many operations may run side by side.</summary>
    public static void set_num_interop_threads(int num) => Failure.ThrowIfNegative(st_set_interop_threads(num));

    /// <summary>The type of tensors made without one: Float32 at first.</summary>
    public static void set_default_dtype(ScalarType dtype) => Failure.ThrowIfNegative(st_set_default_dtype((int)dtype));

    /// <inheritdoc cref="set_default_dtype"/>
    public static ScalarType get_default_dtype() => (ScalarType)st_get_default_dtype();

    /// <summary>Makes operations without a deterministic form throw.</summary>
    public static void use_deterministic_algorithms(bool mode = true, bool warn_only = false) => Failure.ThrowIfNegative(st_deterministic(mode ? 1 : 0));

    /// <summary>Prepares a device kind; throws where this libtorch cannot drive it.</summary>
    public static bool TryInitializeDeviceType(DeviceType deviceType) => deviceType == DeviceType.CPU || (deviceType == DeviceType.CUDA && cuda.is_available());

    /// <inheritdoc cref="TryInitializeDeviceType"/>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException($"this libtorch ({__version__}) has no usable {deviceType} device");
    }

    /// <summary>CUDA devices, where libtorch was built for them and a driver is there.</summary>
    public static class cuda
    {
        public static bool is_available() => st_cuda_available() != 0;

        public static int device_count() => (int)st_cuda_count();

        /// <summary>Seeds the current device.</summary>
        public static void manual_seed(long seed) => manual_seed_all(seed);

        /// <summary>Seeds all devices; nothing happens where there is none.</summary>
        public static void manual_seed_all(long seed) => Failure.ThrowIfNegative(st_cuda_seed_all(unchecked((ulong)seed)));

        /// <summary>Waits for the work on a device.</summary>
        public static void synchronize(Device? device = null) => Failure.ThrowIfNegative(st_cuda_synchronize(device?.index ?? -1));
    }

    /// <summary>Switches of the numeric back ends.</summary>
    public static class backends
    {
        /// <summary>CUDA's matrix products.</summary>
        public static class cuda
        {
            /// <summary>TensorFloat-32 in matrix products.</summary>
            public static class matmul
            {
                public static bool allow_tf32 { set => st_allow_tf32(value ? 1 : 0, -1); }
            }
        }

        /// <summary>cuDNN.</summary>
        public static class cudnn
        {
            public static bool allow_tf32 { set => st_allow_tf32(-1, value ? 1 : 0); }
        }
    }
}
