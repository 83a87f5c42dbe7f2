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

    /// <summary>Signed position value ÷ equity at the close of each bar of the run; computed when it is first read.</summary>
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

    /// <summary>Slippage cost, compared with the prices before slippage.</summary>
    public required double SlippageCost { get; init; }

    /// <summary>Σ |units|·price of all fills, where trades do not tell it (several fills count as one trade); null where they do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TradedValue { get; init; }

    /// <summary>Cost of borrowed shares.</summary>
    public double BorrowCost { get; init; }

    /// <summary>Interest earned on cash.</summary>
    public double InterestEarned { get; init; }

    /// <summary>Interest paid on borrowed cash.</summary>
    public double InterestPaid { get; init; }

    /// <summary>
    /// What financing cost in all: borrowed shares and cash less what cash earned. Final equity = starting cash + Σ profit of the trades −
    /// this (+ a debt forgiven).
    /// </summary>
    [JsonIgnore]
    public double FinancingCost => BorrowCost + InterestPaid - InterestEarned;

    /// <summary>The margin calls that reduced the position.</summary>
    public IReadOnlyList<MarginCall> MarginCalls { get; init; } = [];

    /// <summary>Fills that the volume of their bar limited.</summary>
    public int PartialFills { get; init; }

    /// <summary>Parent orders that were executed in slices, with their cost; not stored in files.</summary>
    [JsonIgnore]
    public IReadOnlyList<ParentOrder> ParentOrders { get; init; } = [];

    /// <summary>Orders that were rejected or cancelled and why, in order (“bar 412: 0 units affordable at 180.36”).</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>SHA-256 over every trade's bars, sizes, prices and commissions, bit for bit.</summary>
    public string TradeHash
    {
        get => field ??= TradeBook.Hash(Trades);
        init;
    }

    /// <summary>Ambiguous bars: a trade's stop and target were both touched, so the assumed intrabar order decided, not the data.</summary>
    public int AmbiguousBars { get; init; }

    /// <summary>
    /// First bar of the run at whose close the strategy had everything it needs; where “buy and hold from the first tradable bar” begins.
    /// </summary>
    public int FirstReadyBar { get; init; }

    /// <summary>The bar at whose close the bankrupt account was liquidated; −1 if it was not. Equity is 0 from there on.</summary>
    public int LiquidatedBar { get; init; } = -1;

    /// <summary>What the exposure is computed from. Not stored in files.</summary>
    internal HeldUnits? Held { get; init; }

    /// <summary>Closes of the traded series.</summary>
    internal double[] Closes { get; init; } = [];
}
