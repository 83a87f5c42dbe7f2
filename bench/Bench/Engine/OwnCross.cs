using Simulator.Backtesting;

namespace Simulator.Bench.Engine;

/// <summary>The cross as anyone outside writes it: asked at every bar, through the public interface alone.</summary>
internal sealed class OwnCross(int fastBars, int slowBars) : IStrategy
{
    private double _fast;
    private double _slow;
    private double _last;
    private int _target;

    public string Name => "own cross";

    public int FirstReadyBar => slowBars - 1;

    public void Start() => (_fast, _slow, _last, _target) = (double.NaN, double.NaN, double.NaN, 0);

    public void Decide(BarContext context)
    {
        var close = context.Close;
        if (double.IsNaN(_slow))
            (_fast, _slow) = (Sum(close[^(fastBars + 1)..^1]), Sum(close[^(slowBars + 1)..^1]));
        _fast += close[^1] - close[^(fastBars + 1)];
        _slow += close[^1] - close[^(slowBars + 1)];
        var gap = (_fast / fastBars) - (_slow / slowBars);
        var target =
            _last < 0 && gap > 0 ? 1
            : _last > 0 && gap < 0 ? 0
            : _target;
        _last = gap;
        if (target != _target)
            context.Orders.Target(_target = target);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
            sum += value;
        return sum;
    }
}
