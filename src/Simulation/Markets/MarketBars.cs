using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Simulator.Markets;

/// <summary>
/// By what the bars of a market are known, whatever they are called: bars are the same where every price and volume is, bit for bit; names,
/// calendars and the clock that stamps were read by do not count.
/// </summary>
public static class MarketBars
{
    /// <summary>Hash of prices and volumes.</summary>
    public static string HashOf(BarSeries series)
    {
        ArgumentNullException.ThrowIfNull(series);
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var column in new[] { series.Open, series.High, series.Low, series.Close, series.Volume })
            sha.AppendData(MemoryMarshal.AsBytes<double>(column));
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
