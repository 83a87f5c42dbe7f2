namespace Simulator.Backtesting;

/// <summary>
/// Conventions of a run that are no part of the market's costs. The defaults are this product's (<c>docs/conventions.md</c>);
/// <see cref="BacktestingPy"/> are those of the published reference cases.
/// </summary>
public sealed record BacktestOptions
{
    /// <summary>With which price a size given as a fraction is turned into units.</summary>
    public SizingConvention Sizing { get; init; } = SizingConvention.DecisionClose;

    /// <summary>At which bar the strategy is first asked.</summary>
    public FirstDecision FirstDecision { get; init; } = FirstDecision.BeforeFirstBar;

    /// <summary>Whether slippage is charged when a position is closed, too.</summary>
    public bool SlippageOnExit { get; init; } = true;

    /// <summary>
    /// Close what is still open at the end: at the open of the last bar, after that bar was marked at its close, as the reference
    /// cases do. Otherwise open trades stay open and are valued at the last close.
    /// </summary>
    public bool CloseOpenTradesAtEnd { get; init; }

    /// <summary>
    /// With <see cref="CloseOpenTradesAtEnd"/>: the strategy is asked at the close of the last bar, too, and after the open trades are
    /// closed that bar is worked
    /// on once more, so that what it ordered may fill there and stays open, as the reference has it. A look ahead: its open is past by
    /// then.
    /// </summary>
    public bool DecidesOnLastBar { get; init; }

    /// <summary>What fills cost; null for the rate of the execution spec alone.</summary>
    public Commission? Commission { get; init; }

    /// <summary>
    /// Market orders fill at the close of the decision bar instead of the next open. The bar's own equity is still without them.
    /// </summary>
    public bool TradeOnClose { get; init; }

    /// <summary>Opposite orders open trades of their own instead of reducing what is open.</summary>
    public bool Hedging { get; init; }

    /// <summary>Every new order first cancels what waits and closes what is open.</summary>
    public bool ExclusiveOrders { get; init; }

    /// <summary>In which order several prices of one bar are taken to have been touched.</summary>
    public IntrabarRule Intrabar { get; init; } = IntrabarRule.Path;

    /// <summary>Bars on which another rule is followed; null for none. What the fill-ambiguity band tries bar by bar.</summary>
    public IReadOnlyDictionary<int, IntrabarRule>? IntrabarAt { get; init; }

    /// <summary>What counts as one trade.</summary>
    public TradeGrouping Grouping { get; init; }

    /// <summary>The conventions of backtesting.py 0.6.6, with which its published figures come out.</summary>
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

/// <summary>With which price a size given as a fraction is turned into units.</summary>
public enum SizingConvention
{
    /// <summary>
    /// With the close and the equity of the bar on which the decision was taken. When the open then asks for more than the account
    /// can carry, the order is cut to what it can.
    /// </summary>
    DecisionClose,

    /// <summary>
    /// At the fill, with the fill price, but open positions marked at the close of that same bar: a small look-ahead of
    /// backtesting.py that shows only while something else is open. An order that cannot be carried is cancelled.
    /// </summary>
    FillBarClose,
}

/// <summary>At which bar the strategy is first asked.</summary>
public enum FirstDecision
{
    /// <summary>At the close of the bar before the run (when the rule is ready by then), so that it can hold from the first open.</summary>
    BeforeFirstBar,

    /// <summary>Inside the run, at the bar after the first on which the rule is ready.</summary>
    AfterReadyBar,
}

/// <summary>In which order several prices of one bar are taken to have been touched.</summary>
public enum IntrabarRule
{
    /// <summary>
    /// The price goes open → high → low → close when the open is nearer the high, else open → low → high → close. Where the rest of
    /// the bar touches both the stop and the target of a trade, the stop counts and the bar is counted as ambiguous.
    /// </summary>
    Path,

    /// <summary>
    /// Orders are tried one by one as they wait, stops of trades first, as backtesting.py does; a limit or stop entry's bracket counts from
    /// the next bar.
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
    /// The whole position from its first fill until it is flat, whatever was added and taken off in between: its size is all units
    /// entered, its prices are the means of all entries and all exits. The one for portfolios that are rebalanced often.
    /// </summary>
    Position,
}
