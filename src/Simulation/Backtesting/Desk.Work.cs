using System.Runtime.CompilerServices;

namespace Simulator.Backtesting;

/// <content>The bar of a desk that has its account for itself: the one step that the backtest and the agents' environment share.</content>
internal sealed partial class Desk
{
    /// <summary>
    /// Carries the account from the close of the bar before over a bar: interest and borrowing for the time between, what waits is filled,
    /// the account is valued at the close, and a position that its equity does not carry is called.
    /// </summary>
    /// <param name="bar">The bar.</param>
    /// <param name="accrues">Whether the account was there at the close before, so that the time since then is charged.</param>
    /// <returns>Equity at the close; at or below zero the account is used up, and <see cref="UseUp"/> is due.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Work(int bar, bool accrues)
    {
        if (_hasUpkeep)
            return WorkWithUpkeep(bar, accrues);
        Process(bar);
        return Portfolio.EquityAt(_closes[bar]);
    }

    /// <summary>Closes everything at the close of a bar because the account is used up, forgives the debt and notes it.</summary>
    public void UseUp(int bar)
    {
        Liquidate(bar);
        var debt = Account.ForgiveDebt();
        Notes.Add(bar, NoteKind.Liquidated, bar, Series.Close[bar], debt);
    }

    /// <summary>Starts a new run with cash only. Objects of the run before must not be used any more.</summary>
    public void Reset(double cash)
    {
        Account.Reset(cash);
        _queue.Clear();
        Portfolio.Reset();
        Orders.Reset();
        _execution.Reset();
        _broker.Reset();
        _marginCalls.Clear();
        _unitsToCut = 0;
    }

    private double WorkWithUpkeep(int bar, bool accrues)
    {
        if (accrues && _terms.Financing is { } financing)
        {
            Account.AccrueInterest(financing, Portfolio.LongCost, DaysTo(bar));
            AccrueBorrow(bar);
        }
        Process(bar);
        var value = EquityAt(bar);
        if (_terms.Margin is null || !(value > 0))
            return value;
        var required = RequiredAt(bar);
        if (!(value < required))
            return value;
        CallMargin(bar, value, required);
        return EquityAt(bar);
    }
}
