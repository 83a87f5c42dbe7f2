using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Strategies;

/// <summary>Never trades: the baseline of doing nothing.</summary>
/// <param name="firstReadyBar">The bar from which the reference figures count.</param>
public sealed class HoldCash(int firstReadyBar = 0) : ISparseStrategy
{
    /// <inheritdoc/>
    public string Name => "cash";

    /// <inheritdoc/>
    public int FirstReadyBar => firstReadyBar;

    /// <inheritdoc/>
    public void Start() { }

    /// <inheritdoc/>
    public void Decide(BarContext context) { }

    int ISparseStrategy.NextBar(BarSeries series, int bar, CancellationToken cancellation) => int.MaxValue;
}
