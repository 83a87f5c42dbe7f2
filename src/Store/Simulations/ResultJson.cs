using System.Text.Json;
using Simulator.Runs;

namespace Simulator.Store.Simulations;

/// <summary>A result as stored and exported: JSON on one line, UTF-8, an undefined figure is <c>null</c>.</summary>
public static class ResultJson
{
    /// <summary>The bytes of a result.</summary>
    public static byte[] Write(SimulationResult result) => JsonSerializer.SerializeToUtf8Bytes(result, PipelineJson.Options);

    /// <summary>The result of bytes that <see cref="Write"/> made.</summary>
    public static SimulationResult Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<SimulationResult>(json, PipelineJson.Options)!;
}
