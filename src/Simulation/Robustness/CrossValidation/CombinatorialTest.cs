using System.Globalization;
using Simulator.Markets;
using Simulator.Numerics;
using Simulator.Robustness.Resuming;
using Simulator.Robustness.Sweeps;
using Simulator.Statistics;

namespace Simulator.Robustness.CrossValidation;

/// <summary>
/// Combinatorial purged cross-validation of parameters: in every split the parameters with the best Sharpe ratio on the training rows are
/// chosen, and their returns on the test groups form the paths. The result is a distribution of out-of-sample curves instead of one. A
/// rule's returns on a row do not depend on the split, so each parameter set runs once.
/// </summary>
public sealed record CombinatorialTest
{
    /// <summary>Limit of parameter sets: the returns of all are in memory at once.</summary>
    public const int MostCandidates = 1_000;

    /// <summary>Annual Sharpe ratio of each path.</summary>
    public required IReadOnlyList<double> PathSharpe { get; init; }

    /// <summary>Compound annual return of each path.</summary>
    public required IReadOnlyList<double> PathAnnualReturn { get; init; }

    /// <summary>In-sample Sharpe ratio: mean over the splits of the chosen parameters' annual ratio on the training rows.</summary>
    public required double InSampleSharpe { get; init; }

    /// <summary>Splits.</summary>
    public required int Splits { get; init; }

    /// <summary>Splits without training rows after purge and embargo; their groups count as cash.</summary>
    public required int EmptySplits { get; init; }

    /// <summary>Parameter sets compared.</summary>
    public required int Candidates { get; init; }

    /// <summary>Planned parameter sets; 0 if their returns were given.</summary>
    public int Planned { get; init; }

    /// <summary>Whether it was stopped before all had run; the splits then chose among the finished ones.</summary>
    public bool Stopped { get; init; }

    /// <summary>The groups of rows in order of time; empty where returns were handed over.</summary>
    public IReadOnlyList<TestedGroup> Groups { get; init; } = [];

    /// <summary>The choice and the outcome of each split, by test groups in lexical order.</summary>
    public required IReadOnlyList<SplitChoice> Choices { get; init; }

    /// <summary>Median of the paths' Sharpe ratios that are defined; NaN where none is.</summary>
    public double MedianSharpe => Median.Of(PathSharpe.Where(double.IsFinite));

    /// <summary>Share of paths with a Sharpe ratio below zero.</summary>
    public double ShareOfLosingPaths => PathSharpe.Count(s => s < 0) / (double)PathSharpe.Count;

    /// <summary>The splits of a plan's rows.</summary>
    /// <exception cref="ArgumentException">Splits that cannot be made; the message says why.</exception>
    public static PurgedSplits SplitsOf(RunSetup setup, int groups, int testGroups, int horizonRows, int embargoRows) =>
        new(TradingPeriods.Ends(setup.Series, setup.FirstBar, setup.LastBar).Length, groups, testGroups, horizonRows, embargoRows);

