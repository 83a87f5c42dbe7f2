namespace Simulator.Indicators;

/// <summary>
/// The largest (or smallest) of the last n numbers in a constant number of steps per bar on average: a queue of those that can still
/// become the extreme, in order (monotone queue). Of equal numbers the newest counts.
/// </summary>
/// <param name="length">n, ≥ 1.</param>
/// <param name="largest">Whether the largest is meant.</param>
internal sealed class TrailingExtreme(int length, bool largest)
{
    private readonly double[] _values = new double[
        length >= 1 ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "a window holds at least one bar")
    ];
    private readonly long[] _bars = new long[length];
    private int _head;
    private int _held;
    private long _seen;

    /// <summary>Whether n numbers are in.</summary>
    public bool IsFull => _seen >= _values.Length;

    /// <summary>The extreme of the values in the window.</summary>
    public double Value => _values[_head];

    /// <summary>How many bars ago it was; 0 for the newest.</summary>
    public int Age => (int)(_seen - 1 - _bars[_head]);

    /// <summary>Takes the next number, dropping the oldest when full; returns the extreme, NaN before the window is full.</summary>
    public double Add(double value)
    {
        if (_held > 0 && _bars[_head] <= _seen - _values.Length)
            (_head, _held) = (_head + 1 == _values.Length ? 0 : _head + 1, _held - 1);
        while (_held > 0 && Yields(_values[Slot(_held - 1)], value))
            _held--;
        var slot = Slot(_held++);
        (_values[slot], _bars[slot]) = (value, _seen++);
        return IsFull ? Value : double.NaN;
    }

    private bool Yields(double earlier, double later) => largest ? earlier <= later : earlier >= later;

    private int Slot(int place) => _head + place < _values.Length ? _head + place : _head + place - _values.Length;
}
