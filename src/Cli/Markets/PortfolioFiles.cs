using Simulator.Cli.Faults;
using Simulator.CorporateActions;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Text;

namespace Simulator.Cli.Markets;

/// <summary>The files of a portfolio: bars, corporate actions, former names, currencies; each is given as <c>SYMBOL=…</c>.</summary>
internal sealed class PortfolioFiles(
    SeriesReader reader,
    IReadOnlyList<string> bars,
    IReadOnlyList<string> panels,
    IReadOnlyList<string> factors,
    IReadOnlyList<string> maps,
    IReadOnlyList<string> quoted
)
{
    private readonly List<string> _remarks = [];

    /// <summary>Parts of a history that no file covers.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Reads all of them.</summary>
    /// <exception cref="UsageException">Files that cannot be read, or symbols without bars; lists every error.</exception>
    public IReadOnlyList<PortfolioAsset> Read()
    {
        var errors = new List<string>();
        var series = BarFiles.Read(reader, bars, panels, null, errors);
        if (errors.Count > 0)
            throw new UsageException(errors);
        var mapOf = Pairs(maps).ToDictionary(p => p.Symbol, p => MapFile.Parse(BarFiles.ReadText(p.File), p.File), StringComparer.Ordinal);
        var parts = mapOf
            .SelectMany(m => m.Value.Rows.Select(r => r.Ticker).Where(t => t != m.Key))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        BarSeries[] assets =
        [
            .. mapOf.Select(m => Assembled(m.Key, m.Value, series)),
            .. series.Where(s => !mapOf.ContainsKey(s.Symbol) && !parts.Contains(s.Symbol)),
        ];
        var (factorOf, currencyOf) = (Named(factors, assets), Named(quoted, assets));
        return
        [
            .. assets.Select(s => new PortfolioAsset(
                s,
                currencyOf.GetValueOrDefault(s.Symbol),
                Schedule(s, factorOf.GetValueOrDefault(s.Symbol), mapOf.GetValueOrDefault(s.Symbol))
            )),
        ];
    }

    /// <summary>Exchange rates, <c>EURUSD=FILE</c>.</summary>
    /// <param name="pairs">The files.</param>
    /// <exception cref="UsageException">Files that cannot be read.</exception>
    public IReadOnlyList<ExchangeRates> ReadRates(IReadOnlyList<string> pairs)
    {
        var errors = new List<string>();
        var series = BarFiles.Read(reader, pairs, [], null, errors);
        return errors.Count > 0
            ? throw new UsageException(errors)
            : [.. series.Select(s => new ExchangeRates(s.Symbol[..3], s.Symbol[3..], s))];
    }

    private BarSeries Assembled(string symbol, MapFile map, IReadOnlyList<BarSeries> series)
    {
        var whole = map.Assemble(
            symbol,
            ticker => series.FirstOrDefault(s => string.Equals(s.Symbol, ticker, StringComparison.OrdinalIgnoreCase)),
            out var missing
        );
        foreach (var name in missing)
            _remarks.Add($"{symbol}: bars from the time when its name was {name} are missing; add --bars {name}=FILE");
        return whole;
    }

    private static ActionSchedule? Schedule(BarSeries series, string? factorFile, MapFile? map)
    {
        if (factorFile is null && map is null)
            return null;
        return ActionSchedule.For(series, factorFile is null ? null : FactorFile.Parse(BarFiles.ReadText(factorFile), factorFile), map);
    }

    private static Dictionary<string, string> Named(IReadOnlyList<string> pairs, BarSeries[] assets)
    {
        var named = Pairs(pairs).ToDictionary(p => p.Symbol, p => p.File, StringComparer.Ordinal);
        return named.Keys.FirstOrDefault(k => assets.All(a => a.Symbol != k)) is { } unknown
            ? throw new UsageException(
                $"'{unknown}' is not one of the assets{Suggestion.Hint(unknown, assets.Select(a => a.Symbol))}: "
                    + string.Join(", ", assets.Select(a => a.Symbol))
            )
            : named;
    }

    private static (string Symbol, string File)[] Pairs(IReadOnlyList<string> pairs)
    {
        var split = pairs.Select(BarFiles.Split).ToArray();
        return split.GroupBy(p => p.Symbol, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new UsageException(FormattableString.Invariant($"'{twice.Key}' is given {twice.Count()} times; give each symbol once"))
            : split;
    }
}
