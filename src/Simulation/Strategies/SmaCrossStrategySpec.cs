using Simulator.Backtesting;

namespace Simulator.Strategies;

/// <summary>Long while the fast moving average of the close is above the slow one, else short (or flat where shorting is off).</summary>
public sealed record SmaCrossStrategySpec : StrategySpec
{
    /// <summary>Window of the fast average.</summary>
    public int FastBars { get; init; } = 10;

    /// <summary>Window of the slow average, larger than the fast one.</summary>
    public int SlowBars { get; init; } = 30;
}
