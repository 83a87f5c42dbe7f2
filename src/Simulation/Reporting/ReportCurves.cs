using Simulator.Numerics;

namespace Simulator.Reporting;

/// <summary>Fewer points of a report's curves for a small picture.</summary>
public static class ReportCurves
{
    /// <summary>
    /// Indices of at most <paramref name="most"/> points, increasing, so chosen that no extreme of any curve is lost to the eye.
    /// </summary>
    /// <param name="curves">Curves of one length, at least one.</param>
    /// <param name="most">Most points, ≥ 2·curves + 2.</param>
    public static int[] Thin(IReadOnlyList<double[]> curves, int most)
    {
        ArgumentNullException.ThrowIfNull(curves);
        return CurveThinning.Choose(curves, most);
    }
}
