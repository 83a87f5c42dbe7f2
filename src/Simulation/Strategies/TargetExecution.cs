using Simulator.Backtesting;

namespace Simulator.Strategies;

/// <summary>
/// Trades once, at the first decision, to a fraction of the equity, executed over a window of bars; then holds. Its size is
/// fixed at that decision with the close and the equity of the bar.
/// </summary>
/// <param name="exposure">Share of equity, −1 … 1.</param>
/// <param name="plan">How it is executed.</param>
public sealed class TargetExecution(double exposure, ExecutionPlan plan) : IStrategy
{
    private bool _isPlaced;

    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"{(plan is VwapPlan ? "VWAP" : "TWAP")} execution over {plan.Bars} bars");

    /// <inheritdoc/>
    public int FirstReadyBar => 0;

    /// <inheritdoc/>
    public void Start() => _isPlaced = false;

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        if (_isPlaced)
            return;
        _isPlaced = true;
        var units = context.Orders.FloorToLots(Math.Abs(exposure) * context.Equity / Math.Abs(context.Close[^1]));
        if (units == 0)
            return;
        if (exposure > 0)
            context.Orders.BuyOver(units, plan);
        else
            context.Orders.SellOver(units, plan);
    }
}
