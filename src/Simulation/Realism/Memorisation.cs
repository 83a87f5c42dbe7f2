using Simulator.Numerics;

namespace Simulator.Realism;

/// <summary>
/// Whether generated windows are copies of real ones. For each generated window the distance to the nearest real one, for each real window
/// that to the nearest real one that shares no bar with it; the ratio of the medians is near 1 where the generated windows are new ones of
/// the same law and near 0 where they are copies.
/// </summary>
/// <param name="DistanceRatio">Median nearest distance of generated windows over that of real ones.</param>
/// <param name="Duplicates">Share of the generated windows that equal a real one but for rounding.</param>
public sealed record Memorisation(double DistanceRatio, double Duplicates)
{
    /// <summary>A ratio below this is an alarm.</summary>
    public const double LeastRatio = 0.5;

    /// <summary>A share of duplicates above this is an alarm.</summary>
    public const double MostDuplicates = 0.01;

    private const double Rounding = 1e-6; // of a standard deviation, per bar

    /// <summary>Whether the paths repeat the past.</summary>
    public bool IsAlarm => DistanceRatio < LeastRatio || Duplicates > MostDuplicates;

    /// <summary>Compares windows.</summary>
    /// <param name="real">All windows of the real path, one for each bar, in order.</param>
    /// <param name="bars">Bars of a window.</param>
    /// <param name="generated">Windows of generated paths.</param>
    public static Memorisation Of(double[][] real, int bars, double[][] generated)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(generated);
        double[] drawn = [.. generated.Select(w => Nearest(w, real, int.MinValue, 0))];
        double[] own = [.. Enumerable.Range(0, real.Length).Where(i => i % bars == 0).Select(i => Nearest(real[i], real, i, bars))];
        return new(
            Moments.Ratio(Median.Of(drawn), Median.Of(own.Where(double.IsFinite))),
            drawn.Count(d => d <= Rounding * Math.Sqrt(bars)) / (double)drawn.Length
        );
    }

    private static double Nearest(double[] window, double[][] real, int place, int apart)
    {
        var nearest = double.PositiveInfinity;
        for (var i = 0; i < real.Length; i++)
        {
            if (Math.Abs((long)i - place) >= apart)
                nearest = Math.Min(nearest, PathWindows.SquaredDistance(window, real[i]));
        }
        return Math.Sqrt(nearest);
    }
}
