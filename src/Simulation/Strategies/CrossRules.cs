using Simulator.Backtesting;

namespace Simulator.Strategies;

/// <summary>
/// When two moving averages cross, places an order for a fraction of the buying power; only the opposite order closes a position.
/// </summary>
public sealed class CrossNetting(int fastBars = 24, int slowBars = 96, double fraction = 0.3) : IStrategy
{
    private CrossOfMeans _cross = new(fastBars, slowBars);

    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"cross {fastBars}/{slowBars} netting");

    /// <inheritdoc/>
    public int FirstReadyBar => slowBars - 1;

    /// <inheritdoc/>
    public void Start() => _cross = new CrossOfMeans(fastBars, slowBars);

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        var cross = _cross.At(context.Close);
        if (cross > 0)
            context.Orders.Buy(fraction);
        else if (cross < 0)
            context.Orders.Sell(fraction);
    }
}

/// <summary>
/// Buys with a fraction of the buying power when the fast average crosses above the slow one; closes a part of every open trade when it
/// crosses below.
/// </summary>
public sealed class CrossPartial(int fastBars = 10, int slowBars = 20, double fraction = 0.6, double portion = 0.5) : IStrategy
{
    private CrossOfMeans _cross = new(fastBars, slowBars);

    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"cross {fastBars}/{slowBars} with partial closes");

    /// <inheritdoc/>
    public int FirstReadyBar => slowBars - 1;

    /// <inheritdoc/>
    public void Start() => _cross = new CrossOfMeans(fastBars, slowBars);

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        var cross = _cross.At(context.Close);
        if (cross > 0)
            context.Orders.Buy(fraction);
        for (var i = 0; cross < 0 && i < context.Orders.OpenTrades.Count; i++)
            context.Orders.Close(context.Orders.OpenTrades[i], portion);
    }
}

/// <summary>
/// Follows the cross of two moving averages on both sides; the stop of a trade trails the close at a multiple of the mean true range
/// (simple mean, the first bar without a range left out).
/// </summary>
/// <param name="fastBars">Fast window.</param>
/// <param name="slowBars">Slow window.</param>
/// <param name="multiple">Distance of the stop in mean true ranges.</param>
/// <param name="rangeBars">Window of the mean true range.</param>
/// <param name="rangeBefore">What counts as the mean true range before the window is full; NaN for no stop until then.</param>
public sealed class CrossTrailing(
    int fastBars = 10,
    int slowBars = 25,
    double multiple = 4,
    int rangeBars = 100,
    double rangeBefore = double.NaN
) : IStrategy
{
    private CrossOfMeans _cross = new(fastBars, slowBars);

    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"cross {fastBars}/{slowBars} with trailing stop");

    /// <inheritdoc/>
    public int FirstReadyBar => slowBars - 1;

    /// <inheritdoc/>
    public void Start() => _cross = new CrossOfMeans(fastBars, slowBars);

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        var orders = context.Orders;
        var range = context.Bar < rangeBars ? rangeBefore : TrueRange.Mean(context.High, context.Low, context.Close, rangeBars);
        for (var i = 0; !double.IsNaN(range) && i < orders.OpenTrades.Count; i++)
        {
            var trade = orders.OpenTrades[i];
            var side = Math.Sign(trade.Size);
            var level = context.Close[^1] - (side * multiple * range);
            if (!(side * (level - trade.StopLoss) <= 0))
                orders.SetStopLoss(trade, level);
        }
        var cross = _cross.At(context.Close);
        if (cross == 0)
            return;
        orders.CloseAll();
        if (cross > 0)
            orders.Buy(0.99);
        else
            orders.Sell(0.99);
    }
}
