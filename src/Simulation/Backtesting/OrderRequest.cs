namespace Simulator.Backtesting;

/// <summary>How long an order waits.</summary>
public enum OrderLife
{
    /// <summary>Until it fills or is cancelled.</summary>
    GoodTillCancelled,

    /// <summary>To the end of the trading day of the first bar on which it can fill.</summary>
    Day,

    /// <summary>For so many bars after the decision (<see cref="OrderRequest.Bars"/>).</summary>
    Bars,
}

/// <summary>What the distance of a trailing stop is computed from.</summary>
public enum TrailKind
{
    /// <summary>It does not trail.</summary>
    None,

    /// <summary>A distance in units of the price.</summary>
    Amount,

    /// <summary>A share of the best price.</summary>
    Fraction,

    /// <summary>A multiple of the mean true range of the last bars.</summary>
    AtrMultiple,
}

/// <summary>
/// A stop that follows the best price since the entry (high for a long, low for a short; of the entry bar only the price of the entry
/// and its close, since what came before the entry is not known) at a distance, never back. It moves at the close of a bar and counts
/// from the next bar on.
/// </summary>
/// <param name="Kind">What <paramref name="Value"/> is.</param>
/// <param name="Value">The distance, &gt; 0; a fraction lies below 1.</param>
/// <param name="AtrBars">Bars of the mean true range, ≥ 1.</param>
public readonly record struct TrailingStop(TrailKind Kind, double Value, int AtrBars = 14)
{
    /// <summary>A distance in units of the price.</summary>
    public static TrailingStop ByAmount(double amount) => new(TrailKind.Amount, amount);

    /// <summary>A share of the best price, in (0, 1).</summary>
    public static TrailingStop ByFraction(double fraction) => new(TrailKind.Fraction, fraction);

    /// <summary>A multiple of the mean true range (simple mean) of the last <paramref name="bars"/> bars.</summary>
    public static TrailingStop ByAtr(double multiple, int bars = 14) => new(TrailKind.AtrMultiple, multiple, bars);
}

/// <summary>An order as a strategy asks for it. A price that is NaN is not set; with neither limit nor stop it is a market order.</summary>
public readonly record struct OrderRequest
{
    private OrderRequest(int side, double fraction, double units) => (Side, Fraction, Units) = (side, fraction, units);

    /// <summary>+1 buys, −1 sells.</summary>
    public int Side { get; }

    /// <summary>Share of the buying power, in (0, 1]; NaN when units are given.</summary>
    public double Fraction { get; }

    /// <summary>Units, &gt; 0; NaN when a fraction is given.</summary>
    public double Units { get; }

    /// <summary>A size that is computed at the decision; null when units or a fraction are given.</summary>
    public PositionSize? Size { get; private init; }

    /// <summary>
    /// Least units of one fill as long as more is wanted, ≥ 0; 0 for any. Where the bar's volume allows fewer, nothing fills and the
    /// order waits on; where the account can carry fewer, it is cancelled. As large as the order itself: all or none. What is less than
    /// one lot is no order at all.
    /// </summary>
    public double MinimumUnits { get; init; }

    /// <summary>Fills at this price or a better one.</summary>
    public double Limit { get; init; } = double.NaN;

    /// <summary>
    /// Waits until the price has moved this far (up for a buy order, down for a sell order); then a market order, or a limit order where a
    /// limit is set.
    /// </summary>
    public double Stop { get; init; } = double.NaN;

    /// <summary>Stop that closes the trade which this order opens.</summary>
    public double StopLoss { get; init; } = double.NaN;

    /// <summary>Limit that closes the trade which this order opens; it and the stop-loss cancel each other.</summary>
    public double TakeProfit { get; init; } = double.NaN;

    /// <summary>
    /// Stop that follows the trade which this order opens. It is set at the close of the bar of the fill and counts from the next bar on;
    /// <see cref="StopLoss"/> protects from the fill on.
    /// </summary>
    public TrailingStop Trail { get; init; }

    /// <summary>How long it waits.</summary>
    public OrderLife Life { get; init; }

    /// <summary>Bars that it waits under <see cref="OrderLife.Bars"/>, ≥ 1.</summary>
    public int Bars { get; init; }

    /// <summary>The strategy's own mark; the trade carries it.</summary>
    public string? Tag { get; init; }

    /// <summary>Buys with a share of the buying power.</summary>
    public static OrderRequest Buy(double fraction = 1) => new(+1, fraction, double.NaN);

    /// <summary>Sells with a share of the buying power.</summary>
    public static OrderRequest Sell(double fraction = 1) => new(-1, fraction, double.NaN);

    /// <summary>Buys with a size that is computed at the decision.</summary>
    public static OrderRequest Buy(PositionSize size) => new(+1, double.NaN, double.NaN) { Size = size };

    /// <summary>Sells with a size that is computed at the decision.</summary>
    public static OrderRequest Sell(PositionSize size) => new(-1, double.NaN, double.NaN) { Size = size };

    /// <summary>Buys so many units.</summary>
    public static OrderRequest BuyUnits(double units) => new(+1, double.NaN, units);

    /// <summary>Sells so many units.</summary>
    public static OrderRequest SellUnits(double units) => new(-1, double.NaN, units);
}

/// <summary>Changes of a waiting order; NaN for no change.</summary>
public readonly record struct OrderChange()
{
    /// <summary>New limit, &gt; 0; only of an order that has one.</summary>
    public double Limit { get; init; } = double.NaN;

    /// <summary>New stop, &gt; 0; only of an order whose stop has not triggered.</summary>
    public double Stop { get; init; } = double.NaN;

    /// <summary>New units still to fill, &gt; 0.</summary>
    public double Units { get; init; } = double.NaN;
}
