using System.Globalization;
using Simulator.Backtesting;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Evaluation;

/// <summary>The facts that the sentence about a run is made from: its account, what holding made, and whether it adds up.</summary>
public static class RunFacts
{
    /// <summary>The facts of a run without an evaluation: buy-and-hold is run here.</summary>
    /// <param name="run">The run.</param>
    /// <param name="accountName">What to call its account.</param>
    /// <param name="trials">Simulations of the same target, this one included.</param>
    public static VerdictFacts Of(RunUnderTest run, string accountName, int trials = 1) =>
        Of(
            new AccountFigures(run.Series, run.Result),
            new AccountFigures(run.Series, Held(run)),
            accountName,
            trials,
            [.. run.Checks?.Invoke() ?? [], AccountAddsUp(run)],
            run.Portfolio is not null
        );

    // The figures a reader takes away from a run; what they need, the sentence says.
    private static readonly Statistic[] s_stated =
    [
        .. new[] { "annualReturn", "annualVolatility", "sharpe", "winRate" }.Select(key => StatisticCatalogue.Find(key)!),
    ];

    /// <summary>What holding made over the bars of a run.</summary>
    internal static BacktestResult Held(RunUnderTest run) => run.Hold?.Invoke() ?? Baseline(run, new BuyAndHold());

    /// <summary>Another strategy over the bars of a run, unlevered, under the same costs.</summary>
    internal static BacktestResult Baseline(RunUnderTest run, IStrategy strategy) =>
        BacktestEngine.Run(
            run.Series,
            run.Result.FirstBar,
            run.Result.LastBar,
            strategy,
            run.Execution with
            {
                Leverage = 1,
            },
            run.Capital,
            run.Options,
            null,
            run.Cancellation
        );

    /// <summary>The facts of a run from figures that are known already; seeds and forecasts are left to the caller.</summary>
    internal static VerdictFacts Of(
        AccountFigures account,
        AccountFigures buyAndHold,
        string accountName,
        int trials,
        IReadOnlyList<HonestyCheck> checks,
        bool isPortfolio
    )
    {
        var (series, result) = (account.Series, account.Result);
        var lead = account.Returns.Zip(buyAndHold.Returns, (own, held) => own - held).ToArray();
        return new VerdictFacts
        {
            From = series.DayAt(result.FirstBar),
            To = series.DayAt(result.LastBar),
            AccountName = accountName,
            Return = account.TotalReturn,
            BuyAndHoldReturn = buyAndHold.TotalReturn,
            Periods = account.Returns.Length,
            Trades = isPortfolio ? result.OrderCount : result.Trades.Count,
            IsPortfolio = isPortfolio,
            Liquidated = result.LiquidatedBar >= 0,
            IsBuyAndHold = result.TradeHash == buyAndHold.Result.TradeHash,
            Trials = trials,
            DeflatedSharpe = Overfitting.DeflatedSharpe(account.Returns, trials),
            DeflatedSharpeOverBuyAndHold = Overfitting.DeflatedSharpe(lead, trials),
            SyntheticData = series.IsSynthetic,
            Bars = result.Equity.Length,
            Thin = FigureEvidence.Thin(account, StatisticDialect.Standard, s_stated.ToDictionary(s => s.Key, s => s.Value(account))),
            FailedChecks = [.. checks.Where(c => !c.Passed).Select(c => c.Name)],
        };
    }

    /// <summary>
    /// Money cannot come from nowhere: the starting cash, every trade's profit and what was held paid make the final equity.
    /// </summary>
    internal static HonestyCheck AccountAddsUp(RunUnderTest run)
    {
        var (result, dividends) = (run.Result, run.Portfolio?.Assets.Sum(a => a.Dividends) ?? 0);
        var expected = result.StartingCash + result.Trades.Sum(t => t.ProfitLoss) + dividends - result.FinancingCost;
        var debt = result.LiquidatedBar >= 0 ? Math.Max(0, -expected) : 0; // a debt beyond the account is not counted
        var gap = Math.Abs(result.Equity[^1] - expected - debt);
        return new HonestyCheck(
            "account adds up",
            gap <= 1e-6 * result.StartingCash,
            string.Create(
                CultureInfo.InvariantCulture,
                $"starting cash plus all trades' profit{(dividends == 0 ? "" : " and dividends")} less interest and borrowing is "
                    + $"within {gap:0.0e+0} of the final equity"
            )
        );
    }
}
