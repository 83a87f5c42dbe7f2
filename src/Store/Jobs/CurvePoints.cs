using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Serialization;
using Simulator.Stages;

namespace Simulator.Store.Jobs;

/// <summary>Points of learning curves as bytes: JSON, Brotli. NaN and infinities survive.</summary>
internal static class CurvePoints
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static byte[] ToBytes(IEnumerable<StageEvent.Evaluated> points)
    {
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, CompressionLevel.Fastest))
            JsonSerializer.Serialize(brotli, points, s_json);
        return bytes.ToArray();
    }

    public static IReadOnlyList<StageEvent.Evaluated> FromBytes(byte[] bytes)
    {
        using var brotli = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<List<StageEvent.Evaluated>>(brotli, s_json)!;
    }
}
