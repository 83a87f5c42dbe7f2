namespace Simulator.Backtesting;

/// <summary>
/// Cash that the trading of one or several instruments settles in. Equity is settled cash plus the open profit of every instrument.
/// A single-instrument run has one account and one <see cref="Desk"/>; several desks on one account see each other only through
/// <see cref="ElsewhereProfit"/> and <see cref="ElsewhereBound"/>, which whoever runs them sets before it works or asks a desk.
/// </summary>
public sealed class Account
{
    /// <summary>An account that holds nothing but cash.</summary>
    /// <param name="cash">Cash at the start.</param>
    internal Account(double cash) => SettledCash = cash;

    /// <summary>Cash as if every open part had been bought and sold at its entry price.</summary>
    public double SettledCash { get; private set; }

    /// <summary>Commissions paid so far.</summary>
    public double Commissions { get; private set; }

    /// <summary>What slippage has cost so far.</summary>
    public double SlippageCost { get; private set; }

    /// <summary>Open profit of the other desks of this account, in its money: Σ size·(price − entry). 0 with one desk.</summary>
    internal double ElsewhereProfit { get; set; }

    /// <summary>Equity that the positions of the other desks bind: Σ |units|·price ÷ leverage. 0 with one desk.</summary>
    internal double ElsewhereBound { get; set; }

    /// <summary>Takes a commission.</summary>
    internal void PayCommission(double commission)
    {
        SettledCash -= commission;
        Commissions += commission;
    }

    /// <summary>Counts what slippage cost; it is already part of the price.</summary>
    internal void CountSlippage(double cost) => SlippageCost += cost;

    /// <summary>Books the profit, before commission, of what was closed.</summary>
    internal void Settle(double profit) => SettledCash += profit;

    /// <summary>After a liquidation: a debt is not carried on.</summary>
    internal double ForgiveDebt()
    {
        var debt = Math.Max(0, -SettledCash);
        SettledCash = 0;
        return debt;
    }
}
