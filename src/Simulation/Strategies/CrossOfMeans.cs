using Simulator.Numerics;

namespace Simulator.Strategies;

/// <summary>Fast against slow simple average of the close; fed once per bar, bars in a row.</summary>
internal struct CrossOfMeans(int fastBars, int slowBars)
{
    private MovingAverage _fast = new(fastBars);
    private MovingAverage _slow = new(slowBars);
    private int _seen;
    private int _lastSide;

    /// <summary>
    /// +1 where the fast average crosses above the slow one at the last bar of <paramref name="close"/> (below at the bar before, both
    /// strictly), −1 where below, else 0.
    /// </summary>
    public int At(ReadOnlySpan<double> close)
    {
        if (close.Length <= slowBars)
            return 0; // there is no bar before to cross from
        if (_seen != close.Length - 1 || _seen <= slowBars)
        {
            _fast.Seed(close[..^1]);
            _slow.Seed(close[..^1]);
            _lastSide = Ties.Sign(_fast.Value, _slow.Value);
        }
        _fast.Step(close);
        _slow.Step(close);
        _seen = close.Length;
        var (before, now) = (_lastSide, Ties.Sign(_fast.Value, _slow.Value));
        _lastSide = now;
        return before < 0 && now > 0 ? 1
            : before > 0 && now < 0 ? -1
            : 0;
    }
}
