namespace Simulator.Statistics;

/// <summary>A stretch below an earlier peak.</summary>
/// <param name="Depth">Largest 1 − equity/peak inside, in (0, 1].</param>
/// <param name="Days">Time from the peak to the recovery, or to the end of the run, calendar days.</param>
/// <param name="PeakPoint">Point of the peak.</param>
/// <param name="EndPoint">First point back at the peak, or the last point.</param>
public readonly record struct DrawdownStretch(double Depth, double Days, int PeakPoint, int EndPoint);

/// <summary>Drawdowns of an equity curve.</summary>
public static class Drawdowns
{
    /// <summary>1 − equity/running peak at each point, ≥ 0; the peak starts at <paramref name="start"/>.</summary>
    public static double[] Curve(ReadOnlySpan<double> equity, double start)
    {
        var curve = new double[equity.Length];
        var peak = start;
        for (var i = 0; i < equity.Length; i++)
        {
            peak = Math.Max(peak, equity[i]);
            curve[i] = 1 - (equity[i] / peak);
        }
        return curve;
    }

    /// <summary>The stretches between two points at a peak (or the last point) that are more than one point apart.</summary>
    /// <param name="equity">Equity at each point.</param>
    /// <param name="days">Time of each point in days.</param>
    public static List<DrawdownStretch> Stretches(ReadOnlySpan<double> equity, ReadOnlySpan<double> days)
    {
        var stretches = new List<DrawdownStretch>();
        var walk = new DrawdownWalk(equity);
        while (walk.MoveNext())
            stretches.Add(new DrawdownStretch(walk.Depth, days[walk.EndPoint] - days[walk.PeakPoint], walk.PeakPoint, walk.EndPoint));
        return stretches;
    }
}
