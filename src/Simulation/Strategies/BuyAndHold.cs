using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Strategies;

/// <summary>Invests everything at the first decision and holds.</summary>
public sealed class BuyAndHold : ISparseStrategy
{
    private bool _bought;

    /// <inheritdoc/>
    public string Name => "buy and hold";

    /// <inheritdoc/>
    public int FirstReadyBar => 0;

    /// <inheritdoc/>
    public void Start() => _bought = false;

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        if (_bought)
            return;
        context.Orders.Buy();
        _bought = true;
    }

    int ISparseStrategy.NextBar(BarSeries series, int bar, CancellationToken cancellation) => _bought ? int.MaxValue : bar;
}
