using Simulator.Backtesting;
using Simulator.Numerics;

namespace Simulator.Strategies;

/// <summary>
/// Waits with a limit order on the pullback side of the close, in the direction of a moving average, with stop-loss and take-profit;
/// an order that has not filled after so many bars is cancelled.
/// </summary>
public sealed class LimitBracket(int bars = 50, double fraction = 0.9, int patienceBars = 5) : IStrategy
{
    private int _placed;

    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"limit bracket {bars}");

    /// <inheritdoc/>
    public int FirstReadyBar => bars - 1;

    /// <inheritdoc/>
    public void Start() => _placed = 0;

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        var orders = context.Orders;
        var flat = orders.OpenTrades.Count == 0;
        if (flat && orders.WaitingCount > 0 && context.Bar - _placed >= patienceBars)
            orders.CancelAll();
        if (!flat || orders.WaitingCount > 0)
            return;
        var close = context.Close[^1];
        var mean = 0.0;
        foreach (var value in context.Close[^bars..])
            mean += value;
        orders.Place(
            Ties.IsAbove(close, mean / bars)
                ? OrderRequest.Buy(fraction) with
                {
                    Limit = close * .98,
                    StopLoss = close * .93,
                    TakeProfit = close * 1.06,
                }
                : OrderRequest.Sell(fraction) with
                {
                    Limit = close * 1.02,
                    StopLoss = close * 1.07,
                    TakeProfit = close * .94,
                }
        );
        _placed = context.Bar;
    }
}

/// <summary>
/// While flat, stop orders at the highest high and the lowest low of the last bars, renewed at every bar, with brackets in mean true
/// ranges.
/// </summary>
public sealed class StopBreakout(int bars = 20, int rangeBars = 14, double fraction = 0.4) : IStrategy
{
    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"breakout {bars}");

    /// <inheritdoc/>
    public int FirstReadyBar => Math.Max(bars, rangeBars) - 1;

    /// <inheritdoc/>
    public void Start() { }

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        var orders = context.Orders;
        orders.CancelAll();
        if (orders.OpenTrades.Count > 0)
            return;
        var (highest, lowest) = (Highest(context.High[^bars..]), Lowest(context.Low[^bars..]));
        var range = TrueRange.Mean(context.High, context.Low, context.Close, rangeBars);
        orders.Place(
            OrderRequest.Buy(fraction) with
            {
                Stop = highest,
                StopLoss = highest - (2 * range),
                TakeProfit = highest + (3 * range),
                Tag = "L",
            }
        );
        orders.Place(
            OrderRequest.Sell(fraction) with
            {
                Stop = lowest,
                StopLoss = lowest + (2 * range),
                TakeProfit = lowest - (3 * range),
                Tag = "S",
            }
        );
    }

    private static double Highest(ReadOnlySpan<double> values)
    {
        var highest = values[0];
        foreach (var value in values)
            highest = Math.Max(highest, value);
        return highest;
    }

    private static double Lowest(ReadOnlySpan<double> values)
    {
        var lowest = values[0];
        foreach (var value in values)
            lowest = Math.Min(lowest, value);
        return lowest;
    }
}
