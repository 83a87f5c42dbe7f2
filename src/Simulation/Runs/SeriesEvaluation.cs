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
    // A baseline that takes longer than this, by the estimate of its row, is left out: hundreds of thousands of bars, refitted often.
    private const double MostSeconds = 20;
    private const string RegressionName = "linearRegression";

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
            // The regression beside an agent is code of another assembly.
            run.Agent
                is not null
            && LearnerTable.Find(LearnerRole.Forecaster, RegressionName) is { } regression
                ? CodeVersion.Of(regression)
                : "",
        ];
    }

    private static RunUnderTest Of(FinishedRun run, StageContext context) =>
        Traded(run, context.Cancellation) with
        {
            Checks = () => LeakChecks.Run(run, context.Cancellation),
            Rivals = run.Agent?.Value is { } agent
                ? (tested, held, cash) =>
                    RivalRuns.Of(tested, held, cash, agent.Decisions, run.Tape?.Value, Regression(run, context.Time, context.Cancellation))
                : null,
        };

    /// <summary>The run and its market, without what an evaluation does with them.</summary>
    public static RunUnderTest Traded(FinishedRun run, CancellationToken cancellation) =>
        new()
        {
            Series = run.Market.Aligned.Target,
            Result = run.Backtest.Value,
            Execution = run.Spec.Execution,
            Capital = run.Spec.Capital,
            Strategy = run.Strategy,
            Seed = run.Spec.Seed,
            Cancellation = cancellation,
        };

    /// <summary>
    /// What a linear model makes of the same features, trained forward as every forecaster is; null where it cannot be made or takes long.
    /// </summary>
    public static ForecastTape? Regression(FinishedRun run, TimeProvider time, CancellationToken cancellation)
    {
        var features = run.Features.Value;
        if (
            features.Names.Count == 0
            || LearnerTable.Find(LearnerRole.Forecaster, RegressionName) is not { DefaultSpec: ForecasterSpec spec } row
        )
            return null;
        var target = run.Market.Aligned.Target;
        var bars = new LearnerBars(target.Symbol, target.Count, features.FirstCompleteRow, run.Spec.Split);
        if (row.Length(spec, bars).Shortage is not null || row.Load(spec, bars, features.ColumnCount).Seconds > MostSeconds)
            return null;
        // Its own progress and checkpoints are not those of the evaluation: it takes some seconds at most.
        var quiet = new StageContext(
            StageName.Evaluation,
            run.Spec.Seed,
            ComputeDevice.Cpu.Kind,
            static _ => { },
            static (_, _) => { },
            null,
            time,
            cancellation
        );
        return LearnerTable.Create(spec).Forecast(new ForecastInput(target, features, run.Spec.Split), quiet);
    }
}
