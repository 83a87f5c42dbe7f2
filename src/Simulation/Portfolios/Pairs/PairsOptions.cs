namespace Simulator.Portfolios.Pairs;

/// <summary>How a pair is traded.</summary>
public sealed record PairsOptions
{
    /// <summary>Bars over which hedge, spread and test are fitted, ≥ 30.</summary>
    public int WindowBars { get; init; } = 250;

    /// <summary>Bars after which they are fitted again, ≥ 1.</summary>
    public int RefitBars { get; init; } = 20;

    /// <summary>
    /// z-score of the spread that opens a position, in standard deviations of the window; &gt; 0.
    /// </summary>
    public double EntryZ { get; init; } = 2;

    /// <summary>z-score that closes it, below the entry; 0 waits for the mean.</summary>
    public double ExitZ { get; init; } = 0.5;

    /// <summary>z-score that stops the position out until the spread has reverted; above the entry.</summary>
    public double StopZ { get; init; } = 4;

    /// <summary>Highest p-value of the Engle–Granger test that still opens positions, in (0, 1]; 1 trades without the test.</summary>
    public double MaxPValue { get; init; } = 0.05;

    /// <summary>Lagged differences in the test; −1 to choose them by AIC.</summary>
    public int Lags { get; init; } = -1;

    /// <summary>Fixed money in the second asset per unit of money in the first; NaN to estimate it (regression of log prices).</summary>
    public double Hedge { get; init; } = double.NaN;

    /// <summary>Sum of the absolute weights of both, &gt; 0; at most the leverage.</summary>
    public double Gross { get; init; } = 1;

    internal void Check()
    {
        if (WindowBars < 30 || RefitBars < 1 || Lags < -1)
            throw new ArgumentException(
                FormattableString.Invariant($"pairs: windowBars {WindowBars} must be ≥ 30, refitBars {RefitBars} ≥ 1, lags {Lags} ≥ -1")
            );
        if (!(EntryZ > 0) || !(ExitZ >= 0 && ExitZ < EntryZ) || !(StopZ > EntryZ))
            throw new ArgumentException(
                FormattableString.Invariant($"pairs: 0 ≤ exitZ < entryZ < stopZ must hold, they are {ExitZ}, {EntryZ}, {StopZ}")
            );
        if (!(MaxPValue is > 0 and <= 1) || !(Gross > 0) || !double.IsFinite(Gross) || double.IsInfinity(Hedge))
            throw new ArgumentException(
                FormattableString.Invariant($"pairs: maxPValue {MaxPValue} must lie in (0, 1], gross {Gross} be > 0, hedge {Hedge} finite")
            );
    }
}
