using Simulator.CorporateActions;
using Simulator.Specs;

namespace Simulator.Portfolios;

/// <content>What happens at an instant, in this order: interest and borrow cost for the time before, corporate actions at the open, fills, valuation, stops, delisting, the rule.</content>
internal sealed partial class PortfolioRun
{
    /// <summary>Takes time to the instant before the run, or to its first where there is none before; nothing is traded there.</summary>
    public void Begin(int instant, int firstInstant)
    {
        _firstInstant = firstInstant;
        MoveTo(instant);
        for (var i = 0; i < Count; i++)
        {
            while (_nextAction[i] < _actions[i].Count && _actions[i][_nextAction[i]] is var action && action.Bar <= _bars[i])
            {
                _delisted[i] |= action.Action is Delisting;
                _nextAction[i]++;
            }
        }
        EquityNow = _account.SettledCash;
    }

    /// <summary>Asks the rule at the instant where time stands.</summary>
    public void Ask()
    {
        _isMarkedAtCloses = false;
        _strategy.Decide(_context);
        for (var i = 0; i < Desks.Length; i++)
        {
            if (_fresh[i])
                Desks[i].Release();
        }
    }

    /// <summary>Works on an instant and returns the equity at its end.</summary>
    public double Step(int instant)
    {
        MoveTo(instant);
        if (Terms.Financing is { } financing && instant > _firstInstant)
            Accrue(financing);
        ApplyActions(atClose: false);
        if (FindOrders())
            FillOrders();
        Value();
        if (Terms.Margin is not null && EquityNow > 0)
            CallMargin();
        for (var i = 0; i < Desks.Length; i++)
        {
            if (!_fresh[i])
                continue;
            Desks[i].MoveStops(_bars[i]);
            if (_anyPending && !double.IsNaN(_pending[i]))
                PlacePending(i);
        }
        ApplyActions(atClose: true);
        return EquityNow;
    }

    /// <summary>The account is used up: everything is closed at the last closes, and a debt is not carried on.</summary>
    public void Liquidate()
    {
        for (var i = 0; i < Count; i++)
        {
            if (_bars[i] >= 0)
                Desks[i].Liquidate(_bars[i]);
        }
        var debt = _account.ForgiveDebt();
        _notes.Add(FormattableString.Invariant($"{DayOf(Instant):yyyy-MM-dd}: the account was used up and everything closed at the last closes; a debt of {debt:0.00} beyond it is not counted"));
    }

    /// <summary>Gathers what the desks, and at last the strategy, have to say.</summary>
    public void EndNotes()
    {
        for (var i = 0; i < Count; i++)
        {
            _notes.AddRange(Desks[i].Notes.Read().Select(n => $"{Symbols[i]} {n}"));
        }
        _notes.AddRange(_strategy.Conclude());
    }

    // Interest for the time since the last instant, on what was held then: before a split or dividend of today; borrowed shares are charged by their own asset's bars.
    private void Accrue(FinancingSpec financing)
    {
        var longCost = 0.0;
        foreach (var desk in Desks)
            longCost += desk.Portfolio.LongCost;
        _account.AccrueInterest(financing, longCost, (Timeline.Ticks[Instant] - Timeline.Ticks[Instant - 1]) / (double)TimeSpan.TicksPerDay);
        for (var i = 0; i < Count; i++)
        {
            if (_fresh[i] && _bars[i] > 0)
                Desks[i].AccrueBorrow(_bars[i]);
        }
    }

    // Every position is cut in the same proportion: its share of the equity is its share of what is required.
    private void CallMargin()
    {
        var required = 0.0;
        for (var i = 0; i < Count; i++)
            required += _bars[i] < 0 ? 0 : Desks[i].RequiredAt(_bars[i]);
        if (!(EquityNow < required))
            return;
        var equity = EquityNow;
        for (var i = 0; i < Count; i++)
        {
            if (_bars[i] >= 0 && Desks[i].RequiredAt(_bars[i]) is > 0 and var share)
                Desks[i].CallMargin(_bars[i], equity * (share / required), share);
        }
        Value();
    }

