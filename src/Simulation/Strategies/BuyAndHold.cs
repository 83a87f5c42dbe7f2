using Simulator.Backtesting;

namespace Simulator.Strategies;

/// <summary>Buys with everything at the first decision and holds.</summary>
public sealed class BuyAndHold : IStrategy
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
}
