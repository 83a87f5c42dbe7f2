using System.Text.Json;
using System.Text.Json.Serialization;

namespace Simulator.Text;

/// <summary>Enums in specs are camelCase words; numbers are rejected.</summary>
public sealed class CamelCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
