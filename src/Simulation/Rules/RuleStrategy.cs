using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Rules.Columns;
using Simulator.Rules.Compilation;

namespace Simulator.Rules;

/// <summary>
/// Trades by a compiled document on one market. At each close: an exit that holds closes its side; then an entry that holds, while its
/// own exit does not, is placed, closing an opposite position first. If both entries hold, neither is placed. An order is not placed if a
/// price or the size is unknown, or if its stop-loss or take-profit is on the wrong side. Nothing is allocated per bar.
/// </summary>
public sealed class RuleStrategy : ISparseStrategy
{
    private const byte EntersLong = 1,
        LeavesLong = 2,
        EntersShort = 4,
        LeavesShort = 8;

    private const string BothEntries = "entryLong and entryShort held at once, so neither order was placed";

    private readonly BoundClock _bound;
    private readonly RuleSignals _signals;
    private readonly RuleOrders _orders;
    private readonly AccountView _account;
    private readonly bool _tracksEquity;
    private readonly int _blockLength;
    private ClockRun? _run;
    private int _start;
    private int _end;

    internal RuleStrategy(RuleProgram program, RuleMarket market, BoundClock bound, int blockLength = Column.BlockLength)
    {
        (Market, _bound, _blockLength) = (market, bound, blockLength);
        _signals = new RuleSignals(program);
        _orders = new RuleOrders(program);
        _account = new AccountView(market.Target);
        _tracksEquity = program.UsesDrawdown;
        FirstReadyBar = program.FirstReadyBar(bound);
        Name = program.Document.Name.Length > 0 ? program.Document.Name : "rules";
    }

    /// <summary>What it reads.</summary>
    public RuleMarket Market { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int FirstReadyBar { get; }

    /// <summary>Orders that were not placed because a price or size was unknown or on the wrong side.</summary>
    public int OrdersLeftOut => _orders.LeftOut;

    /// <inheritdoc/>
    public void Start()
    {
        _run = new ClockRun(_bound, _blockLength);
        (_start, _end) = (0, 0);
        _account.Start(_run);
        _orders.Start();
    }

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        if (context.Bar >= _end)
            Advance(context);
        var signals = _signals.Known[context.Bar - _start];
        if (signals != 0 || _signals.AsksAccount || _tracksEquity)
            Act(context, signals);
    }

    int ISparseStrategy.NextBar(BarSeries series, int bar, CancellationToken cancellation)
    {
        if (_signals.AsksAccount || _tracksEquity || !ReferenceEquals(series, Market.Target))
            return bar;
        for (; bar < series.Count; bar = _end)
        {
            if (bar >= _end)
                Fill(bar, cancellation);
            var quiet = _signals.Known.AsSpan(bar - _start, _end - bar).IndexOfAnyExcept((byte)0);
            if (quiet >= 0)
                return bar + quiet;
        }
        return int.MaxValue;
    }

    /// <summary>What the rules say at a bar as far as it does not depend on the account, and for a test of it.</summary>
    internal byte SignalsAt(int bar)
    {
        if (bar >= _end)
            Fill(bar, CancellationToken.None);
        return _signals.Known[bar - _start];
    }

    private void Advance(BarContext context)
    {
        var closes = context.Close;
        if (_run is null)
            Start();
        if (closes.Length > Market.Target.Count || closes[^1] != Market.Target.Close[context.Bar])
            throw new InvalidOperationException(
                $"the rules '{Name}' were bound to {Market.Target.Symbol} but run on another series; bind them to the series to trade"
            );
        Fill(context.Bar, context.Cancellation);
    }

    private void Fill(int bar, CancellationToken cancellation)
    {
        _run!.Advance(bar, cancellation);
        (_start, _end) = (_run.Start, _run.End);
        _signals.Fill(_run);
    }

    private void Act(BarContext context, byte signals)
    {
        _account.MoveTo(context);
        if (_tracksEquity)
            _account.MarkEquity();
        var side = Math.Sign(context.Units);
        var leavesLong = (signals & LeavesLong) != 0 || _signals.Asked(LeavesLong, _account);
        var leavesShort = (signals & LeavesShort) != 0 || _signals.Asked(LeavesShort, _account);
        var leaves = side > 0 ? leavesLong : side < 0 && leavesShort;
        if (leaves)
            context.Orders.CloseAll();
        // that still wait when their side is being left; what closes a position goes on
        context.Orders.CancelEntries(leavesLong, leavesShort);
        var entersLong = !leavesLong && ((signals & EntersLong) != 0 || _signals.Asked(EntersLong, _account));
        var entersShort = !leavesShort && ((signals & EntersShort) != 0 || _signals.Asked(EntersShort, _account));
        if (entersLong && entersShort)
            context.Orders.Notes?.Count(context.Bar, BothEntries);
        if (entersLong == entersShort)
            return;
        var entered = entersLong ? 1 : -1;
        if (side != entered)
            _orders.Enter(context, _account, entered, closesFirst: side != 0 && !leaves);
    }
}
