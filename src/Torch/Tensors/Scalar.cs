using TorchSharp.Native;

namespace TorchSharp;

/// <summary>A number argument that keeps whether it was integer, floating point or boolean.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly Number Value;

    private Scalar(Number value) => Value = value;

    public static implicit operator Scalar(byte value) => new((long)value);
    public static implicit operator Scalar(sbyte value) => new((long)value);
    public static implicit operator Scalar(short value) => new((long)value);
    public static implicit operator Scalar(int value) => new((long)value);
    public static implicit operator Scalar(long value) => new(value);
    public static implicit operator Scalar(float value) => new((double)value);
    public static implicit operator Scalar(double value) => new(value);
    public static implicit operator Scalar(bool value) => new(value);

    /// <summary>Nothing to release; there so that code written for TorchSharp compiles.</summary>
    public void Dispose() { }
}

/// <summary>Turns numbers into <see cref="Scalar"/>.</summary>
public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this bool value) => value;
}
