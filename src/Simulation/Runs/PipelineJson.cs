using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Simulator.Text;

namespace Simulator.Runs;

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
        options.Converters.Add(new NaNAsNullConverter());
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { SpecJson.AddKinds } };
        options.MakeReadOnly();
        return options;
    }
}
