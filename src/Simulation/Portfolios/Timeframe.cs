using Simulator.Markets;

namespace Simulator.Portfolios;

/// <summary>
/// The complete bars of a longer interval at an instant. The columns end at the last bar that was known to be complete by then.
/// </summary>
public sealed class Timeframe
{
    private readonly BarSeries _series;
    private readonly long[] _knownAt;

    internal Timeframe(BarSeries source, BarInterval length)
    {
        Resampling.Check(source, length);
        (_series, _knownAt) = Resampling.Of(source, length);
    }

    /// <summary>Number of complete bars.</summary>
    public int Count { get; private set; }

    /// <summary>Opens.</summary>
    public ReadOnlySpan<double> Open => _series.Open.AsSpan(0, Count);

    /// <summary>Highs.</summary>
    public ReadOnlySpan<double> High => _series.High.AsSpan(0, Count);

    /// <summary>Lows.</summary>
    public ReadOnlySpan<double> Low => _series.Low.AsSpan(0, Count);

    /// <summary>Closes.</summary>
    public ReadOnlySpan<double> Close => _series.Close.AsSpan(0, Count);

    /// <summary>Volumes.</summary>
    public ReadOnlySpan<double> Volume => _series.Volume.AsSpan(0, Count);

    /// <summary>When a bar closed, UTC.</summary>
    public DateTime CloseTimeAt(int bar) =>
        bar < Count ? _series.CloseTimeAt(bar) : throw new ArgumentOutOfRangeException(nameof(bar), bar, "this bar is not complete yet");

    internal void MoveTo(long ticks)
    {
        if (Count > 0 && _knownAt[Count - 1] > ticks)
            Count = 0;
        while (Count < _series.Count && _knownAt[Count] <= ticks)
            Count++;
    }
}
