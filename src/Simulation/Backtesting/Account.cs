namespace Simulator.Backtesting;

/// <summary>
/// The cash account in which trades of one or several instruments settle. Equity is settled cash plus the open profit of every instrument.
/// A single-instrument run has one account and one <see cref="Desk"/>; several desks on one account see each other only through
/// <see cref="ElsewhereProfit"/> and <see cref="ElsewhereBound"/>. The caller sets these before it runs a desk.
/// </summary>
public sealed class Account
{
    /// <summary>An account with cash only.</summary>
    /// <param name="cash">Cash at the start.</param>
    internal Account(double cash) => SettledCash = cash;

    /// <summary>Cash as if every open part had been bought and sold at its entry price.</summary>
    public double SettledCash { get; private set; }

    /// <summary>Commissions paid so far.</summary>
    public double Commissions { get; private set; }

    /// <summary>Slippage cost so far.</summary>
    public double SlippageCost { get; private set; }

    /// <summary>Interest earned on cash so far.</summary>
    public double InterestEarned { get; private set; }

    /// <summary>Interest paid on borrowed cash so far.</summary>
    public double InterestPaid { get; private set; }

    /// <summary>Cost of borrowed shares so far.</summary>
    public double BorrowCost { get; private set; }

    /// <summary>Open profit of the other desks of this account, in its money: Σ size·(price − entry). 0 with one desk.</summary>
    internal double ElsewhereProfit { get; set; }

    /// <summary>Equity that the positions of the other desks bind: Σ |units|·price ÷ leverage. 0 with one desk.</summary>
    internal double ElsewhereBound { get; set; }

    /// <summary>Starts over with cash only.</summary>
    internal void Reset(double cash)
    {
        (SettledCash, ElsewhereProfit, ElsewhereBound) = (cash, 0, 0);
        (Commissions, SlippageCost, BorrowCost, InterestEarned, InterestPaid) = (0, 0, 0, 0, 0);
    }

    /// <summary>Takes a commission.</summary>
    internal void PayCommission(double commission)
    {
        SettledCash -= commission;
        Commissions += commission;
    }

    /// <summary>Counts what slippage cost; it is already part of the price.</summary>
    internal void CountSlippage(double cost) => SlippageCost += cost;

    /// <summary>Takes the cost of borrowed shares; below zero it is paid out.</summary>
    internal void PayBorrow(double cost)
    {
        SettledCash -= cost;
        BorrowCost += cost;
    }

    /// <summary>
    /// Books interest on cash for some time. Cash is settled cash less what was paid for long positions: the proceeds of short sales are
    /// held as collateral and earn nothing, so they are in neither.
    /// </summary>
    /// <param name="financing">The rates.</param>
    /// <param name="longCost">Σ size·entry of the long positions of every desk of the account.</param>
    /// <param name="days">Calendar time, in days.</param>
    internal void AccrueInterest(FinancingSpec financing, double longCost, double days)
    {
        var cash = SettledCash - longCost;
        var interest = cash * (cash > 0 ? financing.CreditRatePerYear : financing.DebitRatePerYear) * days / financing.DaysPerYear;
        SettledCash += interest;
        if (cash > 0)
            InterestEarned += interest;
        else
            InterestPaid -= interest;
    }

    /// <summary>Books the profit of a closed part, before commission.</summary>
    internal void Settle(double profit) => SettledCash += profit;

    /// <summary>After a liquidation: sets a remaining debt to zero.</summary>
    internal double ForgiveDebt()
    {
        var debt = Math.Max(0, -SettledCash);
        SettledCash = 0;
        return debt;
    }
}
