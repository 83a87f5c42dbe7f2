using System.IO.Compression;
using System.Text.Json;
using Simulator.Jobs;

namespace Simulator.Store.Jobs;

/// <summary>Points of learning curves as bytes: JSON, Brotli.</summary>
internal static class CurvePoints
{
    public static byte[] ToBytes(IEnumerable<JobEvent.Evaluated> points)
    {
        using var bytes = new MemoryStream();
        using (var brotli = new BrotliStream(bytes, CompressionLevel.Fastest))
            JsonSerializer.Serialize(brotli, points, JobJson.Options);
        return bytes.ToArray();
    }

    public static IReadOnlyList<JobEvent.Evaluated> FromBytes(byte[] bytes)
    {
        using var brotli = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        var points = JsonSerializer.Deserialize<List<JobEvent.Evaluated>>(brotli, JobJson.Options)!;
        return [.. points.Select(p => p with { Stage = StagesJson.NameOf(p.Stage) })];
    }
}
