using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Simulator.Alignment;
using Simulator.Backtesting;
using Simulator.CorporateActions;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Rules;
using Simulator.Strategies;

namespace Simulator.Runs;

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

    /// <summary>Series whose prices were adjusted for corporate actions.</summary>
    public IReadOnlyList<string> AdjustedSymbols { get; private init; } = [];

    /// <summary>Finds, cuts and aligns. The related series keep their past before the target's first bar.</summary>
    public static MarketData Load(DataSpec data, ISeriesSource series)
    {
        var sources = Read(data, series);
        string[] adjusted =
            data.Prices is PriceTreatment.Raw
                ? []
                : [.. sources.Select(s => s.Symbol).Where(s => series.Find(s) is { Actions.Count: > 0 })];
        return new MarketData(MarketAlignment.Align(sources[0], sources[1..]), sources, [.. sources.Select(SeriesIdentity.Of)])
        {
            AdjustedSymbols = adjusted,
        };
    }

    /// <summary>The same bars on one clock, and nothing else.</summary>
    public static AlignedMarket Align(DataSpec data, ISeriesSource series)
    {
        var sources = Read(data, series);
        return MarketAlignment.Align(sources[0], sources[1..]);
    }

    private static BarSeries[] Read(DataSpec data, ISeriesSource series)
    {
        BarSeries Cut(string symbol, DateOnly? from) => PriceTreatments.Adjusted(series.Find(symbol)!.Between(from, data.To), data.Prices);
        return [Cut(data.Target, data.From), .. data.Related.Select(r => Cut(r, null))];
    }

    /// <summary>A rule's strategy on these bars, with the first related series as its reference.</summary>
    public IStrategy Strategy(StrategySpec spec, ForecastTape? tape) =>
        StrategyFactory.Create(
            spec,
            new RuleMarket(Aligned.Target, Sources.Skip(1), tape),
            Aligned.Related.Count == 0 ? null : Aligned.Related[0].Last
        );

    /// <summary>The same bars with everything after a bar of the target cut off.</summary>
    public MarketData Until(int bars)
    {
        var target = Aligned.Target.Slice(0, bars);
        BarSeries[] related = [.. Sources.Skip(1).Select(s => s.Slice(0, KnownBy(s, target)))];
        return this with { Aligned = MarketAlignment.Align(target, related), Sources = [target, .. related] };
    }

    private static int KnownBy(BarSeries series, BarSeries target)
    {
        var index = target.Count == 0 ? -1 : Array.BinarySearch(series.CloseTimeTicks, target.CloseTimeTicks[target.Count - 1]);
        return target.Count == 0 ? 0
            : index >= 0 ? index + 1
            : ~index;
    }

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
