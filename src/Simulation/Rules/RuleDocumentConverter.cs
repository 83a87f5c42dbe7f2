using System.Text.Json;
using System.Text.Json.Serialization;

namespace Simulator.Rules;

/// <summary>Rules as a part of another document, in the form that <see cref="RuleDocumentJson"/> gives them.</summary>
internal sealed class RuleDocumentConverter : JsonConverter<RuleDocument>
{
    /// <inheritdoc/>
    public override RuleDocument Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var part = JsonDocument.ParseValue(ref reader);
        var read = RuleDocumentJson.Read(part.RootElement);
        return read.Errors.Count == 0 ? read.Document! : throw new JsonException(string.Join("; ", read.Errors));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RuleDocument value, JsonSerializerOptions options) =>
        RuleDocumentJson.Write(writer, value);
}
