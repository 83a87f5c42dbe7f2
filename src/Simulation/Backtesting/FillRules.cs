using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Backtesting;

/// <summary>A price at which an order may fill.</summary>
/// <param name="Price">Before slippage; NaN where the order does not fill.</param>
/// <param name="Cause">Why.</param>
/// <param name="Level">The stop or limit that was touched; NaN for a market order.</param>
internal readonly record struct Quote(double Price, FillCause Cause, double Level)
{
    /// <summary>No fill.</summary>
    public static Quote None { get; } = new(double.NaN, FillCause.MarketOrder, double.NaN);

    /// <summary>Whether there is no fill.</summary>
    public bool IsNone => double.IsNaN(Price);
}

/// <summary>At what price an order fills. The only place where that is decided; who pays for how many units is the broker's.</summary>
internal static class FillRules
{
    /// <summary>A market order: the open, or the close of the bar before under trade-on-close.</summary>
    public static Quote Market(BarSeries series, int bar, bool tradeOnClose) =>
        tradeOnClose
            ? new Quote(series.Close[bar - 1], FillCause.MarketAtClose, double.NaN)
            : new Quote(series.Open[bar], FillCause.MarketOrder, double.NaN);

    /// <summary>
    /// A waiting order without a price: a market order, or what is left of a stop that triggered on an earlier bar, at the open.
    /// </summary>
    public static Quote Priceless(Order order, BarSeries series, int bar, bool tradeOnClose) =>
        double.IsNaN(order.TriggeredStop)
            ? Market(series, bar, tradeOnClose)
            : new Quote(series.Open[bar], CauseOf(order, FillCause.Stop), order.TriggeredStop);

    /// <summary>An order at a point of the bar's path where its stop or limit is touched.</summary>
    public static Quote AtTouch(Order order, Touch touch) =>
        double.IsNaN(order.Stop)
            ? new Quote(touch.Price, CauseOf(order, FillCause.Limit), order.Limit)
            : new Quote(touch.Price, CauseOf(order, FillCause.Stop), order.Stop);

    /// <summary>
    /// The rule of <see cref="IntrabarRule.QueueOrder"/>: the whole bar is looked at. A stop that triggers is used up; a limit that
    /// lies on the far side of a stop triggered in this bar waits for the next. A price that opened beyond the level fills at the open.
    /// </summary>
    public static Quote InQueue(Order order, BarSeries series, int bar, bool tradeOnClose)
    {
        var buys = order.Side > 0;
        var triggered = double.NaN;
        if (!double.IsNaN(order.Stop))
        {
            if (!Reaches(series, bar, order.Stop, buys))
                return Quote.None;
            (triggered, order.Stop) = (order.Stop, double.NaN);
            (order.TakesBar, order.TakesPrice) = (bar, triggered);
        }
        var isStop = !double.IsNaN(triggered);
        if (double.IsNaN(order.Limit))
        {
            if (!isStop)
                return Priceless(order, series, bar, tradeOnClose && !order.IsContingent);
            var from = tradeOnClose && !order.IsContingent ? series.Close[bar - 1] : series.Open[bar];
            return new Quote(buys ? Math.Max(from, triggered) : Math.Min(from, triggered), CauseOf(order, FillCause.Stop), triggered);
        }
        var hit = Reaches(series, bar, order.Limit, !buys);
        if (!hit || (isStop && Ties.IsAtOrBehind(order.Side, order.Limit, triggered)))
            return Quote.None;
        var start = isStop && SeriesFacts.CanTrade(triggered, series.IsSigned) ? triggered : series.Open[bar];
        return new Quote(buys ? Math.Min(start, order.Limit) : Math.Max(start, order.Limit), CauseOf(order, FillCause.Limit), order.Limit);
    }

    /// <summary>Whether a bar touches a level from below (<paramref name="rising"/>) or from above; up to rounding is touched.</summary>
    public static bool Reaches(BarSeries series, int bar, double level, bool rising) =>
        rising ? Ties.IsAtLeast(High(series, bar), level) : Ties.IsAtMost(Low(series, bar), level);

    /// <summary>
    /// The high of a bar, as far as it can be traded. Open and close are checked before a run; nothing fills beyond what they may be, or
    /// one fill at an infinite high would make an infinite account.
    /// </summary>
    public static double High(BarSeries series, int bar) => Math.Min(series.High[bar], SeriesFacts.HighestPrice);

    /// <summary>The low of a bar, as far as it can be traded.</summary>
    public static double Low(BarSeries series, int bar) =>
        Math.Max(series.Low[bar], series.IsSigned ? -SeriesFacts.HighestPrice : SeriesFacts.LowestPrice);

    private static FillCause CauseOf(Order order, FillCause otherwise) =>
        order.Effect switch
        {
            OrderEffect.StopLoss => order.Trade!.Trail.Kind == TrailKind.None ? FillCause.StopLoss : FillCause.TrailingStop,
            OrderEffect.TakeProfit => FillCause.TakeProfit,
            _ => otherwise,
        };
}
