namespace Simulator.Backtesting;

/// <summary>How much an account can carry. Equity that open positions do not bind, times leverage, is its buying power.</summary>
internal static class BuyingPower
{
    /// <summary>Equity not bound by open positions, ≥ 0: equity − |units|·price ÷ leverage, the units of both sides, less what other desks of the account bind.</summary>
    public static double FreeEquity(Portfolio portfolio, double price, double leverage)
        => Math.Max(0, portfolio.EquityAt(price) - (portfolio.GrossUnits * price / leverage) - portfolio.Account.ElsewhereBound);

    /// <summary>The price of a unit for a side, slippage against the trader.</summary>
    public static double Slipped(double price, int side, double slippageBps) => price * (1 + (side * slippageBps * 1e-4));

    /// <summary>Units that a share of the buying power pays for at a price, slippage and commission included; whole ones unless fractions are traded.</summary>
    public static double Units(double freeEquity, double fraction, double price, int side, in RunTerms terms)
    {
        var units = terms.Commission.Affordable(freeEquity * terms.Leverage * fraction, Slipped(price, side, terms.SlippageBps));
        return terms.FractionalUnits ? units : Math.Floor(units);
    }
}
