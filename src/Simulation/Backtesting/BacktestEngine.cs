using System.Globalization;
using System.Runtime.CompilerServices;
using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>
/// Runs a strategy over bars. At each bar: orders placed at the close before fill at the open; the account is valued at the close;
/// an account at or below zero is liquidated and the run stops trading; the strategy is called. It is not called on the last bar,
/// since nothing it orders there could fill, unless <see cref="BacktestOptions.DecidesOnLastBar"/> gives that bar a second pass.
/// </summary>
public static class BacktestEngine
{
    // Often enough to stop at once, seldom enough to cost nothing.
    private const int BarsBetweenLooks = 2048;

    /// <summary>Runs <paramref name="strategy"/> over bars <paramref name="firstBar"/> to <paramref name="lastBar"/>, inclusive.</summary>
    /// <param name="series">The traded series; bars before <paramref name="firstBar"/> are history that the strategy may read.</param>
    /// <param name="firstBar">First bar on which a fill can happen.</param>
    /// <param name="lastBar">Last bar, inclusive.</param>
    /// <param name="strategy">What trades.</param>
    /// <param name="execution">Fills and costs.</param>
    /// <param name="capital">Starting cash.</param>
    /// <param name="options">Conventions; null for the product's own.</param>
    /// <param name="workspace">For sweeps: memory that the runs of a thread share; the result is then valid until the next run. Null for a
    /// permanent result.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ArgumentException">Bars out of range, a price of the run that is not positive and finite, impossible costs or
    /// capital.</exception>
    public static BacktestResult Run(
        BarSeries series,
        int firstBar,
        int lastBar,
        IStrategy strategy,
        ExecutionSpec execution,
        CapitalSpec capital,
        BacktestOptions? options = null,
        BacktestWorkspace? workspace = null,
        CancellationToken cancellation = default
    )
    {
        var terms = TermsOf(series, firstBar, lastBar, execution, capital, options);
        options = terms.Options;
        workspace?.Begin();
        var desk = new Desk(series, new Account(capital.Amount), terms, workspace?.Closed) { Cancellation = cancellation };
        var portfolio = desk.Portfolio;
        var firstDecision = FirstDecisionBar(strategy, firstBar, options);
        // Every element is written below, or cleared after a liquidation.
        var equity = workspace?.Equity(lastBar - firstBar + 1) ?? GC.AllocateUninitializedArray<double>(lastBar - firstBar + 1);
        var (held, closes) = (workspace?.Held ?? new HeldUnits(), series.Close);
        // Interest and margin are looked at on every bar.
        var sparse = desk.HasUpkeep ? null : strategy as ISparseStrategy;

        strategy.Start();
        if (firstDecision < firstBar)
            desk.Ask(strategy, firstDecision);
        var bars = new RunBars(firstBar, lastBar, firstDecision);
        var liquidatedBar = sparse is null
            ? Walk(default(EveryBar), desk, strategy, bars, equity, held, cancellation)
            : Walk(new QuietBarsSkipped(desk, sparse, bars, equity, cancellation), desk, strategy, bars, equity, held, cancellation);
        if (options.CloseOpenTradesAtEnd && liquidatedBar < 0)
        {
            // A fill at the close before would lie before a run of one bar.
            var decides = options.DecidesOnLastBar && lastBar >= firstDecision && (lastBar > firstBar || !options.TradeOnClose);
            if (decides)
                strategy.Decide(desk.Decide(lastBar)); // slices of parent orders end with the run
            if (decides || portfolio.GrossUnits != 0)
            {
                desk.CloseAtEnd(lastBar);
                if (decides)
                    desk.ProcessAgain(lastBar);
                equity[^1] = desk.EquityAt(lastBar);
                if (decides && equity[^1] <= 0)
                {
                    desk.UseUp(lastBar);
                    (liquidatedBar, equity[^1]) = (lastBar, 0);
                }
                held.Change(lastBar, portfolio.Units);
            }
        }
        return new BacktestResult
        {
            FirstBar = firstBar,
            LastBar = lastBar,
            StartingCash = capital.Amount,
            Equity = equity,
            Held = held,
            Closes = closes,
            Trades = desk.Trades(lastBar),
            OrderCount = desk.Orders.PlacedCount,
            Commissions = desk.Account.Commissions,
            SlippageCost = desk.Account.SlippageCost,
            BorrowCost = desk.Account.BorrowCost,
            InterestEarned = desk.Account.InterestEarned,
            InterestPaid = desk.Account.InterestPaid,
            MarginCalls = desk.MarginCalls,
            PartialFills = desk.PartialFills,
            ParentOrders = desk.Orders.Parents(lastBar),
            Notes = desk.Notes.Read(),
            AmbiguousBars = desk.AmbiguousBars,
            FirstReadyBar = Math.Max(firstBar, strategy.FirstReadyBar),
            LiquidatedBar = liquidatedBar,
        };
    }

