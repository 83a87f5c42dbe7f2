using System.Globalization;
using Simulator.Robustness.Overfit;
using Simulator.Robustness.Resuming;

namespace Simulator.Robustness.Sweeps;

/// <summary>
/// Runs a plan on several threads. Points are drawn and runs are summed up in the plan's order, so that the number of threads changes
/// nothing; of a run only its figures are kept.
/// </summary>
public static class Sweep
{
    /// <summary>Runs of one batch: each batch is run in parallel and then summed up in order.</summary>
    private const int BatchRuns = 64;

    private const int DefaultDraws = 256;

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="time">Clock of the progress.</param>
    /// <param name="report">Receives progress, at most ten times a second, on any thread, never two at a time; null for none.</param>
    /// <param name="cancellation">Ends the sweep, with the runs that are under way; what has been run is returned, marked as
    /// stopped.</param>
    /// <exception cref="ArgumentException">A plan that cannot be run: no such statistic, a grid too large, every point rejected by the
    /// rule; the message says which.</exception>
    public static SweepResult Run(
        SweepPlan plan,
        TimeProvider time,
        Action<SweepProgress>? report = null,
        CancellationToken cancellation = default
    )
    {
        var ranking = new Ranking(plan.RankBy);
        var planned = Planned(plan);
        var blocks = plan.OverfittingBlocks != 0 ? plan.OverfittingBlocks : OverfittingProbability.BlocksFor(plan.Setup.BarCount);
        var summary = new SweepSummary(plan, ranking);
        using var evaluation = new RunEvaluation(plan, ranking, Math.Max(0, blocks), cancellation);
        var runs = new RememberedRuns(evaluation, plan.Partial, plan.Part);
        var progress = new ProgressLimit(time, report, planned);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = plan.Threads > 0 ? plan.Threads : Environment.ProcessorCount };
        var index = 0L;
        foreach (var batch in SweepPoints.Of(plan.Space, plan.Method, (int)Math.Min(planned, int.MaxValue), plan.Seed).Chunk(BatchRuns))
        {
            var outcomes = new RunOutcome?[batch.Length];
            var first = index;
            Parallel.For(
                0,
                batch.Length,
                parallel,
                i =>
                {
                    try
                    {
                        outcomes[i] = runs.Of(first + i, batch[i], cancellation);
                        progress.RunEnded(summary);
                    }
                    catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                    {
                        // The run stays out.
                    }
                }
            );
            foreach (var outcome in outcomes)
            {
                if (outcome is not null)
                    summary.Add(outcome);
            }
            index += batch.Length;
            // What an earlier start worked out lies in the first batches; the search ends where it ends.
            if (cancellation.IsCancellationRequested && outcomes.Contains(null))
                break;
        }
        if (summary.Completed == 0 && summary.FirstRefusal is { } refusal)
            throw new ArgumentException(
                FormattableString.Invariant($"none of the {summary.Refused} points could run; the first error: {refusal}")
            );
        if (index == 0 && !cancellation.IsCancellationRequested)
            throw new ArgumentException(
                $"no point satisfies {string.Join(" and ", plan.Space.Constraints.Select(c => c.Text))}; widen the ranges"
            );
        return summary.Finish(planned, evaluation, cancellation);
    }

    /// <summary>Runs a plan's parameters once more, for the curve and the trades.</summary>
    public static Backtesting.BacktestResult CurveOf(SweepPlan plan, ParameterSet parameters) =>
        plan.Setup.Run(plan.Make(parameters, plan.Setup.Series));

    private static long Planned(SweepPlan plan)
    {
        var finite = plan.Space.Ranges.All(r => r.LevelCount > 0);
        var runs = plan.Runs ?? (plan.Method == SweepMethod.Grid ? plan.Space.GridSize : DefaultDraws);
        if (plan.Runs is < 1)
            throw new ArgumentException(FormattableString.Invariant($"a sweep needs at least one run, was {plan.Runs}"));
        if (finite)
            runs = Math.Min(runs, plan.Space.GridSize);
        return runs <= SweepPlan.MostRuns
            ? runs
            : throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the sweep has {runs:N0} runs, the limit is {SweepPlan.MostRuns:N0}. Use larger "
                        + $"steps, or draw points at random or from a Sobol sequence"
                )
            );
    }
}
