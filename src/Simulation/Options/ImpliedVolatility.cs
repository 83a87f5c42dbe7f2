using System.Globalization;

namespace Simulator.Options;

/// <summary>Why a price has no implied volatility.</summary>
public enum PriceFault
{
    /// <summary>It has one.</summary>
    None,

    /// <summary>The price, or a term of the option, is no number or not above zero.</summary>
    NoNumber,

    /// <summary>The price is below the lowest one without arbitrage.</summary>
    BelowBound,

    /// <summary>The price is the lowest one: nothing of it depends on the volatility.</summary>
    NoTimeValue,

    /// <summary>The price is at or above the one that it never reaches without arbitrage.</summary>
    AboveBound,
}

/// <summary>The volatility at which Black and Scholes' formula gives a price, or why there is none.</summary>
/// <param name="PerYear">A fraction; NaN where there is none.</param>
/// <param name="Fault">Why not.</param>
public readonly record struct ImpliedVolatility(double PerYear, PriceFault Fault)
{
    private const int MostSteps = 200;
    private const double Smallest = 1e-9;
    private const double Largest = 1e4;

    /// <summary>
    /// Solves price(σ) = price. The price is turned into that of the option out of the money by put–call parity, where it is all time
    /// value. Newton steps on its logarithm start at the point of inflection σ = √(2|ln(F/K)|/T) (Manaster and Koehler, The Calculation of
    /// Implied Variances from the Black–Scholes Model, J. of Finance 37, 1982); a step out of the bracket is replaced by a bisection.
    /// </summary>
    /// <param name="terms">The option.</param>
    /// <param name="price">Its price, in the unit of the spot.</param>
    public static ImpliedVolatility Of(OptionTerms terms, double price)
    {
        if (!terms.AreSound || !double.IsFinite(price) || price < 0)
            return None(PriceFault.NoNumber);
        var rounding = 4 * double.Epsilon + (2e-16 * Math.Max(terms.DiscountedSpot, terms.DiscountedStrike));
        if (price < terms.LowestPrice - rounding)
            return None(PriceFault.BelowBound);
        if (price >= terms.HighestPrice)
            return None(PriceFault.AboveBound);
        var isInTheMoney = terms.LowestPrice > 0;
        var (outside, target) = isInTheMoney ? (terms.ToOpposite(), price - terms.LowestPrice) : (terms, price);
        if (target <= 0 || (isInTheMoney && target <= rounding))
            return None(PriceFault.NoTimeValue);
        return new ImpliedVolatility(Solve(outside, target), PriceFault.None);
    }

    /// <summary>Why there is none, as a sentence's end; empty where there is one.</summary>
    public static string Words(OptionTerms terms, double price, PriceFault fault) =>
        fault switch
        {
            PriceFault.NoNumber => Text($"the price {price}, the strike or the time is no number above 0"),
            PriceFault.BelowBound => Text($"the price {price:0.####} is below {terms.LowestPrice:0.####}, the lowest without arbitrage"),
            PriceFault.NoTimeValue => Text($"the price {price:0.####} has no time value, so that every small volatility fits it"),
            PriceFault.AboveBound => Text(
                $"the price {price:0.####} is not below {terms.HighestPrice:0.####}, the bound without arbitrage"
            ),
            _ => "",
        };

    private static double Solve(OptionTerms terms, double target)
    {
        var (low, high) = (Smallest, Largest);
        var goal = Math.Log(target);
        var distance = Math.Abs(Math.Log(terms.DiscountedSpot / terms.DiscountedStrike));
        var guess = Math.Clamp(Math.Max(Math.Sqrt(2 * distance / terms.Years), 0.01), low, high);
        for (var step = 0; step < MostSteps; step++)
        {
            var price = BlackScholes.PriceOf(terms, guess);
            var miss = Math.Log(Math.Max(price, double.Epsilon)) - goal;
            if (miss == 0)
                return guess;
            (low, high) = miss > 0 ? (low, guess) : (guess, high);
            var next = guess - (miss * price / BlackScholes.VegaOf(terms, guess));
            if (!(next > low && next < high))
                next = high > 4 * low ? Math.Sqrt(low * high) : 0.5 * (low + high);
            if (Math.Abs(next - guess) <= 1e-15 * guess || next == low || next == high)
                return next;
            guess = next;
        }
        return guess;
    }

    private static ImpliedVolatility None(PriceFault fault) => new(double.NaN, fault);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
