using System.IO.Compression;
using System.Text.Json;
using Simulator.Runs;
using Simulator.Stages;

namespace Simulator.Store.Jobs;

/// <summary>Points of learning curves as bytes: JSON, Brotli.</summary>
internal static class CurvePoints
{
    public static byte[] ToBytes(IEnumerable<StageEvent.Evaluated> points)
    {
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, CompressionLevel.Fastest))
            JsonSerializer.Serialize(brotli, points, PipelineJson.Options);
        return bytes.ToArray();
    }

    public static IReadOnlyList<StageEvent.Evaluated> FromBytes(byte[] bytes)
    {
        using var brotli = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<List<StageEvent.Evaluated>>(brotli, PipelineJson.Options)!;
    }
}
