using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learners;
using Simulator.Learning.Explanations;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Learning.Trees;
using Simulator.Scoring;
using Simulator.Seeding;
using Simulator.Stages;

namespace Simulator.Learning.Forecasters.Boosting;

/// <summary>
/// The law of the next return divided by its exponentially weighted volatility: trees over the features and that volatility move the law
/// that the fold's returns have without them.
/// </summary>
internal sealed class BoostingModel : IReasonedModel
{
    /// <summary>Purpose of the stream that rows and columns are drawn from.</summary>
    public const string Stream = "xgboost/sampling";

    private const double ValidationShare = 0.25;
    private const int Patience = 50;

    private readonly BoostingSpec _spec;
    private readonly StageContext _stage;
    private readonly int _embargoBars;
    private readonly double[] _volatility;
    private readonly double[][] _columns;
    private readonly double[] _outcomes;
    private TreeReasons? _reasons;

    /// <summary>The model of a market.</summary>
    public BoostingModel(BoostingSpec spec, ForecastInput input, ReturnHistory history, StageContext stage)
    {
        (_spec, _stage, _embargoBars) = (spec, stage, input.Split.EmbargoBars);
        _volatility = history.Volatility(spec.Decay);
        _columns = [.. input.Features.Columns, _volatility];
        _outcomes = [.. Enumerable.Range(0, history.Bars).Select(row => history.Next(row) / _volatility[row])];
        Inputs = [.. input.Features.Names, "volatility"];
    }

    /// <inheritdoc/>
    public string Method => "TreeSHAP";

    /// <inheritdoc/>
    public IReadOnlyList<string> Inputs { get; }

    /// <summary>Is shown the trees of every fit with the rows that they serve; null where nobody asks.</summary>
    public Action<WalkForwardFold, BoostedTrees, TreeMatrix>? Explain { get; init; }

    /// <summary>First row at which the features and the base volatility have values.</summary>
    public static int FirstRow(int firstComplete) => Math.Max(firstComplete, RandomWalk.SeedReturns);

    /// <inheritdoc/>
    public Func<int, IPredictiveLaw> Fit(WalkForwardFold fold, CancellationToken cancellation)
    {
        var (start, end) = (fold.FitStart, fold.FitEnd(1));
        var (kind, choice) = Choose(fold, cancellation);
        var loss = Loss(kind, start, end);
        using var training = TreeMatrix.Of(_columns, start, end);
        using var trees = new BoostedTrees(loss, Parameters(fold), training, _outcomes[start..end], Sampler(fold));
        for (var round = 0; round < choice.Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            trees.Grow();
        }
        using var served = TreeMatrix.Of(_columns, fold.ForecastStart, fold.ForecastEnd);
        var outputs = trees.Outputs(served);
        Report(fold, choice);
        _reasons = kind == BoostedLaw.Quantiles ? null : new(fold, _columns, trees, served);
        Explain?.Invoke(fold, trees, served);
        Fitted?.Invoke(new FittedTrees(fold, Inputs, _columns, trees));
        return row => loss.Law(outputs[row - fold.ForecastStart], _volatility[row]);
    }

    /// <inheritdoc/>
    public Action<IFittedForecast>? Fitted { get; set; }

    /// <inheritdoc/>
    public RowReasons? ReasonsOf(int row) => _reasons?.Of(row);

    private (BoostedLaw Kind, BoostingChoice Choice) Choose(WalkForwardFold fold, CancellationToken cancellation)
    {
        if (_spec.Law != BoostedLaw.Student)
            return (_spec.Law, Choose(_spec.Law, fold, cancellation));
        var (scale, both) = (Choose(BoostedLaw.StudentScale, fold, cancellation), Choose(BoostedLaw.Student, fold, cancellation));
        return both.IsClearlyBetterThan(scale) ? (BoostedLaw.Student, both) : (BoostedLaw.StudentScale, scale);
    }

    // Grown on the first part of the past, judged on the last quarter, an embargo later.
    private BoostingChoice Choose(BoostedLaw kind, WalkForwardFold fold, CancellationToken cancellation)
    {
        var (start, end) = (fold.FitStart, fold.FitEnd(1));
        var validation = start + (int)((end - start) * (1 - ValidationShare));
        var fitEnd = Math.Max(validation - _embargoBars, start + ((validation - start) / 2));
        var loss = Loss(kind, start, fitEnd);
        using var training = TreeMatrix.Of(_columns, start, fitEnd);
        using var judged = TreeMatrix.Of(_columns, validation, end);
        using var trees = new BoostedTrees(loss, Parameters(fold), training, _outcomes[start..fitEnd], Sampler(fold));
        var best = Losses(loss, trees, judged, validation);
        var choice = new BoostingChoice(0, best, best.Average());
        for (var round = 1; round <= _spec.Rounds && round - choice.Rounds <= Patience; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            trees.Grow();
            var losses = Losses(loss, trees, judged, validation);
            if (losses.Average() < choice.Loss)
                choice = choice with { Rounds = round, Losses = losses };
        }
        return choice;
    }

    private double[] Losses(IBoostedLoss loss, BoostedTrees trees, TreeMatrix rows, int first) =>
        [.. trees.Outputs(rows).Select((outputs, i) => loss.Of(_outcomes[first + i], outputs))];

    private IBoostedLoss Loss(BoostedLaw kind, int start, int end) =>
        kind == BoostedLaw.Quantiles
            ? new SmoothedQuantiles(_outcomes.AsSpan(start, end - start))
            : new StudentLoss(_outcomes.AsSpan(start, end - start), hasLocation: kind == BoostedLaw.Student);

    private TreeParameters Parameters(WalkForwardFold fold) =>
        new()
        {
            Depth = _spec.Depth,
            LearningRate = _spec.LearningRate,
            MinChildWeight = _spec.MinChildWeight,
            Lambda = _spec.Lambda,
            ColumnShare = _spec.ColumnShare,
            Seed = Generator(fold).NextInt(int.MaxValue),
        };

    private RowSampler Sampler(WalkForwardFold fold) => new(_spec.RowShare, Generator(fold));

    // A stream for every fold, so that a fit depends on no other.
    private SplitMix64 Generator(WalkForwardFold fold) =>
        new(Seeds.Derive(_stage.Seed, FormattableString.Invariant($"{Stream}/fold{fold.Index}")));

    private void Report(WalkForwardFold fold, BoostingChoice choice) =>
        _stage.Evaluate(
            0,
            fold.Index + 1,
            new Dictionary<string, double>
            {
                ["trees"] = choice.Rounds,
                ["judgedLoss"] = choice.Loss,
                ["startLoss"] = choice.StartLoss,
            }
        );
}
