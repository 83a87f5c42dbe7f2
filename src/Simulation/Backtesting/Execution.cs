using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>Carries a fill out on the account: how many units, at which price after slippage, and what it does to trades and their brackets.</summary>
internal sealed class Execution(BarSeries series, Portfolio portfolio, OrderQueue queue, in RunTerms terms)
{
    private const int NoteLimit = 200;

    // “All-in” of backtesting.py is the fraction 1 − 2⁻⁵², so that 10,000 buys 99 units at 100.
    private const double PeerAllIn = 1 - 2.220446049250313e-16;

    private readonly RunTerms _terms = terms;
    private readonly bool _atFill = terms.Options.Sizing == SizingConvention.FillBarClose;
    private readonly bool _slipLimits = terms.Options.Intrabar == IntrabarRule.QueueOrder; // the reference's spread is on every entry
    private int _unnoted;

    /// <summary>Refusals and their reasons, in order; the first two hundred.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Whether a trade with a trailing stop was ever opened.</summary>
    public bool HasTrails { get; private set; }

    /// <summary>Fills an order, which leaves the queue, and returns the trade that it opened.</summary>
    /// <param name="order">The order.</param>
    /// <param name="quote">The price that the fill rules name.</param>
    /// <param name="fillBar">The bar that the fill is booked on.</param>
    /// <param name="bar">The bar that is being worked on.</param>
    public OpenTrade? Fill(Order order, in Quote quote, int fillBar, int bar)
    {
        OpenTrade? opened = null;
        switch (order.Effect)
        {
            case OrderEffect.CloseAll:
                CloseEverything(fillBar, order.PlacedBar, quote.Price, double.NaN, quote.Cause);
                break;
            case OrderEffect.Reduce:
                Net(-order.Side, Math.Min(order.Units, Math.Abs(portfolio.Units)), fillBar, order, quote);
                break;
            case OrderEffect.Enter:
                opened = Enter(order, quote, fillBar, bar);
                break;
            default:
                Close(order.Trade!, double.IsNaN(order.Units) ? double.PositiveInfinity : order.Units, fillBar, order.PlacedBar, quote);
                break;
        }
        queue.Remove(order);
        return opened;
    }

    /// <summary>Closes every open trade, oldest first.</summary>
    /// <param name="fillBar">The bar that the fills are booked on.</param>
    /// <param name="orderBar">The bar of the order.</param>
    /// <param name="basePrice">The price before slippage.</param>
    /// <param name="price">The price, where slippage does not apply; else NaN.</param>
    /// <param name="cause">Why.</param>
    public void CloseEverything(int fillBar, int orderBar, double basePrice, double price, FillCause cause)
    {
        var quote = new Quote(basePrice, cause, double.NaN);
        while (portfolio.Open.Count > 0)
            Close(portfolio.Open[0], double.PositiveInfinity, fillBar, orderBar, quote, price);
    }

    /// <summary>Adds a refusal.</summary>
    public void Note(int bar, FormattableString reason)
    {
        if (Notes.Count < NoteLimit)
            Notes.Add(FormattableString.Invariant($"bar {bar}: {FormattableString.Invariant(reason)}"));
        else
            _unnoted++;
    }

    /// <summary>Says how many refusals are not listed.</summary>
    public void EndNotes()
    {
        if (_unnoted > 0)
            Notes.Add(FormattableString.Invariant($"and {_unnoted} more orders that were refused or cancelled"));
    }

    private void Close(OpenTrade trade, double units, int fillBar, int orderBar, in Quote quote, double price = double.NaN)
    {
        if (!trade.IsOpen)
            return;
        units = Math.Min(units, Math.Abs(trade.Size));
        var side = -Math.Sign(trade.Size);
        if (double.IsNaN(price))
            price = _terms.Options.SlippageOnExit && quote.Cause != FillCause.TakeProfit ? BuyingPower.Slipped(quote.Price, side, _terms.SlippageBps) : quote.Price;
        portfolio.Close(trade, units, new Fill(fillBar, side * units, price, quote.Price, quote.Cause, orderBar, units, quote.Level));
        if (trade.IsOpen)
            return;
        if (trade.Stop is { } stop)
            queue.Remove(stop);
        if (trade.Target is { } target)
            queue.Remove(target);
    }

