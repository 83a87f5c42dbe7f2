namespace Simulator.Indicators;

/// <summary>
/// Sum of the last n numbers in one step per bar. What each addition rounds away is kept beside the sum (Knuth's exact sum of two), so
/// millions of steps do not drift, and a window of zeros sums to exactly zero.
/// </summary>
/// <param name="length">n, ≥ 1.</param>
internal sealed class SlidingSum(int length)
{
    private readonly double[] _values = new double[
        length >= 1 ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "a window holds at least one bar")
    ];
    private int _next;
    private int _count;
    private int _nonZero;
    private double _sum;
    private double _lost;

    /// <summary>Whether n numbers are in.</summary>
    public bool IsFull => _count == _values.Length;

    /// <summary>The sum of the values in the window.</summary>
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

    /// <summary>
    /// Takes numbers in a row and writes the mean at each: what <see cref="Add(double)"/> and <see cref="Mean"/> come to one by one,
    /// with the state in registers. A number that is not finite is passed over; the mean is NaN there.
    /// </summary>
    public void Add(ReadOnlySpan<double> values, Span<double> means)
    {
        var i = 0;
        while (i < values.Length)
        {
            i += AddFull(values[i..], means[i..]);
            if (i >= values.Length)
                break;
            if (double.IsFinite(values[i]))
                Add(values[i]);
            means[i] = double.IsFinite(values[i]) ? Mean : double.NaN;
            i++;
        }
    }

    /// <summary>
    /// The usual case: the window is full, numbers are finite, not all zero, far from the end of the range. Answers how many it took.
    /// </summary>
    private int AddFull(ReadOnlySpan<double> values, Span<double> means)
    {
        if (!IsFull)
            return 0;
        var (window, next, nonZero, sum, lost, i) = (_values, _next, _nonZero, _sum, _lost, 0);
        for (; i < values.Length && i < means.Length && (uint)next < (uint)window.Length; i++)
        {
            var (value, oldest) = (values[i], window[next]);
            var t = sum + value;
            var taken = t - sum;
            var once = lost + ((sum - (t - taken)) + (value - taken));
            var u = t - oldest;
            var given = u - t;
            var twice = once + ((t - (u - given)) + (-oldest - given));
            var left = nonZero + (value != 0 ? 1 : 0) - (oldest != 0 ? 1 : 0);
            if (left == 0 || !double.IsFinite(u + twice))
                break;
            (window[next], sum, lost, nonZero) = (value, u, twice, left);
            next = next + 1 == window.Length ? 0 : next + 1;
            means[i] = (sum + lost) / window.Length;
        }
        (_next, _nonZero, _sum, _lost) = (next, nonZero, sum, lost);
        return i;
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