    /// <summary>
    /// The bars of a run, one after the other. A type of pace is compiled on its own, so that what the compiler learns from strategies that
    /// skip bars does not slow down those that are asked at every bar.
    /// </summary>
    /// <returns>The bar at which the account was used up; −1 if it lasted.</returns>
    private static int Walk<TPace>(
        TPace pace,
        Desk desk,
        IStrategy strategy,
        RunBars bars,
        double[] equity,
        HeldUnits held,
        CancellationToken cancellation
    )
        where TPace : struct, IPace
    {
        var portfolio = desk.Portfolio;
        var look = bars.First;
        for (var bar = bars.First; bar <= bars.Last; bar++)
        {
            if (bar >= look)
            {
                cancellation.ThrowIfCancellationRequested();
                look = bar + BarsBetweenLooks;
            }
            bar = pace.NextBar(bar);
            var value = desk.Work(bar, accrues: bar > bars.First);
            if (value <= 0)
            {
                desk.UseUp(bar);
                equity.AsSpan(bar - bars.First).Clear();
                held.Change(bar, 0);
                return bar;
            }
            equity[bar - bars.First] = value;
            if (portfolio.Units != held.Units)
                held.Change(bar, portfolio.Units);
            desk.MoveStops(bar);
            if (bar >= bars.FirstDecision && bar < bars.Last)
                desk.Ask(strategy, bar);
        }
        return -1;
    }

    /// <summary>
    /// The terms of a run over bars <paramref name="firstBar"/> … <paramref name="lastBar"/>. Refuses what cannot be run.
    /// </summary>
    /// <exception cref="ArgumentException">As <see cref="Run"/>.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)] // as the constructor of Desk
    internal static RunTerms TermsOf(
        BarSeries series,
        int firstBar,
        int lastBar,
        ExecutionSpec execution,
        CapitalSpec capital,
        BacktestOptions? options = null
    )
    {
        options ??= new BacktestOptions();
        if (execution.Fill == FillRule.SameClose)
            options = options with { TradeOnClose = true };
        Check(series, firstBar, lastBar, capital);
        var terms = RunTerms.Of(execution, options);
        terms.Tick.Check(series, firstBar, lastBar);
        return terms;
    }

    private static int FirstDecisionBar(IStrategy strategy, int firstBar, BacktestOptions options) =>
        options.FirstDecision switch
        {
            FirstDecision.AfterReadyBar => Math.Max(firstBar, strategy.FirstReadyBar + 1),
            _ when options.TradeOnClose => Math.Max(firstBar, strategy.FirstReadyBar), // a fill at that close would lie before the run
            _ => Math.Max(Math.Max(firstBar - 1, 0), strategy.FirstReadyBar),
        };

    private static void Check(BarSeries series, int firstBar, int lastBar, CapitalSpec capital)
    {
        if (firstBar < 0 || lastBar >= series.Count || firstBar > lastBar)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"series {series.Symbol} has bars 0 … {series.Count - 1}; bars {firstBar} … {lastBar} are outside them or empty"
                )
            );
        if (!CostBounds.Cash.Contains(capital.Amount))
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"capital.amount must be " + $"{CostBounds.Cash.MustBe}, was {capital.Amount}")
            );
        if (SeriesFacts.Of(series).IsTradable)
            return;
        for (var bar = firstBar; bar <= lastBar; bar++)
        {
            if (!SeriesFacts.CanTradeAt(series, bar))
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"series {series.Symbol}: bar {bar} ({series.CloseTimeAt(bar):u}) has open {series.Open[bar]} and "
                            + $"close {series.Close[bar]}; prices must lie between {SeriesFacts.LowestPrice} and "
                            + $"{SeriesFacts.HighestPrice} to be traded: exclude the bar, or, if the instrument trades at zero and below, "
                            + $"read the series as a signed price"
                    )
                );
        }
    }

    /// <summary>Which bar of a run is looked at next.</summary>
    private interface IPace
    {
        /// <summary>The next bar to look at, at or after <paramref name="bar"/>; bars before it have been valued.</summary>
        int NextBar(int bar);
    }

    private readonly record struct RunBars(int First, int Last, int FirstDecision);

    private readonly struct EveryBar : IPace
    {
        public int NextBar(int bar) => bar;
    }

    private readonly struct QuietBarsSkipped(
        Desk desk,
        ISparseStrategy strategy,
        RunBars bars,
        double[] equity,
        CancellationToken cancellation
    ) : IPace
    {
        public int NextBar(int bar) =>
            desk.IsQuiet
                ? QuietBars.Value(
                    desk.Portfolio,
                    desk.Series.Close,
                    bar,
                    Math.Min(bars.Last, strategy.NextBar(desk.Series, Math.Max(bar, bars.FirstDecision), cancellation)),
                    equity.AsSpan(bar - bars.First)
                )
                : bar;
    }
}
