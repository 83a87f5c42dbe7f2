using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>
/// Carries a fill out on the account: how many units, at which price after slippage, and what it does to trades and their brackets.
/// </summary>
internal sealed partial class Execution(BarSeries series, Portfolio portfolio, OrderQueue queue, RunTerms terms, Slippage slippage)
{
    // “All-in” of backtesting.py is the fraction 1 − 2⁻⁵², so that 10,000 buys 99 units at 100.
    private const double PeerAllIn = 1 - 2.220446049250313e-16;

    private readonly RunTerms _terms = terms;
    private readonly Commission _commission = terms.Commission;
    private readonly bool _atFill = terms.Options.Sizing == SizingConvention.FillBarClose;
    private readonly bool _slipLimits = terms.Options.Intrabar == IntrabarRule.QueueOrder; // the reference's spread is on every entry
    private readonly VolumeLimit? _volume = double.IsNaN(terms.VolumeShare) ? null : new VolumeLimit(series, terms.VolumeShare);
    private double _filled;
    private double _rest;

    /// <summary>Rejections and their reasons, in order.</summary>
    public RunNotes Notes { get; } = new(portfolio.Closed.Keeps);

    /// <summary>Whether a trade with a trailing stop was ever opened.</summary>
    public bool HasTrails { get; private set; }

    /// <summary>Fills that the volume of their bar limited.</summary>
    public int PartialFills { get; private set; }

    /// <summary>Starts a new run.</summary>
    public void Reset()
    {
        (HasTrails, PartialFills) = (false, 0);
        Notes.Clear();
        _volume?.Clear();
    }

    /// <summary>
    /// Fills an order as far as the volume allows and returns the trade that it opened. What is left keeps waiting, else the order leaves
    /// the queue.
    /// </summary>
    /// <param name="order">The order.</param>
    /// <param name="quote">The price that the fill rules name.</param>
    /// <param name="fillBar">The bar that the fill is booked on.</param>
    /// <param name="bar">The bar that is being processed.</param>
    public OpenTrade? Fill(Order order, in Quote quote, int fillBar, int bar)
    {
        OpenTrade? opened = null;
        (_filled, _rest) = (0, 0);
        switch (order.Effect)
        {
            case OrderEffect.CloseAll:
                var granted = Grant(order, portfolio.GrossUnits, fillBar);
                CloseOldest(
                    _rest > 0 ? granted : double.PositiveInfinity,
                    new Booking(fillBar, order, quote, portfolio.GrossUnits, IsPartial: _rest > 0)
                    {
                        MarketUnits = granted,
                        MarketBar = bar,
                    }
                );
                break;
            case OrderEffect.Reduce:
                var reduced = Grant(order, Math.Min(order.Units, Math.Abs(portfolio.Units)), fillBar);
                Net(
                    -order.Side,
                    reduced,
                    new Booking(fillBar, order, quote, reduced + _rest, IsPartial: _rest > 0) { MarketUnits = reduced, MarketBar = bar }
                );
                break;
            case OrderEffect.Enter:
                opened = Enter(order, quote, fillBar, bar);
                break;
            default:
                CloseOne(order, quote, fillBar, bar);
                break;
        }
        if (_rest > 0)
            order.Postpone(_rest, bar);
        else
            queue.Remove(order);
        if (_filled > 0 && order.Group is { } group)
            queue.RemoveGroup(group, order);
        return opened;
    }

    /// <summary>Closes everything, or so many units of it, oldest first, whatever the volume.</summary>
    /// <param name="units">Units to close; +∞ for everything.</param>
    /// <param name="fillBar">The bar that the fills are booked on.</param>
    /// <param name="bar">The bar that is being processed.</param>
    /// <param name="orderBar">The bar of the order.</param>
    /// <param name="basePrice">The price before slippage.</param>
    /// <param name="slips">Whether slippage applies.</param>
    /// <param name="cause">Why.</param>
    public void Force(double units, int fillBar, int bar, int orderBar, double basePrice, bool slips, FillCause cause) =>
        CloseOldest(
            units,
            new Booking(fillBar, null, new Quote(basePrice, cause, double.NaN), Math.Min(units, portfolio.GrossUnits))
            {
                OrderBar = orderBar,
                IsUnslipped = !slips,
                MarketBar = bar,
            }
        );

    private void CloseOldest(double units, in Booking booking)
    {
        var dust = double.IsPositiveInfinity(units) ? 0 : units * Portfolio.Dust;
        while (units > dust && portfolio.Open.Count > 0)
        {
            var trade = portfolio.Open[0];
            var held = Math.Abs(trade.Size);
            Close(trade, units + dust >= held ? held : units, booking);
            units -= held;
        }
    }

