using Simulator.Specs;

namespace Simulator.Backtesting;

/// <summary>How much an account can carry. Equity that open positions do not bind, times leverage, is its buying power.</summary>
internal static class BuyingPower
{
    /// <summary>Equity not bound by open positions, ≥ 0: equity − |units|·price ÷ leverage.</summary>
    public static double FreeEquity(Portfolio portfolio, double price, double leverage)
        => Math.Max(0, portfolio.EquityAt(price) - (Math.Abs(portfolio.Units) * price / leverage));

    /// <summary>The price of a unit for a side, slippage against the trader.</summary>
    public static double Slipped(double price, int side, double slippageBps) => price * (1 + (side * slippageBps * 1e-4));

    /// <summary>Units that a share of the buying power pays for at a price, slippage and commission included; whole ones unless fractions are traded.</summary>
    public static double Units(double freeEquity, double fraction, double price, int side, ExecutionSpec execution)
    {
        var units = freeEquity * execution.Leverage * fraction / UnitCost(Slipped(price, side, execution.SlippageBps), execution);
        return execution.FractionalUnits ? units : Math.Floor(units);
    }

    /// <summary>What a unit binds and costs: its price and its commission.</summary>
    public static double UnitCost(double price, ExecutionSpec execution) => price + (price * execution.CommissionRate);
}
