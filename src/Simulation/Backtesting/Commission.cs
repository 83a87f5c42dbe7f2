using System.Globalization;

namespace Simulator.Backtesting;

/// <summary>
/// Commission of a fill: fixed + rate·value + perUnit·units, at least the minimum, at most the cap (a fraction of the value). Negative
/// parts are rebates.
/// </summary>
/// <param name="Rate">Share of the traded value, in (−0.5, 0.5); of a fill that takes liquidity where <paramref name="MakerRate"/> is
/// another.</param>
/// <param name="Fixed">Money per fill.</param>
/// <param name="PerUnit">Money per unit.</param>
/// <param name="Minimum">Least money per fill, ≥ 0; 0 for none.</param>
/// <param name="Cap">Largest commission as a fraction of the traded value; it overrides the minimum.</param>
/// <param name="MakerRate">Share of the traded value of a fill that makes liquidity (a limit order that waited), in (−0.5, 0.5); NaN for
/// <paramref name="Rate"/>.</param>
public readonly record struct Commission(
    double Rate,
    double Fixed = 0,
    double PerUnit = 0,
    double Minimum = 0,
    double Cap = double.PositiveInfinity,
    double MakerRate = double.NaN
)
{
    /// <summary>Whether the commission of a fill equals the sum of the commissions of its parts.</summary>
    public bool IsLinear => Fixed == 0 && Minimum == 0;

    private bool IsRateOnly => Fixed == 0 && Minimum == 0 && PerUnit == 0 && double.IsPositiveInfinity(Cap);

    /// <summary>The commission for a number of units (unsigned) at a price, of its absolute value; negative for a rebate.</summary>
    public double For(double units, double price, bool isMaker = false)
    {
        price = Math.Abs(price);
        if (IsRateOnly)
            return units * price * RateOf(isMaker);
        var value = units * price;
        var money = Fixed + (value * RateOf(isMaker)) + (units * PerUnit);
        money = Minimum > 0 ? Math.Max(money, Minimum) : money;
        return double.IsPositiveInfinity(Cap) ? money : Math.Min(money, Cap * value);
    }

    /// <summary>Units, not rounded, that <paramref name="money"/> buys at a price, including commission; never more.</summary>
    public double Affordable(double money, double price, bool isMaker = false)
    {
        price = Math.Abs(price);
        if (price == 0)
            return 0; // any number of units costs nothing
        if (IsRateOnly)
            return money / (price + (price * RateOf(isMaker)));
        var unitCost = price + (price * RateOf(isMaker)) + PerUnit;
        var units = (money - Fixed) / (unitCost > 0 ? unitCost : price);
        return Math.Max(0, Minimum > 0 ? Math.Min(units, (money - Minimum) / price) : units);
    }

    /// <summary>The rate of a fill that makes, or takes, liquidity.</summary>
    public double RateOf(bool isMaker) => isMaker && !double.IsNaN(MakerRate) ? MakerRate : Rate;

    /// <summary>The commission of an execution spec.</summary>
    internal static Commission From(ExecutionSpec execution) =>
        execution.Commission is { } spec
            ? new Commission(
                spec.Rate,
                spec.Fixed,
                spec.PerUnit,
                spec.Minimum,
                spec.CapFraction ?? double.PositiveInfinity,
                spec.MakerRate ?? double.NaN
            )
            : new Commission(execution.CommissionRate);

    internal void Check()
    {
        if (
            !CostBounds.CommissionRate.Contains(Rate)
            || !(double.IsNaN(MakerRate) || CostBounds.CommissionRate.Contains(MakerRate))
            || !(Minimum >= 0)
            || !(Cap > 0)
            || !double.IsFinite(Fixed + PerUnit + Minimum)
        )
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"commission: rate {Rate} and maker rate {MakerRate} must be {CostBounds.CommissionRate.MustBe}; "
                        + $"fixed {Fixed} and per unit {PerUnit} must be finite; "
                        + $"minimum {Minimum} must be finite and at least 0; cap {Cap} must be above 0"
                )
            );
    }
}
