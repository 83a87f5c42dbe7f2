namespace Simulator.Indicators;

/// <summary>
/// log(volume[t] / mean volume of the n bars before t). Bars without a volume (NaN or zero) are left out of the mean; at such a bar,
/// and where the n before it had none, nothing new is known and the value is 0.
/// </summary>
public sealed class VolumeChange : IValueIndicator
{
    private readonly int _windowBars;
    private readonly Queue<double> _before = new();

    /// <summary>A change against the n bars before; 1 is usual: the bar before.</summary>
    /// <param name="windowBars">n, ≥ 1.</param>
    public VolumeChange(int windowBars = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(windowBars, 1);
        _windowBars = windowBars;
    }

    /// <inheritdoc/>
    public int WarmUpBars => _windowBars + 1;

    /// <inheritdoc/>
    public double Next(double value)
    {
        var isWarm = _before.Count == _windowBars;
        var (sum, count) = (0.0, 0);
        foreach (var earlier in _before)
        {
            if (earlier > 0)
                (sum, count) = (sum + earlier, count + 1);
        }
        _before.Enqueue(value);
        if (_before.Count > _windowBars)
            _before.Dequeue();
        if (!isWarm)
            return double.NaN;
        return value > 0 && count > 0 ? Math.Log(value / (sum / count)) : 0;
    }
}
