namespace Simulator.Backtesting;

/// <summary>Refuses orders that contradict themselves, at the call that places them.</summary>
internal static class OrderCheck
{
    /// <summary>The price that an order is about: its limit, else its stop, else the close.</summary>
    public static double Reference(in OrderRequest request, double close)
        => !double.IsNaN(request.Limit) ? request.Limit : !double.IsNaN(request.Stop) ? request.Stop : close;

    /// <summary>Refuses a request that cannot be meant.</summary>
    /// <exception cref="ArgumentException">A size, or prices, that contradict each other.</exception>
    public static void Check(in OrderRequest request, double close, in RunTerms terms)
    {
        if (request.Side == 0)
            throw new ArgumentException("an order needs a side: make it with OrderRequest.Buy, BuyUnits, Sell or SellUnits", nameof(request));
        if (double.IsNaN(request.Units))
            CheckFraction(request.Fraction);
        else
            CheckUnits(request.Units, terms.FractionalUnits);
        if (request.Life == OrderLife.Bars && request.Bars < 1)
            throw new ArgumentOutOfRangeException(nameof(request), request.Bars, "an order that waits for bars waits for at least one");
        CheckPrice("limit", request.Limit);
        CheckPrice("stop", request.Stop);
        CheckBracket(request, close, terms);
    }

    private static void CheckFraction(double fraction)
    {
        if (!(fraction is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "the share of the buying power lies in (0, 1]");
    }

    private static void CheckUnits(double units, bool fractional)
    {
        if (!(units > 0) || !double.IsFinite(units) || (!fractional && units != Math.Floor(units)))
            throw new ArgumentOutOfRangeException(nameof(units), units, fractional ? "units must be > 0" : "units must be whole and > 0");
    }

    private static void CheckPrice(string name, double price)
    {
        if (price <= 0 || double.IsInfinity(price))
            throw new ArgumentException(FormattableString.Invariant($"the {name} of an order must be > 0, was {price}"));
    }

    private static void CheckBracket(in OrderRequest request, double close, in RunTerms terms)
    {
        if (request.Trail.Kind != TrailKind.None && (!(request.Trail.Value > 0) || request.Trail.AtrBars < 1 || (request.Trail.Kind == TrailKind.Fraction && request.Trail.Value >= 1)))
            throw new ArgumentException(FormattableString.Invariant($"a trailing stop needs a distance > 0 (a fraction below 1) and at least one bar, was {request.Trail}"));
        if (double.IsNaN(request.StopLoss) && double.IsNaN(request.TakeProfit))
            return;
        var price = OrderCheck.Reference(request, BuyingPower.Slipped(close, request.Side, terms.SlippageBps));
        if (request.Side * (price - request.StopLoss) <= 0 || request.Side * (request.TakeProfit - price) <= 0)
            throw new ArgumentException(FormattableString.Invariant($"a {(request.Side > 0 ? "purchase" : "sale")} at {price:R} needs its stop-loss {(request.Side > 0 ? "below" : "above")} and its take-profit {(request.Side > 0 ? "above" : "below")} that price; they were {request.StopLoss:R} and {request.TakeProfit:R}"));
    }
}
