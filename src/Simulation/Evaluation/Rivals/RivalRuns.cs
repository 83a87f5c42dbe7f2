using Simulator.Backtesting;
using Simulator.Decisions;
using Simulator.Forecasting;
using Simulator.Markets;
using Simulator.Numerics;
using Simulator.Seeding;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Evaluation.Rivals;

/// <summary>
/// Runs simpler ways to trade over the bars of an agent's run, with its fills, costs and capital. The lead of the run over each is the
/// difference of their log-returns, its interval that of the stationary bootstrap of the differences per period (Politis, Romano, 1994).
/// </summary>
public static class RivalRuns
{
    /// <summary>Positions of the run begun at other bars.</summary>
    public const int Shifts = 100;

    /// <summary>Runs them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="held">Buy-and-hold over its bars.</param>
    /// <param name="cash">Cash over its bars.</param>
    /// <param name="decisions">What the agent decided.</param>
    /// <param name="forecasts">The forecasts that it saw; null for none.</param>
    /// <param name="regression">Forecasts of a regression on its features; null where none could be made.</param>
    public static RivalTable Of(
        RunUnderTest run,
        BacktestResult held,
        BacktestResult cash,
        DecisionTape decisions,
        ForecastTape? forecasts,
        ForecastTape? regression
    )
    {
        var account = new AccountFigures(run.Series, run.Result);
        List<RivalFigures> figures = [.. Singles(run, held, cash, forecasts, regression).Select(r => Single(r.Kind, account, r.Result))];
        if (ShiftedPositions(run, account, decisions) is { } shifted)
            figures.Add(shifted);
        return new RivalTable(figures, WithoutCosts(run, decisions));
    }

    /// <summary>The simpler ways that are one run each.</summary>
    internal static IEnumerable<(RivalKind Kind, BacktestResult Result)> Singles(
        RunUnderTest run,
        BacktestResult held,
        BacktestResult cash,
        ForecastTape? forecasts,
        ForecastTape? regression
    )
    {
        yield return (RivalKind.BuyAndHold, held);
        if (MatchedShare(new AccountFigures(run.Series, run.Result), new AccountFigures(run.Series, held)) is { } share)
            yield return (RivalKind.MatchedHold, RunFacts.Baseline(run, new ConstantShare(share, run.Series)));
        yield return (RivalKind.Cash, cash);
        var momentum = Momentum(run);
        if (momentum.TargetExposure.AsSpan(run.Result.FirstBar, run.Result.Equity.Length).ContainsAnyExcept(0))
            yield return (RivalKind.Momentum, RunFacts.Baseline(run, new TapeStrategy(momentum)));
        if (regression is not null)
            yield return (RivalKind.Regression, Followed(run, regression));
        if (forecasts is not null)
            yield return (RivalKind.Forecasts, Followed(run, forecasts));
    }

    /// <summary>What decisions return if trading is free, a fraction.</summary>
    internal static double WithoutCosts(RunUnderTest run, DecisionTape decisions)
    {
        var free = run.Execution with { CommissionRate = 0, Commission = null, SlippageBps = 0, Slippage = null, Financing = null };
        return new AccountFigures(run.Series, Run(run, new TapeStrategy(decisions), free)).TotalReturn;
    }

    /// <summary>
    /// The share of the account that, held in the series, is as volatile as the run; null for a run without a position, and for one as
    /// volatile as buy-and-hold.
    /// </summary>
    internal static double? MatchedShare(AccountFigures account, AccountFigures held)
    {
        var ratio = Moments.StandardDeviation(account.Returns) / Moments.StandardDeviation(held.Returns);
        return ratio is > 0 and < 1 ? ratio : null;
    }

    /// <summary>
    /// Long after twelve months that rose, short after twelve that fell (Moskowitz, Ooi, Pedersen, 2012), known at each close.
    /// </summary>
    internal static DecisionTape Momentum(RunUnderTest run)
    {
        var (close, year) = (run.Series.Close, Math.Max(2, (int)Math.Round(TradingPeriods.BarsPerYear(run.Series))));
        var targets = new double[close.Length];
        for (var bar = 0; bar < targets.Length; bar++)
        {
            var side = bar < year ? 0 : Math.Sign(close[bar] - close[bar - year]);
            targets[bar] = run.Execution.AllowShort ? side : Math.Max(0, side);
        }
        return new DecisionTape(0, targets);
    }

    /// <summary>The decisions of the test part, moved on by some bars; what leaves at its end comes in at its start.</summary>
    internal static DecisionTape Shifted(DecisionTape decisions, int first, int last, int by)
    {
        var (targets, length) = ((double[])decisions.TargetExposure.Clone(), last - first + 1);
        for (var i = 0; i < length; i++)
            targets[first + ((i + by) % length)] = decisions.TargetExposure[first + i];
        return decisions with { TargetExposure = targets };
    }

