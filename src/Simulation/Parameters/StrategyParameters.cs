using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Simulator.Parameters;

/// <summary>Parameters of a named strategy as text, equal when all of them are; in JSON an object of numbers and texts.</summary>
[JsonConverter(typeof(StrategyParametersConverter))]
public sealed class StrategyParameters : IEquatable<StrategyParameters>
{
    private readonly List<KeyValuePair<string, string>> _pairs;

    /// <summary>Parameters in an order.</summary>
    public StrategyParameters(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        _pairs = [.. pairs];
        ByName = _pairs.ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
    }

    /// <summary>None.</summary>
    public static StrategyParameters None { get; } = new([]);

    /// <summary>The parameters by name.</summary>
    public IReadOnlyDictionary<string, string> ByName { get; }

    /// <summary>The parameters in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Pairs => _pairs;

    /// <summary>Those of a table in its order, with the table's default where none is here; then what the table does not have.</summary>
    internal StrategyParameters With(IEnumerable<(string Name, string Default)> table)
    {
        var known = table.Select(t => KeyValuePair.Create(t.Name, ByName.GetValueOrDefault(t.Name, t.Default))).ToList();
        return new StrategyParameters([.. known, .. _pairs.Where(p => known.TrueForAll(k => k.Key != p.Key))]);
    }

    /// <inheritdoc/>
    public bool Equals(StrategyParameters? other) => other is not null && _pairs.SequenceEqual(other._pairs);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StrategyParameters);

    /// <inheritdoc/>
    public override int GetHashCode() => _pairs.Aggregate(0, (hash, pair) => HashCode.Combine(hash, pair.Key, pair.Value));
}

/// <summary>Numbers stand as numbers, words as texts; both are read either way.</summary>
internal sealed class StrategyParametersConverter : JsonConverter<StrategyParameters>
{
    public override StrategyParameters Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("parameters must be an object of numbers and texts");
        var pairs = new List<KeyValuePair<string, string>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            pairs.Add(
                KeyValuePair.Create(
                    name,
                    reader.TokenType switch
                    {
                        JsonTokenType.String => reader.GetString()!,
                        JsonTokenType.Number => reader.GetDouble().ToString("R", CultureInfo.InvariantCulture),
                        _ => throw new JsonException($"parameter {name} is neither a number nor a text"),
                    }
                )
            );
        }
        return new StrategyParameters(pairs);
    }

    public override void Write(Utf8JsonWriter writer, StrategyParameters value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value.Pairs)
        {
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
                writer.WriteNumber(name, number);
            else
                writer.WriteString(name, text);
        }
        writer.WriteEndObject();
    }
}
