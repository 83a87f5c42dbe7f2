namespace Simulator.Import.Formats;

/// <summary>
/// Walks over values of Thrift's compact protocol (https://github.com/apache/thrift, doc/specs/thrift-compact-protocol.md), in which
/// Parquet writes its descriptions, to see that they end where their bytes end.
/// </summary>
internal ref struct ThriftWalk(ReadOnlySpan<byte> bytes)
{
    private const int Deepest = 32;
    private const int Stop = 0,
        True = 1,
        False = 2,
        Byte = 3,
        Short = 4,
        Long = 6,
        Double = 7,
        Binary = 8,
        List = 9,
        Set = 10,
        Map = 11,
        Struct = 12,
        Uuid = 13;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes walked over.</summary>
    public int Position { get; private set; }

    /// <summary>
    /// Walks over a struct; whole numbers of its own fields below the length of <paramref name="fields"/> are kept by their id.
    /// </summary>
    /// <exception cref="InvalidDataException">It does not end within the bytes, or is no such value.</exception>
    public void Over(scoped Span<long> fields) => OverStruct(fields, 0);

    private void OverStruct(scoped Span<long> fields, int depth)
    {
        if (depth > Deepest)
            throw new InvalidDataException("its description is nested too deeply");
        var id = 0L;
        while (true)
        {
            var head = Next();
            if (head == Stop)
                return;
            var type = head & 15;
            id = head >> 4 == 0 ? Signed() : id + (head >> 4);
            if (type is >= Short and <= Long)
            {
                var value = Signed();
                if (id >= 0 && id < fields.Length)
                    fields[(int)id] = value;
            }
            else
                OverValue(type, depth);
        }
    }

    private void OverValue(int type, int depth)
    {
        switch (type)
        {
            case True or False:
                break;
            case Byte:
                Skip(1);
                break;
            case >= Short and <= Long:
                Unsigned();
                break;
            case Double:
                Skip(8);
                break;
            case Uuid:
                Skip(16);
                break;
            case Binary:
                Skip(Unsigned());
                break;
            case List or Set:
                OverList(depth);
                break;
            case Map:
                OverMap(depth);
                break;
            case Struct:
                OverStruct([], depth + 1);
                break;
            default:
                throw new InvalidDataException("its description has a value of unknown type");
        }
    }

    private void OverList(int depth)
    {
        var head = Next();
        OverMany(head >> 4 == 15 ? Unsigned() : (ulong)(head >> 4), head & 15, depth);
    }

    private void OverMap(int depth)
    {
        var count = Unsigned();
        if (count == 0)
            return;
        var types = Next();
        Check(count);
        for (var i = 0UL; i < count; i++)
        {
            OverElement(types >> 4, depth);
            OverElement(types & 15, depth);
        }
    }

    private void OverMany(ulong count, int type, int depth)
    {
        Check(count); // every element has a byte
        for (var i = 0UL; i < count; i++)
            OverElement(type, depth);
    }

    private void OverElement(int type, int depth)
    {
        if (type is True or False)
            Skip(1);
        else
            OverValue(type, depth + 1);
    }

    private byte Next() => Position < _bytes.Length ? _bytes[Position++] : throw EndsEarly();

    private void Skip(ulong count)
    {
        Check(count);
        Position += (int)count;
    }

    private readonly void Check(ulong count)
    {
        if (count > (ulong)(_bytes.Length - Position))
            throw EndsEarly();
    }

    private long Signed()
    {
        var coded = Unsigned();
        return (long)(coded >> 1) ^ -(long)(coded & 1);
    }

    private ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Next();
            value |= (ulong)(part & 127) << shift;
            if (part < 128)
                return value;
        }
        throw new InvalidDataException("its description has a number that is too long");
    }

    private static InvalidDataException EndsEarly() => new("its description ends too early");
}
