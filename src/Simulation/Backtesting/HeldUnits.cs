namespace Simulator.Backtesting;

/// <summary>How many units were held at the closes of a run, as the bars at which that changed.</summary>
internal sealed class HeldUnits
{
    private readonly List<(int Bar, double Units)> _changes = [];

    /// <summary>Units held now.</summary>
    public double Units { get; private set; }

    /// <summary>From the close of <paramref name="bar"/> on so many units are held; a later word on the same bar counts.</summary>
    public void Change(int bar, double units)
    {
        Units = units;
        if (_changes.Count > 0 && _changes[^1].Bar == bar)
            _changes[^1] = (bar, units);
        else
            _changes.Add((bar, units));
    }

    /// <summary>Forgets everything and keeps the memory.</summary>
    public void Clear()
    {
        Units = 0;
        _changes.Clear();
    }

    /// <summary>Units·|close| ÷ equity at every bar of a run.</summary>
    public double[] Exposure(ReadOnlySpan<double> closes, ReadOnlySpan<double> equity, int firstBar)
    {
        var exposure = new double[equity.Length];
        for (var i = 0; i < _changes.Count; i++)
        {
            var (bar, units) = _changes[i];
            var end = i + 1 < _changes.Count ? _changes[i + 1].Bar - firstBar : equity.Length;
            for (var t = bar - firstBar; units != 0 && t < end; t++)
                exposure[t] = units * Math.Abs(closes[firstBar + t]) / equity[t];
        }
        return exposure;
    }
}
