namespace Simulator.Backtesting;

/// <summary>
/// Conventions of a run, apart from the market's costs. The defaults are this product's (<c>docs/conventions.md</c>);
/// <see cref="BacktestingPy"/> has those of the published reference cases.
/// </summary>
public sealed record BacktestOptions
{
    /// <summary>The price that converts a size given as a fraction into units.</summary>
    public SizingConvention Sizing { get; init; } = SizingConvention.DecisionClose;

    /// <summary>The bar at which the strategy is first called.</summary>
    public FirstDecision FirstDecision { get; init; } = FirstDecision.BeforeFirstBar;

    /// <summary>Whether slippage is charged when a position is closed, too.</summary>
    public bool SlippageOnExit { get; init; } = true;

    /// <summary>
    /// Closes open trades at the end: at the open of the last bar, after that bar was marked at its close, as the reference cases do.
    /// Otherwise open trades stay open and are valued at the last close.
    /// </summary>
    public bool CloseOpenTradesAtEnd { get; init; }

    /// <summary>
    /// With <see cref="CloseOpenTradesAtEnd"/>: the strategy is also called at the close of the last bar. After the open trades are closed
    /// that bar is processed once more, so that new orders may fill there and stay open, as in the reference. This is look-ahead: the
    /// bar's open is already past.
    /// </summary>
    public bool DecidesOnLastBar { get; init; }

    /// <summary>Commission of fills; null for the commission of the execution spec.</summary>
    public Commission? Commission { get; init; }

    /// <summary>
    /// Market orders fill at the close of the decision bar instead of the next open. The bar's own equity is still without them.
    /// </summary>
    public bool TradeOnClose { get; init; }

    /// <summary>Opposite orders open separate trades instead of reducing the open position.</summary>
    public bool Hedging { get; init; }

    /// <summary>Every new order first cancels what waits and closes the open position.</summary>
    public bool ExclusiveOrders { get; init; }

    /// <summary>The assumed intrabar order: which of several prices of one bar is touched first.</summary>
    public IntrabarRule Intrabar { get; init; } = IntrabarRule.Path;

    /// <summary>Bars with another intrabar order; null for none. The fill-ambiguity band sets them bar by bar.</summary>
    public IReadOnlyDictionary<int, IntrabarRule>? IntrabarAt { get; init; }

    /// <summary>What counts as one trade.</summary>
    public TradeGrouping Grouping { get; init; }

    /// <summary>The conventions of backtesting.py 0.6.6, which reproduce its published figures.</summary>
    public static BacktestOptions BacktestingPy { get; } =
        new()
        {
            Sizing = SizingConvention.FillBarClose,
            FirstDecision = FirstDecision.AfterReadyBar,
            SlippageOnExit = false,
            DecidesOnLastBar = true,
            Intrabar = IntrabarRule.QueueOrder,
        };
}

/// <summary>The price that converts a size given as a fraction into units.</summary>
public enum SizingConvention
{
    /// <summary>
    /// With the close and the equity of the decision bar. If the open then needs more than the buying power, the order is reduced to it.
    /// </summary>
    DecisionClose,

    /// <summary>
    /// At the fill, with the fill price, but with open positions marked at the close of that same bar: a small look-ahead of
    /// backtesting.py that matters only while other trades are open. An order above the buying power is cancelled.
    /// </summary>
    FillBarClose,
}

/// <summary>The bar at which the strategy is first called.</summary>
public enum FirstDecision
{
    /// <summary>At the close of the bar before the run (when the rule is ready by then), so that it can hold from the first open.</summary>
    BeforeFirstBar,

    /// <summary>Inside the run, at the bar after the first on which the rule is ready.</summary>
    AfterReadyBar,
}

/// <summary>The assumed intrabar order: which of several prices of one bar is touched first.</summary>
public enum IntrabarRule
{
    /// <summary>
    /// The price goes open → high → low → close when the open is nearer the high, else open → low → high → close. Where the rest of
    /// the bar touches both the stop and the target of a trade, the stop counts and the bar is counted as ambiguous.
    /// </summary>
    Path,

    /// <summary>
    /// Waiting orders are tried one by one, stops of trades first, as backtesting.py does; the bracket of a limit or stop entry counts
    /// from the next bar.
    /// </summary>
    QueueOrder,

    /// <summary>Open → high → low → close on every bar; what it touches first counts.</summary>
    HighFirst,

    /// <summary>Open → low → high → close on every bar; what it touches first counts.</summary>
    LowFirst,
}

/// <summary>What counts as one trade.</summary>
public enum TradeGrouping
{
    /// <summary>Every part of a position that one fill opened and another closed, first in, first out.</summary>
    Part,

    /// <summary>
    /// The whole position from its first fill until it is flat, including all additions and reductions: its size is all units
    /// entered, its prices are the means of all entries and all exits. Suits portfolios that are rebalanced often.
    /// </summary>
    Position,
}
