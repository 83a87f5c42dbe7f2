using System.Globalization;
using System.Text;
using Simulator.Artifacts;
using Simulator.CorporateActions;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Portfolios.Construction;
using Simulator.Portfolios.Rebalancing;

namespace Simulator.Runs;

/// <summary>The assets and exchange rates of a portfolio's spec, cut to its dates.</summary>
/// <param name="Assets">The target first.</param>
/// <param name="Rates">Exchange rates, with their past before the first date.</param>
/// <param name="Identities">What was read, in the order of the spec.</param>
internal sealed record PortfolioMarket(
    IReadOnlyList<PortfolioAsset> Assets,
    IReadOnlyList<ExchangeRates> Rates,
    IReadOnlyList<SeriesIdentity> Identities
)
{
    private readonly long[] _instants = PortfolioEngine.Instants(Assets);

    /// <summary>Hash of everything that is read.</summary>
    public string ContentHash { get; } =
        ColumnarBlob.Hash(Encoding.UTF8.GetBytes("portfolio/1|" + string.Join('|', Identities.Select(i => i.ContentHash))));

    /// <summary>Instants at which any asset closes, UTC ticks.</summary>
    public ReadOnlyMemory<long> Instants => _instants;

    /// <summary>Number of instants at which any asset closes.</summary>
    public int InstantCount => _instants.Length;

    /// <summary>Finds and cuts.</summary>
    public static PortfolioMarket Load(PortfolioStrategySpec portfolio, DataSpec data, ISeriesSource series)
    {
        BarSeries[] assets = [.. portfolio.AssetsOf(data).Select(a => Treated(series.Find(a)!.Between(data.From, data.To), data.Prices))];
        BarSeries[] rates = [.. (portfolio.Rates ?? []).Select(r => series.Find(r)!.Between(null, data.To))];
        return new PortfolioMarket(
            [.. assets.Select(a => Asset(a, CurrencyOf(portfolio, a.Symbol)))],
            [.. rates.Select(r => new ExchangeRates(r.Symbol[..3].ToUpperInvariant(), r.Symbol[3..].ToUpperInvariant(), r))],
            [.. assets.Concat(rates).Select(SeriesIdentity.Of)]
        );
    }

    /// <summary>Runs the spec's method over its test part.</summary>
    public PortfolioResult Run(SimulationSpec spec, PortfolioStrategySpec portfolio, CancellationToken cancellation) =>
        Run(spec, Strategy(portfolio), OptionsOf(spec, portfolio), cancellation);

    /// <summary>The same with every price after an instant of the test part cut off.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="portfolio">Its method.</param>
    /// <param name="instants">Instants of the test part that are left.</param>
    /// <param name="cancellation">Stops it.</param>
    public PortfolioResult RunUntil(SimulationSpec spec, PortfolioStrategySpec portfolio, int instants, CancellationToken cancellation)
    {
        var end = _instants[spec.Split.TestStart(InstantCount) + instants - 1];
        PortfolioAsset[] assets =
        [
            .. Assets
                .Select(a => (a.Currency, Series: Cut(a.Series, end)))
                .Where(a => a.Series.Count > 0)
                .Select(a => Asset(a.Series, a.Currency)),
        ];
        var cut = this with { Assets = assets, Rates = [.. Rates.Select(r => r with { Rates = Cut(r.Rates, end) })] };
        return cut.Run(spec, Strategy(portfolio), OptionsOf(spec, portfolio), cancellation);
    }

    /// <summary>
    /// What is held for comparison: the benchmark, or all assets in equal parts, bought once under the same costs without leverage.
    /// </summary>
    public PortfolioResult Hold(SimulationSpec spec, PortfolioStrategySpec portfolio, CancellationToken cancellation)
    {
        IWeightRule weights = portfolio.Benchmark is { } benchmark
            ? new FixedWeights(new Dictionary<string, double> { [Named(benchmark)] = 1 })
            : new ConstructedWeights(new ConstructionOptions());
        return Run(
            spec with
            {
                Execution = spec.Execution with { Leverage = 1 },
            },
            new RebalancingStrategy(weights, new RebalanceRule.Never()),
            OptionsOf(spec, portfolio),
            cancellation
        );
    }

    /// <summary>Range, rates and benchmark of the run.</summary>
    public PortfolioOptions OptionsOf(SimulationSpec spec, PortfolioStrategySpec portfolio) =>
        new()
        {
            Start = new DateTime(_instants[spec.Split.TestStart(InstantCount)], DateTimeKind.Utc),
            Rates = Rates,
            Benchmark = portfolio.Benchmark is { } benchmark ? Named(benchmark) : null,
        };

    private static BarSeries Treated(BarSeries series, PriceTreatment? treatment) =>
        treatment is null or PriceTreatment.AsTraded ? series : PriceTreatments.Adjusted(series, treatment);

    private static PortfolioAsset Asset(BarSeries series, string? currency) =>
        new(series, currency, series.Actions.Count == 0 ? null : ActionSchedule.For(series, series.Actions));

    // A delisting that is yet to come is not known.
    private static BarSeries Cut(BarSeries series, long end)
    {
        var at = Array.BinarySearch(series.CloseTimeTicks, end);
        var cut = series.Slice(0, at >= 0 ? at + 1 : ~at);
        return cut.Count == 0 || cut.Actions.Count == 0
            ? cut
            : cut.WithActions([.. cut.Actions.Where(a => a is not Delisting || a.LastDay <= cut.DayAt(cut.Count - 1))]);
    }

    private PortfolioResult Run(
        SimulationSpec spec,
        IPortfolioStrategy strategy,
        PortfolioOptions options,
        CancellationToken cancellation
    ) => PortfolioEngine.Run(Assets, strategy, spec.Execution, spec.Capital, options, cancellation);

    private IPortfolioStrategy Strategy(PortfolioStrategySpec portfolio)
    {
        var method = portfolio.Description!;
        if (method.IsPair)
            return method.CreatePair(portfolio.Parameters.ByName, Assets[0].Symbol, Assets[1].Symbol);
        var weights = portfolio.Weights?.Pairs.ToDictionary(
            w => Named(w.Key),
            w => double.Parse(w.Value, NumberStyles.Float, CultureInfo.InvariantCulture),
            StringComparer.Ordinal
        );
        return method.Create(portfolio.Parameters.ByName, RebalanceRule.Parse(portfolio.Rebalance!), weights);
    }

    // Specs write symbols in any case; the engine knows assets by the names of their series.
    private string Named(string symbol) =>
        Assets.FirstOrDefault(a => a.Symbol.Equals(symbol, StringComparison.OrdinalIgnoreCase))?.Symbol ?? symbol;

    private static string? CurrencyOf(PortfolioStrategySpec portfolio, string symbol) =>
        portfolio.Quoted?.Pairs.Where(q => q.Key.Equals(symbol, StringComparison.OrdinalIgnoreCase)).Select(q => q.Value).FirstOrDefault();
}
