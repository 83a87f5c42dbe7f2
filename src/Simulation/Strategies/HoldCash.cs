using Simulator.Backtesting;

namespace Simulator.Strategies;

/// <summary>Never trades: the baseline of doing nothing.</summary>
public sealed class HoldCash : IStrategy
{
    /// <inheritdoc/>
    public string Name => "cash";

    /// <inheritdoc/>
    public int FirstReadyBar => 0;

    /// <inheritdoc/>
    public void Start()
    {
    }

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
    }
}
