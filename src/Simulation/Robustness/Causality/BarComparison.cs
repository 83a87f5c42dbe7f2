using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Robustness.Causality;

/// <summary>Bars of one series, moved in time, against the finer bars of another that had closed by then.</summary>
internal sealed class BarComparison
{
    /// <summary>Largest difference of two prices that count as one, in usual moves of a bar.</summary>
    private const double Tolerance = 0.05;

    private readonly BarSeries _coarse;
    private readonly BarSeries _fine;
    private readonly int[] _bars;
    private readonly double _close;
    private readonly bool _hasRanges;

    /// <summary>Chooses the bars, evenly among those that the finer series covers.</summary>
    public BarComparison(BarSeries coarse, BarSeries fine, int most)
    {
        (_coarse, _fine) = (coarse, fine);
        _bars = Covered(coarse, fine, most);
        var moves = _bars.Select(i => Math.Abs(Math.Log(coarse.Close[i] / coarse.Close[i - 1]))).Where(double.IsFinite).Order().ToArray();
        _close = moves.Length == 0 ? double.NaN : Math.Max(1e-9, Tolerance * moves[moves.Length / 2]);
        _hasRanges = coarse.HasOhlc && fine.HasOhlc;
    }

    /// <summary>Bars that are compared; none where prices do not move.</summary>
    public int Bars => double.IsNaN(_close) ? 0 : _bars.Length;

    /// <summary>Share of the closes that the finer bars explain when the bars are moved.</summary>
    public double ClosesExplained(long shift) => _bars.Count(i => ClosesAgree(i, shift)) / (double)_bars.Length;

    /// <summary>Share of the highs, lows and closes that the finer bars explain when the bars are moved.</summary>
    public double Explained(long shift)
    {
        if (!_hasRanges)
            return ClosesExplained(shift);
        var explained = 0;
        foreach (var i in _bars)
        {
            var (high, low) = RangesAgree(i, shift);
            explained += (ClosesAgree(i, shift) ? 1 : 0) + (high ? 1 : 0) + (low ? 1 : 0);
        }
        return explained / (3.0 * _bars.Length);
    }

    private static int[] Covered(BarSeries coarse, BarSeries fine, int most)
    {
        if (fine.Count == 0)
            return [];
        var (first, last) = (fine.CloseTimeTicks[0], fine.CloseTimeTicks[^1]);
        int[] covered =
        [
            .. Enumerable
                .Range(0, coarse.Count)
                .Where(i => i > 0 && coarse.CloseTimeTicks[i - 1] >= first && coarse.CloseTimeTicks[i] <= last)
                .Where(i => coarse.Close[i] > 0 && coarse.Close[i - 1] > 0),
        ];
        return covered.Length <= most
            ? covered
            : [.. Enumerable.Range(0, most).Select(k => covered[(int)((long)k * covered.Length / most)])];
    }

    private bool ClosesAgree(int bar, long shift) =>
        LastBy(_coarse.CloseTimeTicks[bar - 1] + shift) is var before
        && LastBy(_coarse.CloseTimeTicks[bar] + shift) is var now
        && before >= 0
        && now > before
        && Same(_coarse.Close[bar] / _coarse.Close[bar - 1], _fine.Close[now] / _fine.Close[before]);

    private (bool High, bool Low) RangesAgree(int bar, long shift)
    {
        var (before, now) = (LastBy(_coarse.CloseTimeTicks[bar - 1] + shift), LastBy(_coarse.CloseTimeTicks[bar] + shift));
        if (before < 0 || now <= before)
            return (false, false);
        var (high, low) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var i = before + 1; i <= now; i++)
            (high, low) = (Math.Max(high, _fine.High[i]), Math.Min(low, _fine.Low[i]));
        var close = _fine.Close[now];
        return (Same(_coarse.High[bar] / _coarse.Close[bar], high / close), Same(_coarse.Low[bar] / _coarse.Close[bar], low / close));
    }

    private bool Same(double ratio, double other) => Math.Abs(Math.Log(ratio / other)) <= _close;

    // The last of the finer bars that had closed by an instant; −1 for none.
    private int LastBy(long ticks) => SortedSearch.FirstAtLeast<long>(_fine.CloseTimeTicks, 0, ticks + 1) - 1;
}
