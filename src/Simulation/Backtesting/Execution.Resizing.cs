namespace Simulator.Backtesting;

/// <content>The order that a rebalanced portfolio gives most: a few units more or less of a position that stays.</content>
internal sealed partial class Execution
{
    // Where nothing else can come between such an order and its fill at the open.
    private readonly bool _resizes = terms.Options is { Grouping: TradeGrouping.Position, Hedging: false, TradeOnClose: false, SlippageOnExit: true, Sizing: SizingConvention.DecisionClose, IntrabarAt: null }
        && terms.Options.Intrabar != IntrabarRule.QueueOrder && double.IsNaN(terms.VolumeShare);

    /// <summary>
    /// Fills the only order that waits, where it resizes an open position that trades as one and needs no cut. The same arithmetic as
    /// <see cref="Fill"/>, to the bit; false leaves the order to it.
    /// </summary>
    public bool TryResize(Order order, int bar)
    {
        if (!_resizes || !order.IsForTarget || !order.IsMarket || portfolio.Open.Count != 1)
            return false;
        var (units, held) = (order.Units, portfolio.Units);
        var open = series.Open[bar];
        var price = slippage.Price(open, order.Side, bar, units);
        var fee = _terms.Commission.Of(units, price);
        if (order.Effect == OrderEffect.Enter && Math.Sign(held) == order.Side)
        {
            var power = BuyingPower.FreeEquity(portfolio, open, _terms.Leverage) * _terms.Leverage;
            if (!((units * price) + fee <= power) || (order.Side < 0 && !_terms.AllowShort))
                return false;
        }
        else if (order.Effect != OrderEffect.Reduce || Math.Sign(held) != -order.Side || !(units + (2 * units * Portfolio.Dust) < Math.Abs(held)))
        {
            return false;
        }
        portfolio.Resize(order.Side * units, price, open, fee);
        queue.Remove(order);
        return true;
    }
}
