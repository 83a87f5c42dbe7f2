namespace Simulator.Backtesting;

/// <summary>Refuses orders that contradict themselves, at the call that places them.</summary>
internal static class OrderCheck
{
    /// <summary>The price that an order is about: its limit, else its stop, else the close.</summary>
    public static double Reference(in OrderRequest request, double close) =>
        !double.IsNaN(request.Limit) ? request.Limit
        : !double.IsNaN(request.Stop) ? request.Stop
        : close;

    /// <summary>Refuses a request that cannot be meant.</summary>
    /// <exception cref="ArgumentException">A size, or prices, that contradict each other.</exception>
    public static void Check(in OrderRequest request, double close, RunTerms terms, Slippage slippage, int bar)
    {
        if (request.Side == 0)
            throw new ArgumentException(
                "an order needs a side: make it with OrderRequest.Buy, BuyUnits, Sell or SellUnits",
                nameof(request)
            );
        if (request.Size is null && double.IsNaN(request.Units))
            CheckFraction(request.Fraction);
        else if (request.Size is null)
            CheckUnits(request.Units, terms.Lots);
        if (request.Life == OrderLife.Bars && request.Bars < 1)
            throw new ArgumentOutOfRangeException(nameof(request), request.Bars, "an order that waits for bars waits for at least one");
        CheckPrice("limit", request.Limit);
        CheckPrice("stop", request.Stop);
        CheckBracket(request, close, slippage, bar);
        if (!(request.MinimumUnits >= 0) || request.MinimumUnits > request.Units)
            throw new ArgumentOutOfRangeException(
                nameof(request),
                request.MinimumUnits,
                "the least units of one fill lie between 0 and the units of the order"
            );
    }

    /// <summary>Refuses a change that cannot be meant.</summary>
    /// <exception cref="ArgumentException">A price that the order does not have, a price or size out of range, or a stop or target of a
    /// trade.</exception>
    public static void CheckChange(Order order, in OrderChange change, RunTerms terms)
    {
        if (order.Effect != OrderEffect.Enter)
            throw new ArgumentException(
                "only entries are replaced; stops and targets of trades move with SetStopLoss and SetTakeProfit",
                nameof(order)
            );
        if (!double.IsNaN(change.Limit) && double.IsNaN(order.Limit))
            throw new ArgumentException("the order has no limit to change; cancel it and place another", nameof(change));
        if (!double.IsNaN(change.Stop) && double.IsNaN(order.Stop))
            throw new ArgumentException("the order has no waiting stop to change; cancel it and place another", nameof(change));
        CheckPrice("limit", change.Limit);
        CheckPrice("stop", change.Stop);
        if (!double.IsNaN(change.Units))
            CheckUnits(change.Units, terms.Lots);
        var price = double.IsNaN(change.Limit) ? change.Stop : change.Limit;
        if (order.Side * (price - order.StopLoss) <= 0 || order.Side * (order.TakeProfit - price) <= 0)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"at {price:R} the order's stop-loss {order.StopLoss:R} or take-profit {order.TakeProfit:R} lies on the wrong side; cancel it and place another"
                ),
                nameof(change)
            );
    }

    private static void CheckFraction(double fraction)
    {
        if (!(fraction is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "the share of the buying power lies in (0, 1]");
    }

    private static void CheckUnits(double units, LotSize lots)
    {
        if (units > 0 && double.IsFinite(units) && lots.Allows(units))
            return;
        var rule = lots.Units switch
        {
            0 => "units must be > 0",
            1 => "units must be whole and > 0",
            _ => FormattableString.Invariant($"units must be a multiple of the lot of {lots.Units} and > 0"),
        };
        throw new ArgumentOutOfRangeException(nameof(units), units, rule);
    }

    private static void CheckPrice(string name, double price)
    {
        if (price <= 0 || double.IsInfinity(price))
            throw new ArgumentException(FormattableString.Invariant($"the {name} of an order must be > 0, was {price}"));
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
                    $"a trailing stop needs a distance > 0 (a fraction below 1) and at least one bar, was {request.Trail}"
                )
            );
        if (double.IsNaN(request.StopLoss) && double.IsNaN(request.TakeProfit))
            return;
        var price = Reference(request, slippage.Price(close, request.Side, bar + 1, 0));
        if (request.Side * (price - request.StopLoss) <= 0 || request.Side * (request.TakeProfit - price) <= 0)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"a {(request.Side > 0 ? "purchase" : "sale")} at {price:R} needs its stop-loss {(request.Side > 0 ? "below" : "above")} and its take-profit {(request.Side > 0 ? "above" : "below")} that price; they were {request.StopLoss:R} and {request.TakeProfit:R}"
                )
            );
    }
}
