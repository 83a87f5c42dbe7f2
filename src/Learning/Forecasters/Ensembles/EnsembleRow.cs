using Simulator.Learners;
using Simulator.Learning.Forecasters.Refitting;

namespace Simulator.Learning.Forecasters.Ensembles;

/// <summary>The ensemble's row in the table of learners.</summary>
public static class EnsembleRow
{
    private const string Name = "ensemble";
    private const int MostMembers = 12;

    /// <summary>The row.</summary>
    public static LearnerDescription Description { get; } =
        new ForecasterDescription<EnsembleForecasterSpec>
        {
            Name = Name,
            ShortTitle = "Ensemble",
            Title = "Ensemble of forecasters",
            Summary =
                "The mean of the quantiles of several forecasters, each fitted on the same past. Their errors partly cancel. It can weigh "
                + "them by their last scores, and correct its intervals by how often the last outcomes fell outside.",
            Source =
                "Lichtendahl, Grushka-Cockayne & Winkler 2013 (mean of quantiles); Vovk et al. 2017 (conformal predictive distributions)",
            Suits = "where several forecasters are about equally good and err in different ways",
            Weakness = "weights of few hundred bars are mostly chance: equal ones are hard to beat",
            Page = "algorithms/ensembles.md",
            Parameters =
            [
                new("members", "Members", "kinds of the forecasters, parted by blanks, each with its defaults") { IsBasic = true },
                new("weights", "Weights", "how much each member counts") { IsBasic = true },
                new("conformal", "Correct the intervals", "correct the levels by where the last quarter of the past fell")
                {
                    IsBasic = true,
                },
                .. RefittedParameters.Common,
            ],
            Charts = RefittedForecaster.Charts,
            Check = Contradictions,
            Seeds = _ => [],
            Needs = (spec, bars) => RefittedForecaster.Length(spec, first => EnsembleModel.FirstRow(spec, first), bars),
            Takes = Takes,
            Make = spec => new RefittedForecaster(
                Name,
                spec,
                first => EnsembleModel.FirstRow(spec, first),
                (input, history, context) => new EnsembleModel(spec, input, history, context),
                isRandom: false
            ),
        };

    private static IEnumerable<LearnerFault> Contradictions(EnsembleForecasterSpec spec)
    {
        if (spec.Kinds.Length is 0 or > MostMembers)
            yield return new(
                "members",
                FormattableString.Invariant($"must name 1 to {MostMembers} forecasters, named {spec.Kinds.Length}")
            );
        foreach (var kind in spec.Kinds)
        {
            if (EnsembleModel.Refusal(kind) is { } refusal)
                yield return new("members", "must name forecasters that are refitted; " + refusal);
        }
    }

    // Each member twice where weights or levels are found on the last part of the past.
    private static LearnerLoad Takes(EnsembleForecasterSpec spec, LearnerBars bars, int columns)
    {
        var (memory, seconds) = (0.0, 0.0);
        foreach (var kind in spec.Kinds.Where(kind => EnsembleModel.Refusal(kind) is null))
        {
            var row = LearnerTable.Find(LearnerRole.Forecaster, kind)!;
            var load = row.Load(row.DefaultSpec, bars, columns);
            (memory, seconds) = (memory + load.MemoryBytes, seconds + load.Seconds);
        }
        var fits = spec.Conformal || spec.Weights != EnsembleWeights.Equal ? 2 : 1;
        return new(memory, (seconds * fits) + (bars.Bars * spec.Kinds.Length * 2e-5));
    }
}
