namespace Simulator.Indicators;

/// <summary>
/// Sum of the last n numbers in one step per bar. What each addition rounds away is kept beside the sum (Knuth's exact sum of two), so
/// millions of steps do not drift, and a window of zeros sums to exactly zero.
/// </summary>
/// <param name="length">n, ≥ 1.</param>
internal sealed class SlidingSum(int length)
{
    private readonly double[] _values = new double[length >= 1 ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "a window holds at least one bar")];
    private int _next;
    private int _count;
    private int _nonZero;
    private double _sum;
    private double _lost;

    /// <summary>Whether n numbers are in.</summary>
    public bool IsFull => _count == _values.Length;

    /// <summary>The sum of what is held.</summary>
    public double Value => _sum + _lost;

    /// <summary>The sum over n; NaN before the window is full.</summary>
    public double Mean => IsFull ? Value / _values.Length : double.NaN;

    /// <summary>Takes the next finite number, dropping the oldest when full.</summary>
    public void Add(double value)
    {
        var oldest = _values[_next];
        _values[_next] = value;
        _next = _next + 1 == _values.Length ? 0 : _next + 1;
        _count = Math.Min(_count + 1, _values.Length);
        _nonZero += (value != 0 ? 1 : 0) - (oldest != 0 ? 1 : 0);
        Include(value);
        Include(-oldest);
        if (_nonZero == 0)
            (_sum, _lost) = (0, 0);
        else if (!double.IsFinite(Value))
            SumAgain();
    }

    private void Include(double value)
    {
        var t = _sum + value;
        var taken = t - _sum;
        _lost += (_sum - (t - taken)) + (value - taken);
        _sum = t;
    }

    // Numbers near the end of the range may overflow on the way.
    private void SumAgain()
    {
        (_sum, _lost) = (0, 0);
        foreach (var value in _values)
            Include(value);
    }
}
