namespace TorchSharp.Utils;

/// <summary>Unsigned integers of variable length: seven bits a byte, lowest first, the top bit says that more follow.</summary>
internal static class Leb128
{
    internal static void Encode(this BinaryWriter writer, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        for (; value >= 0x80; value >>= 7)
            writer.Write((byte)(value | 0x80));
        writer.Write((byte)value);
    }

    internal static long Decode(this BinaryReader reader)
    {
        var result = 0L;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var next = reader.ReadByte();
            result |= (long)(next & 0x7F) << shift;
            if ((next & 0x80) == 0)
                return result;
        }
        throw new InvalidDataException("a number longer than 63 bits: this is no saved state");
    }
}
