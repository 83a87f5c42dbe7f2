namespace Simulator.Options;

/// <summary>The right to buy or to sell.</summary>
public enum OptionRight
{
    /// <summary>To buy.</summary>
    Call,

    /// <summary>To sell.</summary>
    Put,
}

/// <summary>A European option and what it is priced with.</summary>
/// <param name="Right">Call or put.</param>
/// <param name="Spot">S, price of the underlying, above 0.</param>
/// <param name="Strike">K, in the same unit, above 0.</param>
/// <param name="Years">T, years to expiry, above 0.</param>
/// <param name="RatePerYear">r, continuously compounded, a fraction: 0.05 is 5 %.</param>
/// <param name="YieldPerYear">q, the underlying's dividends as a continuous yield, a fraction.</param>
public readonly record struct OptionTerms(
    OptionRight Right,
    double Spot,
    double Strike,
    double Years,
    double RatePerYear = 0,
    double YieldPerYear = 0
)
{
    /// <summary>K e^(−rT): the strike in money of today.</summary>
    public double DiscountedStrike => Strike * Math.Exp(-RatePerYear * Years);

    /// <summary>S e^(−qT): the underlying without what it pays before expiry.</summary>
    public double DiscountedSpot => Spot * Math.Exp(-YieldPerYear * Years);

    /// <summary>S e^((r − q)T): the price for delivery at expiry.</summary>
    public double Forward => Spot * Math.Exp((RatePerYear - YieldPerYear) * Years);

    /// <summary>The lowest price without arbitrage: max(0, S e^(−qT) − K e^(−rT)) of a call, the reverse of a put.</summary>
    public double LowestPrice =>
        Math.Max(0, Right == OptionRight.Call ? DiscountedSpot - DiscountedStrike : DiscountedStrike - DiscountedSpot);

    /// <summary>The price that it never reaches without arbitrage: S e^(−qT) of a call, K e^(−rT) of a put.</summary>
    public double HighestPrice => Right == OptionRight.Call ? DiscountedSpot : DiscountedStrike;

    /// <summary>The same with the other right.</summary>
    public OptionTerms ToOpposite() => this with { Right = Right == OptionRight.Call ? OptionRight.Put : OptionRight.Call };

    /// <summary>Whether prices, strike and time are above zero and everything is finite.</summary>
    public bool AreSound =>
        Spot > 0
        && Strike > 0
        && Years > 0
        && double.IsFinite(Spot + Strike + Years + RatePerYear + YieldPerYear)
        && double.IsFinite(Forward)
        && Forward > 0;

    internal void ThrowIfUnsound()
    {
        if (!AreSound)
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"an option needs a spot, a strike and a time above 0 and finite rates, was S {Spot}, K {Strike}, T {Years}, "
                ) + FormattableString.Invariant($"r {RatePerYear}, q {YieldPerYear}")
            );
    }
}
