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
                    Remark($"no target of {weights[i]:0.####} was ordered for {Symbols[i]}: it {(_delisted[i] ? "is delisted" : "has no bar yet")}");
                continue;
            }
            var side = weights[i] > 0 ? 1 : weights[i] < 0 ? -1 : 0;
            var units = side == 0 ? 0 : side * Desks[i].Orders.UnitsFor(equity * Math.Abs(weights[i]), side, _bars[i]);
            if (IsInsideBar(i))
                (_pending[i], _anyPending) = (units, true);
            else
                Order(i, units);
        }
    }

    private void Order(int asset, double units)
    {
        var orders = Desks[asset].Orders;
        orders.Bar = _bars[asset];
        orders.TargetUnits(units);
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

    // What closing those positions costs that will be flat or change sides; that money cannot be put to work.
    private double ClosingCosts(ReadOnlySpan<double> weights)
    {
        var costs = 0.0;
        for (var i = 0; i < _portfolios.Length; i++)
        {
            var held = _portfolios[i].Units;
            if (held != 0 && !(weights[i] * held > 0) && IsTradable(i))
                costs += Desks[i].Orders.ClosingCost(_bars[i]);
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
