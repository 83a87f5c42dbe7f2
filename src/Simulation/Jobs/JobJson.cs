using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Simulator.Text;

namespace Simulator.Jobs;

/// <summary>How orders, events and worker messages look in JSON: camelCase on one line, an undefined number is <c>null</c>.</summary>
public static class JobJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = Configure();

    private static JsonSerializerOptions Configure()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            AllowOutOfOrderMetadataProperties = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        options.Converters.Add(new NaNAsNullConverter());
        options.MakeReadOnly();
        return options;
    }
}
