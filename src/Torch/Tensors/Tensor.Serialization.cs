using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    // TorchSharp's own file format: type, rank, sizes (LEB128), then the elements in row-major order.
    public unsafe partial class Tensor
    {
        /// <summary>Writes type, shape and elements.</summary>
        public void Save(BinaryWriter writer)
        {
            ArgumentNullException.ThrowIfNull(writer);
            var sizes = shape;
            writer.Encode((int)dtype);
            writer.Encode(sizes.Length);
            foreach (var size in sizes)
                writer.Encode(size);
            var elements = new byte[numel() * ElementSize];
            fixed (byte* to = elements)
                Read(to, elements.Length);
            writer.Write(elements);
        }

        /// <summary>Reads elements into this tensor; type and shape must be those that were saved.</summary>
        public void Load(BinaryReader reader, bool skip = false)
        {
            ArgumentNullException.ThrowIfNull(reader);
            var (type, sizes) = ReadHeader(reader);
            if (!skip && (type != dtype || !sizes.AsSpan().SequenceEqual(shape)))
                throw new ArgumentException($"the saved tensor is {type} [{string.Join(", ", sizes)}], this one {dtype} {ShapeText()}", nameof(reader));
            var elements = ReadElements(reader, type, sizes);
            if (!skip)
                bytes = elements;
        }

        /// <summary>Reads a tensor that <see cref="Save"/> wrote.</summary>
        public static Tensor Load(BinaryReader reader)
        {
            ArgumentNullException.ThrowIfNull(reader);
            var (type, sizes) = ReadHeader(reader);
            var elements = ReadElements(reader, type, sizes);
            var result = empty(sizes, type);
            result.bytes = elements;
            return result;
        }

        private static (ScalarType, long[]) ReadHeader(BinaryReader reader)
        {
            var type = (ScalarType)reader.Decode();
            if (!Enum.IsDefined(type))
                throw new InvalidDataException($"{(int)type} is no element type: this is no saved tensor");
            var rank = reader.Decode();
            if (rank is < 0 or > 64)
                throw new InvalidDataException($"a tensor of {rank} dimensions: this is no saved tensor");
            var sizes = new long[rank];
            for (var i = 0; i < sizes.Length; i++)
                sizes[i] = reader.Decode();
            return (type, sizes);
        }

        private static byte[] ReadElements(BinaryReader reader, ScalarType type, long[] sizes)
        {
            var length = checked((int)sizes.Aggregate((long)SizeOf(type), (a, b) => checked(a * b)));
            var elements = reader.ReadBytes(length);
            return elements.Length == length ? elements : throw new EndOfStreamException($"the saved tensor [{string.Join(", ", sizes)}] needs {length} bytes, {elements.Length} are left");
        }

        private static int SizeOf(ScalarType type) => type switch
        {
            ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
            ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
            ScalarType.Int32 or ScalarType.Float32 => 4,
            ScalarType.ComplexFloat64 => 16,
            _ => 8,
        };
    }

    /// <summary>Writes one tensor to a file.</summary>
    public static void save(Tensor t, string location)
    {
        ArgumentNullException.ThrowIfNull(t);
        using var writer = new BinaryWriter(File.Create(location));
        t.Save(writer);
    }

    /// <summary>Writes one tensor.</summary>
    public static void save(Tensor t, BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(t);
        t.Save(writer);
    }

    /// <summary>Reads one tensor from a file.</summary>
    public static Tensor load(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        return Tensor.Load(reader);
    }

    /// <summary>Reads one tensor.</summary>
    public static Tensor load(BinaryReader reader) => Tensor.Load(reader);
}
