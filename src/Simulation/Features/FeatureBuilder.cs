using Simulator.Errors;
using Simulator.Folds;
using Simulator.Markets;
using Simulator.Stages;

namespace Simulator.Features;

/// <summary>
/// Computes feature columns. Causal by construction: a fixed column is a streaming increment repeated from the first bar on, a fitted one
/// is served by models that were given nothing later than their cut-off.
/// </summary>
public static class FeatureBuilder
{
    /// <summary>The table of the fixed features of a list, in their order, unscaled.</summary>
    /// <exception cref="SimulationException">A spec that <see cref="FeatureSpecValidator"/> refuses, or one that the market cannot serve;
    /// the text has every reason.</exception>
    public static FeatureTable Build(AlignedMarket market, IReadOnlyList<FeatureSpec> specs)
    {
        FeatureSpec[] own = [.. specs.Where(s => s is not FittedFeatureSpec)];
        Check(market, own);
        return Compute(market, own);
    }

    /// <summary>The same without a check of the market: what a part of it cannot serve is missing.</summary>
    internal static FeatureTable Compute(AlignedMarket market, IEnumerable<FeatureSpec> specs) =>
        Fixed(market, [.. specs.Where(s => s is not FittedFeatureSpec).Select(s => FeatureFactory.Create(s, market))]);

    /// <summary>The table of all columns, those of fitted features walk-forward; reports progress, saves checkpoints and resumes.</summary>
    /// <param name="market">The target and its related series.</param>
    /// <param name="specs">What is asked for.</param>
    /// <param name="fitted">Makes fitted features.</param>
    /// <param name="split">Training, validation, test, embargo.</param>
    /// <param name="stage">Seed, checkpoints, progress, cancellation.</param>
    /// <exception cref="SimulationException">A spec that <see cref="FeatureSpecValidator"/> refuses, or one that the market cannot serve
    /// (the text has every reason), or too few bars to fit on.</exception>
    public static FeatureTable Build(
        AlignedMarket market,
        IReadOnlyList<FeatureSpec> specs,
        Func<FittedFeatureSpec, IFittedFeature> fitted,
        SplitSpec split,
        StageContext stage
    )
    {
        Check(market, specs, fitted);
        return Build(market, [.. specs.Select(s => FeatureFactory.Create(s, market, fitted))], split, stage);
    }

    /// <summary>The same for features that are there already.</summary>
    /// <inheritdoc
    /// cref="Build(AlignedMarket, IReadOnlyList{FeatureSpec}, Func{FittedFeatureSpec, IFittedFeature}, SplitSpec, StageContext)"/>
    public static FeatureTable Build(AlignedMarket market, IReadOnlyList<IFeature> features, SplitSpec split, StageContext stage) =>
        Build(market, features, split, stage, (feature, input) => FeatureWalk.Plan(feature, input, split));

    /// <summary>The same over given folds, as the truncation test needs them: those of the whole market on a part of it.</summary>
    /// <param name="market">The target and its related series.</param>
    /// <param name="features">The features.</param>
    /// <param name="split">Training, validation, test, embargo.</param>
    /// <param name="stage">Seed, checkpoints, progress, cancellation.</param>
    /// <param name="plan">The folds of each fitted feature over an input.</param>
    public static FeatureTable Build(
        AlignedMarket market,
        IReadOnlyList<IFeature> features,
        SplitSpec split,
        StageContext stage,
        Func<IFittedFeature, FeatureInput, IReadOnlyList<WalkForwardFold>> plan
    )
    {
        var fixedColumns = Fixed(market, [.. features.OfType<IFixedFeature>()], stage.Cancellation);
        IFittedFeature[] fitted = [.. features.OfType<IFittedFeature>()];
        if (fitted.Length == 0)
            return fixedColumns;
        var input = new FeatureInput(market, fixedColumns);
        IReadOnlyList<WalkForwardFold>[] folds = [.. fitted.Select(f => plan(f, input))];
        var values = new FeatureWalk(input, fitted, folds, split, stage).Run();
        var byFeature = fitted.Zip(values).ToDictionary(pair => (IFeature)pair.First, pair => pair.Second);
        var columns = new List<double[]>();
        var next = 0;
        foreach (var feature in features)
        {
            if (byFeature.TryGetValue(feature, out var own))
                columns.AddRange(own);
            else
                columns.AddRange(fixedColumns.Columns.Skip(next).Take(feature.Columns.Count));
            next += feature is IFixedFeature ? feature.Columns.Count : 0;
        }
        return new FeatureTable(Names(features), columns) { Fits = [.. fitted.Zip(folds).SelectMany(Fits)] };
    }

    private static IEnumerable<FeatureFit> Fits((IFittedFeature Feature, IReadOnlyList<WalkForwardFold> Folds) fitted) =>
        fitted.Folds.Select(fold => new FeatureFit(
            [.. fitted.Feature.Columns.Select(c => c.Name)],
            fold.Index,
            fold.Cutoff,
            fold.ForecastStart,
            fold.ForecastEnd
        ));

    private static FeatureTable Fixed(AlignedMarket market, IReadOnlyList<IFeature> features, CancellationToken cancellation = default)
    {
        var columns = new List<double[]>();
        foreach (var feature in features)
        {
            cancellation.ThrowIfCancellationRequested();
            columns.AddRange(((IFixedFeature)feature).Compute(market));
        }
        return new FeatureTable(Names(features), columns);
    }

    private static string[] Names(IReadOnlyList<IFeature> features)
    {
        string[] names = [.. features.SelectMany(f => f.Columns).Select(c => c.Name)];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.FirstOrDefault(name => !seen.Add(name)) is { } twice
            ? throw new SimulationException($"features: two of them give the column '{twice}'; leave one of them out")
            : names;
    }

    /// <summary>What the market at hand cannot serve of a list of sound features, each at its place; nothing is computed.</summary>
    /// <param name="market">The target and its related series.</param>
    /// <param name="specs">What is asked for.</param>
    /// <param name="fitted">Makes fitted features; null where the list is of fixed ones only.</param>
    internal static IReadOnlyList<SpecError> Unserved(
        AlignedMarket market,
        IReadOnlyList<FeatureSpec> specs,
        Func<FittedFeatureSpec, IFittedFeature>? fitted
    )
    {
        var errors = FeatureMarketChecks.Of(market, specs).ToList();
        for (var i = 0; i < specs.Count && fitted is not null; i++)
        {
            if (specs[i] is FittedFeatureSpec own && fitted(own).Unserved(market) is { } fault)
                errors.Add(new(FormattableString.Invariant($"features[{i}]"), fault));
        }
        return errors;
    }

    private static void Check(
        AlignedMarket market,
        IReadOnlyList<FeatureSpec> specs,
        Func<FittedFeatureSpec, IFittedFeature>? fitted = null
    )
    {
        SpecError[] errors = [.. FeatureSpecValidator.Validate(specs), .. Unserved(market, specs, fitted)];
        if (errors.Length > 0)
            throw new SimulationException(string.Join(Environment.NewLine, errors));
    }
}
