namespace Simulator.Robustness.Resampling;

/// <summary>Many values of one figure in a few numbers.</summary>
public sealed record Distribution
{
    /// <summary>The levels of <see cref="Quantiles"/>.</summary>
    public static IReadOnlyList<double> Levels { get; } = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99];

    /// <summary>Values that are finite.</summary>
    public required int Count { get; init; }

    /// <summary>Their mean; NaN of none.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation (n − 1).</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>Quantiles at <see cref="Levels"/>, between two values in proportion (Hyndman, Fan, 1996, type 7).</summary>
    public required IReadOnlyList<double> Quantiles { get; init; }

    /// <summary>The figure of the run itself.</summary>
    public required double Observed { get; init; }

    /// <summary>Share of values below the observed one, equal ones half.</summary>
    public required double ObservedRank { get; init; }

    /// <summary>Sums values up.</summary>
    public static Distribution Of(IEnumerable<double> values, double observed)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        return new Distribution
        {
            Count = sorted.Length,
            Mean = Numerics.Moments.Mean(sorted),
            StandardDeviation = Numerics.Moments.StandardDeviation(sorted),
            Quantiles = [.. Levels.Select(level => Quantile(sorted, level))],
            Observed = observed,
            ObservedRank = Numerics.Moments.Ratio(
                sorted.Count(v => v < observed) + (sorted.Count(v => v == observed) / 2.0),
                sorted.Length
            ),
        };
    }

    /// <summary>The value at a level, of sorted values; NaN of none.</summary>
    public static double Quantile(double[] sorted, double level)
    {
        if (sorted.Length == 0)
            return double.NaN;
        var place = level * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
