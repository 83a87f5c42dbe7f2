namespace Simulator.Backtesting;

/// <summary>Buying power of an account: the equity that open positions do not bind, times leverage.</summary>
internal static class BuyingPower
{
    /// <summary>
    /// Equity not bound by open positions, ≥ 0: equity − |units|·price ÷ leverage, the units of both sides, less what other desks of the
    /// account bind.
    /// </summary>
    public static double FreeEquity(Portfolio portfolio, double price, double leverage) =>
        Math.Max(0, portfolio.EquityAt(price) - portfolio.BoundAt(price, leverage) - portfolio.Account.ElsewhereBound);

    /// <summary>
    /// Units that a share of the buying power pays for at a price of the next bar, slippage and commission included, in whole lots.
    /// </summary>
    public static double Units(
        double freeEquity,
        double fraction,
        double price,
        int side,
        int nextBar,
        RunTerms terms,
        Slippage slippage
    ) => terms.Lots.Floor(slippage.Affordable(freeEquity * terms.Leverage * fraction, price, side, nextBar, terms.Commission));
}