    private void MoveTo(int instant)
    {
        Instant = instant;
        if (Timeline.IsAligned)
        {
            Array.Fill(_bars, instant);
            return;
        }
        for (var i = 0; i < Count; i++)
        {
            var bar = Timeline.BarAt(instant, i);
            _fresh[i] = bar >= 0 && (instant == 0 || Timeline.BarAt(instant - 1, i) != bar);
            _bars[i] = bar;
        }
    }

    private void ApplyActions(bool atClose)
    {
        if (!_anyActions)
            return;
        for (var i = 0; i < Count; i++)
        {
            while (_nextAction[i] < _actions[i].Count && _fresh[i] && _actions[i][_nextAction[i]] is var action && action.Bar <= _bars[i] && action.Action is Delisting == atClose)
            {
                Apply(i, action);
                _nextAction[i]++;
            }
        }
    }

    private void Apply(int asset, in ScheduledAction action)
    {
        var desk = Desks[asset];
        switch (action.Action)
        {
            case Split split:
                desk.Split(split.UnitsRatio, action.Bar);
                if (!double.IsNaN(_pending[asset]))
                    _pending[asset] *= split.UnitsRatio;
                break;
            case CashDividend:
                var money = desk.Portfolio.Units * action.Amount;
                _account.Settle(money);
                _dividends[asset] += money;
                break;
            case Delisting:
                if (desk.Portfolio.GrossUnits != 0)
                    Remark($"{Symbols[asset]} was delisted; what was held was closed at the last close {Series[asset].Close[action.Bar]:R}");
                desk.Delist(action.Bar);
                (_delisted[asset], _pending[asset]) = (true, double.NaN);
                break;
            case TickerChange change:
                if (desk.Portfolio.GrossUnits != 0)
                    Remark($"{change.From} is called {change.To} from here on; the position stays");
                break;
        }
    }

    private bool FindOrders()
    {
        var any = false;
        for (var i = 0; i < Desks.Length; i++)
            any |= !(_worked[i] = !_fresh[i] || !Desks[i].HasOrders);
        return any;
    }

    // Sales before purchases, so that the cash suffices; otherwise by symbol. Every asset with a bar counts with its open meanwhile.
    private void FillOrders()
    {
        (_profit, _bound) = (0, 0);
        for (var i = 0; i < _opens.Length; i++)
            Mark(i, _bars[i] < 0 ? 0 : _fresh[i] ? _opens[i][_bars[i]] : _closes[i][_bars[i]]);
        for (var i = 0; i < Count; i++)
        {
            if (!_worked[i] && Desks[i].ReleasesCash)
                Work(i);
        }
        for (var i = 0; i < Count; i++)
        {
            if (!_worked[i])
                Work(i);
        }
    }

    private void Work(int asset)
    {
        SeeOthers(asset);
        Desks[asset].Process(_bars[asset]);
        (_profit, _bound) = (_account.ElsewhereProfit, _account.ElsewhereBound);
        Mark(asset, _opens[asset][_bars[asset]]);
        _worked[asset] = true;
    }

    private void Mark(int asset, double price)
    {
        var portfolio = _portfolios[asset];
        var (profit, bound) = (portfolio.ProfitAt(price), Terms.Leverage == 1 ? portfolio.GrossUnits * price : portfolio.GrossUnits * price / Terms.Leverage);
        (_profits[asset], _bounds[asset]) = (profit, bound);
        (_profit, _bound) = (_profit + profit, _bound + bound);
    }

    // What one desk has to know of the others. A desk alone sees exactly nothing: x − x.
    private void SeeOthers(int asset)
        => (_account.ElsewhereProfit, _account.ElsewhereBound) = (_profit - _profits[asset], _bound - _bounds[asset]);

    private void MarkAtCloses()
    {
        if (_isMarkedAtCloses)
            return;
        (_isMarkedAtCloses, _profit, _bound) = (true, 0, 0);
        for (var i = 0; i < Count; i++)
            Mark(i, _bars[i] < 0 ? 0 : Series[i].Close[_bars[i]]);
    }

    private void Value()
    {
        var money = _account.SettledCash;
        for (var i = 0; i < _portfolios.Length; i++)
        {
            if (_portfolios[i].GrossUnits != 0)
                money = _portfolios[i].OnTopOf(money, _closes[i][_bars[i]]);
        }
        EquityNow = money;
    }
}
