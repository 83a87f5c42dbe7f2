using Simulator.Errors;
using Simulator.Features;
using Simulator.Learning.Trees;
using Simulator.Markets;
using Simulator.Seeding;

namespace Simulator.Learning.Importance;

/// <summary>
/// Measures what features are worth to boosted trees by a purged walk: the trees of each fold are grown on what lies an embargo before its
/// rows. The yardstick are planted columns of noise, which by their making are worth nothing.
/// </summary>
public static class ImportanceAnalysis
{
    private static readonly (string Name, Func<double, double> Of)[] s_outcomes = [("return", z => z), ("size", Math.Abs)];

    /// <summary>Measures both outcomes: the next return in units of its exponentially weighted volatility, and its size.</summary>
    /// <param name="target">The target.</param>
    /// <param name="features">Its features.</param>
    /// <param name="split">Where the test part begins, which is not touched; the embargo.</param>
    /// <param name="options">Folds, noise, seed.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="SimulationException">No feature, or too few rows.</exception>
    /// <exception cref="DllNotFoundException">XGBoost is not installed; the text names the package.</exception>
    public static ImportanceResult Of(
        BarSeries target,
        FeatureTable features,
        SplitSpec split,
        ImportanceOptions options,
        CancellationToken cancellation
    )
    {
        var data = new ImportanceData(target, features, split, options);
        var readings = s_outcomes.Select(o => Read(data, o.Name, Array.ConvertAll(data.Returns, r => o.Of(r)), options, cancellation));
        return new(target.Symbol, data.Folds.Sum(f => f.ForecastEnd - f.ForecastStart), data.Folds.Count, [.. readings]);
    }

    private static ImportanceReading Read(
        ImportanceData data,
        string outcome,
        double[] outcomes,
        ImportanceOptions options,
        CancellationToken cancellation
    )
    {
        var (gains, rises, skills) = (new List<double[]>(), new List<double[]>(), new List<double>());
        var rows = new List<AttributedRow>();
        foreach (var fold in data.Folds)
        {
            cancellation.ThrowIfCancellationRequested();
            var random = Seeds.Generator(options.Seed, FormattableString.Invariant($"importance/{outcome}/fold{fold.Index}"));
            using var measured = new FoldImportance(data.Columns, outcomes, fold, random);
            var total = Math.Max(measured.Gains.Sum(), double.Epsilon);
            gains.Add(Array.ConvertAll(measured.Gains, g => g / total));
            rises.Add(measured.Permutations(options.Repeats, random));
            skills.Add(1 - (measured.TreeError / measured.StartError));
            rows.AddRange(measured.Attributions());
        }
        return new(
            outcome,
            skills.Average(),
            NoiseComparison.StandardError([.. skills]),
            Features(data, gains, rises, rows),
            data.Names,
            rows
        );
    }

    private static IReadOnlyList<FeatureImportance> Features(
        ImportanceData data,
        List<double[]> gains,
        List<double[]> rises,
        List<AttributedRow> rows
    )
    {
        int[] noise = [.. Enumerable.Range(data.FeatureCount, data.Names.Count - data.FeatureCount)];
        var comparison = new NoiseComparison(rises, noise);
        var adjusted = comparison.PValues([.. Enumerable.Range(0, data.FeatureCount)]);
        var all = data.Names.Select(
            (name, c) =>
            {
                var isNoise = c >= data.FeatureCount;
                var p = isNoise ? double.NaN : adjusted[c];
                return new FeatureImportance(
                    name,
                    isNoise,
                    gains.Average(fold => fold[c]),
                    rows.Average(row => Math.Abs(row.Contributions[c])),
                    comparison.Rise(c),
                    comparison.Error(c),
                    p,
                    comparison.IsBeyond(c, p)
                );
            }
        );
        return [.. all.OrderBy(f => f.IsNoise).ThenByDescending(f => f.Permutation)];
    }
}
