using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Simulator.Markets;
using Simulator.Store.Database;

namespace Simulator.Store.Jobs;

/// <summary>What the series of a job or a search were when it was submitted: symbol → content hash, as JSON in its row.</summary>
public static class SeriesHashes
{
    /// <summary>JSON of the hashes.</summary>
    public static string Write(IReadOnlyDictionary<string, string> hashes) => JsonSerializer.Serialize(hashes);

    /// <summary>The hashes; none for a job that an earlier version stored.</summary>
    public static IReadOnlyDictionary<string, string> Read(string? json) =>
        json is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize<Dictionary<string, string>>(json)!;

    /// <summary>
    /// JSON of what a spec's series are now, and whether the target is made up. To be asked in the transaction that adds the row, so that
    /// no import comes between the two.
    /// </summary>
    internal static async Task<(string Json, bool IsSynthetic)> OfAsync(
        SimulatorContext context,
        DataSpec data,
        CancellationToken cancellation
    )
    {
        var (hashes, synthetic) = (new SortedDictionary<string, string>(StringComparer.Ordinal), false);
        string[] symbols = [data.Target, .. data.Related];
        var rows = await context
            .Series.AsNoTracking()
            .Where(s => symbols.Contains(s.Symbol) && s.Deleted == null)
            .Select(s => new
            {
                s.Symbol,
                s.ContentHash,
                s.IsSynthetic,
            })
            .ToDictionaryAsync(s => s.Symbol, StringComparer.OrdinalIgnoreCase, cancellation);
        foreach (var symbol in symbols)
        {
            if (!rows.TryGetValue(symbol, out var series))
                continue;
            hashes[symbol] = series.ContentHash;
            synthetic |= series.IsSynthetic && symbol == data.Target;
        }
        return (Write(hashes), synthetic);
    }
}
