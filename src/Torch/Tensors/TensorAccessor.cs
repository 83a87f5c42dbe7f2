using System.Collections;

namespace TorchSharp.Utils;

/// <summary>
/// The elements of a tensor, in row-major order. On the processor and contiguous it reads and writes the tensor's memory; else a copy is
/// made for each whole-array call, and single elements are refused.
/// </summary>
public sealed unsafe class TensorAccessor<T> : IEnumerable<T>, IDisposable where T : unmanaged
{
    private readonly torch.Tensor _tensor;

    internal TensorAccessor(torch.Tensor tensor) => _tensor = tensor;

    /// <summary>Number of elements.</summary>
    public long Count => _tensor.numel();

    /// <summary>One element by its position in row-major order.</summary>
    public T this[params long[] indices]
    {
        get => *At(Offset(indices));
        set => *At(Offset(indices)) = value;
    }

    /// <inheritdoc cref="this[long[]]"/>
    public T this[long index]
    {
        get => *At(Offset(index));
        set => *At(Offset(index)) = value;
    }

    /// <summary>A copy of all elements.</summary>
    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result);
        return result;
    }

    /// <summary>Copies elements from <paramref name="tensorIndex"/> on into <paramref name="array"/>.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ArgumentNullException.ThrowIfNull(array);
        CopyTo(array.AsSpan(arrayIndex), 0, tensorIndex);
    }

    /// <inheritdoc cref="CopyTo(T[], int, long)"/>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var count = Count - tensorIndex;
        var to = array[arrayIndex..];
        if (to.Length < count)
            throw new ArgumentException($"{count} elements do not fit into {to.Length}", nameof(array));
        if (tensorIndex == 0)
        {
            fixed (T* p = to)
                _tensor.Read(p, count * sizeof(T));
            return;
        }
        ToArray().AsSpan((int)tensorIndex).CopyTo(to);
    }

    /// <summary>Overwrites the tensor's elements from <paramref name="tensorIndex"/> on.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ArgumentNullException.ThrowIfNull(array);
        CopyFrom(array.AsSpan(arrayIndex), 0, tensorIndex);
    }

    /// <inheritdoc cref="CopyFrom(T[], int, long)"/>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var from = array[arrayIndex..];
        if (from.Length > Count - tensorIndex)
            throw new ArgumentException($"{from.Length} elements do not fit into the {Count - tensorIndex} from {tensorIndex} on", nameof(array));
        from.CopyTo(new Span<T>(At(tensorIndex), from.Length));
        GC.KeepAlive(_tensor);
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Nothing to release: the tensor is not owned.</summary>
    public void Dispose() { }

    private long Offset(long index) =>
        index >= 0 && index < Count ? index : throw new ArgumentOutOfRangeException(nameof(index), index, $"the tensor has {Count} elements");

    private long Offset(long[] indices)
    {
        if (indices.Length == 1)
            return Offset(indices[0]);
        var shape = _tensor.shape;
        var offset = 0L;
        for (var i = 0; i < shape.Length; i++)
            offset = offset * shape[i] + indices[i];
        return Offset(offset);
    }

    private T* At(long offset)
    {
        if (_tensor.device_type != DeviceType.CPU || !_tensor.is_contiguous())
            throw new InvalidOperationException("single elements need a contiguous tensor on the processor: use .cpu().contiguous()");
        return (T*)_tensor.DataPointer() + offset;
    }
}
