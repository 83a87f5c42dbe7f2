using Simulator.Backtesting;
using Simulator.Numerics;
using Simulator.Robustness.Sweeps;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Robustness.WalkForward;

/// <summary>Runs a walk-forward test. The parameter choice of a window never sees a bar of its test or later.</summary>
public static class WalkForwardTest
{
    /// <summary>Runs a plan.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="time">Clock of the progress.</param>
    /// <param name="report">Receives progress, at most ten times a second and after each window, never two at a time; null for
    /// none.</param>
    /// <param name="cancellation">Ends the test; windows that ended are returned, marked as stopped.</param>
    /// <exception cref="ArgumentException">A plan that cannot be run; the message says why.</exception>
    public static WalkForwardResult Run(
        WalkForwardPlan plan,
        TimeProvider time,
        Action<WalkForwardProgress>? report = null,
        CancellationToken cancellation = default
    )
    {
        var windows = plan.Windows();
        // What a window's last bar decides belongs to the next window.
        var options = (plan.Search.Setup.Options ?? new BacktestOptions()) with
        {
            CloseOpenTradesAtEnd = true,
            DecidesOnLastBar = false,
        };
        var stitched = new StitchedAccount(plan.Search.Setup);
        var (folds, runs, candidates) = (new List<WalkForwardFold>(), 0L, 0L);
        foreach (var window in windows)
        {
            var before = folds.Count;
            var known = WindowChoice.Find(plan.Search, before);
            var choice =
                known
                ?? Choose(
                    Search(plan, window, before),
                    before,
                    time,
                    report is null ? null : p => report(new WalkForwardProgress(before, windows.Count, p.Done / (double)p.Planned)),
                    cancellation
                );
            if (choice is null || stitched.IsUsedUp)
                break;
            (runs, candidates) = (runs + choice.Runs, Math.Max(candidates, choice.Runs));
            try
            {
                // A window that an earlier start chose for counts, though the search was cancelled since.
                folds.Add(Trade(plan, window, choice, stitched, options, known is null ? cancellation : CancellationToken.None));
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                break;
            }
            report?.Invoke(new WalkForwardProgress(folds.Count, windows.Count, 0));
        }
        var account = stitched.Build();
        var figures = account is null ? null : new AccountFigures(plan.Search.Setup.Series, account);
        return new WalkForwardResult
        {
            Folds = folds,
            Planned = windows.Count,
            Stopped = cancellation.IsCancellationRequested && folds.Count < windows.Count,
            OutOfSample = account,
            OutOfSampleAnnualReturn = figures is null ? double.NaN : ReturnFigures.AnnualReturn(figures.Returns, figures.PeriodsPerYear),
            OutOfSampleSharpe = figures is null ? double.NaN : ReturnFigures.Sharpe(figures.Returns, figures.PeriodsPerYear),
            InSampleAnnualReturn = Moments.Mean([.. folds.Select(f => f.InSampleAnnualReturn).Where(double.IsFinite)]),
            Runs = runs,
            Candidates = candidates,
            Drift = [.. plan.Search.Space.Ranges.Select((range, index) => Drift(range, index, folds))],
        };
    }

    /// <summary>The best of a window's runs; null where they were stopped.</summary>
    private static WindowChoice? Choose(
        SweepPlan search,
        int window,
        TimeProvider time,
        Action<SweepProgress>? report,
        CancellationToken cancellation
    )
    {
        var found = Sweep.Run(search, time, report, cancellation);
        if (found.Stopped)
            return null;
        var choice = WindowChoice.Of(found);
        choice.Keep(search, window);
        return choice;
    }

    private static SweepPlan Search(WalkForwardPlan plan, WalkForwardWindow window, int number) =>
        plan.Search with
        {
            Setup = plan.Search.Setup with { FirstBar = window.TrainFirst, LastBar = window.TrainLast },
            Keep = 1,
            OverfittingBlocks = -1,
            EarlierTrials = 0,
            Part = WindowChoice.Part + 1 + number,
        };

    private static WalkForwardFold Trade(
        WalkForwardPlan plan,
        WalkForwardWindow window,
        WindowChoice choice,
        StitchedAccount stitched,
        BacktestOptions options,
        CancellationToken cancellation
    )
    {
        var chosen = double.IsFinite(choice.Score) ? choice.Parameters : null;
        var setup = plan.Search.Setup with
        {
            FirstBar = window.TestFirst,
            LastBar = window.TestLast,
            Options = options,
            Capital = plan.Search.Setup.Capital with { Amount = stitched.Equity },
            Cancellation = cancellation,
        };
        var run = setup.Run(chosen is null ? new HoldCash() : plan.Search.Make(chosen, setup.Series));
        stitched.Add(run);
        var account = new AccountFigures(setup.Series, run);
        return new WalkForwardFold
        {
            Window = window,
            Chosen = chosen,
            InSampleScore = choice.Score,
            InSampleAnnualReturn = choice.AnnualReturn,
            OutOfSampleScore = StatisticCatalogue.Find(plan.Search.RankBy)!.Value(account),
            OutOfSampleReturn = account.TotalReturn,
            Trades = run.Trades.Count,
        };
    }

    private static ParameterDrift Drift(ParameterRange range, int index, List<WalkForwardFold> folds)
    {
        var chosen = folds.Select(f => f.Chosen).OfType<ParameterSet>().ToArray();
        var span = range.LevelCount > 0 ? Math.Max(1, range.LevelCount - 1) : 1.0;
        var moves = chosen.Zip(chosen.Skip(1), (a, b) => Math.Abs(b.Coordinates[index] - a.Coordinates[index]) / span).ToArray();
        return new ParameterDrift(
            range.Name,
            [.. folds.Select(f => f.Chosen?[range.Name])],
            moves.Count(m => m > 0),
            moves.Length == 0 ? double.NaN : moves.Average()
        );
    }
}
