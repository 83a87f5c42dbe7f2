using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Simulator.Learning.Specs;

namespace Simulator.Learning.Pipeline;

/// <summary>How results, events and worker messages look in JSON: camelCase, an undefined number is <c>null</c>.</summary>
public static class PipelineJson
{
    /// <summary>On one line.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions());

    /// <summary>Indented, for people.</summary>
    public static JsonSerializerOptions Indented { get; } = Configure(new JsonSerializerOptions { WriteIndented = true });

    private static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.AllowOutOfOrderMetadataProperties = true;
        options.Converters.Add(new UndefinedAsNullConverter());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { SpecJson.AddStrategies } };
        options.MakeReadOnly();
        return options;
    }

    // JSON has no NaN: an undefined figure is null outside and NaN inside.
    private sealed class UndefinedAsNullConverter : JsonConverter<double>
    {
        public override bool HandleNull => true;

        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}