    private void CloseOne(Order order, in Quote quote, int fillBar, int bar)
    {
        var trade = order.Trade!;
        if (!trade.IsOpen)
            return;
        var wanted = double.IsNaN(order.Units) ? Math.Abs(trade.Size) : Math.Min(order.Units, Math.Abs(trade.Size));
        var units = Grant(order, wanted, fillBar);
        if (units > 0)
            Close(
                trade,
                units,
                new Booking(fillBar, order, quote, wanted, IsPartial: _rest > 0)
                {
                    IsMaker = IsMaker(order, quote, bar),
                    MarketUnits = units,
                    MarketBar = bar,
                }
            );
    }

    private void Close(OpenTrade trade, double units, in Booking booking)
    {
        var side = -Math.Sign(trade.Size);
        var quote = booking.Quote;
        var price =
            booking.IsUnslipped ? quote.Price
            : !_terms.Options.SlippageOnExit || quote.Cause is FillCause.TakeProfit or FillCause.Limit
                ? slippage.Unslipped(quote.Price, side)
            : slippage.Price(quote.Price, side, booking.MarketBar, booking.MarketUnits);
        portfolio.Close(
            trade,
            units,
            new Fill(
                booking.Bar,
                side * units,
                price,
                quote.Price,
                quote.Cause,
                booking.OrderBar,
                booking.IsPartial ? booking.Units : units,
                quote.Level
            )
            {
                IsMaker = booking.IsMaker,
                IsPartial = booking.IsPartial,
            }
        );
        Count(booking, side * units, price);
        if (trade.IsOpen)
            return;
        if (trade.Stop is { } stop)
            queue.Remove(stop);
        if (trade.Target is { } target)
            queue.Remove(target);
    }

    /// <summary>Takes units off the trades of one side, oldest first.</summary>
    private void Net(int heldSide, double units, in Booking booking)
    {
        var dust = units * Portfolio.Dust;
        while (units > dust && Oldest(heldSide) is { } trade)
        {
            var held = Math.Abs(trade.Size);
            Close(trade, units + dust >= held ? held : units, booking);
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
            Notes.Add(bar, NoteKind.ShortingOff, order.PlacedBar);
            return null;
        }
        var isMaker = IsMaker(order, quote, bar);
        var all = double.IsNaN(order.Units) ? SizeAtFill(order, quote, isMaker, bar) : order.Units;
        var wanted = Grant(order, all, fillBar);
        if (wanted <= 0 && _rest > 0)
            return null;
        var slips = _slipLimits || quote.Cause != FillCause.Limit;
        var price = slips ? slippage.Price(quote.Price, order.Side, bar, wanted) : slippage.Unslipped(quote.Price, order.Side);
        var booking = new Booking(fillBar, order, quote, _rest > 0 ? all : wanted, IsPartial: _rest > 0)
        {
            IsMaker = isMaker,
            MarketUnits = wanted,
            MarketBar = bar,
        };
        var netted = !_terms.Options.Hedging && Math.Sign(portfolio.Units) == -order.Side ? Math.Min(wanted, Math.Abs(portfolio.Units)) : 0;
        Net(-order.Side, netted, booking);
        wanted -= netted;
        if (wanted <= 0 || (order.Side < 0 && !_terms.AllowShort))
        {
            if (netted == 0)
                Notes.Add(bar, NoteKind.ZeroUnits, order.PlacedBar, quote.Price);
            if (wanted > 0 || (order.Side < 0 && !_terms.AllowShort && portfolio.Units <= 0))
                _rest = 0;
            return null;
        }
        var units = Carried(order, wanted, ref price, slips, quote.Price, isMaker, bar);
        if (units < wanted)
            _rest = 0;
        return units > 0 ? Open(order, booking, units, _rest > 0 ? all - netted : wanted, price) : null;
    }

    private OpenTrade Open(Order order, in Booking booking, double units, double wanted, double price)
    {
        var fill = new Fill(
            booking.Bar,
            order.Side * units,
            price,
            booking.Quote.Price,
            booking.Quote.Cause,
            order.PlacedBar,
            wanted,
            booking.Quote.Level
        )
        {
            IsMaker = booking.IsMaker,
            IsPartial = _rest > 0,
        };
        var trade = portfolio.Enter(fill, order.Tag);
        Count(booking, order.Side * units, price);
        if (!double.IsNaN(order.TakeProfit))
            queue.SetTarget(trade, order.TakeProfit, fill.Bar);
        if (!double.IsNaN(order.StopLoss))
            queue.SetStop(trade, order.StopLoss, fill.Bar);
        trade.Trail = order.Trail;
        HasTrails |= order.Trail.Kind != TrailKind.None;
        return trade;
    }

    private void Count(in Booking booking, double units, double price)
    {
        _filled += Math.Abs(units);
        if (booking.Order is not { } order)
            return;
        _volume?.Take(booking.Bar, Math.Abs(units));
        order.Parent?.Record(new SliceFill(booking.Bar, units, price));
    }

