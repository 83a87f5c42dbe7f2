using Simulator.Generation;
using Simulator.Numerics;

namespace Simulator.Realism;

/// <summary>Stretches of paths, as judges see them: a window has channels one after the other, each over its bars.</summary>
public static class PathWindows
{
    /// <summary>Bars of a window: about a month.</summary>
    public const int Bars = 24;

    /// <summary>Mean and standard deviation of the real series' returns and activity: the units of all windows.</summary>
    public static PathUnits Units(ReturnPath real)
    {
        ArgumentNullException.ThrowIfNull(real);
        return new(
            Moments.Mean(real.Return),
            Moments.StandardDeviation(real.Return),
            real.HasActivity ? Moments.Mean(real.Activity) : 0,
            real.HasActivity ? Moments.StandardDeviation(real.Activity) : 1
        );
    }

    /// <summary>[window][channel · bars + bar] of one path: the return, then the activity where there is volume, in units.</summary>
    /// <param name="path">The path.</param>
    /// <param name="units">Units.</param>
    /// <param name="step">Bars from one window to the next: <paramref name="bars"/> or more for windows that do not overlap.</param>
    /// <param name="bars">Bars of a window.</param>
    public static double[][] Of(ReturnPath path, PathUnits units, int step, int bars = Bars)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(units);
        var windows = new List<double[]>();
        for (var start = 0; start + bars <= path.Count; start += step)
        {
            var window = new double[path.HasActivity ? 2 * bars : bars];
            for (var t = 0; t < bars; t++)
            {
                window[t] = (path.Return[start + t] - units.ReturnMean) / units.ReturnDeviation;
                if (path.HasActivity)
                    window[bars + t] = (path.Activity[start + t] - units.ActivityMean) / units.ActivityDeviation;
            }
            windows.Add(window);
        }
        return [.. windows];
    }

    /// <summary>Squared Euclidean distance.</summary>
    public static double SquaredDistance(double[] a, double[] b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        return sum;
    }
}

/// <summary>Units of windows.</summary>
/// <param name="ReturnMean">Mean of the real returns.</param>
/// <param name="ReturnDeviation">Their standard deviation.</param>
/// <param name="ActivityMean">Mean of the real activity; 0 without.</param>
/// <param name="ActivityDeviation">Its standard deviation; 1 without.</param>
public sealed record PathUnits(double ReturnMean, double ReturnDeviation, double ActivityMean, double ActivityDeviation);
