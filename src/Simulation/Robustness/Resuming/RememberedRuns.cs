using Simulator.Robustness.Overfit;
using Simulator.Robustness.Sweeps;

namespace Simulator.Robustness.Resuming;

/// <summary>The runs of a sweep, each worked out once: a run that an earlier start of the same sweep ended is taken from there.</summary>
/// <param name="evaluation">Runs a point.</param>
/// <param name="partial">What was worked out so far; null to run every point.</param>
/// <param name="part">The sweep's part of it.</param>
internal sealed class RememberedRuns(RunEvaluation evaluation, IPartialResults? partial, int part)
{
    /// <summary>The outcome of a point of the plan. A cancelled search still counts what an earlier start worked out.</summary>
    /// <exception cref="OperationCanceledException">The point is new, and the search is cancelled.</exception>
    public RunOutcome Of(long index, ParameterSet parameters, CancellationToken cancellation)
    {
        if (partial?.Find(part, index) is { } row && Read(row, index, parameters) is { } known)
            return known;
        cancellation.ThrowIfCancellationRequested();
        var outcome = evaluation.Of(index, parameters);
        partial?.Add(part, index, Write(outcome));
        return outcome;
    }

    // Sharpe ratio, the figures in the evaluation's order, then of the blocks all sums, all squares, all counts.
    private PartialRow Write(RunOutcome outcome)
    {
        if (outcome.Run is not { } run)
            return new PartialRow([], outcome.Refusal);
        var blocks = outcome.Blocks;
        return new PartialRow([
            outcome.SharpePerPeriod,
            .. evaluation.FigureKeys.Select(k => run.Figures[k]),
            .. blocks?.Sums ?? [],
            .. blocks?.Squares ?? [],
            .. (blocks?.Counts ?? []).Select(c => (double)c),
        ]);
    }

    /// <summary>Null for a row of another form, which is then worked out anew.</summary>
    private RunOutcome? Read(PartialRow row, long index, ParameterSet parameters)
    {
        if (row.Values.Length == 0)
            return new RunOutcome(null, double.NaN, null, row.Text);
        var keys = evaluation.FigureKeys;
        var rest = row.Values.Length - 1 - keys.Count;
        if (rest < 0 || rest % 3 != 0)
            return null;
        var figures = new Dictionary<string, double>(keys.Count, StringComparer.Ordinal);
        for (var i = 0; i < keys.Count; i++)
            figures[keys[i]] = row.Values[1 + i];
        var run = new SweepRun(index, parameters, figures[evaluation.RankKey], figures["maxDrawdown"], figures);
        return new RunOutcome(run, row.Values[0], rest == 0 ? null : BlocksOf(row.Values.AsSpan(1 + keys.Count), rest / 3), null);
    }

    private static BlockMoments BlocksOf(ReadOnlySpan<double> values, int blocks)
    {
        var counts = new int[blocks];
        for (var b = 0; b < blocks; b++)
            counts[b] = (int)values[(2 * blocks) + b];
        return new BlockMoments(values[..blocks].ToArray(), values.Slice(blocks, blocks).ToArray(), counts);
    }
}
