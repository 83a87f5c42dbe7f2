namespace Simulator.Backtesting;

/// <summary>What a fill costs: fixed + rate·value + perUnit·units, at least the minimum, at most the cap (a share of the value).</summary>
/// <param name="Rate">Share of the traded value.</param>
/// <param name="Fixed">Money per fill, ≥ 0.</param>
/// <param name="PerUnit">Money per unit, ≥ 0.</param>
/// <param name="Minimum">Least money per fill, ≥ 0.</param>
/// <param name="Cap">Largest share of the traded value; it overrules the minimum.</param>
public readonly record struct Commission(double Rate, double Fixed = 0, double PerUnit = 0, double Minimum = 0, double Cap = double.PositiveInfinity)
{
    /// <summary>Whether the fee of a fill is the sum of the fees of its parts.</summary>
    public bool IsLinear => Fixed == 0 && Minimum == 0;

    private bool IsRateOnly => Fixed == 0 && Minimum == 0 && PerUnit == 0 && double.IsPositiveInfinity(Cap);

    /// <summary>The fee for so many units (unsigned) at a price.</summary>
    public double Of(double units, double price)
    {
        if (IsRateOnly)
            return units * price * Rate;
        var value = units * price;
        return Math.Min(Math.Max(Fixed + (value * Rate) + (units * PerUnit), Minimum), Cap * value);
    }

    /// <summary>Units, not rounded, that <paramref name="money"/> pays for at a price, fee included; never more than it can pay.</summary>
    public double Affordable(double money, double price)
    {
        if (IsRateOnly)
            return money / (price + (price * Rate));
        var units = (money - Fixed) / (price + (price * Rate) + PerUnit);
        return Math.Max(0, Minimum > 0 ? Math.Min(units, (money - Minimum) / price) : units);
    }

    internal void Check()
    {
        if (!(Rate is > -1 and < 1) || !(Fixed >= 0) || !(PerUnit >= 0) || !(Minimum >= 0) || !(Cap > 0) || !double.IsFinite(Fixed + PerUnit + Minimum))
            throw new ArgumentException(FormattableString.Invariant($"commission: rate {Rate} must lie in (-1, 1), fixed {Fixed}, per unit {PerUnit} and minimum {Minimum} must be finite and >= 0, cap {Cap} > 0"));
    }
}
