using Simulator.Backtesting;
using Simulator.Numerics;

namespace Simulator.Strategies;

/// <summary>Buys with everything when the RSI falls below a level while flat, closes when it rises above another.</summary>
public sealed class RsiThreshold(int bars = 14, double buyBelow = 30, double closeAbove = 70) : IStrategy
{
    private RunningRsi _rsi = new(bars);

    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"RSI({bars}) {buyBelow}/{closeAbove}");

    /// <inheritdoc/>
    public int FirstReadyBar => bars;

    /// <inheritdoc/>
    public void Start() => _rsi = new RunningRsi(bars);

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        var rsi = _rsi.At(context.Close);
        if (context.Units == 0 && Ties.SignOfPercent(rsi, buyBelow) < 0)
            context.Orders.Buy();
        else if (context.Units != 0 && Ties.SignOfPercent(rsi, closeAbove) > 0)
            context.Orders.CloseAll();
    }
}

/// <summary>
/// Adds a fraction of the buying power on every weak bar and sells a fixed number of units on every strong one while long; oldest part
/// first.
/// </summary>
public sealed class RsiNetting(int bars = 10, double buyFraction = 0.1, int sellUnits = 6) : IStrategy
{
    private RunningRsi _rsi = new(bars);

    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"RSI({bars}) netting");

    /// <inheritdoc/>
    public int FirstReadyBar => bars;

    /// <inheritdoc/>
    public void Start() => _rsi = new RunningRsi(bars);

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        var rsi = _rsi.At(context.Close);
        if (Ties.SignOfPercent(rsi, 40) < 0)
            context.Orders.Buy(buyFraction);
        else if (Ties.SignOfPercent(rsi, 65) > 0 && context.Units > 0)
            context.Orders.SellUnits(sellUnits);
    }
}

/// <summary>
/// Buys dips and sells rallies side by side, with at most six trades; closes a trade that gained 10 %, halves a trade that lost 8 % at
/// every bar. For a hedging account.
/// </summary>
public sealed class RsiScaling(int bars = 10, int buyUnits = 10, int sellUnits = 7) : IStrategy
{
    private RunningRsi _rsi = new(bars);

    /// <inheritdoc/>
    public string Name => FormattableString.Invariant($"RSI({bars}) scaling");

    /// <inheritdoc/>
    public int FirstReadyBar => bars;

    /// <inheritdoc/>
    public void Start() => _rsi = new RunningRsi(bars);

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        var rsi = _rsi.At(context.Close);
        var orders = context.Orders;
        if (Ties.SignOfPercent(rsi, 35) < 0 && orders.OpenTrades.Count < 6)
            orders.Place(OrderRequest.BuyUnits(buyUnits) with { Tag = "dip" });
        else if (Ties.SignOfPercent(rsi, 65) > 0 && orders.OpenTrades.Count < 6)
            orders.Place(OrderRequest.SellUnits(sellUnits) with { Tag = "rip" });
        for (var i = 0; i < orders.OpenTrades.Count; i++)
        {
            var trade = orders.OpenTrades[i];
            var gain = trade.ReturnAt(context.Close[^1]);
            if (Ties.Sign(gain, 0.10, Ties.PriceUnit) > 0)
                orders.Close(trade);
            else if (Ties.Sign(gain, -0.08, Ties.PriceUnit) < 0)
                orders.Close(trade, 0.5);
        }
    }
}
