using Simulator.Robustness.Sweeps;
using Simulator.Statistics;

namespace Simulator.Robustness.CrossValidation;

/// <summary>
/// Combinatorial purged cross-validation of a choice of parameters: in every split the parameters with the best Sharpe ratio on its
/// training rows are chosen, and their returns on its test groups are put into the paths. What comes out is not one out-of-sample curve but a
/// distribution of them. A rule's returns on a row do not depend on the split, so each choice of parameters is run once.
/// </summary>
public sealed record CombinatorialTest
{
    /// <summary>Most choices of parameters compared: their returns are held at once.</summary>
    public const int MostCandidates = 1_000;

    /// <summary>Annual Sharpe ratio of each path.</summary>
    public required IReadOnlyList<double> PathSharpe { get; init; }

    /// <summary>Compound annual return of each path.</summary>
    public required IReadOnlyList<double> PathAnnualReturn { get; init; }

    /// <summary>Mean over the splits of the chosen parameters' annual Sharpe ratio where they were chosen.</summary>
    public required double InSampleSharpe { get; init; }

    /// <summary>Splits.</summary>
    public required int Splits { get; init; }

    /// <summary>Splits that purge and embargo left nothing to choose on; their groups count as cash.</summary>
    public required int EmptySplits { get; init; }

    /// <summary>Choices of parameters compared.</summary>
    public required int Candidates { get; init; }

    /// <summary>Share of paths with a Sharpe ratio below zero.</summary>
    public double ShareOfLosingPaths => PathSharpe.Count(s => s < 0) / (double)PathSharpe.Count;

    /// <summary>Runs every point of a plan once and tests the choice among them.</summary>
    /// <param name="plan">Points and setup; at most <see cref="MostCandidates"/> points.</param>
    /// <param name="groups">N.</param>
    /// <param name="testGroups">k.</param>
    /// <param name="horizonRows">Periods that a decision's outcome takes.</param>
    /// <param name="embargoRows">Periods left out after the purge.</param>
    /// <param name="cancellation">Ends the test.</param>
    /// <exception cref="ArgumentException">No point, too many, or a split that cannot be made.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static CombinatorialTest Run(SweepPlan plan, int groups, int testGroups, int horizonRows, int embargoRows, CancellationToken cancellation = default)
    {
        var points = SweepPoints.Of(plan.Space, plan.Method, Math.Min(plan.Runs ?? int.MaxValue, MostCandidates + 1), plan.Seed).ToArray();
        if (points.Length is 0 or > MostCandidates)
            throw new ArgumentException(FormattableString.Invariant($"cross-validation compares 1 to {MostCandidates:N0} choices of parameters; the plan has {(points.Length == 0 ? "none" : "more")}"));
        var returns = new double[points.Length][];
        Parallel.For(0, points.Length, new ParallelOptions { MaxDegreeOfParallelism = plan.Threads > 0 ? plan.Threads : -1, CancellationToken = cancellation }, i => returns[i] = ReturnsOf(plan, points[i]));
        double[][] candidates = [.. returns.Where(r => r.Length > 0)];
        if (candidates.Length == 0)
            throw new ArgumentException("cross-validation: the rule refused every choice of parameters");
        return Of(candidates, new PurgedSplits(candidates[0].Length, groups, testGroups, horizonRows, embargoRows), TradingPeriods.PerYear(plan.Setup.Series));
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
        var (chosen, inSample) = (new int[splits.Splits.Count], new List<double>());
        for (var s = 0; s < chosen.Length; s++)
        {
            chosen[s] = -1;
            var best = double.NegativeInfinity;
            for (var c = 0; c < moments.Length && splits.Splits[s].Train.Count > 0; c++)
            {
                var sharpe = moments[c].Sharpe(splits.Splits[s].Train);
                if (sharpe > best)
                    (best, chosen[s]) = (sharpe, c);
            }
            if (chosen[s] >= 0)
                inSample.Add(best * Math.Sqrt(periodsPerYear));
        }
        double[][] paths = [.. splits.Paths().Select(path => Path(candidates, splits, chosen, path))];
        return new CombinatorialTest
        {
            PathSharpe = [.. paths.Select(p => ReturnFigures.Sharpe(p, periodsPerYear))], PathAnnualReturn = [.. paths.Select(p => ReturnFigures.AnnualReturn(p, periodsPerYear))],
            InSampleSharpe = Moments.Mean([.. inSample]), Splits = chosen.Length, EmptySplits = chosen.Count(c => c < 0), Candidates = candidates.Count,
        };
    }

    private static double[] Path(IReadOnlyList<double[]> candidates, PurgedSplits splits, int[] chosen, int[] splitOfGroup)
    {
        var path = new double[splits.Rows];
        for (var group = 0; group < splits.Groups; group++)
        {
            var rows = splits.RowsOf(group);
            if (chosen[splitOfGroup[group]] is var candidate and >= 0)
                candidates[candidate].AsSpan(rows.From, rows.To - rows.From).CopyTo(path.AsSpan(rows.From));
        }
        return path;
    }

    private static double[] ReturnsOf(SweepPlan plan, ParameterSet parameters)
    {
        try
        {
            return new AccountFigures(plan.Setup.Series, Sweep.CurveOf(plan, parameters)).Returns;
        }
        catch (ArgumentException)
        {
            return []; // a choice that the rule refuses is no candidate
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
