using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Simulator.Alignment;
using Simulator.Markets;
using Simulator.Specs;

namespace Simulator.Learning.Pipeline;

/// <summary>The bars a run reads: cut to the spec's dates and aligned on the target.</summary>
/// <param name="Aligned">Target and related series on one clock.</param>
/// <param name="Sources">The series before alignment, target first.</param>
/// <param name="Identities">What was read.</param>
internal sealed record MarketData(AlignedMarket Aligned, IReadOnlyList<BarSeries> Sources, IReadOnlyList<SeriesIdentity> Identities)
{
    /// <summary>Hash of the target's bars.</summary>
    public string TargetHash => Aligned.Target.ContentHash;

    /// <summary>Hash of everything the features see.</summary>
    public string ContentHash { get; } = ComputeHash(Aligned);

    /// <summary>Any series is synthetic.</summary>
    public bool IsSynthetic => Sources.Any(s => s.IsSynthetic);

    /// <summary>Finds, cuts and aligns. The related series keep their past before the target's first bar.</summary>
    public static MarketData Load(DataSpec data, ISeriesSource series)
    {
        var target = series.Find(data.Target)!.Between(data.From, data.To);
        BarSeries[] related = [.. data.Related.Select(r => series.Find(r)!.Between(null, data.To))];
        BarSeries[] sources = [target, .. related];
        return new MarketData(MarketAlignment.Align(target, related), sources, [.. sources.Select(Identify)]);
    }

    private static SeriesIdentity Identify(BarSeries series) => new(
        series.Symbol, series.ContentHash, series.Count,
        series.Count == 0 ? default : series.CloseTimeAt(0), series.Count == 0 ? default : series.CloseTimeAt(series.Count - 1), series.Calendar.Id, series.IsSynthetic);

    private static string ComputeHash(AlignedMarket market)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(Encoding.UTF8.GetBytes(market.Target.ContentHash));
        foreach (var related in market.Related)
        {
            sha.AppendData(Encoding.UTF8.GetBytes($"|{related.Symbol}|{related.Kind}|"));
            sha.AppendData(MemoryMarshal.AsBytes<double>(related.Last));
            sha.AppendData(MemoryMarshal.AsBytes<int>(related.SourceBar));
        }
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
