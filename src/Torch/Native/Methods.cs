using System.Runtime.CompilerServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp.Native;

/// <summary>
/// The C functions of libsimulator_torch. Every argument is blittable, so a call costs a few nanoseconds over the native function;
/// the ones that only read a field skip the garbage collector's transition too.
/// </summary>
internal static unsafe partial class Methods
{
    internal const string Library = "simulator_torch";
}

/// <summary>A number as the native side takes it: kind 0 integer, 1 floating point, 2 boolean.</summary>
internal readonly struct Number(long kind, long bits)
{
    public readonly long Kind = kind;
    public readonly long Bits = bits;

    public static implicit operator Number(double value) => new(1, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Number(long value) => new(0, value);
    public static implicit operator Number(int value) => new(0, value);
    public static implicit operator Number(bool value) => new(2, value ? 1 : 0);
    public static implicit operator Number(Scalar value) => value.Value;

    /// <summary>The number as a double.</summary>
    public double ToDouble() => Kind == 1 ? BitConverter.Int64BitsToDouble(Bits) : Bits;
}

/// <summary>Element type (-1: libtorch's default), device and whether gradients are wanted, for functions that create tensors.</summary>
internal readonly struct NativeOptions(torch.ScalarType? dtype, torch.Device? device, bool requiresGrad)
{
    public readonly int Dtype = dtype is { } d ? (int)d : -1;
    public readonly int DeviceType = (int)(device?.type ?? TorchSharp.DeviceType.CPU);
    public readonly int DeviceIndex = device?.index ?? -1;
    public readonly int RequiresGrad = requiresGrad ? 1 : 0;
}

/// <summary>One entry of an index: see <see cref="torch.TensorIndex"/>.</summary>
internal struct IndexEntry
{
    public long Kind;
    public long Start;
    public long Stop;
    public long Step;
    public nint Tensor;
}
