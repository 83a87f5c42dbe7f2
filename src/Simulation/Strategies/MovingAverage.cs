namespace Simulator.Strategies;

/// <summary>
/// Simple moving average as a running sum whose rounding errors are summed beside it (Knuth's exact sum of two): one step per bar,
/// without the drift of a plain running sum (error of a few units in the last place after millions of steps). From bar to bar only
/// one addition waits for the one before.
/// </summary>
internal struct MovingAverage(int bars)
{
    private double _sum;
    private double _lost;

    /// <summary>The average over the last values given.</summary>
    public readonly double Value => (_sum + _lost) / bars;

    /// <summary>Starts over from the last <c>bars</c> values.</summary>
    public void Seed(ReadOnlySpan<double> values)
    {
        (_sum, _lost) = (0, 0);
        foreach (var value in values[^bars..])
            Add(value);
    }

    /// <summary>Moves on by one: the last of <paramref name="values"/> enters, the one <c>bars</c> before it leaves.</summary>
    public void Step(ReadOnlySpan<double> values)
    {
        var (entering, leaving) = (values[^1], values[^(bars + 1)]);
        var change = entering - leaving;
        var given = entering - change;
        Add(change);
        _lost += (entering - (change + given)) + (given - leaving);
    }

    private void Add(double value)
    {
        var t = _sum + value;
        var taken = t - _sum;
        _lost += (_sum - (t - taken)) + (value - taken);
        _sum = t;
    }
}
