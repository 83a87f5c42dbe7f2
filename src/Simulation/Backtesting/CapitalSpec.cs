namespace Simulator.Backtesting;

/// <summary>What the simulation starts with.</summary>
public sealed record CapitalSpec
{
    /// <summary>Cash at the start, &gt; 0.</summary>
    public double Amount { get; init; } = 100_000;

    /// <summary>ISO 4217 code, for display.</summary>
    public string Currency { get; init; } = "USD";
}
