using System.Text.Json.Serialization;

namespace Simulator.Backtesting;

/// <summary>What an account did over bars <see cref="FirstBar"/> … <see cref="LastBar"/> of a series.</summary>
public sealed record BacktestResult
{
    /// <summary>First bar of the run, index into the series.</summary>
    public required int FirstBar { get; init; }

    /// <summary>Last bar of the run, inclusive.</summary>
    public required int LastBar { get; init; }

    /// <summary>Cash at the start.</summary>
    public required double StartingCash { get; init; }

    /// <summary>Equity at the close of each bar of the run; length LastBar − FirstBar + 1.</summary>
    public required double[] Equity { get; init; }

    /// <summary>Signed position value ÷ equity at the close of each bar of the run; worked out when it is first read.</summary>
    public double[] Exposure
    {
        get => field ??= Held is { } held ? held.Exposure(Closes, Equity, FirstBar) : [];
        init;
    }

    /// <summary>Closed trades in order of exit, then trades still open.</summary>
    public required IReadOnlyList<Trade> Trades { get; init; }

    /// <summary>Orders placed.</summary>
    public required int OrderCount { get; init; }

    /// <summary>All commissions paid.</summary>
    public required double Commissions { get; init; }

    /// <summary>What slippage cost against the unslipped prices.</summary>
    public required double SlippageCost { get; init; }

    /// <summary>Σ |units|·price of all fills, where trades do not tell it (several fills count as one trade); null where they do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TradedValue { get; init; }

    /// <summary>What borrowing shares cost.</summary>
    public double BorrowCost { get; init; }

    /// <summary>Interest that cash earned.</summary>
    public double InterestEarned { get; init; }

    /// <summary>Interest that borrowed cash cost.</summary>
    public double InterestPaid { get; init; }

    /// <summary>
    /// What financing cost in all: borrowed shares and cash less what cash earned. Final equity = starting cash + Σ profit of the trades −
    /// this (+ a debt forgiven).
    /// </summary>
    [JsonIgnore]
    public double FinancingCost => BorrowCost + InterestPaid - InterestEarned;

    /// <summary>When the position was cut for want of equity.</summary>
    public IReadOnlyList<MarginCall> MarginCalls { get; init; } = [];

    /// <summary>Fills that the volume of their bar cut.</summary>
    public int PartialFills { get; init; }

    /// <summary>Orders that were worked off in slices, with what that cost; not kept in files.</summary>
    [JsonIgnore]
    public IReadOnlyList<ParentOrder> ParentOrders { get; init; } = [];

    /// <summary>Orders that were refused or cancelled and why, in order (“bar 412: 0 units affordable at 180.36”).</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>SHA-256 over every trade's bars, sizes, prices and commissions, bit for bit.</summary>
    public string TradeHash
    {
        get => field ??= TradeBook.Hash(Trades);
        init;
    }

    /// <summary>Bars on which a trade's stop and target were both touched, so that the fill rule and not the data decided.</summary>
    public int AmbiguousBars { get; init; }

    /// <summary>
    /// First bar of the run at whose close the strategy had everything it needs; where “buy and hold from the first tradable bar” begins.
    /// </summary>
    public int FirstReadyBar { get; init; }

    /// <summary>The bar at whose close the account was used up and liquidated; −1 when it was not. Equity is 0 from there on.</summary>
    public int LiquidatedBar { get; init; } = -1;

    /// <summary>From which the exposure is worked out. Not kept in files.</summary>
    internal HeldUnits? Held { get; init; }

    /// <summary>Closes of the traded series.</summary>
    internal double[] Closes { get; init; } = [];
}
