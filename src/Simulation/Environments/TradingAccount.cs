using Simulator.Backtesting;
using Simulator.Markets;

namespace Simulator.Environments;

/// <summary>
/// One account of an environment: the engine's own desk on an account of its own, reset for every episode, stepped by the engine's
/// own step.
/// </summary>
internal sealed class TradingAccount
{
    private readonly Desk _desk;
    private readonly double[] _closes;
    private readonly double _cash;
    private readonly double _leverage;
    private TargetMemory _last;

    /// <summary>An account that has not begun.</summary>
    /// <param name="series">What it trades.</param>
    /// <param name="terms">Under which terms.</param>
    /// <param name="slippage">Slippage on the series, shared by all accounts.</param>
    /// <param name="pool">Shared by all accounts.</param>
    /// <param name="closed">A log that keeps nothing, shared by all accounts.</param>
    /// <param name="cash">Cash at the start of an episode.</param>
    public TradingAccount(BarSeries series, RunTerms terms, Slippage slippage, DeskPool pool, TradeLog closed, double cash)
    {
        _desk = new Desk(series, new Account(cash), terms, closed, slippage, pool);
        (_closes, _cash, _leverage) = (series.Close, cash, terms.Leverage);
    }

    /// <summary>The bar at whose close it stands, and on which is decided next.</summary>
    public int Bar { get; private set; }

    /// <summary>Equity at that close; 0 where the account is used up.</summary>
    public double Equity { get; private set; }

    /// <summary>What is wanted and held at that close.</summary>
    public HeldPosition Held => HeldPosition.Of(_desk.Portfolio, _last.Target, Bar, _closes[Bar], Equity, _leverage);

    /// <summary>Starts over at the close of a bar, with cash only.</summary>
    public void Begin(int bar)
    {
        _desk.Reset(_cash);
        (Bar, Equity, _last) = (bar, _cash, default);
    }

    /// <summary>Decides at the close of the bar and goes to the close of the next.</summary>
    /// <param name="target">Target exposure, −1 to 1.</param>
    /// <returns>Equity there ÷ equity here; 0 where the account was used up.</returns>
    public double Step(double target)
    {
        _last.Order(_desk.Decide(Bar).Orders, target);
        var (before, bar) = (Equity, Bar + 1);
        var equity = _desk.Work(bar, accrues: true);
        if (equity <= 0)
        {
            _desk.UseUp(bar);
            equity = 0;
        }
        (Bar, Equity) = (bar, equity);
        return equity / before;
    }
}
