using Simulator.Backtesting;
using Simulator.Text;

namespace Simulator.Portfolios;

/// <summary>Options of a portfolio run, apart from its costs.</summary>
public sealed record PortfolioOptions
{
    /// <summary>First instant (UTC) at whose bar a fill can happen; earlier bars are history. Null: the first bar.</summary>
    public DateTime? Start { get; init; }

    /// <summary>Last instant (UTC), inclusive. Null: the last bar.</summary>
    public DateTime? End { get; init; }

    /// <summary>Exchange rates for assets in other currencies than the account's.</summary>
    public IReadOnlyList<ExchangeRates> Rates { get; init; } = [];

    /// <summary>Conventions of fills; a position counts as one trade from flat to flat.</summary>
    public BacktestOptions Conventions { get; init; } = new() { Grouping = TradeGrouping.Position };

    /// <summary>
    /// The benchmark asset; null for all assets held in equal parts from the start, without costs.
    /// </summary>
    public string? Benchmark { get; init; }

    /// <summary>Checks what can be checked without the bars.</summary>
    internal void Check(IReadOnlyList<PortfolioAsset> assets)
    {
        if (assets.Count == 0)
            throw new ArgumentException("a portfolio needs at least one asset");
        if (assets.GroupBy(a => a.Symbol, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"asset {twice.Key} is given {twice.Count()} times; give each asset once");
        var (finer, longer) = (assets.MinBy(a => a.Series.Interval.Length)!, assets.MaxBy(a => a.Series.Interval.Length)!);
        if (longer.Series.Interval != finer.Series.Interval && longer.Series.Interval.Length > TimeSpan.FromDays(1))
            throw new ArgumentException(
                $"{finer.Symbol} has bars of {finer.Series.Interval}, {longer.Symbol} of {longer.Series.Interval}; "
                    + $"all assets of an account need the same bar length: resample {finer.Symbol} to "
                    + $"{longer.Series.Interval}, or use {longer.Symbol} in bars of {finer.Series.Interval}"
            );
        if (Conventions.TradeOnClose || Conventions.Sizing == SizingConvention.FillBarClose)
            throw new ArgumentException(
                "a portfolio fills at the next open, with the sizes of the decision; the "
                    + "conventions TradeOnClose and FillBarClose are for runs with one asset"
            );
        if (Benchmark is { } name && assets.All(a => a.Symbol != name))
            throw new ArgumentException(
                $"benchmark '{name}' is not one of the " + $"assets{Suggestion.Hint(name, assets.Select(a => a.Symbol))}"
            );
    }
}
