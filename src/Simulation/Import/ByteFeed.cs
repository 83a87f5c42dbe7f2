namespace Simulator.Import;

/// <summary>Bytes for a decoder: in blocks at first, one by one from a place on, so that it takes none beyond what it needs.</summary>
/// <param name="content">The bytes.</param>
/// <param name="start">The first to give.</param>
/// <param name="singlyFrom">From here on they are given one by one.</param>
internal sealed class ByteFeed(byte[] content, int start, int singlyFrom) : Stream
{
    /// <summary>The place after the last byte that was given.</summary>
    public int Given { get; private set; } = start;

    /// <summary>Where the last block that was given began.</summary>
    public int LastBlock { get; private set; } = start;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var count = Given < singlyFrom ? Math.Min(buffer.Length, singlyFrom - Given) : Math.Min(1, content.Length - Given);
        if (count == 0)
            return 0;
        content.AsSpan(Given, count).CopyTo(buffer);
        LastBlock = Given;
        Given += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
