using Simulator.Errors;
using Simulator.Features;
using Simulator.Folds;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Markets;
using Simulator.Scoring;
using Simulator.Seeding;

namespace Simulator.Learning.Importance;

/// <summary>
/// What importances are measured on: the features, the volatility that boosted trees read beside them, planted noise, and the folds. The
/// test part is not touched.
/// </summary>
internal sealed class ImportanceData
{
    /// <summary>Name of the volatility's column.</summary>
    public const string Volatility = "volatility";

    private const int FewestFitted = 100;
    private const int FewestHeldOut = 20;
    private const double Slowness = 0.98;
    private const double Clip = 5; // deviations: squared errors of wilder returns would rule every figure

    /// <summary>Prepares a market.</summary>
    /// <exception cref="SimulationException">No feature, or too few rows.</exception>
    public ImportanceData(BarSeries target, FeatureTable features, SplitSpec split, ImportanceOptions options)
    {
        if (features.ColumnCount == 0)
            throw new SimulationException("features: none to measure; give the spec at least one that is a formula");
        var history = new ReturnHistory(target.Close);
        var volatility = history.Volatility(RandomWalk.Decay);
        Returns = [.. Enumerable.Range(0, target.Count).Select(t => Math.Clamp(history.Next(t) / volatility[t], -Clip, Clip))];
        var noise = Noise(target.Count, options).ToList();
        Names = [.. features.Names, Volatility, .. noise.Select((_, i) => NoiseName(i, options))];
        Columns = [.. features.Columns, volatility, .. noise];
        FeatureCount = features.ColumnCount + 1;
        Folds = Plan(target, features, split, options.Folds);
    }

    /// <summary>[bar] the next return in units of its exponentially weighted volatility, clipped at ±5.</summary>
    public double[] Returns { get; }

    /// <summary>Names of the columns: features, volatility, noise.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>[column][bar] their values.</summary>
    public IReadOnlyList<double[]> Columns { get; }

    /// <summary>Columns that are not noise, the first ones.</summary>
    public int FeatureCount { get; }

    /// <summary>Each fitted on what lies an embargo before the rows that it holds out.</summary>
    public IReadOnlyList<WalkForwardFold> Folds { get; }

    private static IReadOnlyList<WalkForwardFold> Plan(BarSeries target, FeatureTable features, SplitSpec split, int folds)
    {
        var first = Math.Max(features.FirstCompleteRow, RandomWalk.SeedReturns);
        var end = Math.Min(split.TestStart(target.Count), target.Count) - 1; // the outcome of the last row is before the test part
        var fitted = (end - first) / 3;
        var stretch = (end - first - fitted) / folds;
        if (stretch < FewestHeldOut || fitted - split.EmbargoBars - 1 < FewestFitted)
            throw new SimulationException(
                FormattableString.Invariant($"{target.Symbol}: {Math.Max(0, end - first)} bars before the test part have every feature; ")
                    + FormattableString.Invariant($"a third is for the first fit, which takes {FewestFitted} and {split.EmbargoBars} ")
                    + FormattableString.Invariant($"embargoed, and each of {folds} folds takes {FewestHeldOut} of the rest; ")
                    + "use more bars, fewer --folds or shorter feature windows"
            );
        return
        [
            .. Enumerable
                .Range(0, folds)
                .Select(k => (Start: first + fitted + (k * stretch), End: k + 1 == folds ? end : first + fitted + ((k + 1) * stretch), k))
                .Select(f => new WalkForwardFold(f.k, first, f.Start - 1 - split.EmbargoBars, f.Start, f.End)),
        ];
    }

    /// <summary>Name of a planted column.</summary>
    public static string NoiseName(int index, ImportanceOptions options) =>
        FormattableString.Invariant($"noise {(index < options.NoiseColumns / 2 ? "new" : "slow")} {index + 1}");

    /// <summary>The planted columns: half of them new at every bar, half wandering slowly.</summary>
    public static IEnumerable<double[]> Noise(int bars, ImportanceOptions options)
    {
        for (var i = 0; i < options.NoiseColumns; i++)
        {
            var random = Seeds.Generator(options.Seed, FormattableString.Invariant($"importance/noise{i}"));
            var (past, slow) = (i < options.NoiseColumns / 2 ? 0 : Slowness, random.NextGaussian());
            var column = new double[bars];
            for (var t = 0; t < bars; t++)
                column[t] = slow = (past * slow) + (Math.Sqrt(1 - (past * past)) * random.NextGaussian());
            yield return column;
        }
    }
}
