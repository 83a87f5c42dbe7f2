using System.Globalization;

namespace Simulator.Portfolios;

/// <content>From weights to orders.</content>
internal sealed partial class PortfolioRun
{
    /// <summary>See <see cref="PortfolioContext.Target"/>.</summary>
    public void Target(ReadOnlySpan<double> weights)
    {
        CheckWeights(weights);
        var equity = Math.Max(0, EquityNow - ClosingCosts(weights));
        for (var i = 0; i < weights.Length; i++)
        {
            var (line, weight) = (_lines[i], weights[i]);
            if (!line.IsTradable)
            {
                if (weight != 0)
                {
                    var cause = line.IsDelisted ? "is delisted" : "has no bar yet";
                    Remark($"the target of {weight:0.####} for {line.Symbol} was not ordered: it {cause}");
                }
                continue;
            }
            var orders = line.Desk.Orders;
            orders.Bar = line.Bar;
            var side =
                weight > 0 ? 1
                : weight < 0 ? -1
                : 0;
            var units = side == 0 ? 0 : side * orders.UnitsFor(equity * Math.Abs(weight), side);
            if (IsInsideBar(line))
                (line.PendingUnits, _anyPending) = (units, true);
            else
                orders.TargetUnits(units);
        }
    }

    // The bar that was under way when the target was set has closed; the order goes to the next one, with the size of the decision.
    private static void PlacePending(PortfolioLine line)
    {
        var units = line.PendingUnits;
        line.PendingUnits = double.NaN;
        line.Desk.Orders.Bar = line.Bar;
        line.Desk.Orders.TargetUnits(units);
    }

    // An order given now may fill at the next open; where the next bar opened before, only at the one after.
    private bool IsInsideBar(PortfolioLine line) =>
        !line.IsFresh && line.Bar + 1 < line.Series.Count && BarOpenings.Of(line.Series)[line.Bar + 1] < Timeline.Ticks[Instant];

    // What closing those positions costs that will be flat or change sides; that money cannot be put to work.
    private double ClosingCosts(ReadOnlySpan<double> weights)
    {
        var costs = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var (line, held) = (_lines[i], _lines[i].Portfolio.Units);
            if (held != 0 && !(weights[i] * held > 0) && line.IsTradable)
                costs += line.Desk.Orders.ClosingCost(line.Bar);
        }
        return costs;
    }

    private void CheckWeights(ReadOnlySpan<double> weights)
    {
        if (weights.Length != Count)
            throw new ArgumentException(
                FormattableString.Invariant($"a target needs one weight for each of the {Count} assets, was given {weights.Length}")
            );
        var gross = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (!double.IsFinite(weights[i]))
                throw new ArgumentException(
                    FormattableString.Invariant($"the weight of {Symbols[i]} is {weights[i]}; weights must be finite")
                );
            gross += Math.Abs(weights[i]);
        }
        if (gross > _leverage * (1 + 1e-9))
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the absolute weights sum to {gross:0.######}, the leverage allows "
                        + $"{_leverage:0.######}. Scale the weights, or raise the leverage"
                )
            );
    }
}
