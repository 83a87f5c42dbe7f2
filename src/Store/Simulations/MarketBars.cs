using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Simulator.Markets;
using Simulator.Store.Database;

namespace Simulator.Store.Simulations;

/// <summary>
/// The names that the same bars have in a store, so that a copy of a file under another name is not a different market. Bars are the same
/// if every price and volume is the same, bit for bit; names, calendars and time zones do not count.
/// </summary>
internal static class MarketBars
{
    private const string Prefix = "bars/";

    /// <summary>Hash of prices and volumes.</summary>
    public static string HashOf(BarSeries series)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var column in new[] { series.Open, series.High, series.Low, series.Close, series.Volume })
            sha.AppendData(MemoryMarshal.AsBytes<double>(column));
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    /// <summary>Records a name of these bars.</summary>
    public static async Task RememberAsync(SimulatorContext context, string bars, string symbol, CancellationToken cancellation)
    {
        var key = $"{Prefix}{bars}/{symbol.ToUpperInvariant()}";
        if (context.Settings.Local.All(s => s.Key != key) && !await context.Settings.AnyAsync(s => s.Key == key, cancellation))
            context.Settings.Add(new StoredSetting { Key = key, Value = symbol });
    }

    /// <summary>The names of bars, in upper case, the given one first.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(
        SimulatorContext context,
        string? bars,
        string symbol,
        CancellationToken cancellation
    )
    {
        var own = symbol.ToUpperInvariant();
        if (bars is null)
            return [own];
        var prefix = $"{Prefix}{bars}/";
        var keys = await context.Settings.Where(s => s.Key.StartsWith(prefix)).Select(s => s.Key).ToListAsync(cancellation);
        return [own, .. keys.Select(k => k[prefix.Length..]).Where(n => n != own).Order(StringComparer.Ordinal)];
    }
}
