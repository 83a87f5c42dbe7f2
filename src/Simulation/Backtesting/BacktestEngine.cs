using Simulator.Markets;
using Simulator.Specs;

namespace Simulator.Backtesting;

/// <summary>
/// Runs a strategy over bars. At each bar: orders placed at the close before fill at the open; the account is valued at the close;
/// an account at or below zero is liquidated and the run stops trading; the strategy is asked. It is not asked on the last bar,
/// since nothing it orders there could fill.
/// </summary>
public static class BacktestEngine
{
    /// <summary>Runs <paramref name="strategy"/> over bars <paramref name="firstBar"/> … <paramref name="lastBar"/> (inclusive).</summary>
    /// <param name="series">The traded series; bars before <paramref name="firstBar"/> are history that the strategy may read.</param>
    /// <param name="firstBar">First bar on which a fill can happen.</param>
    /// <param name="lastBar">Last bar, inclusive.</param>
    /// <param name="strategy">What trades.</param>
    /// <param name="execution">Fills and costs.</param>
    /// <param name="capital">Starting cash.</param>
    /// <param name="options">Conventions; null for the product's own.</param>
    /// <exception cref="ArgumentException">Bars out of range, a price of the run that is not positive and finite, impossible costs or capital.</exception>
    public static BacktestResult Run(BarSeries series, int firstBar, int lastBar, IStrategy strategy, ExecutionSpec execution, CapitalSpec capital, BacktestOptions? options = null)
    {
        options ??= new BacktestOptions();
        Check(series, firstBar, lastBar, execution, capital);
        var terms = RunTerms.Of(execution, options);
        terms.Commission.Check();
        var portfolio = new Portfolio(series, capital.Amount, terms.Commission, options.Sizing == SizingConvention.FillBarClose);
        var queue = new OrderQueue();
        var orders = new Orders(series, portfolio, queue, terms);
        var fills = new Execution(series, portfolio, queue, terms);
        var broker = new Broker(series, portfolio, queue, fills, options);
        var context = new BarContext(series, portfolio, orders);
        var firstDecision = FirstDecisionBar(strategy, firstBar, options);
        // Every element is written below, or cleared after a liquidation.
        var equity = GC.AllocateUninitializedArray<double>(lastBar - firstBar + 1);
        var exposure = GC.AllocateUninitializedArray<double>(equity.Length);
        var closes = series.Close;

        strategy.Start();
        var liquidatedBar = -1;
        if (firstDecision < firstBar)
            Ask(strategy, context, orders, firstDecision);
        for (var bar = firstBar; bar <= lastBar; bar++)
        {
            if (queue.Count > 0)
                broker.Process(bar);
            var close = closes[bar];
            var value = portfolio.EquityAt(close);
            if (value <= 0)
            {
                broker.Liquidate(bar);
                liquidatedBar = bar;
                equity.AsSpan(bar - firstBar).Clear();
                exposure.AsSpan(bar - firstBar).Clear();
                break;
            }
            equity[bar - firstBar] = value;
            exposure[bar - firstBar] = portfolio.Units == 0 ? 0 : portfolio.Units * close / value;
            if (fills.HasTrails)
                broker.MoveTrailingStops(bar);
            if (bar >= firstDecision && bar < lastBar)
                Ask(strategy, context, orders, bar);
        }
        if (options.CloseOpenTradesAtEnd && portfolio.GrossUnits != 0)
        {
            broker.CloseAtEnd(lastBar);
            (equity[^1], exposure[^1]) = (portfolio.EquityAt(series.Close[lastBar]), 0);
        }
        fills.EndNotes();
        return new BacktestResult
        {
            FirstBar = firstBar, LastBar = lastBar, StartingCash = capital.Amount, Equity = equity, Exposure = exposure,
            Trades = TradeBook.Read(series, portfolio, lastBar), OrderCount = orders.PlacedCount, Commissions = portfolio.Commissions, SlippageCost = portfolio.SlippageCost,
            Notes = fills.Notes, AmbiguousBars = broker.AmbiguousBars, FirstReadyBar = Math.Max(firstBar, strategy.FirstReadyBar), LiquidatedBar = liquidatedBar,
        };
    }

    private static int FirstDecisionBar(IStrategy strategy, int firstBar, BacktestOptions options) => options.FirstDecision switch
    {
        FirstDecision.AfterReadyBar => Math.Max(firstBar, strategy.FirstReadyBar + 1),
        _ when options.TradeOnClose => Math.Max(firstBar, strategy.FirstReadyBar), // a fill at that close would lie before the run
        _ => Math.Max(Math.Max(firstBar - 1, 0), strategy.FirstReadyBar),
    };

    private static void Ask(IStrategy strategy, BarContext context, Orders orders, int bar)
    {
        (context.Bar, orders.Bar) = (bar, bar);
        strategy.Decide(context);
    }

    private static void Check(BarSeries series, int firstBar, int lastBar, ExecutionSpec execution, CapitalSpec capital)
    {
        if (firstBar < 0 || lastBar >= series.Count || firstBar > lastBar)
            throw new ArgumentException(FormattableString.Invariant($"series {series.Symbol} has bars 0 … {series.Count - 1}; a run over bars {firstBar} … {lastBar} lies outside them or is empty"));
        if (!(execution.CommissionRate is >= 0 and < 1) || !(execution.SlippageBps is >= 0 and < 10_000) || !(execution.Leverage >= 1) || !double.IsFinite(execution.Leverage))
            throw new ArgumentException(FormattableString.Invariant($"execution: commissionRate {execution.CommissionRate} must lie in [0, 1), slippageBps {execution.SlippageBps} in [0, 10000), leverage {execution.Leverage} must be ≥ 1"));
        if (!(capital.Amount > 0) || !double.IsFinite(capital.Amount))
            throw new ArgumentException(FormattableString.Invariant($"capital.amount must be > 0, was {capital.Amount}"));
        if (SeriesFacts.Of(series).IsTradable)
            return;
        for (var bar = firstBar; bar <= lastBar; bar++)
        {
            if (!SeriesFacts.CanTradeAt(series, bar))
                throw new ArgumentException(FormattableString.Invariant($"series {series.Symbol}: bar {bar} ({series.CloseTimeAt(bar):u}) has open {series.Open[bar]} and close {series.Close[bar]}; only positive prices can be traded: exclude the bar, or trade another series"));
        }
    }
}
