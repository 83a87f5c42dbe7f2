namespace Simulator.Import.Formats;

/// <summary>
/// Bytes in memory as a stream that throws where a reader goes past the end or reads without end: in a damaged file a library may otherwise
/// wait for bytes that never come.
/// </summary>
internal sealed class StrictStream(ReadOnlyMemory<byte> bytes) : Stream
{
    private const int TimesRead = 64; // of the whole file

    private long _left = ((long)bytes.Length + 4096) * TimesRead;
    private long _position;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => bytes.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _position;
        set =>
            _position =
                value >= 0 && value <= bytes.Length
                    ? value
                    : throw new InvalidDataException(
                        FormattableString.Invariant($"byte {value} is asked for, and the file has {bytes.Length}")
                    );
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">There is nothing more, or too much was read already.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        var count = (int)Math.Min(buffer.Length, bytes.Length - _position);
        _left -= count;
        if (count == 0 || _left < 0)
            throw new InvalidDataException(count == 0 ? "the file ends too early" : "the file refers to itself again and again");
        bytes.Span.Slice((int)_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) =>
        Position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            _ => bytes.Length + offset,
        };

    /// <inheritdoc/>
    public override void Flush() { }

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
