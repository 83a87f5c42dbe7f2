using System.Runtime.CompilerServices;
using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>
/// Everything that trades one series on an account: its position, its waiting orders and what fills them. Several desks may share
/// an account; the bar numbers that a desk is called with are those of its own series. Whoever runs a desk that has its account for
/// itself calls, per bar: <see cref="Work"/> (and <see cref="UseUp"/> where that leaves nothing), <see cref="MoveStops"/>, then
/// <see cref="Ask"/> — or <see cref="Decide"/>, the decision, and <see cref="Release"/>. Whoever runs several on one account takes
/// <see cref="AccrueBorrow"/> (and <see cref="Account.AccrueInterest"/> once for the account), <see cref="Process"/>, values the account
/// (<see cref="EquityAt"/>) and cuts or liquidates where it has to, in place of <see cref="Work"/>.
/// </summary>
internal sealed partial class Desk
{
    private readonly RunTerms _terms;
    private readonly BarContext _context;
    private readonly Broker _broker;
    private readonly Execution _execution;
    private readonly OrderQueue _queue;
    private readonly List<MarginCall> _marginCalls = [];
    private readonly double[] _closes;
    private readonly bool _hasUpkeep; // interest, borrowing or margin, to be looked at on every bar
    private double _unitsToCut;

    /// <summary>A desk without position or order.</summary>
    /// <param name="series">What is traded.</param>
    /// <param name="account">Where it settles.</param>
    /// <param name="terms">Costs and limits.</param>
    /// <param name="closed">Takes what is closed; null for its own log. Where it keeps nothing, no notes and no margin calls are kept
    /// either.</param>
    /// <param name="slippage">Slippage on the series under the same terms, shared with other desks; null for its own.</param>
    /// <param name="pool">Shared with other desks of the thread; null for its own.</param>
    /// <exception cref="ArgumentException">The costs need volumes and the series has none.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)] // It runs once. Inlined, it uses up the budget that the loop over the bars needs.
    public Desk(
        BarSeries series,
        Account account,
        RunTerms terms,
        TradeLog? closed = null,
        Slippage? slippage = null,
        DeskPool? pool = null
    )
    {
        (Series, Account, _terms) = (series, account, terms);
        (_closes, _hasUpkeep) = (series.Close, terms.Financing is not null || terms.Margin is not null);
        if (!double.IsNaN(terms.VolumeShare) && !Backtesting.Slippage.HasVolume(series))
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"execution.volumeShare: series {series.Symbol} has no volume, so no order could fill; remove volumeShare"
                )
            );
        slippage ??= new Slippage(series, terms);
        pool ??= new DeskPool();
        _queue = new OrderQueue(pool);
        var (commissionPerPart, wholePositions) = (
            terms.Options.Sizing == SizingConvention.FillBarClose,
            terms.Options.Grouping == TradeGrouping.Position
        );
        Portfolio = new Portfolio(account, terms.Commission, commissionPerPart, wholePositions, closed ?? new TradeLog(), pool);
        _execution = new Execution(series, Portfolio, _queue, terms, slippage);
        Orders = new Orders(series, Portfolio, _queue, terms, slippage) { Notes = _execution.Notes };
        _broker = new Broker(series, Portfolio, _queue, _execution, terms.Options, terms.Tick, pool);
        _context = new BarContext(series, Portfolio, Orders);
    }

    /// <summary>What is traded.</summary>
    public BarSeries Series { get; }

    /// <summary>Where it settles.</summary>
    public Account Account { get; }

    /// <summary>The open position.</summary>
    public Portfolio Portfolio { get; }

    /// <summary>Where orders go; <see cref="Decide"/> sets their bar.</summary>
    public Orders Orders { get; }

    /// <summary>
    /// Whether an order waits, or a position is to be cut at the next open; and whether that takes units off, so that cash comes free.
    /// </summary>
    public bool HasErrand(out bool releasesCash)
    {
        releasesCash = !_queue.ResizeAdds;
        if (_unitsToCut == 0 && _queue.HasNoOrders)
            return _queue.HasResize;
        releasesCash = ReleasesCash;
        return true;
    }

    /// <summary>Asks the run to stop; strategies see it.</summary>
    public CancellationToken Cancellation
    {
        get => _context.Cancellation;
        set => _context.Cancellation = value;
    }

    /// <summary>Rejections and other events, with their reasons.</summary>
    public RunNotes Notes => _execution.Notes;

    /// <summary>Bars on which a trade's stop and target were both touched.</summary>
    public int AmbiguousBars => _broker.AmbiguousBars;

    /// <summary>Fills that the volume of their bar limited.</summary>
    public int PartialFills => _execution.PartialFills;

    /// <summary>Margin calls, in order.</summary>
    public IReadOnlyList<MarginCall> MarginCalls => _marginCalls;

    /// <summary>Charges what borrowed shares cost for the time from the bar before to this one.</summary>
    public void AccrueBorrow(int bar)
    {
        if (_terms.Financing is not { BorrowRatePerYear: not 0 } financing || Portfolio.ShortUnits == 0)
            return;
        Portfolio.PayBorrow(
            Portfolio.ShortUnits * Math.Abs(Series.Close[bar - 1]) * financing.BorrowRatePerYear * DaysTo(bar) / financing.DaysPerYear
        );
    }

    /// <summary>Calendar days from the close of the bar before to the close of this one.</summary>
    public double DaysTo(int bar) => (Series.CloseTimeTicks[bar] - Series.CloseTimeTicks[bar - 1]) / (double)TimeSpan.TicksPerDay;

    /// <summary>Whether interest, borrowing or margin has to be looked at on every bar.</summary>
    public bool HasUpkeep => _hasUpkeep;

    /// <summary>Whether the next bars only have to be valued: no order waits or is being worked, no cut is due and no stop moves.</summary>
    public bool IsQuiet => _queue.Count == 0 && !_execution.HasTrails && _unitsToCut == 0 && !Orders.IsWorkingParents;

    /// <summary>Fills what a bar fills.</summary>
    public void Process(int bar)
    {
        if (_unitsToCut > 0)
        {
            _broker.CutPosition(_unitsToCut, bar - 1, bar);
            _unitsToCut = 0;
        }
        if (_queue.HasResize ? _execution.TryResize(bar) : _queue.Count == 0)
            return;
        _broker.Process(bar);
    }

    /// <summary>Equity of the account with this series at its close.</summary>
    public double EquityAt(int bar) => Portfolio.EquityAt(Series.Close[bar]);

    /// <summary>Open profit at the close.</summary>
    public double ProfitAt(int bar) => Portfolio.ProfitAt(Series.Close[bar]);

    /// <summary>
    /// Equity that the position needs at a close so that it is not cut: maintenanceFraction·|units|·price; 0 without a rule.
    /// </summary>
    public double RequiredAt(int bar) =>
        _terms.Margin is { } margin ? margin.MaintenanceFraction * Portfolio.GrossUnits * Math.Abs(Series.Close[bar]) : 0;

    /// <summary>
    /// Cuts the position, now or at the next open as the rule says, to what some equity carries under the leverage of the run.
    /// </summary>
    /// <param name="bar">The bar at whose close equity was too small.</param>
    /// <param name="equity">Equity that may be bound by this desk.</param>
    /// <param name="required">What would have been needed.</param>
    /// <param name="hasClosed">Whether the bar closed just now; where it closed earlier, its close is no price any more, and the cut waits
    /// for the next open.</param>
    public void CallMargin(int bar, double equity, double required, bool hasClosed = true)
    {
        var kept = _terms.Lots.Floor(Math.Max(0, equity) * _terms.Leverage / Math.Abs(Series.Close[bar]));
        var units = Portfolio.GrossUnits - kept;
        if (!(units > 0))
            return;
        if (Portfolio.Closed.Keeps)
            _marginCalls.Add(new MarginCall(bar, equity, required, units));
        Notes.Add(bar, NoteKind.MarginCall, bar, equity, required, units);
        if (_terms.Margin!.Call == MarginCallFill.Close && hasClosed)
            _broker.CutPosition(units, bar, bar);
        else
            _unitsToCut = units;
    }

    /// <summary>Moves trailing stops at the close of a bar.</summary>
    public void MoveStops(int bar)
    {
        if (_execution.HasTrails)
            _broker.MoveTrailingStops(bar);
    }

    /// <summary>Asks a strategy at the close of a bar.</summary>
    public void Ask(IStrategy strategy, int bar)
    {
        strategy.Decide(Decide(bar));
        Release();
    }

    /// <summary>What may be known at the close of a bar; orders are from now on placed there.</summary>
    public BarContext Decide(int bar)
    {
        (_context.Bar, Orders.Bar) = (bar, bar);
        return _context;
    }

    /// <summary>After a decision: places the next slices of parent orders.</summary>
    public void Release()
    {
        if (Orders.IsWorkingParents)
            Orders.ReleaseSlices();
    }

    /// <summary>
    /// Closes everything at the close of a bar because the account is used up; the account's debt is the caller's to forgive, after every
    /// desk.
    /// </summary>
    public void Liquidate(int bar)
    {
        _broker.Liquidate(bar);
        _unitsToCut = 0;
    }

    /// <summary>Closes everything as the last market orders of the run would.</summary>
    public void CloseAtEnd(int bar) => _broker.CloseAtEnd(bar);

    /// <summary>
    /// Works on a bar once more, after its decision: what that ordered may fill on the bar itself; see
    /// <see cref="BacktestOptions.DecidesOnLastBar"/>.
    /// </summary>
    public void ProcessAgain(int bar)
    {
        foreach (var order in _queue.Waiting)
            order.TakesBar = order.TakesBar == bar + 1 ? bar : order.TakesBar;
        _broker.Process(bar);
    }

    /// <summary>Closed trades in order of exit, then those still open, valued at the close of a bar.</summary>
    public IReadOnlyList<Trade> Trades(int lastBar) => TradeBook.Read(Series, Portfolio, lastBar);
}
