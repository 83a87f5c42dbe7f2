using System.Globalization;
using Simulator.Numerics;

namespace Simulator.Backtesting;

/// <summary>Rejects orders that contradict themselves, at the call that places them.</summary>
internal static class OrderCheck
{
    /// <summary>Price of an order: its limit, else its stop, else the close.</summary>
    public static double Reference(in OrderRequest request, double close) =>
        !double.IsNaN(request.Limit) ? request.Limit
        : !double.IsNaN(request.Stop) ? request.Stop
        : close;

    /// <summary>Rejects a request that contradicts itself.</summary>
    /// <exception cref="ArgumentException">A size, or prices, that contradict each other.</exception>
    public static void Check(in OrderRequest request, double close, RunTerms terms, Slippage slippage, int bar)
    {
        if (request.Side == 0)
            throw new ArgumentException(
                "an order needs a side: create it with OrderRequest.Buy, BuyUnits, Sell or SellUnits",
                nameof(request)
            );
        if (request.Size is null && double.IsNaN(request.Units))
            CheckFraction(request.Fraction);
        else if (request.Size is null)
            CheckUnits(request.Units, terms.Lots);
        if (request.Life == OrderLife.Bars && request.Bars < 1)
            throw new ArgumentOutOfRangeException(nameof(request), request.Bars, "the lifetime of an order must be at least one bar");
        CheckPrice("limit", request.Limit, slippage.IsSigned);
        CheckPrice("stop", request.Stop, slippage.IsSigned);
        CheckBracket(request, close, slippage, bar);
        if (!(request.MinimumUnits >= 0) || request.MinimumUnits > request.Units)
            throw new ArgumentOutOfRangeException(
                nameof(request),
                request.MinimumUnits,
                "the minimum units per fill must be between 0 and the units of the order"
            );
    }

    /// <summary>Rejects a change that contradicts itself or the order.</summary>
    /// <exception cref="ArgumentException">A price that the order does not have, a price or size out of range, or a stop or target of a
    /// trade.</exception>
    public static void CheckChange(Order order, in OrderChange change, RunTerms terms, bool isSigned)
    {
        if (order.Effect != OrderEffect.Enter)
            throw new ArgumentException(
                "only entry orders can be replaced; move the stop-loss or take-profit of a trade with SetStopLoss or SetTakeProfit",
                nameof(order)
            );
        if (!double.IsNaN(change.Limit) && double.IsNaN(order.Limit))
            throw new ArgumentException("the order has no limit price to change; cancel it and place a new order", nameof(change));
        if (!double.IsNaN(change.Stop) && double.IsNaN(order.Stop))
            throw new ArgumentException(
                "the order has no stop price to change, or it was already " + "triggered; cancel it and place a new order",
                nameof(change)
            );
        CheckPrice("limit", change.Limit, isSigned);
        CheckPrice("stop", change.Stop, isSigned);
        if (!double.IsNaN(change.Units))
            CheckUnits(change.Units, terms.Lots);
        var price = double.IsNaN(change.Limit) ? change.Stop : change.Limit;
        if (Ties.IsAtOrBehind(order.Side, price, order.StopLoss) || Ties.IsAtOrBehind(order.Side, order.TakeProfit, price))
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"at {price:R} the order's stop-loss {order.StopLoss:R} or take-profit "
                        + $"{order.TakeProfit:R} is on the wrong side; cancel it and place a new order"
                ),
                nameof(change)
            );
    }

    private static void CheckFraction(double fraction)
    {
        if (!(fraction is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(fraction),
                fraction,
                "the fraction of the buying power must be " + "above 0 and at most 1"
            );
    }

    private static void CheckUnits(double units, LotSize lots)
    {
        if (units > 0 && double.IsFinite(units) && lots.Allows(units))
            return;
        var rule = lots.Units switch
        {
            0 => "units must be above 0",
            1 => "units must be a whole number above 0",
            _ => FormattableString.Invariant($"units must be above 0 and a multiple of the lot size {lots.Units}"),
        };
        throw new ArgumentOutOfRangeException(nameof(units), units, rule);
    }

    private static void CheckPrice(string name, double price, bool isSigned)
    {
        if ((price <= 0 && !isSigned) || double.IsInfinity(price))
            throw new ArgumentException(FormattableString.Invariant($"the {name} of an order must be above 0, was {price}"));
    }

    private static void CheckBracket(in OrderRequest request, double close, Slippage slippage, int bar)
    {
        if (
            request.Trail.Kind != TrailKind.None
            && (
                !(request.Trail.Value > 0)
                || request.Trail.AtrBars < 1
                || (request.Trail.Kind == TrailKind.Fraction && request.Trail.Value >= 1)
            )
        )
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"a trailing stop needs a distance above 0 (a fraction below 1) and a window of at least one bar, was {request.Trail}"
                )
            );
        if (double.IsNaN(request.StopLoss) && double.IsNaN(request.TakeProfit))
            return;
        var price = Reference(request, slippage.Price(close, request.Side, bar + 1, 0));
        if (Ties.IsAtOrBehind(request.Side, price, request.StopLoss) || Ties.IsAtOrBehind(request.Side, request.TakeProfit, price))
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"a {(request.Side > 0 ? "buy" : "sell")} order at {price:R} needs its stop-loss "
                        + $"{(request.Side > 0 ? "below" : "above")} and its take-profit "
                        + $"{(request.Side > 0 ? "above" : "below")} that price; they were {request.StopLoss:R} and "
                        + $"{request.TakeProfit:R}"
                )
            );
    }
}
