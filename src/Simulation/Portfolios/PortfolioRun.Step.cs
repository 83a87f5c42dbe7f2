using System.Globalization;
using Simulator.Backtesting;
using Simulator.CorporateActions;
using Simulator.Markets;

namespace Simulator.Portfolios;

/// <content>What happens at an instant, in this order: interest and borrow cost for the time before, corporate actions at the open, fills,
/// valuation, stops, delisting, the rule.</content>
internal sealed partial class PortfolioRun
{
    /// <summary>Takes time to the instant before the run, or to its first if there is none before; nothing is traded there.</summary>
    public void Begin(int instant, int firstInstant)
    {
        _firstInstant = firstInstant;
        MoveTo(instant);
        foreach (var line in _lines)
        {
            while (line.NextAction < line.Actions.Count && line.Actions[line.NextAction] is var action && action.Bar <= line.Bar)
            {
                line.IsDelisted |= action.Action is Delisting;
                line.NextAction++;
            }
        }
        EquityNow = _account.SettledCash;
    }

    /// <summary>Calls the rule at the current instant.</summary>
    public void Ask()
    {
        _isMarkedAtCloses = false;
        _strategy.Decide(_context);
        if (!_anyOrdersGiven)
            return; // who never asked for an asset's orders has neither parent orders nor trailing stops
        foreach (var line in _lines)
        {
            if (line.IsFresh)
                line.Desk.Release();
        }
    }

    /// <summary>Works on an instant and returns the equity at its end.</summary>
    public double Step(int instant)
    {
        MoveTo(instant);
        if (Terms.Financing is { } financing && instant > _firstInstant)
            Accrue(financing);
        ApplyActions(atClose: false);
        FillOrders();
        Value();
        if (Terms.Margin is not null && EquityNow > 0)
            CallMargin();
        if (_anyOrdersGiven || _anyPending)
            EndBars();
        ApplyActions(atClose: true);
        return EquityNow;
    }

    /// <summary>The account is bankrupt: everything is closed at the last closes, and a remaining debt is dropped.</summary>
    public void Liquidate()
    {
        foreach (var line in _lines)
        {
            if (line.Bar >= 0)
                line.Desk.Liquidate(line.Bar);
        }
        var debt = _account.ForgiveDebt();
        _notes.Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{DayOf(Instant):yyyy-MM-dd}: bankrupt, every position was closed at the last "
                    + $"closes; the remaining debt of {debt:0.00} is not counted"
            )
        );
    }

    /// <summary>Collects the notes of the desks and of the strategy.</summary>
    public void EndNotes()
    {
        foreach (var line in _lines)
            _notes.AddRange(line.Desk.Notes.Read().Select(n => $"{line.Symbol} {n}"));
        _notes.AddRange(_strategy.Conclude());
    }

    private void EndBars()
    {
        foreach (var line in _lines)
        {
            if (!line.IsFresh)
                continue;
            line.Desk.MoveStops(line.Bar);
            if (!double.IsNaN(line.PendingUnits))
                PlacePending(line);
        }
    }

    // Interest for the time since the last instant, on the position then: before a split or dividend of today; borrowed shares are charged
    // by their own asset's bars.
    private void Accrue(FinancingSpec financing)
    {
        var longCost = 0.0;
        foreach (var line in _lines)
            longCost += line.Portfolio.LongCost;
        _account.AccrueInterest(
            financing,
            longCost,
            (Timeline.Ticks[Instant] - Timeline.Ticks[Instant - 1]) / (double)TimeSpan.TicksPerDay
        );
        foreach (var line in _lines)
        {
            if (line.IsFresh && line.Bar > 0)
                line.Desk.AccrueBorrow(line.Bar);
        }
    }

    // Every position is cut in the same proportion: its share of the equity is its share of what is required.
    private void CallMargin()
    {
        var required = 0.0;
        foreach (var line in _lines)
            required += line.Bar < 0 ? 0 : line.Desk.RequiredAt(line.Bar);
        if (!(EquityNow < required))
            return;
        var equity = EquityNow;
        foreach (var line in _lines)
        {
            if (line.Bar >= 0 && line.Desk.RequiredAt(line.Bar) is > 0 and var share)
                line.Desk.CallMargin(line.Bar, equity * (share / required), share, line.IsFresh);
        }
        Value();
    }

    private void MoveTo(int instant)
    {
        Instant = instant;
        if (Timeline.IsAligned)
        {
            foreach (var line in _lines)
                line.Bar = instant;
            return;
        }
        for (var i = 0; i < _lines.Length; i++)
        {
            var bar = Timeline.BarAt(instant, i);
            _lines[i].IsFresh = bar >= 0 && (instant == 0 || Timeline.BarAt(instant - 1, i) != bar);
            _lines[i].Bar = bar;
        }
    }

    private void ApplyActions(bool atClose)
    {
        if (!_anyActions)
            return;
        foreach (var line in _lines)
        {
            while (
                line.NextAction < line.Actions.Count
                && line.IsFresh
                && line.Actions[line.NextAction] is var action
                && action.Bar <= line.Bar
                && action.Action is Delisting == atClose
            )
            {
                Apply(line, action);
                line.NextAction++;
            }
        }
    }

    private void Apply(PortfolioLine line, in ScheduledAction action)
    {
        var desk = line.Desk;
        switch (action.Action)
        {
            case Split split:
                desk.Split(split.UnitsRatio, action.Bar);
                line.PendingUnits *= split.UnitsRatio;
                break;
            case CashDividend:
                var money = desk.Portfolio.Units * action.Amount;
                _account.Settle(money);
                line.Dividends += money;
                break;
            case Delisting:
                if (desk.Portfolio.GrossUnits != 0)
                    Remark($"{line.Symbol} was delisted; the position was closed at the last close {line.Closes[action.Bar]:R}");
                desk.Delist(action.Bar);
                (line.IsDelisted, line.PendingUnits) = (true, double.NaN);
                break;
            case TickerChange change:
                if (desk.Portfolio.GrossUnits != 0)
                    Remark($"{change.From} was renamed {change.To}; the position is unchanged");
                break;
        }
    }

    private void Value()
    {
        var money = _account.SettledCash;
        foreach (var line in _lines)
        {
            if (line.Portfolio.GrossUnits != 0)
                money = line.Portfolio.OnTopOf(money, line.Closes[line.Bar]);
        }
        EquityNow = money;
    }
}
