using System.Runtime.CompilerServices;

namespace Simulator.Portfolios;

/// <content>Fills at an instant, and what the desks see of each other meanwhile.</content>
internal sealed partial class PortfolioRun
{
    private readonly int[] _sales;
    private readonly int[] _purchases;
    private bool _isMarkedAtCloses;
    private double _profit;
    private double _bound;

    private void FillOrders()
    {
        var (sales, purchases) = FindOrders();
        if (sales + purchases == 0)
            return;
        // Sales before purchases, so that the cash suffices; otherwise by symbol. Every asset with a bar counts with its open meanwhile.
        var (profit, bound) = (0.0, 0.0);
        foreach (var line in _lines)
        {
            line.MarkAt(
                line.Bar < 0 ? 0
                    : line.IsFresh ? line.Opens[line.Bar]
                    : line.Closes[line.Bar],
                _leverage
            );
            (profit, bound) = (profit + line.Profit, bound + line.Bound);
        }
        Array.Copy(_purchases, 0, _sales, sales, purchases);
        foreach (var i in _sales.AsSpan(0, sales + purchases))
        {
            var line = _lines[i];
            (profit, bound) = (profit - line.Profit, bound - line.Bound);
            (_account.ElsewhereProfit, _account.ElsewhereBound) = (profit, bound);
            line.Desk.Process(line.Bar);
            line.MarkAt(line.Opens[line.Bar], _leverage);
            (profit, bound) = (profit + line.Profit, bound + line.Bound);
        }
    }

    // Without a branch on it: which of them sells today is what nobody can predict.
    private (int Sales, int Purchases) FindOrders()
    {
        var (lines, sales, purchases, sold, bought) = (_lines, _sales, _purchases, 0, 0);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].IsFresh)
                continue;
            var waits = lines[i].Desk.HasErrand(out var releasesCash);
            (sales[sold], purchases[bought]) = (i, i);
            sold += Unsafe.BitCast<bool, byte>(waits & releasesCash);
            bought += Unsafe.BitCast<bool, byte>(waits & !releasesCash);
        }
        return (sold, bought);
    }

    // What one desk has to know of the others. A desk alone sees exactly nothing: x − x.
    private void SeeOthers(PortfolioLine line) =>
        (_account.ElsewhereProfit, _account.ElsewhereBound) = (_profit - line.Profit, _bound - line.Bound);

    private void MarkAtCloses()
    {
        if (_isMarkedAtCloses)
            return;
        (_isMarkedAtCloses, _profit, _bound) = (true, 0, 0);
        foreach (var line in _lines)
        {
            line.MarkAt(line.Bar < 0 ? 0 : line.Closes[line.Bar], _leverage);
            (_profit, _bound) = (_profit + line.Profit, _bound + line.Bound);
        }
    }
}
