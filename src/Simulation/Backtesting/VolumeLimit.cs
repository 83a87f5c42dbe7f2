using Simulator.Markets;

namespace Simulator.Backtesting;

/// <summary>
/// Units that a bar still has for the orders of the run: a fraction of its volume, less what has filled on it. An unknown volume counts as
/// none.
/// </summary>
internal sealed class VolumeLimit(BarSeries series, double share)
{
    // Under trade-on-close the fills of two bars are processed at once.
    private readonly int[] _bars = [-1, -1];
    private readonly double[] _taken = new double[2];

    /// <summary>Units left on a bar, ≥ 0.</summary>
    public double Left(int bar)
    {
        var volume = series.Volume[bar];
        return volume > 0 ? Math.Max(0, (volume * share) - Taken(bar)) : 0;
    }

    /// <summary>Counts a fill.</summary>
    public void Take(int bar, double units)
    {
        var taken = Taken(bar);
        (_bars[bar & 1], _taken[bar & 1]) = (bar, taken + units);
    }

    /// <summary>Forgets what has filled.</summary>
    public void Clear()
    {
        _bars.AsSpan().Fill(-1);
        _taken.AsSpan().Clear();
    }

    private double Taken(int bar) => _bars[bar & 1] == bar ? _taken[bar & 1] : 0;
}
