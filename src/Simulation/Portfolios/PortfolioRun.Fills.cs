namespace Simulator.Portfolios;

/// <content>Fills at an instant, and what the desks see of each other meanwhile.</content>
internal sealed partial class PortfolioRun
{
    private readonly int[] _sales;
    private readonly int[] _purchases;
    private int _saleCount;
    private int _purchaseCount;
    private bool _isMarkedAtCloses;
    private double _profit;
    private double _bound;

    private bool FindOrders()
    {
        var (lines, sales, purchases, sold, bought) = (_lines, _sales, _purchases, 0, 0);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            if (!line.IsFresh)
                continue;
            // Without a branch: which of them sells today is what nobody can predict.
            var waits = line.Desk.HasErrand(out var releasesCash);
            (sales[sold], purchases[bought]) = (i, i);
            sold += waits & releasesCash ? 1 : 0;
            bought += waits & !releasesCash ? 1 : 0;
        }
        (_saleCount, _purchaseCount) = (sold, bought);
        return sold + bought > 0;
    }

    // Sales before purchases, so that the cash suffices; otherwise by symbol. Every asset with a bar counts with its open meanwhile.
    private void FillOrders()
    {
        (_profit, _bound) = (0, 0);
        foreach (var line in _lines)
            Mark(line, line.Bar < 0 ? 0 : line.IsFresh ? line.Opens[line.Bar] : line.Closes[line.Bar]);
        foreach (var i in _sales.AsSpan(0, _saleCount))
            Work(_lines[i]);
        foreach (var i in _purchases.AsSpan(0, _purchaseCount))
            Work(_lines[i]);
    }

    private void Work(PortfolioLine line)
    {
        SeeOthers(line);
        line.Desk.Process(line.Bar);
        (_profit, _bound) = (_account.ElsewhereProfit, _account.ElsewhereBound);
        Mark(line, line.Opens[line.Bar]);
    }

    private void Mark(PortfolioLine line, double price)
    {
        var portfolio = line.Portfolio;
        var (profit, bound) = (portfolio.ProfitAt(price), portfolio.BoundAt(price, _leverage));
        (line.Profit, line.Bound) = (profit, bound);
        (_profit, _bound) = (_profit + profit, _bound + bound);
    }

    // What one desk has to know of the others. A desk alone sees exactly nothing: x − x.
    private void SeeOthers(PortfolioLine line)
        => (_account.ElsewhereProfit, _account.ElsewhereBound) = (_profit - line.Profit, _bound - line.Bound);

    private void MarkAtCloses()
    {
        if (_isMarkedAtCloses)
            return;
        (_isMarkedAtCloses, _profit, _bound) = (true, 0, 0);
        foreach (var line in _lines)
            Mark(line, line.Bar < 0 ? 0 : line.Closes[line.Bar]);
    }
}
