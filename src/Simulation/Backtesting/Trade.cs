using System.Text.Json.Serialization;

namespace Simulator.Backtesting;

/// <summary>A position from its opening to its closing (or to the end of the run, when <see cref="IsOpen"/>).</summary>
public sealed record Trade
{
    /// <summary>Units, negative for a short.</summary>
    public required double Size { get; init; }

    /// <summary>Bar of the entry fill, index into the series.</summary>
    public required int EntryBar { get; init; }

    /// <summary>Bar of the exit fill; the last bar for an open trade.</summary>
    public required int ExitBar { get; init; }

    /// <summary>
    /// Entry time, UTC (close time of the bar before for a fill at the open would be earlier: this is the entry bar's close time).
    /// </summary>
    public required DateTime EntryTime { get; init; }

    /// <summary>Exit bar's close time, UTC.</summary>
    public required DateTime ExitTime { get; init; }

    /// <summary>Fill price at entry, slippage included.</summary>
    public required double EntryPrice { get; init; }

    /// <summary>Fill price at exit, slippage included; the last close for an open trade.</summary>
    public required double ExitPrice { get; init; }

    /// <summary>Commission of both sides.</summary>
    public required double Commission { get; init; }

    /// <summary>Money made: size·(exit − entry) − commission.</summary>
    public required double ProfitLoss { get; init; }

    /// <summary>sign·(exit/entry − 1) − commission/(|size|·entry); of |entry|, where that is below zero.</summary>
    public required double ReturnFraction { get; init; }

    /// <summary>Why the entry filled at that price.</summary>
    public string EntryReason
    {
        get => field ??= EntryFill.Describe();
        init;
    }

    /// <summary>Why the exit filled at that price.</summary>
    public string ExitReason
    {
        get => field ??= ExitFill.Describe();
        init;
    }

    /// <summary>Still open at the end of the run; valued at the last close.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Stop-loss of a trade that is still open; NaN for others. Not kept in files.</summary>
    [JsonIgnore]
    public double StopLoss { get; init; } = double.NaN;

    /// <summary>Take-profit of a trade that is still open; NaN for others. Not kept in files.</summary>
    [JsonIgnore]
    public double TakeProfit { get; init; } = double.NaN;

    /// <summary>The asset, in an account with several assets; null with one asset.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Symbol { get; init; }

    /// <summary>The strategy's own mark; null without one.</summary>
    public string? Tag { get; init; }

    /// <summary>The entry; the text of the reason is made only when it is read. Not stored in files.</summary>
    internal Fill EntryFill { get; init; }

    /// <summary>The exit.</summary>
    internal Fill ExitFill { get; init; }

    /// <summary>Whether both are the same trade, value by value; a reason counts as its words.</summary>
    public bool Equals(Trade? other) =>
        other is not null
        && (Size, EntryBar, ExitBar, EntryTime, ExitTime, EntryPrice).Equals(
            (other.Size, other.EntryBar, other.ExitBar, other.EntryTime, other.ExitTime, other.EntryPrice)
        )
        && (ExitPrice, Commission, ProfitLoss, ReturnFraction, IsOpen, Tag).Equals(
            (other.ExitPrice, other.Commission, other.ProfitLoss, other.ReturnFraction, other.IsOpen, other.Tag)
        )
        && EntryReason == other.EntryReason
        && ExitReason == other.ExitReason;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Size, EntryBar, ExitBar, EntryPrice, ExitPrice, Commission, IsOpen);
}
