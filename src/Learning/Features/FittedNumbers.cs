namespace Simulator.Learning.Features;

/// <summary>What a fit learned as bytes: a form by name, then numbers in the order that the feature defines.</summary>
internal static class FittedNumbers
{
    /// <summary>The bytes of numbers.</summary>
    public static byte[] Write(string form, ReadOnlySpan<double> numbers)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(form);
        writer.Write(numbers.Length);
        foreach (var number in numbers)
            writer.Write(number);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>The numbers of bytes.</summary>
    /// <exception cref="InvalidDataException">Of another form, or cut short.</exception>
    public static double[] Read(string form, byte[] bytes)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes));
            var found = reader.ReadString();
            if (found != form)
                throw new InvalidDataException($"a fit of '{found}' where '{form}' is expected; fit the feature again");
            var numbers = new double[reader.ReadInt32()];
            for (var i = 0; i < numbers.Length; i++)
                numbers[i] = reader.ReadDouble();
            return numbers;
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"the fit of '{form}' is cut short; fit the feature again", e);
        }
    }
}