    /// <summary>Takes units off the trades of one side, oldest first.</summary>
    private void Net(int heldSide, double units, int fillBar, Order order, in Quote quote)
    {
        var dust = units * Portfolio.Dust;
        while (units > dust && Oldest(heldSide) is { } trade)
        {
            var held = Math.Abs(trade.Size);
            Close(trade, units + dust >= held ? held : units, fillBar, order.PlacedBar, quote);
            units -= held;
        }
    }

    private OpenTrade? Oldest(int side)
    {
        foreach (var trade in portfolio.Open)
        {
            if (Math.Sign(trade.Size) == side)
                return trade;
        }
        return null;
    }

    private OpenTrade? Enter(Order order, in Quote quote, int fillBar, int bar)
    {
        if (order.Side < 0 && !_terms.AllowShort && portfolio.Units <= 0)
        {
            Note(bar, $"the sale ordered on bar {order.PlacedBar} was refused: shorting is off");
            return null;
        }
        var slips = _slipLimits || quote.Cause != FillCause.Limit;
        var price = slips ? BuyingPower.Slipped(quote.Price, order.Side, _terms.SlippageBps) : quote.Price;
        var unitCost = UnitCostAtFill(order, quote.Price, price);
        var wanted = double.IsNaN(order.Units) ? SizeAtFill(order, unitCost, bar) : order.Units;
        var netted = !_terms.Options.Hedging && Math.Sign(portfolio.Units) == -order.Side ? Math.Min(wanted, Math.Abs(portfolio.Units)) : 0;
        Net(-order.Side, netted, fillBar, order, quote);
        wanted -= netted;
        if (wanted <= 0 || (order.Side < 0 && !_terms.AllowShort))
        {
            if (netted == 0)
                Note(bar, $"the order of bar {order.PlacedBar} was cancelled: it comes to 0 units at {quote.Price:R}");
            return null;
        }
        var units = Carried(order, wanted, price, unitCost, quote.Price, bar);
        return units > 0 ? Open(order, new Fill(fillBar, order.Side * units, price, quote.Price, quote.Cause, order.PlacedBar, wanted, quote.Level)) : null;
    }

    private OpenTrade Open(Order order, in Fill fill)
    {
        var trade = portfolio.Enter(fill, order.Tag);
        if (!double.IsNaN(order.TakeProfit))
            queue.SetTarget(trade, order.TakeProfit, fill.Bar);
        if (!double.IsNaN(order.StopLoss))
            queue.SetStop(trade, order.StopLoss, fill.Bar);
        trade.Trail = order.Trail;
        HasTrails |= order.Trail.Kind != TrailKind.None;
        return trade;
    }

    /// <summary>
    /// What a unit binds and costs in the reference's terms: the fee is that of the size as it was given, so that a fixed fee weighs
    /// on a fraction as if the fraction were the number of units.
    /// </summary>
    private double UnitCostAtFill(Order order, double basePrice, double price)
    {
        var size = double.IsNaN(order.Units) ? Fraction(order) : order.Units;
        return _terms.Commission.IsLinear ? price + (basePrice * _terms.Commission.Rate) + _terms.Commission.PerUnit : price + (_terms.Commission.Of(size, basePrice) / size);
    }

    private double SizeAtFill(Order order, double unitCost, int bar)
    {
        var free = BuyingPower.FreeEquity(portfolio, series.Close[bar], _terms.Leverage);
        var units = free * _terms.Leverage * Fraction(order) / unitCost;
        return _terms.FractionalUnits ? units : Math.Floor(units);
    }

    private static double Fraction(Order order) => order.Fraction == 1 ? PeerAllIn : order.Fraction;

    /// <summary>The units that the account can carry of those wanted: all, fewer, or none.</summary>
    private double Carried(Order order, double wanted, double price, double unitCost, double basePrice, int bar)
    {
        var mark = _atFill ? series.Close[bar] : basePrice;
        var power = BuyingPower.FreeEquity(portfolio, mark, _terms.Leverage) * _terms.Leverage;
        var cost = _atFill ? wanted * unitCost : (wanted * price) + _terms.Commission.Of(wanted, price);
        if (cost <= power)
            return wanted;
        var affordable = _atFill ? 0 : _terms.Commission.Affordable(power, price);
        if (!_terms.FractionalUnits)
            affordable = Math.Floor(affordable);
        if (affordable <= 0)
            Note(bar, $"the order of bar {order.PlacedBar} for {wanted:0.######} units was cancelled: it needs {cost:0.00}, the account can carry {power:0.00}");
        return affordable;
    }
}
