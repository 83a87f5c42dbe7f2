using TorchSharp.Native;
using static TorchSharp.Native.Methods;

namespace TorchSharp;

// Random tensors. Without a generator they draw from the default one of their device.
public static unsafe partial class torch
{
    /// <summary>Evenly distributed on [0, 1).</summary>
    public static Tensor rand(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        fixed (long* s = size)
            return Tensor.Of(st_rand(s, size.Length, Generator.Pointer(generator), new NativeOptions(dtype, device, requires_grad)), generator);
    }
    public static Tensor rand(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => rand(size.AsSpan(), dtype, device, requires_grad, generator);
    public static Tensor rand(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => rand([size], dtype, device, requires_grad, generator);
    public static Tensor rand(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => rand([rows, columns], dtype, device, requires_grad, generator);
    public static Tensor rand(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => rand([dim0, dim1, dim2], dtype, device, requires_grad, generator);
    public static Tensor rand(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => rand([dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator);
    public static Tensor rand_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Like(Tensor.Of(st_rand_like(input.Handle, dtype is { } d ? (int)d : -1), input), device, requires_grad);

    /// <summary>Standard normal.</summary>
    public static Tensor randn(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        fixed (long* s = size)
            return Tensor.Of(st_randn(s, size.Length, Generator.Pointer(generator), new NativeOptions(dtype, device, requires_grad)), generator);
    }
    public static Tensor randn(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randn(size.AsSpan(), dtype, device, requires_grad, generator);
    public static Tensor randn(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randn([size], dtype, device, requires_grad, generator);
    public static Tensor randn(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randn([rows, columns], dtype, device, requires_grad, generator);
    public static Tensor randn(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randn([dim0, dim1, dim2], dtype, device, requires_grad, generator);
    public static Tensor randn(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randn([dim0, dim1, dim2, dim3], dtype, device, requires_grad, generator);
    public static Tensor randn_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Like(Tensor.Of(st_randn_like(input.Handle, dtype is { } d ? (int)d : -1), input), device, requires_grad);

    /// <summary>Integers, evenly from [low, high).</summary>
    public static Tensor randint(long low, long high, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null)
    {
        fixed (long* s = size)
            return Tensor.Of(st_randint(low, high, s, size.Length, Generator.Pointer(generator), new NativeOptions(dtype ?? ScalarType.Int64, device, requires_grad)), generator);
    }
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randint(low, high, size.AsSpan(), dtype, device, requires_grad, generator);
    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => randint(0, high, size.AsSpan(), dtype, device, requires_grad, generator);

    /// <summary>A random order of 0 … n − 1.</summary>
    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Tensor.Of(st_randperm(n, Generator.Pointer(generator), new NativeOptions(dtype ?? ScalarType.Int64, device, requires_grad)), generator);

    /// <summary>Normal, with a mean and a standard deviation per element.</summary>
    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) => Tensor.Of(st_normal(mean.Handle, std.Handle, Generator.Pointer(generator)), mean, std, generator);

    /// <summary>Normal, with one mean and one standard deviation.</summary>
    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null, string[]? names = null) => empty(size, dtype, device).normal_(mean, std, generator).requires_grad_(requires_grad);

    /// <summary>Positions along the last dimension, drawn in proportion to the weights there.</summary>
    public static Tensor multinomial(Tensor input, long num_samples, bool replacement = false, Generator? generator = null) =>
        Tensor.Of(st_multinomial(input.Handle, num_samples, replacement ? 1 : 0, Generator.Pointer(generator)), input, generator);

    /// <summary>1 with the probability the element gives, else 0.</summary>
    public static Tensor bernoulli(Tensor input, Generator? generator = null) => Tensor.Of(st_bernoulli(input.Handle, Generator.Pointer(generator)), input, generator);

    /// <summary>Counts with the mean the element gives.</summary>
    public static Tensor poisson(Tensor input, Generator? generator = null) => Tensor.Of(st_poisson(input.Handle, Generator.Pointer(generator)), input, generator);
}
