using System.Buffers;
using Apache.Arrow.Memory;

namespace Simulator.Import.Formats;

/// <summary>
/// Gives memory for an Arrow file up to a limit: the sizes that the file claims for its decompressed buffers are not trusted.
/// </summary>
internal sealed class BoundedAllocator(long packedBytes, long maxBytes) : MemoryAllocator(64)
{
    private const long RatioCheckedFrom = 16L << 20;
    private const int LargestRatio = 100;

    private long _given;

    /// <inheritdoc/>
    /// <exception cref="TableProblem">More than the limit, or a hundred times the size of the file.</exception>
    protected override IMemoryOwner<byte> AllocateInternal(int length, out int bytesAllocated)
    {
        _given += length;
        TableText.RefuseLarger(_given, maxBytes);
        if (_given > RatioCheckedFrom && _given / LargestRatio > packedBytes)
            throw new TableProblem(
                FormattableString.Invariant(
                    $"the file unpacks to more than {LargestRatio} times its size ({packedBytes:N0} bytes), "
                        + $"which is not plausible for prices"
                ),
                "Write it again without compression"
            );
        bytesAllocated = length;
        return new Owner(new byte[length]);
    }

    private sealed class Owner(byte[] bytes) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory => bytes;

        public void Dispose() { }
    }
}
