namespace Simulator.Markets;

/// <summary>A longer bar and the instant at which it was known to be complete.</summary>
/// <param name="Bar">The bar, stamped with the close of its last part.</param>
/// <param name="KnownAt">That close, or the close of the part by which the next period began.</param>
internal readonly record struct LongerBar(Bar Bar, DateTime KnownAt);

/// <summary>
/// Puts bars together to longer ones as they come. A longer bar is complete at the close of a part after which the calendar has no more
/// of its period, else with the first part of the next. So what is known at a bar depends on bars up to it alone, and no part is left
/// out: one that comes although its period was over is part of the next.
/// </summary>
/// <param name="periods">Which bars belong together.</param>
internal sealed class BarResampler(BarPeriods periods)
{
    private Bar _bar;
    private bool _isOpen;
    private long _period = long.MinValue;
    private long _over = long.MinValue;

    /// <summary>Takes the next bar and adds the longer ones that are known with it, at most two.</summary>
    public void Add(in Bar part, List<LongerBar> known)
    {
        var (period, isOver) = periods.Of(part.CloseTime);
        if (period == _over)
            (period, isOver) = (periods.After(period), false);
        if (_isOpen && period != _period)
            Finish(part.CloseTime, known);
        (_bar, _period, _isOpen) = (_isOpen ? Join(_bar, part) : part, period, true);
        if (isOver)
            Finish(part.CloseTime, known);
    }

    private void Finish(DateTime knownAt, List<LongerBar> known)
    {
        known.Add(new LongerBar(_bar, knownAt));
        (_over, _isOpen) = (_period, false);
    }

    private static Bar Join(in Bar a, in Bar b) =>
        new(b.CloseTime, a.Open, Math.Max(a.High, b.High), Math.Min(a.Low, b.Low), b.Close, a.Volume + b.Volume);
}
