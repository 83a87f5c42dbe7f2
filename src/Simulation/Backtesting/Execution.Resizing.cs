namespace Simulator.Backtesting;

/// <content>The order that a rebalanced portfolio gives most: a few units more or less of a position that stays.</content>
internal sealed partial class Execution
{
    /// <summary>
    /// Fills the resize that waits alone (<see cref="OrderQueue.Resize"/>) at the open, where the position is open still and needs no
    /// cut. The same arithmetic as <see cref="Fill"/>, to the bit; false leaves the order to it.
    /// </summary>
    public bool TryResize(int bar)
    {
        var (change, held) = (queue.Resize, portfolio.Units);
        var (side, units) = change > 0 ? (1, change) : (-1, -change);
        if (!portfolio.HasOnePart)
            return false;
        var open = series.Open[bar];
        var price = slippage.Price(open, side, bar, units);
        var commission = _commission.For(units, price);
        if (queue.ResizeAdds && held * side > 0)
        {
            var power = BuyingPower.FreeEquity(portfolio, open, _terms.Leverage) * _terms.Leverage;
            if (!((units * price) + commission <= power) || (side < 0 && !_terms.AllowShort))
                return false;
        }
        else if (queue.ResizeAdds || !(held * side < 0) || !(units + (2 * units * Portfolio.Dust) < Math.Abs(held)))
        {
            return false;
        }
        portfolio.Resize(change, price, open, commission);
        queue.RemoveResize();
        return true;
    }
}
