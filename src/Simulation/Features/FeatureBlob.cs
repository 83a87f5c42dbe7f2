using System.Text.Json;
using Simulator.Artifacts;

namespace Simulator.Features;

/// <summary>A feature table as bytes and back, bit for bit. Without fitted features it has no header, as it never had one.</summary>
public static class FeatureBlob
{
    /// <summary>The table's bytes.</summary>
    public static byte[] Write(FeatureTable table)
    {
        var blob = new ColumnarBlob { Header = table.Fits.Count == 0 ? "" : JsonSerializer.Serialize(table.Fits) };
        for (var i = 0; i < table.ColumnCount; i++)
            blob.Add(table.Names[i], table.Columns[i]);
        return blob.ToBytes();
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">Not a table, or cut short.</exception>
    public static FeatureTable Read(byte[] bytes)
    {
        var blob = ColumnarBlob.FromBytes(bytes);
        string[] names = [.. blob.Names];
        return new FeatureTable(names, [.. names.Select(blob.Get<double>)]) { Fits = Fits(blob.Header) };
    }

    private static FeatureFit[] Fits(string header)
    {
        if (header.Length == 0)
            return [];
        try
        {
            return JsonSerializer.Deserialize<FeatureFit[]>(header)!;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("the header of a feature table cannot be read", e);
        }
    }
}
