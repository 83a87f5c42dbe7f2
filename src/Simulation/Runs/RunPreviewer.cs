using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Numerics;
using Simulator.Portfolios;

namespace Simulator.Runs;

/// <summary>
/// Makes previews of one draft after another. The series of the last one, cut, adjusted and aligned, are kept: while a person types, only
/// the strategy runs again. Calls may come from any thread, one at a time or not.
/// </summary>
/// <param name="series">The series at hand.</param>
public sealed class RunPreviewer(ISeriesSource series)
{
    private Prepared? _last;

    /// <summary>Previews a spec: the bars and costs of its run, the engine of its run.</summary>
    /// <param name="spec">A spec without errors, also none of <see cref="SpecChecks.AgainstData"/>.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public RunPreview Make(SimulationSpec spec, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Strategy is PortfolioStrategySpec portfolio ? Make(spec, portfolio, cancellation) : MakeSingle(spec, cancellation);
    }

    private RunPreview MakeSingle(SimulationSpec spec, CancellationToken cancellation)
    {
        var market = Kept(SpecJson.HashPart(spec.Data), spec.Data, () => MarketData.Load(spec.Data, series));
        var target = market.Aligned.Target;
        var preview = new RunPreview
        {
            Spec = spec,
            Target = target,
            Instants = target.CloseTimeTicks,
            Others = [.. market.Sources.Skip(1)],
            TestStart = spec.Split.TestStart(target.Count),
            Trades = null,
            HeldFraction = null,
        };
        if (spec.Learns)
            return preview;
        var account = BacktestEngine.Run(
            target,
            preview.TestStart,
            target.Count - 1,
            market.Strategy(spec.Strategy, null),
            spec.Execution,
            spec.Capital,
            cancellation: cancellation
        );
        return preview with { Trades = account.Trades, HeldFraction = Held(account.Exposure) };
    }

    // Only the first asset is drawn; the others decide with it.
    private RunPreview Make(SimulationSpec spec, PortfolioStrategySpec portfolio, CancellationToken cancellation)
    {
        // Its prices and currencies; the method reads them and is no part of them.
        var read = SpecJson.HashPart(spec.Data) + SpecJson.HashPart(portfolio.Rates) + SpecJson.HashPart(portfolio.Quoted);
        var market = Kept(read, spec.Data, () => PortfolioMarket.Load(portfolio, spec.Data, series));
        var target = market.Assets[0].Series;
        var start = market.OptionsOf(spec, portfolio).Start!.Value.Ticks;
        var run = market.Run(spec, portfolio, cancellation);
        var asset = 0;
        while (!run.Symbols[asset].Equals(target.Symbol, StringComparison.OrdinalIgnoreCase))
            asset++;
        var (instants, assets) = (run.Ticks.Length, run.Symbols.Count);
        return new RunPreview
        {
            Spec = spec,
            Target = target,
            Instants = market.Instants,
            Others = [.. market.Assets.Skip(1).Select(a => a.Series), .. market.Rates.Select(r => r.Rates)],
            TestStart = SortedSearch.FirstAtLeast(target.CloseTimeTicks, 0, start),
            Trades = run.Assets[asset].Trades,
            HeldFraction = Held([.. Enumerable.Range(0, instants).Select(i => run.Weights[(i * assets) + asset])]),
        };
    }

    // The market of the last draft, while what it is made of is the same and the store holds the same series.
    private T Kept<T>(string key, DataSpec data, Func<T> load)
        where T : class
    {
        BarSeries[] found = [.. data.Related.Prepend(data.Target).Select(s => series.Find(s)!)];
        if (_last is { Market: T known } last && last.Key == key && last.Found.SequenceEqual(found, ReferenceEqualityComparer.Instance))
            return known;
        var market = load();
        _last = new Prepared(key, found, market);
        return market;
    }

    private static double? Held(double[] exposure) => exposure.Length == 0 ? null : (double)exposure.Count(e => e != 0) / exposure.Length;

    private sealed record Prepared(string Key, IReadOnlyList<BarSeries> Found, object Market);
}
