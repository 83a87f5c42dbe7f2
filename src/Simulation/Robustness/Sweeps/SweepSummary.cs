using Simulator.Numerics;
using Simulator.Robustness.Overfit;
using Simulator.Seeding;
using Simulator.Statistics;

namespace Simulator.Robustness.Sweeps;

/// <summary>
/// Sums runs up in the plan's order. What it holds is bounded: the best, a heat map, running moments, and a sample of runs in blocks.
/// </summary>
internal sealed class SweepSummary(SweepPlan plan, Ranking ranking)
{
    /// <summary>Runs compared by the test for overfitting; of more, a sample (Vitter's algorithm R).</summary>
    private const int SampledRuns = 500;

    private readonly SortedSet<SweepRun> _best = new(ranking);
    private readonly HeatMapBuilder? _heatMap = HeatMapBuilder.For(plan.Space, plan.HeatMapOf, ranking);
    private readonly List<BlockMoments> _sample = [];
    private readonly SplitMix64 _sampling = Seeds.Generator(plan.Seed, "sweep/sample");
    private readonly RunningMoments _scores = new();
    private readonly RunningMoments _sharpes = new();
    private long _sampled;
    private long _aboveZero;

    public long Completed { get; private set; }

    public long Refused { get; private set; }

    public string? FirstRefusal { get; private set; }

    public SweepRun? BestSoFar { get; private set; }

    public void Add(RunOutcome outcome)
    {
        if (outcome.Run is not { } run)
        {
            Refused++;
            FirstRefusal ??= outcome.Refusal;
            return;
        }
        Completed++;
        plan.Each?.Invoke(run);
        _heatMap?.Add(run);
        if (double.IsFinite(run.Score))
        {
            _scores.Add(run.Score);
            _aboveZero += run.Score > 0 ? 1 : 0;
        }
        if (double.IsFinite(outcome.SharpePerPeriod))
            _sharpes.Add(outcome.SharpePerPeriod);
        if (outcome.Blocks is { } blocks)
            Sample(blocks);
        _best.Add(run);
        if (_best.Count > Math.Max(1, plan.Keep))
            _best.Remove(_best.Max!);
        BestSoFar = _best.Min;
    }

    public SweepResult Finish(long planned, RunEvaluation evaluation, CancellationToken cancellation)
    {
        var best = _best.Min;
        var curve = best is null ? null : Sweep.CurveOf(plan, best.Parameters);
        var account = curve is null ? null : new AccountFigures(plan.Setup.Series, curve);
        var neighbourhood = best is null ? null : Neighbourhood(best, evaluation, cancellation);
        var stopped = cancellation.IsCancellationRequested;
        var extra = plan.Method == SweepMethod.Grid ? 0 : neighbourhood?.Neighbours ?? 0;
        return new SweepResult
        {
            Planned = planned,
            Completed = Completed,
            Refused = Refused,
            FirstRefusal = FirstRefusal,
            Stopped = stopped,
            RankedBy = plan.RankBy,
            Best = [.. _best.Take(plan.Keep)],
            Scores = new ScoreSummary(
                _scores.Count,
                _scores.Mean,
                _scores.StandardDeviation,
                _scores.Lowest,
                _scores.Highest,
                Moments.Ratio(_aboveZero, _scores.Count)
            ),
            HeatMap = _heatMap?.Build(),
            BestResult = curve,
            Reproduced = account is not null && ranking.ScoreOf(account).Equals(best!.Score),
            Neighbourhood = neighbourhood,
            Selection = account is null ? null : Selection(account, Completed + extra + plan.EarlierTrials),
        };
    }

    private NeighbourhoodStability? Neighbourhood(SweepRun best, RunEvaluation evaluation, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return NeighbourhoodStability.Of(
                best.Score,
                [
                    .. NeighbourhoodStability
                        .Around(plan.Space, best.Parameters)
                        .Select(p => evaluation.Of(-1, p).Run)
                        .OfType<SweepRun>()
                        .Select(r => r.Score),
                ],
                ranking
            );
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private SelectionBias Selection(AccountFigures account, long trials)
    {
        var returns = account.Returns;
        var sharpe = Moments.Ratio(Moments.Mean(returns), Moments.StandardDeviation(returns));
        var (skewness, kurtosis, count) = (Moments.Skewness(returns), Moments.Kurtosis(returns), (int)Math.Min(trials, int.MaxValue));
        // The ratios of earlier trials are not available: they are taken to spread at least as those of worthless ones do.
        var worthless = Moments.Ratio(1, returns.Length - 1);
        var variance = _sharpes.Count > 1 ? Math.Max(_sharpes.Variance, plan.EarlierTrials > 0 ? worthless : 0) : worthless;
        return new SelectionBias(
            trials,
            sharpe,
            Math.Sqrt(variance) * Overfitting.ExpectedMaximum(count),
            Overfitting.ProbabilisticSharpe(sharpe, returns.Length, skewness, kurtosis),
            Overfitting.DeflatedSharpe(sharpe, returns.Length, skewness, kurtosis, count, variance),
            sharpe > 0 ? Overfitting.MinimumTrackRecord(sharpe, skewness, kurtosis) : double.NaN,
            _sample.Count >= 2 ? OverfittingProbability.Of(_sample) : null
        );
    }

    private void Sample(BlockMoments blocks)
    {
        _sampled++;
        if (_sample.Count < SampledRuns)
        {
            _sample.Add(blocks);
            return;
        }
        var place = (long)(_sampling.NextDouble() * _sampled);
        if (place < SampledRuns)
            _sample[(int)place] = blocks;
    }

    /// <summary>Mean and variance, value by value (Welford).</summary>
    private sealed class RunningMoments
    {
        private double _m2;

        public long Count { get; private set; }

        public double Mean { get; private set; } = double.NaN;

        public double Lowest { get; private set; } = double.NaN;

        public double Highest { get; private set; } = double.NaN;

        public double Variance => Count > 1 ? _m2 / (Count - 1) : double.NaN;

        public double StandardDeviation => Math.Sqrt(Variance);

        public void Add(double value)
        {
            Count++;
            if (Count == 1)
            {
                (Mean, Lowest, Highest) = (value, value, value);
                return;
            }
            var change = value - Mean;
            Mean += change / Count;
            _m2 += change * (value - Mean);
            (Lowest, Highest) = (Math.Min(Lowest, value), Math.Max(Highest, value));
        }
    }
}
