using System.Globalization;
using Simulator.Evaluation;
using Simulator.Evaluation.Rivals;
using Simulator.Forecasting;
using Simulator.Learners;
using Simulator.Stages;

namespace Simulator.Runs;

/// <summary>The evaluation of a run over one series, as a stage.</summary>
internal static class SeriesEvaluation
{
    public static Staged<EvaluationResult> Run(StageRunner stages, FinishedRun run) =>
        EvaluationStage.Run(stages, Inputs(run), context => Of(run, context));

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

    private static RunUnderTest Of(FinishedRun run, StageContext context) =>
        new()
        {
            Series = run.Market.Aligned.Target,
            Result = run.Backtest.Value,
            Execution = run.Spec.Execution,
            Capital = run.Spec.Capital,
            Strategy = run.Strategy,
            Checks = () => LeakChecks.Run(run, context.Cancellation),
            Seed = run.Spec.Seed,
            Cancellation = context.Cancellation,
            Rivals = run.Agent?.Value is { } agent
                ? (tested, held) => RivalRuns.Of(tested, held, agent.Decisions, run.Tape?.Value, Regression(run, context))
                : null,
        };

    // What a linear model makes of the same features, trained forward as every forecaster is.
    private static ForecastTape? Regression(FinishedRun run, StageContext context)
    {
        var features = run.Features.Value;
        if (
            features.Names.Count == 0
            || LearnerTable.Find(LearnerRole.Forecaster, "linearRegression") is not { DefaultSpec: ForecasterSpec spec } row
        )
            return null;
        var target = run.Market.Aligned.Target;
        if (row.Length(spec, new LearnerBars(target.Symbol, target.Count, features.FirstCompleteRow, run.Spec.Split)).Shortage is not null)
            return null;
        // Its own progress and checkpoints are not those of the evaluation: it takes a moment.
        var quiet = new StageContext(
            context.Stage,
            context.Seed,
            ComputeDevice.Cpu.Kind,
            static _ => { },
            static (_, _) => { },
            null,
            context.Time,
            context.Cancellation
        );
        return LearnerTable.Create(spec).Forecast(new ForecastInput(target, features, run.Spec.Split), quiet);
    }
}
