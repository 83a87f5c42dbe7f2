using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Learning.Pipeline;
using Simulator.Learning.Specs;

namespace Simulator.Store.Simulations;

/// <summary>A result as it is stored and handed out: JSON, UTF-8, every figure as it is (NaN as <c>"NaN"</c>).</summary>
public static class ResultJson
{
    /// <summary>How results and the worker's messages look in JSON.</summary>
    public static JsonSerializerOptions Options { get; } = new(SpecJson.Compact) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>The bytes of a result.</summary>
    public static byte[] Write(SimulationResult result) => JsonSerializer.SerializeToUtf8Bytes(result, Options);

    /// <summary>The result of bytes that <see cref="Write"/> made.</summary>
    public static SimulationResult Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<SimulationResult>(json, Options)!;
}
