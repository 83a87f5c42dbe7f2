using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using Simulator.Import;

namespace Simulator.Learning.News;

/// <summary>
/// A file of tensors in the format safetensors: eight bytes with the length of a JSON header, the header, the numbers. Everything that the
/// header says is checked against the file before it is used. Numbers are read as <c>float</c> from F32, F16 and BF16.
/// </summary>
internal sealed class SafetensorsFile : IDisposable
{
    private const int LargestHeader = 32 << 20;
    private const long LargestTensor = 1L << 29;

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly FileStream _stream;
    private readonly string _name;
    private readonly long _dataStart;

    private SafetensorsFile(string path)
    {
        _name = Path.GetFileName(path);
        _stream = File.OpenRead(path);
        try
        {
            _dataStart = ReadHeader();
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>Names of the tensors, sorted.</summary>
    public IEnumerable<string> Names => _entries.Keys.Order(StringComparer.Ordinal);

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="ImportException">It is malformed; the text names the tensor.</exception>
    public static SafetensorsFile Open(string path) => new(path);

    /// <summary>Whether there is a tensor of a name.</summary>
    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>The shape of a tensor.</summary>
    public long[] ShapeOf(string name) => _entries[name].Shape;

    /// <summary>The numbers of a tensor in row-major order.</summary>
    /// <exception cref="ImportException">Its type of numbers is not one that is read, or a number is not finite.</exception>
    public float[] Read(string name)
    {
        var entry = _entries[name];
        var size = SizeOf(entry.Type);
        if (entry.Type is not ("F32" or "F16" or "BF16"))
            throw Malformed($"tensor {name} holds {entry.Type}; F32, F16 and BF16 are read");
        var bytes = new byte[entry.Count * size];
        _stream.Position = _dataStart + entry.Begin;
        _stream.ReadExactly(bytes);
        var values = new float[entry.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var at = bytes.AsSpan(i * size, size);
            values[i] = entry.Type switch
            {
                "F32" => BinaryPrimitives.ReadSingleLittleEndian(at),
                "F16" => (float)BinaryPrimitives.ReadHalfLittleEndian(at),
                _ => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(at) << 16),
            };
            if (!float.IsFinite(values[i]))
                throw Malformed(FormattableString.Invariant($"tensor {name} holds {values[i]} at place {i}"));
        }
        return values;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private long ReadHeader()
    {
        Span<byte> word = stackalloc byte[8];
        if (_stream.Length < 8)
            throw Malformed(FormattableString.Invariant($"it has {_stream.Length} bytes and no header"));
        _stream.ReadExactly(word);
        var length = BinaryPrimitives.ReadUInt64LittleEndian(word);
        if (length > LargestHeader || (long)length > _stream.Length - 8)
            throw Malformed(
                FormattableString.Invariant(
                    $"its header is said to have {length} bytes; the file has {_stream.Length}, and {LargestHeader} are read"
                )
            );
        var json = new byte[(int)length];
        _stream.ReadExactly(json);
        var start = 8 + (long)length;
        try
        {
            using var header = JsonDocument.Parse(json);
            if (header.RootElement.ValueKind != JsonValueKind.Object)
                throw Malformed("its header is no JSON object");
            foreach (var member in header.RootElement.EnumerateObject().Where(m => m.Name != "__metadata__"))
            {
                if (!_entries.TryAdd(member.Name, EntryOf(member.Name, member.Value, _stream.Length - start)))
                    throw Malformed($"tensor {member.Name} is there twice");
            }
        }
        catch (JsonException e)
        {
            throw Malformed($"its header is no JSON ({e.Message.TrimEnd('.')})");
        }
        return start;
    }

    private Entry EntryOf(string name, JsonElement said, long dataLength)
    {
        if (
            said.ValueKind != JsonValueKind.Object
            || !said.TryGetProperty("dtype", out var type)
            || type.ValueKind != JsonValueKind.String
            || !said.TryGetProperty("shape", out var shape)
            || !said.TryGetProperty("data_offsets", out var offsets)
            || Longs(shape) is not { } sizes
            || Longs(offsets) is not [var begin, var end]
        )
            throw Malformed($"tensor {name} lacks dtype, shape or data_offsets, or they are not what they should be");
        if (begin < 0 || end < begin || end > dataLength)
            throw Malformed(
                FormattableString.Invariant($"tensor {name} is said to lie at bytes {begin} to {end} of {dataLength}, outside of the file")
            );
        long count = 1;
        foreach (var size in sizes)
        {
            if (size < 0 || (size > 0 && count > LargestTensor / size))
                throw Malformed($"tensor {name} has the shape [{string.Join(", ", sizes)}], which cannot be or is too large");
            count *= size;
        }
        var width = SizeOf(type.GetString()!);
        if (width == 0)
            throw Malformed($"tensor {name} has the unknown type {type.GetString()}");
        if (count * width != end - begin)
            throw Malformed(
                FormattableString.Invariant(
                    $"tensor {name} of {type.GetString()} [{string.Join(", ", sizes)}] needs {count * width} bytes and has {end - begin}"
                )
            );
        return new Entry(type.GetString()!, sizes, count, begin);
    }

    private static long[]? Longs(JsonElement array)
    {
        if (array.ValueKind != JsonValueKind.Array)
            return null;
        var values = new List<long>();
        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out var value))
                return null;
            values.Add(value);
        }
        return [.. values];
    }

    private static int SizeOf(string type) =>
        type switch
        {
            "F64" or "I64" or "U64" => 8,
            "F32" or "I32" or "U32" => 4,
            "F16" or "BF16" or "I16" or "U16" => 2,
            "I8" or "U8" or "BOOL" => 1,
            _ => 0,
        };

    private ImportException Malformed(string problem) =>
        new(_name, null, null, problem, "Download or export the model again, in the format safetensors");

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(string Type, long[] Shape, long Count, long Begin);
}