    private static RivalFigures Single(RivalKind kind, AccountFigures account, BacktestResult result)
    {
        var rival = new AccountFigures(account.Series, result);
        var lead = LeadInterval.Of([Differences(account, rival)], account.PeriodsPerYear);
        return Described(kind, rival) with { Lead = lead.Lead, Lower95 = lead.Lower95, Upper95 = lead.Upper95 };
    }

    /// <summary>[period] log-return of an account less that of another.</summary>
    internal static double[] Differences(AccountFigures account, AccountFigures rival) =>
        [.. account.Returns.Zip(rival.Returns, (own, other) => Log(own) - Log(other))];

    // Draws by chance have a distribution of their own: the quantiles of the leads over them.
    private static RivalFigures? ShiftedPositions(RunUnderTest run, AccountFigures account, DecisionTape decisions)
    {
        if (OfShifted(run, decisions, s => (Figures: Described(RivalKind.ShiftedPositions, s), Return: LogReturn(s))) is not { } shifted)
            return null;
        RivalFigures[] found = [.. shifted.Select(s => s.Figures)];
        var leads = Leads(
            [LogReturn(account)],
            [
                [.. shifted.Select(s => s.Return)],
            ]
        );
        return new RivalFigures(
            RivalKind.ShiftedPositions,
            Median(found, f => f.Return),
            Median(found, f => f.Sharpe),
            Median(found, f => f.MaximumDrawdown),
            Median(found, f => f.Turnover),
            leads.Lead,
            leads.Lower95,
            leads.Upper95
        );
    }

    /// <summary>
    /// Something of each account of the run's own positions begun at other bars; null where they never change or the bars are few.
    /// </summary>
    internal static T[]? OfShifted<T>(RunUnderTest run, DecisionTape decisions, Func<AccountFigures, T> of)
    {
        var (first, last) = (run.Result.FirstBar, run.Result.LastBar);
        var targets = decisions.TargetExposure.AsSpan(first, last - first + 1);
        if (targets.Length < LeadInterval.FewestPeriods || !targets.ContainsAnyExcept(targets[0]))
            return null;
        // Moved by little, a position is still the run's own; moved back by little, it knows what came next.
        var (random, away) = (Seeds.Generator(run.Seed, "evaluation/shiftedPositions"), Math.Max(1, targets.Length / 10));
        var found = new T[Shifts];
        for (var d = 0; d < Shifts; d++)
        {
            run.Cancellation.ThrowIfCancellationRequested();
            var by = away + random.NextInt(targets.Length - (2 * away) + 1);
            found[d] = of(new AccountFigures(run.Series, Decided(run, Shifted(decisions, first, last, by))));
        }
        return found;
    }

    /// <summary>
    /// The lead over positions at other times: median and quantiles over the draws of the mean over the trainings.
    /// </summary>
    /// <param name="own">[training] log-return a year.</param>
    /// <param name="shifted">[training][draw] that of its positions at other times.</param>
    internal static LeadInterval Leads(IReadOnlyList<double> own, IReadOnlyList<double[]> shifted)
    {
        double[] leads = [.. Enumerable.Range(0, Shifts).Select(d => own.Zip(shifted, (o, s) => o - s[d]).Average())];
        Array.Sort(leads);
        return new LeadInterval(ValueAtRisk.Quantile(leads, 0.5), ValueAtRisk.Quantile(leads, 0.025), ValueAtRisk.Quantile(leads, 0.975));
    }

    private static RivalFigures Described(RivalKind kind, AccountFigures rival) =>
        new(kind, rival.TotalReturn, Figure("sharpe", rival), Figure("maxDrawdown", rival), Figure("turnover", rival), 0, 0, 0);

    private static double Figure(string key, AccountFigures account) => StatisticCatalogue.Find(key)!.Value(account);

    private static double Median(RivalFigures[] draws, Func<RivalFigures, double> figure)
    {
        double[] known = [.. draws.Select(figure).Where(double.IsFinite)];
        Array.Sort(known);
        return known.Length == 0 ? double.NaN : ValueAtRisk.Quantile(known, 0.5);
    }

    /// <summary>Mean log-return of an account, a year.</summary>
    internal static double LogReturn(AccountFigures account) => account.Returns.Average(Log) * account.PeriodsPerYear;

    // An account that lost everything has no logarithm: a thousandth is taken as what is left.
    private static double Log(double simple) => Math.Log(Math.Max(1e-3, 1 + simple));

    private static BacktestResult Decided(RunUnderTest run, DecisionTape decisions) => Run(run, new TapeStrategy(decisions), run.Execution);

    // Half of Merton's share, as a careful person sizes a forecast, at most all of the account.
    private static BacktestResult Followed(RunUnderTest run, ForecastTape tape) =>
        RunFacts.Baseline(run, new ForecastFollowing(tape, size: ForecastSize.Kelly));

    private static BacktestResult Run(RunUnderTest run, IStrategy strategy, ExecutionSpec execution) =>
        BacktestEngine.Run(
            run.Series,
            run.Result.FirstBar,
            run.Result.LastBar,
            strategy,
            execution,
            run.Capital,
            run.Options,
            null,
            run.Cancellation
        );
}
