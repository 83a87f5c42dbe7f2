namespace Simulator.OptionChains;

/// <summary>Implied volatility over the strike for one expiry, from options out of the money.</summary>
/// <param name="Days">Calendar days to expiry.</param>
/// <param name="Forward">F, the price for delivery at expiry.</param>
/// <param name="Points">ln(K/F) and implied volatility, strikes rising.</param>
public sealed record VolatilitySmile(int Days, double Forward, IReadOnlyList<(double Moneyness, double PerYear)> Points)
{
    /// <summary>
    /// The volatility at a strike, between its neighbours linear in total variance over ln(K/F); NaN where the strikes do not reach.
    /// </summary>
    /// <param name="moneyness">ln(K/F).</param>
    public double At(double moneyness)
    {
        for (var i = 0; i < Points.Count; i++)
        {
            var (right, volatility) = Points[i];
            if (right < moneyness)
                continue;
            if (right == moneyness)
                return volatility;
            return i == 0 ? double.NaN : Between(Points[i - 1], Points[i], moneyness);
        }
        return double.NaN;
    }

    private static double Between((double At, double PerYear) left, (double At, double PerYear) right, double moneyness)
    {
        var share = (moneyness - left.At) / (right.At - left.At);
        return Math.Sqrt(((1 - share) * left.PerYear * left.PerYear) + (share * right.PerYear * right.PerYear));
    }
}
