using Simulator.Backtesting;
using Simulator.Scoring;
using Simulator.Statistics;
using Simulator.Strategies;

namespace Simulator.Evaluation;

/// <summary>The facts that the sentence about a run is made from: its account beside what holding made, and whether it adds up.</summary>
public static class RunFacts
{
    /// <summary>The facts that the sentence about a run is made from, without the rest of the report.</summary>
    public static VerdictFacts Of(ReportInput input) =>
        Of(
            input,
            new AccountFigures(input.Series, input.Result),
            new AccountFigures(input.Series, Held(input)),
            null,
            [.. input.Checks, AccountAddsUp(input)]
        );

    /// <summary>What holding made over the bars of a run.</summary>
    internal static BacktestResult Held(ReportInput input) => input.BuyAndHold ?? Baseline(input, new BuyAndHold());

    /// <summary>Another strategy over the bars of a run, unlevered, under the same costs.</summary>
    internal static BacktestResult Baseline(ReportInput input, IStrategy strategy) =>
        BacktestEngine.Run(
            input.Series,
            input.Result.FirstBar,
            input.Result.LastBar,
            strategy,
            input.Execution with
            {
                Leverage = 1,
            },
            input.Capital,
            input.Options,
            null,
            input.Cancellation
        );

    /// <summary>The facts of a run from figures that are known already.</summary>
    internal static VerdictFacts Of(
        ReportInput input,
        AccountFigures account,
        AccountFigures buyAndHold,
        ForecastScores? forecast,
        IReadOnlyList<HonestyCheck> checks
    )
    {
        var (series, result) = (input.Series, input.Result);
        var lead = account.Returns.Zip(buyAndHold.Returns, (own, held) => own - held).ToArray();
        return new VerdictFacts
        {
            From = series.Calendar.TradingDay(series.CloseTimeAt(result.FirstBar)),
            To = series.Calendar.TradingDay(series.CloseTimeAt(result.LastBar)),
            AccountName = input.AccountName,
            Return = account.TotalReturn,
            BuyAndHoldReturn = buyAndHold.TotalReturn,
            Periods = account.Returns.Length,
            Trades = input.Portfolio is null ? result.Trades.Count : result.OrderCount,
            IsPortfolio = input.Portfolio is not null,
            Liquidated = result.LiquidatedBar >= 0,
            IsBuyAndHold = result.TradeHash == buyAndHold.Result.TradeHash,
            Trials = input.Trials,
            Seeds = input.Seeds,
            DeflatedSharpe = Overfitting.DeflatedSharpe(account.Returns, input.Trials),
            DeflatedSharpeOverBuyAndHold = Overfitting.DeflatedSharpe(lead, input.Trials),
            SyntheticData = series.IsSynthetic,
            FailedChecks = [.. checks.Where(c => !c.Passed).Select(c => c.Name)],
            Forecast = forecast,
        };
    }

    /// <summary>
    /// Money cannot come from nowhere: the starting cash, every trade's profit and what was held paid make the final equity.
    /// </summary>
    internal static HonestyCheck AccountAddsUp(ReportInput input)
    {
        var (result, dividends) = (input.Result, input.Portfolio?.Assets.Sum(a => a.Dividends) ?? 0);
        var expected = result.StartingCash + result.Trades.Sum(t => t.ProfitLoss) + dividends - result.FinancingCost;
        var debt = result.LiquidatedBar >= 0 ? Math.Max(0, -expected) : 0; // a debt beyond the account is not counted
        var gap = Math.Abs(result.Equity[^1] - expected - debt);
        return new HonestyCheck(
            "account adds up",
            gap <= 1e-6 * result.StartingCash,
            FormattableString.Invariant(
                $"starting cash plus all trades' profit{(dividends == 0 ? "" : " and dividends")} less interest and borrowing is within {gap:0.0e+0} of the final equity"
            )
        );
    }
}
