using System.Text.Json;
using Simulator.Artifacts;

namespace Simulator.Store.Simulations;

/// <summary>The first account's equity out of a stored result, without reading the rest of the document into objects.</summary>
internal static class ResultEquity
{
    public static double[] Some(ReadOnlySpan<byte> json, int count)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("equity"u8) && reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartArray)
                    return Values(ref reader, count);
            }
        }
        return [];
    }

    private static double[] Values(ref Utf8JsonReader reader, int count)
    {
        List<double> all = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            all.Add(reader.TokenType == JsonTokenType.Number ? reader.GetDouble() : double.NaN);
        return [.. EvenSpread.Of(all.Count, count).Select(i => all[i])];
    }
}
