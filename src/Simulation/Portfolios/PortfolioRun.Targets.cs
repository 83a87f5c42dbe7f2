using Simulator.Backtesting;

namespace Simulator.Portfolios;

/// <content>From weights to orders.</content>
internal sealed partial class PortfolioRun
{
    /// <summary>See <see cref="PortfolioContext.Target"/>.</summary>
    public void Target(ReadOnlySpan<double> weights)
    {
        CheckWeights(weights);
        var equity = Math.Max(0, EquityNow - ClosingCosts(weights));
        for (var i = 0; i < Count; i++)
        {
            if (!IsTradable(i))
            {
                if (weights[i] != 0)
                    Note(i, $"no target of {weights[i]:0.####} was ordered: it {(_delisted[i] ? "is delisted" : "has no bar yet")}");
                continue;
            }
            var side = Math.Sign(weights[i]);
            var units = side == 0 ? 0 : side * Affordable(equity * Math.Abs(weights[i]), Series[i].Close[_bars[i]], side);
            if (IsInsideBar(i))
                (_pending[i], _anyPending) = (units, true);
            else
                Order(i, units);
        }
    }

    private void Order(int asset, double units)
    {
        var desk = Desks[asset];
        if (desk.HasOrders)
            desk.Orders.CancelAll();
        if (units == desk.Portfolio.Units)
            return;
        desk.Orders.Bar = _bars[asset];
        desk.Orders.TargetUnits(units);
    }

    // The bar that was under way when the target was set has closed; the order goes to the next one, with the size of the decision.
    private void PlacePending(int asset)
    {
        var units = _pending[asset];
        _pending[asset] = double.NaN;
        Order(asset, units);
    }

    // An order given now may fill at the next open; where the next bar opened before, only at the one after.
    private bool IsInsideBar(int asset)
    {
        var next = _bars[asset] + 1;
        return !Timeline.IsAligned && next < Series[asset].Count && !_fresh[asset] && BarOpenings.Of(Series[asset])[next] < Timeline.Ticks[Instant];
    }

    private double Affordable(double money, double price, int side)
    {
        var units = Terms.Commission.Affordable(money, BuyingPower.Slipped(price, side, Terms.SlippageBps));
        return Terms.FractionalUnits ? units : Math.Floor(units);
    }

    // What closing those positions costs that will be flat or change sides; that money cannot be put to work.
    private double ClosingCosts(ReadOnlySpan<double> weights)
    {
        var costs = 0.0;
        for (var i = 0; i < Count; i++)
        {
            var held = Desks[i].Portfolio.GrossUnits;
            if (held == 0 || Math.Sign(weights[i]) == Math.Sign(Desks[i].Portfolio.Units) || !IsTradable(i))
                continue;
            var close = Series[i].Close[_bars[i]];
            costs += (held * close * (Terms.SlippageBps * 1e-4)) + Terms.Commission.Of(held, close);
        }
        return costs;
    }

    private void CheckWeights(ReadOnlySpan<double> weights)
    {
        if (weights.Length != Count)
            throw new ArgumentException(FormattableString.Invariant($"a target needs one weight for each of the {Count} assets, was given {weights.Length}"));
        var gross = 0.0;
        for (var i = 0; i < Count; i++)
        {
            if (!double.IsFinite(weights[i]))
                throw new ArgumentException(FormattableString.Invariant($"the weight of {Symbols[i]} is {weights[i]}; weights must be finite"));
            gross += Math.Abs(weights[i]);
        }
        if (gross > Terms.Leverage * (1 + 1e-9))
            throw new ArgumentException(FormattableString.Invariant($"the weights sum to {gross:0.######} without their signs; the leverage allows {Terms.Leverage:0.######}. Scale them, or raise the leverage"));
    }
}
