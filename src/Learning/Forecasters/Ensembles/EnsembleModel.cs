using Simulator.Distributions;
using Simulator.Folds;
using Simulator.Learners;
using Simulator.Learning.Forecasters.Refitting;
using Simulator.Stages;

namespace Simulator.Learning.Forecasters.Ensembles;

/// <summary>
/// Members fitted on the same past, their quantiles averaged. What weighs and corrects them is found on the last part of the past, by
/// members that were fitted an embargo before it; the members that serve are fitted on all of it.
/// </summary>
internal sealed class EnsembleModel : IReturnModel
{
    private const double HeldOutShare = 0.25;
    private static readonly double[] s_stackingLevels = [.. Enumerable.Range(1, 19).Select(k => k / 20.0)];

    private readonly EnsembleForecasterSpec _spec;
    private readonly ReturnHistory _history;
    private readonly IReturnModel[] _members;
    private readonly int _embargoBars;

    /// <summary>The ensemble of a market.</summary>
    public EnsembleModel(EnsembleForecasterSpec spec, ForecastInput input, ReturnHistory history, StageContext context)
    {
        (_spec, _history, _embargoBars) = (spec, history, input.Split.EmbargoBars);
        _members = [.. MembersOf(spec).Select(member => member.ModelOf(input, history, context))];
    }

    /// <summary>First row that every member can be fitted on.</summary>
    public static int FirstRow(EnsembleForecasterSpec spec, int firstComplete) => MembersOf(spec).Max(m => m.FirstRowOf(firstComplete));

    /// <summary>Whether a kind can be a member; null where it can, else why not.</summary>
    public static string? Refusal(string kind) =>
        LearnerTable.Find(LearnerRole.Forecaster, kind) is not { } row ? $"'{kind}' is no forecaster"
        : row.Runtime != LearnerRuntime.Managed ? $"'{kind}' cannot be a member: it computes with a library of its own"
        : Create(row) is null ? $"'{kind}' cannot be a member: only forecasters that are refitted every few weeks can"
        : null;

    /// <inheritdoc/>
    public Func<int, IPredictiveLaw> Fit(WalkForwardFold fold, CancellationToken cancellation)
    {
        var (weights, levels) = (Equal, MeanOfQuantiles.Levels);
        if (_spec.Conformal || _spec.Weights != EnsembleWeights.Equal)
        {
            var heldOut = HeldOut(fold);
            var laws = FitMembers(heldOut, cancellation);
            int[] rows = [.. Enumerable.Range(heldOut.ForecastStart, heldOut.ForecastEnd - heldOut.ForecastStart)];
            IPredictiveLaw[][] past = [.. rows.Select(row => LawsOf(laws, row))];
            double[] outcomes = [.. rows.Select(_history.Next)];
            weights = WeightsOf(past, outcomes);
            if (_spec.Conformal)
                levels = ConformalLevels.Of([.. past.Select((p, i) => Transform(weights, p, outcomes[i]))], MeanOfQuantiles.Levels);
        }
        var serving = FitMembers(fold, cancellation);
        return row => MeanOfQuantiles.Of(weights, LawsOf(serving, row), levels);
    }

    private double[] Equal => [.. _members.Select(_ => 1.0 / _members.Length)];

    private WalkForwardFold HeldOut(WalkForwardFold fold)
    {
        var end = fold.FitEnd(1);
        var start = end - (int)((end - fold.FitStart) * HeldOutShare);
        var cutoff = Math.Max(start - 1 - _embargoBars, fold.FitStart + ((start - fold.FitStart) / 2));
        return new(fold.Index, fold.FitStart, cutoff, start, end);
    }

    private double[] WeightsOf(IPredictiveLaw[][] past, double[] outcomes)
    {
        if (_spec.Weights == EnsembleWeights.Equal)
            return Equal;
        if (_spec.Weights == EnsembleWeights.Stacked)
        {
            var quantiles = _members.Select((_, m) => past.SelectMany(p => s_stackingLevels.Select(p[m].Quantile)).ToArray()).ToArray();
            return StackedWeights.Of(quantiles, s_stackingLevels, outcomes);
        }
        double[] inverse = [.. _members.Select((_, m) => 1 / past.Select((p, i) => p[m].Crps(outcomes[i])).Average())];
        return [.. inverse.Select(w => w / inverse.Sum())];
    }

    // Where an outcome falls in the mean law: the level whose quantile it is.
    private static double Transform(double[] weights, IPredictiveLaw[] members, double outcome) =>
        1 - MeanOfQuantiles.Of(weights, members, MeanOfQuantiles.Levels).ProbabilityAbove(outcome);

    private Func<int, IPredictiveLaw>[] FitMembers(WalkForwardFold fold, CancellationToken cancellation) =>
        Array.ConvertAll(
            _members,
            member =>
            {
                cancellation.ThrowIfCancellationRequested();
                return member.Fit(fold, cancellation);
            }
        );

    private static IPredictiveLaw[] LawsOf(Func<int, IPredictiveLaw>[] laws, int row) => Array.ConvertAll(laws, law => law(row));

    private static RefittedForecaster[] MembersOf(EnsembleForecasterSpec spec) =>
        [.. spec.Kinds.Select(kind => Create(LearnerTable.Find(LearnerRole.Forecaster, kind)!)!)];

    private static RefittedForecaster? Create(LearnerDescription row) =>
        row.SpecType == typeof(EnsembleForecasterSpec) ? null : LearnerTable.Create((ForecasterSpec)row.DefaultSpec) as RefittedForecaster;
}
