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

    /// <summary>Entry time, UTC (close time of the bar before for a fill at the open would be earlier: this is the entry bar's close time).</summary>
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

    /// <summary>sign·(exit/entry − 1) − commission/(|size|·entry).</summary>
    public required double ReturnFraction { get; init; }

    /// <summary>Why the entry filled at that price.</summary>
    public string EntryReason { get; init; } = "";

    /// <summary>Why the exit filled at that price.</summary>
    public string ExitReason { get; init; } = "";

    /// <summary>Still open at the end of the run; valued at the last close.</summary>
    public bool IsOpen { get; init; }
}
