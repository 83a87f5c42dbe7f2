using System.Globalization;
using Simulator.Evaluation;

namespace Simulator.Runs;

/// <summary>The evaluation of a run over one series, as a stage.</summary>
internal static class SeriesEvaluation
{
    public static Staged<EvaluationResult> Run(StageRunner stages, FinishedRun run) =>
        EvaluationStage.Run(stages, Inputs(run), cancellation => Of(run, cancellation));

    // All that the steps read: every series, what the stages before made, and how the strategy and its checks are run again.
    private static string[] Inputs(FinishedRun run)
    {
        var spec = run.Spec;
        return
        [
            run.Market.ContentHash,
            string.Join(',', run.Market.Identities.Select(i => i.ContentHash)),
            run.Features.ContentHash,
            run.Tape?.ContentHash ?? "",
            run.Agent?.ContentHash ?? "",
            run.Backtest.ContentHash,
            SpecJson.HashPart(spec.Features),
            SpecJson.HashPart(run.Agent is null ? spec.Strategy : null),
            SpecJson.HashPart(spec.Split),
            SpecJson.HashPart(spec.Execution),
            SpecJson.HashPart(spec.Capital),
            spec.Seed.ToString(CultureInfo.InvariantCulture),
        ];
    }

    private static RunUnderTest Of(FinishedRun run, CancellationToken cancellation) =>
        new()
        {
            Series = run.Market.Aligned.Target,
            Result = run.Backtest.Value,
            Execution = run.Spec.Execution,
            Capital = run.Spec.Capital,
            Strategy = run.Strategy,
            Checks = () => LeakChecks.Run(run, cancellation),
            Seed = run.Spec.Seed,
            Cancellation = cancellation,
        };
}
