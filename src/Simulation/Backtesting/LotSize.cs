using Simulator.Numerics;

namespace Simulator.Backtesting;

/// <summary>
/// Lot size. Sizes are rounded down to whole lots, so an account never trades more than intended; a size below one lot is no order.
/// </summary>
/// <param name="Units">Units of a lot, ≥ 0; 0 for any fraction, 1 for whole units.</param>
internal readonly record struct LotSize(double Units)
{
    // A size computed as k·lot may lie a few units in the last place below it.
    private const double Tolerance = 1e-9;

    /// <summary>
    /// Whether whole units are those of the plain quotient, as the reference has them: its “all in” is a share of just below 1, so that
    /// rounding decides.
    /// </summary>
    public bool IsPlain { get; init; }

    /// <summary>The largest multiple that is at most <paramref name="units"/> (≥ 0).</summary>
    public double Floor(double units)
    {
        if (Units == 0)
            return units;
        return Units == 1 ? Whole(units) : Multiple(Math.Floor((units / Units) + Tolerance));
    }

    /// <summary>The nearest multiple, half to even, but at least one lot.</summary>
    public double Nearest(double units)
    {
        if (Units == 0)
            return units;
        return Units == 1 ? Math.Max(1, Math.Round(units)) : Multiple(Math.Max(1, Math.Round(units / Units)));
    }

    /// <summary>Whether a size is a multiple.</summary>
    public bool Allows(double units) =>
        Units == 0 || (Math.Round(units / Units) is >= 1 and var lots && Math.Abs((units / Units) - lots) <= Tolerance * lots);

    // As much money as so many units cost buys so many units: what is within the rounding of the next whole number is that number.
    private double Whole(double units)
    {
        var whole = Math.Floor(units);
        return !IsPlain && whole + 1 - units <= Ties.PriceUnit * (whole + 1) ? whole + 1 : whole;
    }

    private double Multiple(double lots) => Decimals.Multiple(lots, Units);
}
