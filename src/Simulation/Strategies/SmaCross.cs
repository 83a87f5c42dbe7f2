using Simulator.Backtesting;

namespace Simulator.Strategies;

/// <summary>Which sides a two-sided rule takes.</summary>
public enum TradeSide
{
    /// <summary>Long on one signal, short on the other.</summary>
    Both,

    /// <summary>Long, else flat.</summary>
    Long,

    /// <summary>Short, else flat.</summary>
    Short,
}

/// <summary>When a cross rule takes its position.</summary>
public enum CrossEntry
{
    /// <summary>Holds by the state of the averages, from the first bar on.</summary>
    WhileAbove,

    /// <summary>Waits for a cross: fast below slow at one bar and above at the next, both strictly.</summary>
    OnCross,
}

/// <summary>
/// Long while the fast simple moving average of the close is above the slow one, short (or flat) while below; equal averages
/// change nothing.
/// </summary>
public sealed class SmaCross : IStrategy
{
    private readonly int _slowBars;
    private readonly TradeSide _side;
    private readonly CrossEntry _entry;
    private MovingAverage _fast;
    private MovingAverage _slow;
    private int _bar;
    private double _lastGap;
    private int _target;

    /// <summary>A rule over two windows, 1 ≤ fast &lt; slow.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Windows not in that order.</exception>
    public SmaCross(int fastBars, int slowBars, TradeSide side = TradeSide.Both, CrossEntry entry = CrossEntry.WhileAbove)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fastBars, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(slowBars, fastBars);
        (_slowBars, _side, _entry) = (slowBars, side, entry);
        (_fast, _slow) = (new MovingAverage(fastBars), new MovingAverage(slowBars));
        Name = FormattableString.Invariant($"moving-average cross {fastBars}/{slowBars}");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int FirstReadyBar => _slowBars - 1;

    /// <inheritdoc/>
    public void Start() => (_bar, _lastGap, _target) = (-1, double.NaN, 0);

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        Advance(context.Close, context.Bar);
        var gap = _fast.Value - _slow.Value;
        var signal = _entry == CrossEntry.WhileAbove ? Math.Sign(gap) : Cross(gap);
        _lastGap = gap;
        if (signal == 0)
            return;
        var target = (signal, _side) switch
        {
            (> 0, TradeSide.Short) or (< 0, TradeSide.Long) => 0,
            _ => signal,
        };
        if (target != _target)
            context.Orders.Target(_target = target);
    }

    private int Cross(double gap) => (_lastGap, gap) switch
    {
        ( < 0, > 0) => 1,
        ( > 0, < 0) => -1,
        _ => 0,
    };

    private void Advance(ReadOnlySpan<double> close, int bar)
    {
        if (bar != _bar + 1 || _bar < 0)
            SeedAt(close, bar);
        else
            Step(close);
        _bar = bar;
    }

    private void Step(ReadOnlySpan<double> close)
    {
        _fast.Step(close);
        _slow.Step(close);
    }

    /// <summary>Begins one bar earlier where that bar is ready, so that a cross at the first decision is seen.</summary>
    private void SeedAt(ReadOnlySpan<double> close, int bar)
    {
        if (bar < _slowBars)
        {
            _fast.Seed(close);
            _slow.Seed(close);
            return;
        }
        _fast.Seed(close[..^1]);
        _slow.Seed(close[..^1]);
        _lastGap = _fast.Value - _slow.Value;
        Step(close);
    }
}
