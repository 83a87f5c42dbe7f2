using System.Globalization;
using Simulator.Errors;
using Simulator.Markets;

namespace Simulator.Features;

/// <summary>The last known change of a related series on the target's clock.</summary>
public static class RelatedChanges
{
    /// <summary>
    /// [t] log-return, difference or level by the series' kind; 0 where nothing new was known at bar t, NaN before there are two values
    /// (one, for a score).
    /// </summary>
    /// <exception cref="ArgumentException">A price that is not positive.</exception>
    public static double[] Of(AlignedSeries series)
    {
        var changes = new double[series.Last.Length];
        for (var t = 0; t < changes.Length; t++)
            changes[t] = At(series, t);
        return changes;
    }

    private static double At(AlignedSeries series, int t)
    {
        var (last, before) = (series.Last[t], t == 0 ? double.NaN : series.Last[t - 1]);
        var isNew = t == 0 || series.SourceBar[t] != series.SourceBar[t - 1];
        return series.Kind switch
        {
            _ when double.IsNaN(last) => double.NaN,
            SeriesKind.Score => isNew ? last : 0,
            _ when double.IsNaN(before) => double.NaN,
            _ when !isNew => 0,
            SeriesKind.Rate or SeriesKind.SignedPrice => last - before,
            _ when last > 0 && before > 0 => Math.Log(last / before),
            _ => throw new SimulationException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"related series {series.Symbol}: value {Math.Min(last, before)} at bar {series.SourceBar[t]} is no price; import "
                        + $"the series as a rate (changes are then differences) or leave it out"
                )
            ),
        };
    }
}
