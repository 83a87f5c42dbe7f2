using MathNet.Numerics;

namespace Simulator.Options;

/// <summary>
/// Price and Greeks of a European option on an underlying that pays a continuous yield. (Black and Scholes, The Pricing of Options and
/// Corporate Liabilities, J. of Political Economy 81, 1973; Merton, Theory of Rational Option Pricing, Bell J. of Economics 4, 1973.)
/// With d₁ = [ln(S/K) + (r − q + σ²/2)T]/(σ√T) and d₂ = d₁ − σ√T a call is S e^(−qT)N(d₁) − K e^(−rT)N(d₂), a put
/// K e^(−rT)N(−d₂) − S e^(−qT)N(−d₁).
/// </summary>
public static class BlackScholes
{
    private const double RootOfTwoPi = 2.5066282746310002;

    /// <summary>The price, in the unit of the spot.</summary>
    /// <param name="terms">The option.</param>
    /// <param name="volatilityPerYear">σ, a fraction, ≥ 0; at 0 the price is the lowest without arbitrage.</param>
    /// <exception cref="ArgumentException">A spot, strike or time that is not above 0, or a volatility below 0.</exception>
    public static double Price(OptionTerms terms, double volatilityPerYear)
    {
        Check(terms, volatilityPerYear);
        return PriceOf(terms, volatilityPerYear);
    }

    /// <summary>∂price/∂S: e^(−qT)N(d₁) of a call, −e^(−qT)N(−d₁) of a put.</summary>
    /// <inheritdoc cref="Price"/>
    public static double Delta(OptionTerms terms, double volatilityPerYear)
    {
        Check(terms, volatilityPerYear);
        var sign = Sign(terms);
        return sign * Math.Exp(-terms.YieldPerYear * terms.Years) * Normal(sign * D1(terms, volatilityPerYear));
    }

    /// <summary>∂price/∂σ, per 1 of volatility (a hundredth of it is per percentage point): S e^(−qT)φ(d₁)√T.</summary>
    /// <inheritdoc cref="Price"/>
    public static double Vega(OptionTerms terms, double volatilityPerYear)
    {
        Check(terms, volatilityPerYear);
        return VegaOf(terms, volatilityPerYear);
    }

    internal static double PriceOf(OptionTerms terms, double volatility)
    {
        var (sign, deviation) = (Sign(terms), volatility * Math.Sqrt(terms.Years));
        if (deviation == 0)
            return terms.LowestPrice;
        var d1 = D1(terms, volatility);
        return sign * ((terms.DiscountedSpot * Normal(sign * d1)) - (terms.DiscountedStrike * Normal(sign * (d1 - deviation))));
    }

    internal static double VegaOf(OptionTerms terms, double volatility)
    {
        var d1 = D1(terms, volatility);
        return terms.DiscountedSpot * Math.Exp(-0.5 * d1 * d1) / RootOfTwoPi * Math.Sqrt(terms.Years);
    }

    private static double D1(OptionTerms terms, double volatility)
    {
        var (distance, deviation) = (Math.Log(terms.DiscountedSpot / terms.DiscountedStrike), volatility * Math.Sqrt(terms.Years));
        return deviation > 0 ? (distance / deviation) + (0.5 * deviation)
            : distance == 0 ? 0
            : distance / 0.0;
    }

    private static double Normal(double x) => 0.5 * SpecialFunctions.Erfc(-x / Math.Sqrt(2));

    private static int Sign(OptionTerms terms) => terms.Right == OptionRight.Call ? 1 : -1;

    private static void Check(OptionTerms terms, double volatility)
    {
        terms.ThrowIfUnsound();
        if (!(volatility >= 0) || !double.IsFinite(volatility))
            throw new ArgumentOutOfRangeException(nameof(volatility), volatility, "a volatility is a finite number >= 0");
    }
}
