namespace Simulator.Indicators;

/// <summary>The last <paramref name="length"/> numbers. Sums are taken afresh from oldest to newest, so rounding never accumulates over a series.</summary>
/// <param name="length">Numbers held, ≥ 1.</param>
internal sealed class TrailingWindow(int length)
{
    private readonly double[] _values = new double[length >= 1 ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "a window holds at least one bar")];
    private int _next;

    /// <summary>Numbers held when full.</summary>
    public int Length => _values.Length;

    /// <summary>Numbers taken so far, at most <see cref="Length"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the window is full.</summary>
    public bool IsFull => Count == _values.Length;

    /// <summary>The oldest number held.</summary>
    public double Oldest => IsFull ? _values[_next] : _values[0];

    /// <summary>Takes the newest number, dropping the oldest when full.</summary>
    public void Add(double value)
    {
        _values[_next] = value;
        _next = (_next + 1) % _values.Length;
        Count = Math.Min(Count + 1, _values.Length);
    }

    /// <summary>Arithmetic mean of a full window.</summary>
    public double Mean()
    {
        var sum = 0.0;
        for (var i = 0; i < _values.Length; i++)
            sum += _values[(_next + i) % _values.Length];
        return sum / _values.Length;
    }

    /// <summary>Standard deviation of a full window, divided by n (population form).</summary>
    public double PopulationStandardDeviation(double mean)
    {
        var sum = 0.0;
        for (var i = 0; i < _values.Length; i++)
        {
            var deviation = _values[(_next + i) % _values.Length] - mean;
            sum += deviation * deviation;
        }
        return Math.Sqrt(sum / _values.Length);
    }
}
