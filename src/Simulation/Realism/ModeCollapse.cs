using Simulator.Generation;
using Simulator.Numerics;

namespace Simulator.Realism;

/// <summary>Whether draws resemble each other too much.</summary>
/// <param name="VarianceRatio">
/// Variance of the generated returns over that of the real ones; of a forecaster, of a row's draws over the squared miss of their mean.
/// </param>
/// <param name="DistanceRatio">
/// Median distance of generated windows at one place of different paths over that of real windows that share no bar; of a forecaster, of
/// two draws of a row over that of two misses.
/// </param>
public sealed record ModeCollapse(double VarianceRatio, double DistanceRatio)
{
    /// <summary>A ratio below this is an alarm.</summary>
    public const double LeastRatio = 0.5;

    private const int MostPairs = 20_000;

    /// <summary>Whether the draws have collapsed.</summary>
    public bool IsAlarm => VarianceRatio < LeastRatio || DistanceRatio < LeastRatio;

    /// <summary>Compares paths.</summary>
    /// <param name="real">The real path.</param>
    /// <param name="generated">Generated paths of one length; the distance of only one is not known.</param>
    /// <param name="units">Units of the windows.</param>
    public static ModeCollapse Of(ReturnPath real, IReadOnlyList<ReturnPath> generated, PathUnits units)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(generated);
        var variance = Moments.Mean([.. generated.Select(p => Moments.Variance(p.Return))]);
        var drawn = generated.Select(p => PathWindows.Of(p, units, PathWindows.Bars)).ToArray();
        var between =
            from place in Enumerable.Range(0, drawn.Min(d => d.Length))
            from a in Enumerable.Range(0, drawn.Length)
            from b in Enumerable.Range(0, a)
            select PathWindows.SquaredDistance(drawn[a][place], drawn[b][place]);
        var own = PathWindows.Of(real, units, PathWindows.Bars);
        var within =
            from a in Enumerable.Range(0, own.Length)
            from b in Enumerable.Range(0, a)
            select PathWindows.SquaredDistance(own[a], own[b]);
        return new(
            Moments.Ratio(variance, Moments.Variance(real.Return)),
            Math.Sqrt(Moments.Ratio(Median.Of(Some([.. between])), Median.Of(Some([.. within]))))
        );
    }

    /// <summary>
    /// Compares a forecaster's draws with what happened. Draws that are as far apart as its means miss are healthy, however much it knows.
    /// </summary>
    /// <param name="outcomes">[row] what happened, in a unit in which rows compare, such as the volatility of each.</param>
    /// <param name="draws">[row][draw] in the same unit; at least two of each row, neighbours being independent.</param>
    public static ModeCollapse OfDraws(IReadOnlyList<double> outcomes, IReadOnlyList<double[]> draws)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentNullException.ThrowIfNull(draws);
        double[] misses = [.. outcomes.Select((y, i) => y - Moments.Mean(draws[i]))];
        var between = draws.SelectMany(row => row.Zip(row.Skip(1), (a, b) => Math.Abs(a - b)));
        var within = from a in Enumerable.Range(0, misses.Length) from b in Enumerable.Range(0, a) select Math.Abs(misses[a] - misses[b]);
        return new(
            Moments.Ratio(Moments.Mean([.. draws.Select(row => Moments.Variance(row))]), Moments.Mean([.. misses.Select(m => m * m)])),
            Moments.Ratio(Median.Of(Some([.. between])), Median.Of(Some([.. within])))
        );
    }

    // Pairs from the whole of a list, not from its beginning: a market's early years may be calmer than its later ones.
    private static IEnumerable<double> Some(double[] pairs)
    {
        var step = Math.Max(1, (pairs.Length + MostPairs - 1) / MostPairs);
        return pairs.Where((_, i) => i % step == 0);
    }
}
