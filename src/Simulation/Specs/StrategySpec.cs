using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Rules;
using Simulator.Strategies;

namespace Simulator.Specs;

/// <summary>
/// What trades. A closed set told apart by <c>kind</c>: <c>buyAndHold</c>, <c>smaCross</c>, <c>named</c>, <c>rules</c>, and <c>agent</c> (defined
/// where agents are, in the learning code).
/// </summary>
public abstract record StrategySpec;

/// <summary>Buys at the first open of the test part and holds.</summary>
public sealed record BuyAndHoldStrategySpec : StrategySpec;

/// <summary>Long while the fast moving average of the close is above the slow one, else short (or flat where shorting is off).</summary>
public sealed record SmaCrossStrategySpec : StrategySpec
{
    /// <summary>Window of the fast average.</summary>
    public int FastBars { get; init; } = 10;

    /// <summary>Window of the slow average, larger than the fast one.</summary>
    public int SlowBars { get; init; } = 30;
}

/// <summary>A ready-made strategy by its name, with parameters; those left out have their defaults.</summary>
public sealed record NamedStrategySpec : StrategySpec
{
    /// <summary>Name, e.g. <c>donchianBreakout</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Every parameter of the strategy, in its order, then those that it does not have.</summary>
    public StrategyParameterValues Parameters { get => field.CompletedFor(Name); init; } = StrategyParameterValues.None;
}

/// <summary>Rules of the expression language.</summary>
public sealed record RulesStrategySpec : StrategySpec
{
    /// <summary>The rules, in the form of a RULES.json file. Other symbols are those of <c>data.related</c>, forecasts those of the forecaster.</summary>
    public required RuleDocument Rules { get; init; }
}

/// <summary>Values of a named strategy's parameters, as text; numbers in JSON where they are numbers.</summary>
/// <param name="Values">Name and value, in order.</param>
[JsonConverter(typeof(StrategyParameterConverter))]
public sealed record StrategyParameterValues(IReadOnlyList<KeyValuePair<string, string>> Values)
{
    /// <summary>None given.</summary>
    public static StrategyParameterValues None { get; } = new([]);

    /// <summary>The values by name.</summary>
    public IReadOnlyDictionary<string, string> ByName => new Dictionary<string, string>(Values, StringComparer.Ordinal);

    /// <summary>With the defaults of a strategy's parameters written out, in its order.</summary>
    internal StrategyParameterValues CompletedFor(string strategy)
    {
        if (NamedStrategies.Find(strategy) is not { } description)
            return this;
        var known = description.Parameters.Select(p => KeyValuePair.Create(p.Name, Values.Where(v => v.Key == p.Name).Select(v => v.Value).FirstOrDefault(p.Default)));
        return new([.. known, .. Values.Where(v => description.Parameters.All(p => p.Name != v.Key))]);
    }

    /// <inheritdoc/>
    public bool Equals(StrategyParameterValues? other) => other is not null && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => Values.Count == 0 ? 0 : HashCode.Combine(Values.Count, Values[0]);
}

/// <summary>An object of numbers and texts.</summary>
internal sealed class StrategyParameterConverter : JsonConverter<StrategyParameterValues>
{
    /// <inheritdoc/>
    public override StrategyParameterValues Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var part = JsonDocument.ParseValue(ref reader);
        if (part.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("must be an object { … }");
        return new StrategyParameterValues([.. part.RootElement.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, TextOf(p)))]);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, StrategyParameterValues value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value.Values)
        {
            if (IsNumber(text))
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(text);
            }
            else
            {
                writer.WriteString(name, text);
            }
        }
        writer.WriteEndObject();
    }

    private static string TextOf(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.Number => Canonical(member.Value.GetRawText()),
        JsonValueKind.String => Canonical(member.Value.GetString()!),
        _ => throw new JsonException($"{member.Name} must be a number or a text"),
    };

    // 12, 12.0 and "12" are the same parameter, so that they must be the same spec.
    private static string Canonical(string text)
        => IsNumber(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && Math.Abs(value) < 1e15 ? value.ToString("R", CultureInfo.InvariantCulture) : text;

    // What JSON itself takes for a number; anything else stays a text.
    private static bool IsNumber(string text)
    {
        try
        {
            using var value = JsonDocument.Parse(text);
            return value.RootElement.ValueKind == JsonValueKind.Number && text.Trim() == text;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