    /// <summary>Runs every point of a plan once and tests the choice among them.</summary>
    /// <param name="plan">Points and setup; at most <see cref="MostCandidates"/> points.</param>
    /// <param name="groups">N.</param>
    /// <param name="testGroups">k.</param>
    /// <param name="horizonRows">Periods that a decision's outcome takes.</param>
    /// <param name="embargoRows">Periods left out after the purge.</param>
    /// <param name="report">Receives (choices run, choices planned) after each, never two at a time; null for none.</param>
    /// <param name="cancellation">Ends the runs; the splits then choose among those that ended, and the result is marked as
    /// stopped.</param>
    /// <exception cref="ArgumentException">No point, too many, or a split that cannot be made.</exception>
    /// <exception cref="OperationCanceledException">It was ended before the first run did.</exception>
    public static CombinatorialTest Run(
        SweepPlan plan,
        int groups,
        int testGroups,
        int horizonRows,
        int embargoRows,
        Action<int, int>? report = null,
        CancellationToken cancellation = default
    )
    {
        var splits = SplitsOf(plan.Setup, groups, testGroups, horizonRows, embargoRows);
        var points = SweepPoints.Of(plan.Space, plan.Method, Math.Min(plan.Runs ?? int.MaxValue, MostCandidates + 1), plan.Seed).ToArray();
        if (points.Length is 0 or > MostCandidates)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"cross-validation compares 1 to {MostCandidates:N0} parameter sets; the "
                        + $"plan has {(points.Length == 0 ? "none" : "more")}"
                )
            );
        var returns = Returns(plan, points, report, cancellation);
        int[] ran = [.. Enumerable.Range(0, points.Length).Where(i => returns[i] is { Length: > 0 })];
        if (ran.Length == 0)
            throw returns.Contains(null)
                ? new OperationCanceledException("stopped before the first run ended", cancellation)
                : new ArgumentException("cross-validation: the rule rejected every parameter set");
        var test = Of([.. ran.Select(i => returns[i]!)], splits, TradingPeriods.PerYear(plan.Setup.Series));
        return test with
        {
            Planned = points.Length,
            Stopped = returns.Contains(null),
            Groups = GroupsOf(plan.Setup, splits),
            Choices = [.. test.Choices.Select(c => c.Candidate < 0 ? c : c with { Chosen = points[ran[c.Candidate]] })],
        };
    }

    /// <summary>Tests the choice among candidates whose returns per period are known.</summary>
    /// <param name="candidates">[candidate][row].</param>
    /// <param name="splits">Splits of as many rows.</param>
    /// <param name="periodsPerYear">Rows in a year.</param>
    public static CombinatorialTest Of(IReadOnlyList<double[]> candidates, PurgedSplits splits, double periodsPerYear)
    {
        if (candidates.Any(c => c.Length != splits.Rows))
            throw new ArgumentException(FormattableString.Invariant($"cross-validation: every candidate needs {splits.Rows} returns"));
        PrefixMoments[] moments = [.. candidates.Select(c => new PrefixMoments(c))];
        SplitChoice[] choices = [.. splits.Splits.Select(split => Choose(moments, splits, split, Math.Sqrt(periodsPerYear)))];
        double[][] paths = [.. splits.Paths().Select(path => Path(candidates, splits, choices, path))];
        return new CombinatorialTest
        {
            PathSharpe = [.. paths.Select(p => ReturnFigures.Sharpe(p, periodsPerYear))],
            PathAnnualReturn = [.. paths.Select(p => ReturnFigures.AnnualReturn(p, periodsPerYear))],
            InSampleSharpe = Moments.Mean([.. choices.Where(c => c.Candidate >= 0).Select(c => c.InSampleSharpe)]),
            Splits = choices.Length,
            EmptySplits = choices.Count(c => c.Candidate < 0),
            Candidates = candidates.Count,
            Choices = choices,
        };
    }

    private static SplitChoice Choose(PrefixMoments[] candidates, PurgedSplits splits, PurgedSplit split, double yearly)
    {
        var (best, chosen) = (double.NegativeInfinity, -1);
        for (var c = 0; c < candidates.Length && split.Train.Count > 0; c++)
        {
            var sharpe = candidates[c].Sharpe(split.Train);
            if (sharpe > best)
                (best, chosen) = (sharpe, c);
        }
        return chosen < 0
            ? new SplitChoice(split.Test, -1, null, double.NaN, double.NaN)
            : new SplitChoice(
                split.Test,
                chosen,
                null,
                best * yearly,
                candidates[chosen].Sharpe([.. split.Test.Select(splits.RowsOf)]) * yearly
            );
    }

    private static double[] Path(IReadOnlyList<double[]> candidates, PurgedSplits splits, SplitChoice[] choices, int[] splitOfGroup)
    {
        var path = new double[splits.Rows];
        for (var group = 0; group < splits.Groups; group++)
        {
            var rows = splits.RowsOf(group);
            if (choices[splitOfGroup[group]].Candidate is var candidate and >= 0)
                candidates[candidate].AsSpan(rows.From, rows.To - rows.From).CopyTo(path.AsSpan(rows.From));
        }
        return path;
    }

    /// <summary>Returns per period of each point: null where it did not run, empty where the rule rejected it.</summary>
    private static double[]?[] Returns(SweepPlan plan, ParameterSet[] points, Action<int, int>? report, CancellationToken cancellation)
    {
        var (returns, done, gate) = (new double[]?[points.Length], 0, new Lock());
        plan = plan with { Setup = plan.Setup with { Cancellation = cancellation } };
        Parallel.For(
            0,
            points.Length,
            new ParallelOptions { MaxDegreeOfParallelism = plan.Threads > 0 ? plan.Threads : -1 },
            i =>
            {
                try
                {
                    returns[i] = plan.Partial?.Find(0, i)?.Values ?? Run(i);
                }
                catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
                {
                    return; // the choice stays out
                }
                lock (gate)
                    report?.Invoke(++done, points.Length);
            }
        );
        return returns;

        double[] Run(int choice)
        {
            cancellation.ThrowIfCancellationRequested();
            var made = ReturnsOf(plan, points[choice]);
            plan.Partial?.Add(0, choice, new PartialRow(made));
            return made;
        }
    }

    private static TestedGroup[] GroupsOf(RunSetup setup, PurgedSplits splits)
    {
        var ends = TradingPeriods.Ends(setup.Series, setup.FirstBar, setup.LastBar);
        return
        [
            .. Enumerable
                .Range(0, splits.Groups)
                .Select(splits.RowsOf)
                .Select(rows => new TestedGroup(
                    setup.Series.CloseTimeAt(setup.FirstBar + ends[rows.From]),
                    setup.Series.CloseTimeAt(setup.FirstBar + ends[rows.To - 1])
                )),
        ];
    }

    private static double[] ReturnsOf(SweepPlan plan, ParameterSet parameters)
    {
        try
        {
            return new AccountFigures(plan.Setup.Series, Sweep.CurveOf(plan, parameters)).Returns;
        }
        catch (ArgumentException)
        {
            return []; // a choice that the rule rejects is no candidate
        }
    }

    /// <summary>Sums up to every row, so that a Sharpe ratio over ranges of rows costs a few additions.</summary>
    private sealed class PrefixMoments
    {
        private readonly double[] _sums;
        private readonly double[] _squares;

        public PrefixMoments(double[] returns)
        {
            (_sums, _squares) = (new double[returns.Length + 1], new double[returns.Length + 1]);
            for (var i = 0; i < returns.Length; i++)
                (_sums[i + 1], _squares[i + 1]) = (_sums[i] + returns[i], _squares[i] + (returns[i] * returns[i]));
        }

        /// <summary>Per row; 0 where nothing varies.</summary>
        public double Sharpe(IReadOnlyList<RowRange> rows)
        {
            var (sum, squares, count) = (0.0, 0.0, 0);
            foreach (var range in rows)
            {
                sum += _sums[range.To] - _sums[range.From];
                squares += _squares[range.To] - _squares[range.From];
                count += range.To - range.From;
            }
            var variance = (squares - (sum * sum / count)) / (count - 1);
            return variance > 1e-20 ? sum / count / Math.Sqrt(variance) : 0;
        }
    }
}

/// <summary>One group of rows.</summary>
/// <param name="From">Close time of its first period.</param>
/// <param name="To">Close time of its last.</param>
public sealed record TestedGroup(DateTime From, DateTime To);

/// <summary>What one split chose. Sharpe ratios are annual, and 0 where nothing varies.</summary>
/// <param name="Test">Its test groups, increasing, from 0.</param>
/// <param name="Candidate">The candidate that was the best on the training rows; −1 where none were left.</param>
/// <param name="Chosen">Its parameters; null where returns were handed over or nothing was chosen.</param>
/// <param name="InSampleSharpe">Its Sharpe ratio on the training rows; NaN where nothing was chosen.</param>
/// <param name="OutOfSampleSharpe">Its Sharpe ratio on the test rows.</param>
public sealed record SplitChoice(
    IReadOnlyList<int> Test,
    int Candidate,
    ParameterSet? Chosen,
    double InSampleSharpe,
    double OutOfSampleSharpe
);
