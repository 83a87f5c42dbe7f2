using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Simulator.Artifacts;

/// <summary>Single values of a column, without reading the blob.</summary>
public sealed partial class ColumnarBlob
{
    /// <summary>Some values of a column of doubles, evenly spread, the first and the last among them.</summary>
    /// <param name="file">The blob.</param>
    /// <param name="name">The column.</param>
    /// <param name="count">Values at most; two or more.</param>
    /// <exception cref="InvalidDataException">Not a blob of this form, cut short, or without the column.</exception>
    internal static double[] Some(SafeFileHandle file, string name, int count)
    {
        using var stream = new FileStream(file, FileAccess.Read, bufferSize: 0);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        try
        {
            var (type, length) = Find(reader, name);
            var start = stream.Position;
            if (type != 'd' || length < 0 || start + (length * 8L) > stream.Length)
                throw new InvalidDataException($"the columnar blob is truncated or damaged: column '{name}'");
            var values = new List<double>(Math.Min(length, count));
            foreach (var index in EvenSpread.Of(length, count))
            {
                stream.Position = start + (index * 8L);
                values.Add(reader.ReadDouble());
            }
            return [.. values];
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("the columnar blob is truncated or damaged", e);
        }
    }

    private static (char Type, int Length) Find(BinaryReader reader, string name)
    {
        if (!reader.ReadBytes(s_magic.Length).AsSpan().SequenceEqual(s_magic))
            throw new InvalidDataException("not a columnar blob of version 1");
        reader.ReadString();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var found = reader.ReadString();
            var (type, length) = ((char)reader.ReadByte(), reader.ReadInt32());
            if (found == name)
                return (type, length);
            reader.BaseStream.Seek(length * (type == 'i' ? 4L : 8L), SeekOrigin.Current);
        }
        throw new InvalidDataException($"the blob has no column '{name}'");
    }
}