    /// <summary>The units that the bar's volume allows of those wanted; the rest waits.</summary>
    private double Grant(Order order, double wanted, int fillBar)
    {
        if (_volume is null || !(wanted > 0))
            return wanted;
        var left = _terms.Lots.Floor(_volume.Left(fillBar));
        if (wanted <= left)
            return wanted;
        if (left < order.MinimumUnits || left <= wanted * Portfolio.Dust)
            left = 0;
        _rest = wanted - left;
        PartialFills += left > 0 ? 1 : 0;
        return left;
    }

    /// <summary>
    /// A limit order or target makes liquidity, unless it was given at a price beyond the market and fills at once; the first is meant by
    /// an order that waited.
    /// </summary>
    private bool IsMaker(Order order, in Quote quote, int bar) =>
        quote.Cause is FillCause.Limit or FillCause.TakeProfit
        && !(bar == order.TakesBar && quote.Price == (double.IsNaN(order.TakesPrice) ? series.Open[bar] : order.TakesPrice));

    /// <summary>
    /// Money that a unit binds and costs in the reference's terms: the commission is that of the given size, so a fixed commission weighs
    /// on a fraction as if the fraction were the number of units.
    /// </summary>
    private double UnitCostAtFill(Order order, double basePrice, double price, bool isMaker)
    {
        var size = double.IsNaN(order.Units) ? Fraction(order) : order.Units;
        return _commission.IsLinear
            ? Math.Abs(price) + (Math.Abs(basePrice) * _commission.RateOf(isMaker)) + _commission.PerUnit
            : Math.Abs(price) + (_commission.For(size, basePrice, isMaker) / size);
    }

    private double SizeAtFill(Order order, in Quote quote, bool isMaker, int bar)
    {
        var power = BuyingPower.FreeEquity(portfolio, series.Close[bar], _terms.Leverage) * _terms.Leverage * Fraction(order);
        if (slippage.GrowsWithSize)
            return _terms.Lots.Floor(slippage.Affordable(power, quote.Price, order.Side, bar, _commission));
        return _terms.Lots.Floor(power / UnitCostAtFill(order, quote.Price, slippage.Price(quote.Price, order.Side, bar, 0), isMaker));
    }

    private static double Fraction(Order order) => order.Fraction == 1 ? PeerAllIn : order.Fraction;

    /// <summary>
    /// The units that the account can carry of those wanted: all, fewer, or none; and their price, where it depends on how many there are.
    /// </summary>
    private double Carried(Order order, double wanted, ref double price, bool slips, double basePrice, bool isMaker, int bar)
    {
        var mark = _atFill ? series.Close[bar] : basePrice;
        var power = BuyingPower.FreeEquity(portfolio, mark, _terms.Leverage) * _terms.Leverage;
        var cost =
            _atFill && !slippage.GrowsWithSize
                ? wanted * UnitCostAtFill(order, basePrice, price, isMaker)
                : Math.Abs(wanted * price) + _commission.For(wanted, price, isMaker);
        if (cost <= power)
            return wanted;
        var affordable =
            _atFill ? 0
            : slips && slippage.GrowsWithSize ? slippage.Affordable(power, basePrice, order.Side, bar, _commission)
            : _commission.Affordable(power, price, isMaker);
        affordable = Math.Min(wanted, _terms.Lots.Floor(affordable));
        if (affordable <= 0 || affordable < order.MinimumUnits)
        {
            Notes.Add(bar, NoteKind.NotCarried, order.PlacedBar, wanted, cost, power);
            return 0;
        }
        if (slips && slippage.GrowsWithSize)
            price = slippage.Price(basePrice, order.Side, bar, affordable);
        return affordable;
    }
}

/// <summary>What the fills of one order have in common.</summary>
/// <param name="Bar">The bar that they are booked on.</param>
/// <param name="Order">The order; null for what the account forces.</param>
/// <param name="Quote">The price that the fill rules name.</param>
/// <param name="Units">Units that were wanted, unsigned.</param>
/// <param name="IsPartial">Whether the bar's volume allowed only a part of them.</param>
internal readonly record struct Booking(int Bar, Order? Order, Quote Quote, double Units, bool IsPartial = false)
{
    /// <summary>Bar at whose close the order was placed.</summary>
    public int OrderBar { get; init; } = Order?.PlacedBar ?? -1;

    /// <summary>Whether the price is taken as it is.</summary>
    public bool IsUnslipped { get; init; }

    /// <summary>Whether liquidity is made.</summary>
    public bool IsMaker { get; init; }

    /// <summary>Units that come to the market at once: what the volume of the bar allows of those wanted. Impact is theirs.</summary>
    public double MarketUnits { get; init; } = Units;

    /// <summary>
    /// The bar that is being processed; under trade-on-close the one after the bar of the fill. Impact is taken from the bars before it.
    /// </summary>
    public int MarketBar { get; init; } = Bar;
}
