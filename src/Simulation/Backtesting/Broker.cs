using Simulator.Markets;
using Simulator.Specs;

namespace Simulator.Backtesting;

/// <summary>The one place where orders become fills.</summary>
internal sealed class Broker(BarSeries series, Portfolio portfolio, Orders orders, ExecutionSpec execution, BacktestOptions options)
{
    private const int NoteLimit = 200;

    // “All-in” of backtesting.py is the fraction 1 − 2⁻⁵², so that 10,000 buys 99 units at 100.
    private const double PeerAllIn = 1 - 2.220446049250313e-16;

    private readonly bool _atFill = options.Sizing == SizingConvention.FillBarClose;
    private int _unnoted;

    /// <summary>Refusals and their reasons, in order; the first two hundred.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Fills every waiting order at the open of a bar.</summary>
    public void FillAtOpen(int bar)
    {
        foreach (var order in orders.Queue)
        {
            switch (order.Effect)
            {
                case OrderEffect.CloseAll:
                    Exit(bar, Math.Abs(portfolio.Units), order.PlacedBar, FillCause.MarketOrder);
                    break;
                case OrderEffect.Reduce:
                    Exit(bar, Math.Min(order.Units, Math.Abs(portfolio.Units)), order.PlacedBar, FillCause.MarketOrder);
                    break;
                default:
                    Enter(bar, order);
                    break;
            }
        }
        orders.Queue.Clear();
    }

    /// <summary>Closes everything at the close of a bar because the account is used up.</summary>
    public void Liquidate(int bar)
    {
        var price = series.Close[bar];
        portfolio.Apply(new Fill(bar, -portfolio.Units, price, price, FillCause.Liquidation, bar, Math.Abs(portfolio.Units)));
        orders.Queue.Clear();
        var debt = portfolio.ForgiveDebt();
        Note(bar, FormattableString.Invariant($"the account was used up and closed at the close {price:R}; a debt of {debt:0.00} beyond it is not counted"));
    }

    /// <summary>Closes everything at the open of the last bar.</summary>
    public void CloseAtEnd(int bar) => Exit(bar, Math.Abs(portfolio.Units), bar, FillCause.EndOfRun);

    /// <summary>Adds a refusal.</summary>
    public void Note(int bar, string reason)
    {
        if (Notes.Count < NoteLimit)
            Notes.Add(FormattableString.Invariant($"bar {bar}: {reason}"));
        else
            _unnoted++;
    }

    /// <summary>Says how many refusals are not listed.</summary>
    public void EndNotes()
    {
        if (_unnoted > 0)
            Notes.Add(FormattableString.Invariant($"and {_unnoted} more orders that were refused or cancelled"));
    }

    private void Exit(int bar, double units, int orderBar, FillCause cause)
    {
        if (units <= 0)
            return;
        var side = -Math.Sign(portfolio.Units);
        var open = series.Open[bar];
        var price = options.SlippageOnExit ? BuyingPower.Slipped(open, side, execution.SlippageBps) : open;
        portfolio.Apply(new Fill(bar, side * units, price, open, cause, orderBar, units));
    }

    private void Enter(int bar, in Order order)
    {
        if (order.Side < 0 && !execution.AllowShort && portfolio.Units <= 0)
        {
            Note(bar, FormattableString.Invariant($"the sale ordered on bar {order.PlacedBar} was refused: shorting is off"));
            return;
        }
        var open = series.Open[bar];
        var wanted = double.IsNaN(order.Units) ? SizeAtFill(bar, order) : order.Units;
        var netted = Math.Sign(portfolio.Units) == -order.Side ? Math.Min(wanted, Math.Abs(portfolio.Units)) : 0;
        Exit(bar, netted, order.PlacedBar, FillCause.MarketOrder);
        wanted -= netted;
        if (wanted <= 0 || (order.Side < 0 && !execution.AllowShort))
        {
            if (netted == 0)
                Note(bar, FormattableString.Invariant($"the order of bar {order.PlacedBar} was cancelled: it comes to 0 units at {open:R}"));
            return;
        }
        var price = BuyingPower.Slipped(open, order.Side, execution.SlippageBps);
        var units = Carried(bar, order, wanted, price);
        if (units > 0)
            portfolio.Apply(new Fill(bar, order.Side * units, price, open, FillCause.MarketOrder, order.PlacedBar, wanted));
    }

    private double SizeAtFill(int bar, in Order order)
    {
        var free = BuyingPower.FreeEquity(portfolio, series.Close[bar], execution.Leverage);
        return BuyingPower.Units(free, order.Fraction == 1 ? PeerAllIn : order.Fraction, series.Open[bar], order.Side, execution);
    }

    /// <summary>The units that the account can carry of those wanted: all, fewer, or none.</summary>
    private double Carried(int bar, in Order order, double wanted, double price)
    {
        var mark = _atFill ? series.Close[bar] : series.Open[bar];
        var power = BuyingPower.FreeEquity(portfolio, mark, execution.Leverage) * execution.Leverage;
        var unitCost = BuyingPower.UnitCost(price, execution);
        if (wanted * unitCost <= power)
            return wanted;
        var affordable = _atFill ? 0 : power / unitCost;
        if (!execution.FractionalUnits)
            affordable = Math.Floor(affordable);
        if (affordable <= 0)
            Note(bar, FormattableString.Invariant($"the order of bar {order.PlacedBar} for {wanted:0.######} units was cancelled: it needs {wanted * unitCost:0.00}, the account can carry {power:0.00}"));
        return affordable;
    }
}
