namespace Simulator.Backtesting;

/// <summary>
/// What a fill costs: fixed + rate·value + perUnit·units, at least the minimum, at most the cap (a share of the value). Negative parts are
/// rebates.
/// </summary>
/// <param name="Rate">Share of the traded value, in (−1, 1); of a fill that takes liquidity where <paramref name="MakerRate"/> is
/// another.</param>
/// <param name="Fixed">Money per fill.</param>
/// <param name="PerUnit">Money per unit.</param>
/// <param name="Minimum">Least money per fill, ≥ 0; 0 for none.</param>
/// <param name="Cap">Largest share of the traded value; it overrules the minimum.</param>
/// <param name="MakerRate">Share of the traded value of a fill that makes liquidity (a limit order that waited), in (−1, 1); NaN for
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
    /// <summary>Whether the fee of a fill is the sum of the fees of its parts.</summary>
    public bool IsLinear => Fixed == 0 && Minimum == 0;

    private bool IsRateOnly => Fixed == 0 && Minimum == 0 && PerUnit == 0 && double.IsPositiveInfinity(Cap);

    /// <summary>The fee for so many units (unsigned) at a price; below zero for a rebate.</summary>
    public double Of(double units, double price, bool isMaker = false)
    {
        if (IsRateOnly)
            return units * price * RateOf(isMaker);
        var value = units * price;
        var fee = Fixed + (value * RateOf(isMaker)) + (units * PerUnit);
        fee = Minimum > 0 ? Math.Max(fee, Minimum) : fee;
        return double.IsPositiveInfinity(Cap) ? fee : Math.Min(fee, Cap * value);
    }

    /// <summary>Units, not rounded, that <paramref name="money"/> pays for at a price, fee included; never more than it can pay.</summary>
    public double Affordable(double money, double price, bool isMaker = false)
    {
        if (IsRateOnly)
            return money / (price + (price * RateOf(isMaker)));
        var unitCost = price + (price * RateOf(isMaker)) + PerUnit;
        var units = (money - Fixed) / (unitCost > 0 ? unitCost : price);
        return Math.Max(0, Minimum > 0 ? Math.Min(units, (money - Minimum) / price) : units);
    }

    /// <summary>The rate of a fill that makes, or takes, liquidity.</summary>
    public double RateOf(bool isMaker) => isMaker && !double.IsNaN(MakerRate) ? MakerRate : Rate;

    internal static Commission Of(ExecutionSpec execution) =>
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
            !(Rate is > -1 and < 1)
            || !(double.IsNaN(MakerRate) || MakerRate is > -1 and < 1)
            || !(Minimum >= 0)
            || !(Cap > 0)
            || !double.IsFinite(Fixed + PerUnit + Minimum)
        )
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"commission: rate {Rate} and maker rate {MakerRate} must lie in (-1, 1), fixed {Fixed} and per unit {PerUnit} must be finite, minimum {Minimum} finite and >= 0, cap {Cap} > 0"
                )
            );
    }
}
