using Simulator.Evaluation;
using Simulator.Stages;

namespace Simulator.Runs;

/// <summary>
/// The stage that runs the engine again for the report's comparisons. It takes the steps of <see cref="Evaluator"/> one by one,
/// names each before it begins, and leaves a checkpoint after it unless it was quick.
/// </summary>
internal static class EvaluationStage
{
    // A checkpoint is written and flushed to the disk; less work than this is rather done again.
    private static readonly TimeSpan s_worthSaving = TimeSpan.FromMilliseconds(50);

    /// <summary>The evaluation of a run: from its artifact, or step by step.</summary>
    /// <param name="stages">Runs stages.</param>
    /// <param name="inputs">Hashes of everything that the steps read.</param>
    /// <param name="run">Prepares the run; given the stage that it runs in.</param>
    public static Staged<EvaluationResult> Run(StageRunner stages, IReadOnlyList<string> inputs, Func<StageContext, RunUnderTest> run) =>
        stages.Run(StageName.Evaluation, inputs, context => Compute(run(context), context), EvaluationBlob.Write, EvaluationBlob.Read);

    private static EvaluationResult Compute(RunUnderTest run, StageContext context)
    {
        var parts = context.Checkpoint is { } stored ? EvaluationBlob.ReadParts(stored) : EvaluationParts.None;
        var saved = context.Time.GetTimestamp();
        while (parts.Done < Evaluator.Steps.Count)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var step = Evaluator.Steps[parts.Done];
            context.Progress(ShareOf(parts.Done), step.Doing);
            parts = step.Run(run, parts);
            // After the last step the artifact itself is written.
            if (parts.Done == Evaluator.Steps.Count || context.Time.GetElapsedTime(saved) < s_worthSaving)
                continue;
            context.SaveCheckpoint(EvaluationBlob.Write(parts), ShareOf(parts.Done));
            saved = context.Time.GetTimestamp();
        }
        return parts.ToResult();
    }

    private static double ShareOf(int done) => Evaluator.Steps.Take(done).Sum(s => s.Share);
}
