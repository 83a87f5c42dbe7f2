using System.Runtime.InteropServices;

namespace Simulator.Import.Formats;

/// <summary>Memory as a stream, without a copy.</summary>
internal static class Streams
{
    /// <summary>A readable, seekable stream over bytes.</summary>
    public static MemoryStream Of(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false);
}
