using Simulator.Numerics;

namespace Simulator.Indicators;

/// <summary>
/// The last <paramref name="length"/> numbers, oldest first. Figures are taken afresh from them, oldest to newest, so rounding never
/// accumulates
/// over a series. Every number is kept twice, a length apart, so that the window always lies in one piece.
/// </summary>
/// <param name="length">Numbers held, ≥ 1.</param>
internal sealed class TrailingWindow(int length)
{
    private readonly double[] _twice = new double[
        2 * (length >= 1 ? length : throw new ArgumentOutOfRangeException(nameof(length), length, "a window holds at least one bar"))
    ];
    private int _next;

    /// <summary>Numbers held when full.</summary>
    public int Length => _twice.Length / 2;

    /// <summary>Numbers taken so far, at most <see cref="Length"/>.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the window is full.</summary>
    public bool IsFull => Count == Length;

    /// <summary>The oldest number held.</summary>
    public double Oldest => IsFull ? _twice[_next] : _twice[0];

    /// <summary>The numbers held, oldest first.</summary>
    public ReadOnlySpan<double> Values => IsFull ? _twice.AsSpan(_next, Length) : _twice.AsSpan(0, Count);

    /// <summary>Takes the newest number, dropping the oldest when full.</summary>
    public void Add(double value)
    {
        _twice[_next] = _twice[_next + Length] = value;
        _next = _next + 1 == Length ? 0 : _next + 1;
        if (Count < Length)
            Count++;
    }

    /// <summary>Sum of the values in the window.</summary>
    public double Sum()
    {
        var sum = 0.0;
        foreach (var value in Values)
            sum += value;
        return sum;
    }

    /// <summary>Arithmetic mean of the window, summed from the oldest value on: the mean of equal numbers is exactly that number.</summary>
    public double Mean()
    {
        var values = Values;
        var (start, sum) = (values[0], 0.0);
        foreach (var value in values)
            sum += value - start;
        return start + (sum / values.Length);
    }

    /// <summary>Sum of squared deviations from a mean; 0 where they are only what was rounded away.</summary>
    public double SquaredDeviations(double mean)
    {
        var sum = 0.0;
        foreach (var value in Values)
            sum += (value - mean) * (value - mean);
        var noise = Ties.Noise(mean);
        return sum <= Count * noise * noise ? 0 : sum;
    }

    /// <summary>Standard deviation of the window, divided by n (population form).</summary>
    public double PopulationStandardDeviation(double mean) => Math.Sqrt(SquaredDeviations(mean) / Count);
}
