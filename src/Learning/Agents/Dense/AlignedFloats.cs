namespace Simulator.Learning.Agents.Dense;

/// <summary>
/// Floats that never move and begin at a cache line, so that a vector of sixteen is one load. Zero at first.
/// </summary>
internal sealed unsafe class AlignedFloats
{
    private const int LineBytes = 64;
    private readonly float[] _memory;

    /// <summary>Allocates once.</summary>
    /// <param name="length">How many.</param>
    public AlignedFloats(int length)
    {
        Length = length;
        _memory = GC.AllocateArray<float>(length + (LineBytes / sizeof(float)), pinned: true);
        fixed (float* start = _memory)
            Pointer = (float*)(((nint)start + LineBytes - 1) & ~(LineBytes - 1));
    }

    /// <summary>How many.</summary>
    public int Length { get; }

    /// <summary>The first of them; valid as long as this object is.</summary>
    public float* Pointer { get; }

    /// <summary>All of them.</summary>
    public Span<float> Span => new(Pointer, Length);

    /// <summary>Writes them exactly.</summary>
    public void Save(BinaryWriter writer) => writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Span));

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    public void Restore(BinaryReader reader) => reader.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Span));
}
