using System.Text.Json;

namespace Simulator.Store.Jobs;

/// <summary>What a job's series were when it was submitted: symbol → content hash, as JSON in the job's row.</summary>
public static class SeriesHashes
{
    /// <summary>JSON of the hashes.</summary>
    public static string Write(IReadOnlyDictionary<string, string> hashes) => JsonSerializer.Serialize(hashes);

    /// <summary>The hashes; none for a job that an earlier version stored.</summary>
    public static IReadOnlyDictionary<string, string> Read(string? json) =>
        json is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;
}
