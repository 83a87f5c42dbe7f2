using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Rules.Compilation;

/// <summary>What a rule knows about its account at a decision, and about the order that it is creating.</summary>
internal sealed class AccountView(BarSeries series)
{
    private ClockRun _run = null!;
    private int _extremesOf = -1;
    private int _extremesTo = -1;
    private double _highest;
    private double _lowest;
    private double _peak;

    /// <summary>The decision.</summary>
    public BarContext Context { get; private set; } = null!;

    /// <summary>+1 for a buy order, −1 for a sell order.</summary>
    public double Side { get; set; } = double.NaN;

    /// <summary>Price of the order: its limit, else its stop, else the close.</summary>
    public double OrderPrice { get; set; } = double.NaN;

    /// <summary>Distance from that price to the stop-loss.</summary>
    public double StopDistance { get; set; } = double.NaN;

    /// <summary>Close of the bar.</summary>
    public double Close => series.Close[Context.Bar];

    /// <summary>Volume-weighted price of the open position; NaN while flat.</summary>
    public double EntryPrice
    {
        get
        {
            var (value, units) = (0.0, 0.0);
            for (var i = 0; i < Context.Orders.OpenTrades.Count; i++)
            {
                var trade = Context.Orders.OpenTrades[i];
                (value, units) = (value + (trade.Size * trade.EntryPrice), units + trade.Size);
            }
            return units == 0 ? double.NaN : value / units;
        }
    }

    /// <summary>sign·(close/entry − 1); NaN while flat.</summary>
    public double UnrealizedReturn =>
        EntryPrice is var entry && entry > 0
            ? Math.Sign(Context.Units) * Ties.Difference(Close / entry, 1)
            : Math.Sign(Context.Units) * (Close - entry) / Math.Abs(entry);

    /// <summary>Profit if everything were closed at the close, before costs; 0 while flat.</summary>
    public double UnrealizedProfit
    {
        get
        {
            var profit = 0.0;
            for (var i = 0; i < Context.Orders.OpenTrades.Count; i++)
                profit += Context.Orders.OpenTrades[i].Size * (Close - Context.Orders.OpenTrades[i].EntryPrice);
            return profit;
        }
    }

    /// <summary>Bars since the oldest open trade was filled, 0 on that bar; NaN while flat.</summary>
    public double BarsSinceEntry => Context.Orders.OpenTrades.Count == 0 ? double.NaN : Context.Bar - Context.Orders.OpenTrades[0].EntryBar;

    /// <summary>Bars since a trade was last closed; NaN before the first.</summary>
    public double BarsSinceExit =>
        Context.ClosedTrades is { Count: > 0 } closed ? Context.Bar - closed[closed.Count - 1].Exit.Bar : double.NaN;

    /// <summary>Return of the trade closed last; NaN before the first.</summary>
    public double LastTradeReturn => Context.ClosedTrades is { Count: > 0 } closed ? closed[closed.Count - 1].ReturnFraction : double.NaN;

    /// <summary>Highest high since the oldest open trade's entry bar, that bar included; NaN while flat.</summary>
    public double HighestSinceEntry => UpdateExtremes() ? _highest : double.NaN;

    /// <summary>Lowest low since then.</summary>
    public double LowestSinceEntry => UpdateExtremes() ? _lowest : double.NaN;

    /// <summary>1 − equity/peak, the peak over the closes since the rule's first decision.</summary>
    public double Drawdown => _peak > 0 ? 1 - (Context.Equity / _peak) : double.NaN;

    /// <summary>Forgets earlier runs.</summary>
    public void Start(ClockRun run)
    {
        (_run, _extremesOf, _extremesTo, _peak) = (run, -1, -1, 0);
        EndOrder();
    }

    /// <summary>Moves on to a decision.</summary>
    public void MoveTo(BarContext context) => Context = context;

    /// <summary>Counts the equity of this close towards the peak.</summary>
    public void MarkEquity() => _peak = Math.Max(_peak, Context.Equity);

    /// <summary>Forgets the order that was being made.</summary>
    public void EndOrder() => Side = OrderPrice = StopDistance = double.NaN;

    /// <summary>Value of a column at the bar.</summary>
    public double ValueOf(int column)
    {
        var values = _run.Columns[column];
        return values.Data[values.Offset + Context.Bar - _run.Start];
    }

    // Each bar of a trade is looked at once, whenever the question comes.
    private bool UpdateExtremes()
    {
        if (Context.Orders.OpenTrades.Count == 0)
            return false;
        var entry = Context.Orders.OpenTrades[0].EntryBar;
        if (_extremesOf != entry)
            (_extremesOf, _extremesTo, _highest, _lowest) = (entry, entry - 1, double.NegativeInfinity, double.PositiveInfinity);
        for (; _extremesTo < Context.Bar; _extremesTo++)
            (_highest, _lowest) = (Math.Max(_highest, series.High[_extremesTo + 1]), Math.Min(_lowest, series.Low[_extremesTo + 1]));
        return true;
    }
}
