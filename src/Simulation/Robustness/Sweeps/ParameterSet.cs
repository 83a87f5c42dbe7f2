using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Simulator.Robustness.Sweeps;

/// <summary>A parameter set: a text per name, as a rule reads it (<c>fast=10 slow=30</c>). In JSON an object of texts.</summary>
[JsonConverter(typeof(AsObject))]
public sealed class ParameterSet
{
    private readonly string[] _names;
    private readonly string[] _values;

    internal ParameterSet(string[] names, string[] values, double[] coordinates) =>
        (_names, _values, Coordinates) = (names, values, coordinates);

    /// <summary>No parameters: every default.</summary>
    public static ParameterSet Empty { get; } = new([], [], []);

    /// <summary>Names, those that vary first.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Values in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>
    /// Where it lies in its space: a level's index in a range of levels, [0, 1) in an interval. One per parameter that varies.
    /// </summary>
    internal double[] Coordinates { get; }

    /// <summary>The text of a name, or null.</summary>
    public string? this[string name] => Array.IndexOf(_names, name) is var at and >= 0 ? _values[at] : null;

    /// <summary>A set of fixed values.</summary>
    public static ParameterSet Of(IEnumerable<KeyValuePair<string, string>> values)
    {
        var pairs = values.ToArray();
        return new ParameterSet([.. pairs.Select(p => p.Key)], [.. pairs.Select(p => p.Value)], []);
    }

    /// <summary>Name → text.</summary>
    public Dictionary<string, string> ToDictionary() =>
        _names.Zip(_values).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal);

    /// <summary>A value as a number; NaN where it is none or there is no such name.</summary>
    public double Number(string name) =>
        double.TryParse(this[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;

    /// <summary><c>fast=10 slow=30</c>.</summary>
    public override string ToString() => string.Join(' ', _names.Zip(_values, (n, v) => $"{n}={v}"));

    // Where a set lay in its space is not kept: the space is not, either.
    private sealed class AsObject : JsonConverter<ParameterSet>
    {
        public override ParameterSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var values = new List<KeyValuePair<string, string>>();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw new JsonException("a parameter set must be an object of texts");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                values.Add(new(name, reader.GetString() ?? throw new JsonException($"parameter {name} has no value")));
            }
            return Of(values);
        }

        public override void Write(Utf8JsonWriter writer, ParameterSet value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            for (var i = 0; i < value._names.Length; i++)
                writer.WriteString(value._names[i], value._values[i]);
            writer.WriteEndObject();
        }
    }
}
