using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Parameters;

namespace Simulator.Strategies;

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
public sealed class SmaCross : ISparseStrategy
{
    private readonly int _slowBars;
    private readonly TradeSide _side;
    private readonly CrossEntry _entry;
    private readonly MeanCross _means;
    private int _target;

    /// <summary>A rule over two windows, 1 ≤ fast &lt; slow.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Windows not in that order.</exception>
    public SmaCross(int fastBars, int slowBars, TradeSide side = TradeSide.Both, CrossEntry entry = CrossEntry.WhileAbove)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(fastBars, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(slowBars, fastBars);
        (_slowBars, _side, _entry, _means) = (slowBars, side, entry, new MeanCross(fastBars, slowBars));
        Name = FormattableString.Invariant($"moving-average cross {fastBars}/{slowBars}");
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int FirstReadyBar => _slowBars - 1;

    /// <inheritdoc/>
    public void Start() => _target = 0;

    /// <inheritdoc/>
    public void Decide(BarContext context)
    {
        var signal = _entry == CrossEntry.OnCross ? _means.Cross(context.Series, context.Bar) : _means.Side(context.Series, context.Bar);
        if (signal != 0 && TargetOf(signal) is var target && target != _target)
            context.Orders.Target(_target = target);
    }

    int ISparseStrategy.NextBar(BarSeries series, int bar, CancellationToken cancellation) =>
        _means.Next(series, bar, up: TargetOf(1) != _target, down: TargetOf(-1) != _target, _entry == CrossEntry.OnCross);

    private int TargetOf(int signal) =>
        (signal, _side) switch
        {
            (> 0, TradeSide.Short) or (< 0, TradeSide.Long) => 0,
            _ => signal,
        };
}
