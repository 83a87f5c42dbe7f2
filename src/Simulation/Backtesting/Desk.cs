using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>
/// Everything that trades one series on an account: its position, its waiting orders and what fills them. Several desks may share
/// an account; the bar numbers that a desk is called with are those of its own series. Whoever runs a desk calls, per bar:
/// <see cref="Process"/>, then <see cref="EquityAt"/> and, at zero or below, <see cref="Liquidate"/>, then <see cref="MoveStops"/>, then <see cref="Ask"/>.
/// </summary>
internal sealed class Desk
{
    private readonly BarContext _context;
    private readonly Broker _broker;
    private readonly Execution _execution;
    private readonly OrderQueue _queue = new();

    /// <summary>A desk without position or order.</summary>
    /// <param name="series">What is traded.</param>
    /// <param name="account">Where it settles.</param>
    /// <param name="terms">Costs and limits.</param>
    /// <param name="closed">Takes what is closed; null for a log of its own.</param>
    public Desk(BarSeries series, Account account, in RunTerms terms, TradeLog? closed = null)
    {
        (Series, Account) = (series, account);
        Portfolio = new Portfolio(account, terms.Commission, terms.Options.Sizing == SizingConvention.FillBarClose, closed ?? new TradeLog());
        Orders = new Orders(series, Portfolio, _queue, terms);
        _execution = new Execution(series, Portfolio, _queue, terms);
        _broker = new Broker(series, Portfolio, _queue, _execution, terms.Options);
        _context = new BarContext(series, Portfolio, Orders);
    }

    /// <summary>What is traded.</summary>
    public BarSeries Series { get; }

    /// <summary>Where it settles.</summary>
    public Account Account { get; }

    /// <summary>What is open.</summary>
    public Portfolio Portfolio { get; }

    /// <summary>Where orders go; <see cref="Decide"/> sets their bar.</summary>
    public Orders Orders { get; }

    /// <summary>Whether an order waits.</summary>
    public bool HasOrders => _queue.Count > 0;

    /// <summary>Refusals and their reasons, in order.</summary>
    public List<string> Notes => _execution.Notes;

    /// <summary>Bars on which a trade's stop and target were both touched.</summary>
    public int AmbiguousBars => _broker.AmbiguousBars;

    /// <summary>Whether the next bars only have to be valued: no order waits and no stop moves.</summary>
    public bool IsQuiet => _queue.Count == 0 && !_execution.HasTrails;

    /// <summary>Fills what a bar fills.</summary>
    public void Process(int bar)
    {
        if (_queue.Count > 0)
            _broker.Process(bar);
    }

    /// <summary>Equity of the account with this series at its close.</summary>
    public double EquityAt(int bar) => Portfolio.EquityAt(Series.Close[bar]);

    /// <summary>Open profit at the close.</summary>
    public double ProfitAt(int bar) => Portfolio.ProfitAt(Series.Close[bar]);

    /// <summary>Moves trailing stops at the close of a bar.</summary>
    public void MoveStops(int bar)
    {
        if (_execution.HasTrails)
            _broker.MoveTrailingStops(bar);
    }

    /// <summary>Asks a strategy at the close of a bar.</summary>
    public void Ask(IStrategy strategy, int bar) => strategy.Decide(Decide(bar));

    /// <summary>What may be known at the close of a bar; orders are from now on placed there.</summary>
    public BarContext Decide(int bar)
    {
        (_context.Bar, Orders.Bar) = (bar, bar);
        return _context;
    }

    /// <summary>Closes everything at the close of a bar because the account is used up; the account's debt is the caller's to forgive, after every desk.</summary>
    public void Liquidate(int bar) => _broker.Liquidate(bar);

    /// <summary>Closes everything as the last market orders of the run would.</summary>
    public void CloseAtEnd(int bar) => _broker.CloseAtEnd(bar);

    /// <summary>Adds a remark of the run.</summary>
    public void Note(int bar, FormattableString reason) => _execution.Note(bar, reason);

    /// <summary>Says how many remarks are not listed.</summary>
    public void EndNotes() => _execution.EndNotes();

    /// <summary>Closed trades in order of exit, then those still open, valued at the close of a bar.</summary>
    public IReadOnlyList<Trade> Trades(int lastBar) => TradeBook.Read(Series, Portfolio, lastBar);
}
