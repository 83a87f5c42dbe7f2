using Simulator.Backtesting;
using Simulator.Numerics;
using Simulator.Robustness.Overfit;
using Simulator.Statistics;

namespace Simulator.Robustness.Sweeps;

/// <summary>What is left of a run when its curve is dropped: figures, or the reason of a refusal.</summary>
internal sealed record RunOutcome(SweepRun? Run, double SharpePerPeriod, BlockMoments? Blocks, string? Refusal);

/// <summary>Runs one point and takes its figures; a run that is stopped throws. Serves all threads.</summary>
internal sealed class RunEvaluation(SweepPlan plan, Ranking ranking, int blocks, CancellationToken cancellation) : IDisposable
{
    private readonly RunSetup _setup = plan.Setup with { Cancellation = cancellation };
    private readonly ThreadLocal<BacktestWorkspace> _workspaces = new(static () => new BacktestWorkspace());
    private readonly Statistic[] _figures = [.. SweepPlan.StandardFigures.Select(k => StatisticCatalogue.Find(k)!)];

    /// <summary>Keys of the figures of a run, the one ranked by last where it is not one of the standard ones.</summary>
    public IReadOnlyList<string> FigureKeys { get; } =
        SweepPlan.StandardFigures.Contains(ranking.Statistic.Key)
            ? SweepPlan.StandardFigures
            : [.. SweepPlan.StandardFigures, ranking.Statistic.Key];

    /// <summary>Key of the figure ranked by.</summary>
    public string RankKey => ranking.Statistic.Key;

    public void Dispose() => _workspaces.Dispose();

    public RunOutcome Of(long index, ParameterSet parameters)
    {
        AccountFigures account;
        try
        {
            var workspace = _workspaces.Value!;
            account = new AccountFigures(plan.Setup.Series, _setup.Run(plan.Make(parameters, plan.Setup.Series), workspace), workspace);
        }
        catch (ArgumentException e)
        {
            return new RunOutcome(null, double.NaN, null, $"{parameters}: {e.Message}");
        }
        var figures = new Dictionary<string, double>(_figures.Length + 1, StringComparer.Ordinal);
        foreach (var figure in _figures)
            figures[figure.Key] = figure.Value(account);
        var score = figures.TryGetValue(ranking.Statistic.Key, out var known)
            ? known
            : figures[ranking.Statistic.Key] = ranking.ScoreOf(account);
        var run = new SweepRun(index, parameters, score, figures["maxDrawdown"], figures);
        var sharpe = Moments.Ratio(Moments.Mean(account.Returns), Moments.StandardDeviation(account.Returns));
        return new RunOutcome(
            run,
            sharpe,
            blocks > 0 && account.Returns.Length >= 2 * blocks ? BlockMoments.Of(account.Returns, blocks) : null,
            null
        );
    }
}
