using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Simulator.Artifacts;

/// <summary>
/// Named columns of numbers in one immutable blob: <c>SIMC</c>, version, then per column its name, type and little-endian values.
/// The same columns always give the same bytes, so the hash of a blob is the hash of its content.
/// </summary>
public sealed partial class ColumnarBlob
{
    private static readonly byte[] s_magic = "SIMC\u0001"u8.ToArray();
    private readonly Dictionary<string, Array> _columns = new(StringComparer.Ordinal);

    /// <summary>Free text with the columns, usually JSON.</summary>
    public string Header { get; init; } = "";

    /// <summary>Column names in the order they were added.</summary>
    public IReadOnlyCollection<string> Names => _columns.Keys;

    /// <summary>Adds a column.</summary>
    public ColumnarBlob Add(string name, double[] values) => AddColumn(name, values);

    /// <summary>Adds a column.</summary>
    public ColumnarBlob Add(string name, long[] values) => AddColumn(name, values);

    /// <summary>Adds a column.</summary>
    public ColumnarBlob Add(string name, int[] values) => AddColumn(name, values);

    /// <summary>The column of a name.</summary>
    /// <exception cref="InvalidDataException">No such column of that type.</exception>
    public T[] Get<T>(string name)
        where T : unmanaged =>
        _columns.GetValueOrDefault(name) as T[]
        ?? throw new InvalidDataException(
            $"the blob has no column '{name}' of type {typeof(T).Name}; it " + $"has {string.Join(", ", _columns.Keys)}"
        );

    /// <summary>The blob's bytes.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(s_magic);
        writer.Write(Header);
        writer.Write(_columns.Count);
        foreach (var (name, column) in _columns)
        {
            writer.Write(name);
            writer.Write(
                column switch
                {
                    double[] => (byte)'d',
                    long[] => (byte)'l',
                    _ => (byte)'i',
                }
            );
            writer.Write(column.Length);
            writer.Write(
                column switch
                {
                    double[] d => MemoryMarshal.AsBytes<double>(d),
                    long[] l => MemoryMarshal.AsBytes<long>(l),
                    _ => MemoryMarshal.AsBytes<int>((int[])column),
                }
            );
        }
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads a blob.</summary>
    /// <exception cref="InvalidDataException">Not a blob of this form, or cut short.</exception>
    public static ColumnarBlob FromBytes(byte[] bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            if (!reader.ReadBytes(s_magic.Length).AsSpan().SequenceEqual(s_magic))
                throw new InvalidDataException("not a columnar blob of version 1");
            var blob = new ColumnarBlob { Header = reader.ReadString() };
            for (var left = reader.ReadInt32(); left > 0; left--)
                blob.ReadColumn(reader);
            return blob;
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("the columnar blob is truncated", e);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new InvalidDataException($"the columnar blob is damaged: {e.Message.TrimEnd('.')}", e);
        }
    }

    /// <summary>SHA-256 of content, lower-case hex: how everything here is addressed.</summary>
    public static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private void ReadColumn(BinaryReader reader)
    {
        var name = reader.ReadString();
        var type = (char)reader.ReadByte();
        var length = reader.ReadInt32();
        var left = reader.BaseStream.Length - reader.BaseStream.Position;
        if (length < 0 || length * (type == 'i' ? 4L : 8L) > left)
            throw new InvalidDataException(
                FormattableString.Invariant(
                    $"the columnar blob is truncated or damaged: column '{name}' says {length} values, {left} bytes are left"
                )
            );
        switch (type)
        {
            case 'd':
                var doubles = new double[length];
                reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(doubles.AsSpan()));
                Add(name, doubles);
                break;
            case 'l':
                var longs = new long[length];
                reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(longs.AsSpan()));
                Add(name, longs);
                break;
            case 'i':
                var ints = new int[length];
                reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(ints.AsSpan()));
                Add(name, ints);
                break;
            default:
                throw new InvalidDataException($"column '{name}' has unknown type '{type}'");
        }
    }

    private ColumnarBlob AddColumn(string name, Array values)
    {
        if (!_columns.TryAdd(name, values))
            throw new ArgumentException($"column '{name}' already exists", nameof(name));
        return this;
    }
}
