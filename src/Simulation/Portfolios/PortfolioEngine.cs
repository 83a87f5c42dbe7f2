using System.Globalization;
using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Portfolios.Construction;
using Simulator.Portfolios.Rebalancing;

namespace Simulator.Portfolios;

/// <summary>
/// Runs a rule over several assets with shared cash. Time goes from close to close of any asset; at each instant the assets that closed
/// a bar first fill their orders as a run over one series does (<see cref="BacktestEngine"/>), the account is valued with every asset at
/// its last close, and the rule is called. An order fills on its own asset's first bar that opened at or after the decision.
/// </summary>
public static class PortfolioEngine
{
    private const int InstantsBetweenLooks = 16;

    /// <summary>Runs <paramref name="strategy"/>.</summary>
    /// <param name="assets">What is traded, in any order.</param>
    /// <param name="strategy">The rule.</param>
    /// <param name="execution">Fills and costs, the same for every asset.</param>
    /// <param name="capital">Starting cash and the account's currency.</param>
    /// <param name="options">Range, exchange rates, conventions, benchmark; null for none.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ArgumentException">Assets, rates, costs or a range that cannot be used; the message says which.</exception>
    public static PortfolioResult Run(
        IReadOnlyList<PortfolioAsset> assets,
        IPortfolioStrategy strategy,
        ExecutionSpec execution,
        CapitalSpec capital,
        PortfolioOptions? options = null,
        CancellationToken cancellation = default
    )
    {
        options ??= new PortfolioOptions();
        options.Check(assets);
        if (execution.Fill != FillRule.NextOpen)
            throw new ArgumentException("execution.fill: a portfolio fills at the next open; set nextOpen");
        if (!CostBounds.Cash.Contains(capital.Amount))
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"capital.amount must be " + $"{CostBounds.Cash.MustBe}, was {capital.Amount}")
            );
        var run = new PortfolioRun(assets, strategy, execution, capital, options);
        var (first, last) = Range(run, options);
        CheckPrices(run, first, last);
        var (equity, weights) = (
            GC.AllocateUninitializedArray<double>(last - first + 1),
            GC.AllocateUninitializedArray<double>((last - first + 1) * run.Count)
        );

        foreach (var line in run.Lines)
            line.Desk.Cancellation = cancellation;
        strategy.Start(run.Symbols);
        run.Begin(Math.Max(first - 1, 0), first);
        if (first > 0)
            run.Ask();
        var liquidated = -1;
        for (var t = first; t <= last; t++)
        {
            if ((t - first) % InstantsBetweenLooks == 0)
                cancellation.ThrowIfCancellationRequested();
            if (run.Step(t) <= 0)
            {
                run.Liquidate();
                liquidated = t;
                equity.AsSpan(t - first).Clear();
                weights.AsSpan((t - first) * run.Count).Clear();
                break;
            }
            equity[t - first] = run.EquityNow;
            run.WriteWeights(weights.AsSpan((t - first) * run.Count, run.Count));
            if (t < last)
                run.Ask();
        }
        run.EndNotes();
        return PortfolioResults.Read(run, new PortfolioSpan(first, last, liquidated), equity, weights, capital, options);
    }

    /// <summary>The instants (UTC ticks, increasing) at which any of the assets closes a bar.</summary>
    public static long[] Instants(IReadOnlyList<PortfolioAsset> assets) => new Timeline([.. assets.Select(a => a.Series)]).Ticks;

    /// <summary>
    /// Why a run is not possible: invalid assets, rates, costs or capital; null if it is possible.
    /// </summary>
    public static string? Fault(
        IReadOnlyList<PortfolioAsset> assets,
        ExecutionSpec execution,
        CapitalSpec capital,
        PortfolioOptions options
    )
    {
        try
        {
            options.Check(assets);
            _ = new PortfolioRun(
                assets,
                new RebalancingStrategy(new ConstructedWeights(new ConstructionOptions()), new RebalanceRule.Never()),
                execution,
                capital,
                options
            );
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    private static (int First, int Last) Range(PortfolioRun run, PortfolioOptions options)
    {
        var timeline = run.Timeline;
        var first = options.Start is { } start ? timeline.FirstAt(start) : 0;
        var last = options.End is { } end ? timeline.FirstAt(end.AddTicks(1)) - 1 : timeline.Count - 1;
        return first <= last && first < timeline.Count
            ? (first, last)
            : throw new ArgumentException(
                timeline.Count == 0
                    ? "the assets have no bars"
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"no bar {Words(options)}; the assets have bars from "
                            + $"{new DateTime(timeline.Ticks[0], DateTimeKind.Utc):u} to "
                            + $"{new DateTime(timeline.Ticks[^1], DateTimeKind.Utc):u}"
                    )
            );
    }

    private static string Words(PortfolioOptions options) =>
        (options.Start, options.End) switch
        {
            ({ } start, null) => FormattableString.Invariant($"at or after {start:u}"),
            (null, { } end) => FormattableString.Invariant($"at or before {end:u}"),
            var (start, end) => FormattableString.Invariant($"between {start:u} and {end:u}"),
        };

    private static void CheckPrices(PortfolioRun run, int first, int last)
    {
        for (var i = 0; i < run.Count; i++)
        {
            var series = run.Lines[i].Series;
            var (firstBar, lastBar) = (Math.Max(0, run.Timeline.BarAt(first, i)), run.Timeline.BarAt(last, i));
            for (var bar = firstBar; bar <= lastBar && !SeriesFacts.Of(series).IsTradable; bar++)
            {
                if (!SeriesFacts.CanTradeAt(series, bar))
                    throw new ArgumentException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"series {series.Symbol}: bar {bar} ({series.CloseTimeAt(bar):u}) has open {series.Open[bar]} and "
                                + $"close {series.Close[bar]}; only positive prices can be traded: exclude the bar, or remove the "
                                + $"asset"
                        )
                    );
            }
            if (lastBar >= firstBar)
                run.Terms.Tick.Check(series, firstBar, lastBar);
        }
    }
}
