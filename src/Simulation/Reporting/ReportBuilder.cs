using System.Globalization;
using System.Text.Json;
using Simulator.Backtesting;
using Simulator.Evaluation;
using Simulator.Markets;
using Simulator.Numerics;
using Simulator.Robustness.Sweeps;
using Simulator.Scoring;
using Simulator.Statistics;

namespace Simulator.Reporting;

/// <summary>
/// Arranges the report of a run and its evaluation: its account, buy-and-hold (unlevered, under the same costs; left out where the
/// account traded just so) and cash, thinned curves, figures, forecast scores, and the sentence. It runs no engine.
/// </summary>
public static class ReportBuilder
{
    /// <summary>Most points of a curve.</summary>
    public const int MaxCurvePoints = CurveThinning.MostPoints;

    /// <summary>Most trades that a report lists.</summary>
    public const int MaxTrades = 5_000;

    /// <summary>The name of the benchmark's account. A run that is buy-and-hold itself has no such account.</summary>
    public const string BuyAndHoldName = "buy and hold";

    /// <summary>Builds the report.</summary>
    /// <exception cref="ArgumentException">A run that does not lie on the series, or a tape that does not fit it.</exception>
    public static PerformanceReport Build(ReportInput input)
    {
        var (series, result) = (input.Series, input.Result);
        if (result.LastBar >= series.Count || result.Equity.Length != result.LastBar - result.FirstBar + 1)
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the run covers bars {result.FirstBar} … {result.LastBar} with {result.Equity.Length} equity points; series "
                        + $"{series.Symbol} has {series.Count} bars"
                )
            );
        var account = new AccountFigures(series, result);
        var evaluation = input.Evaluation;
        var buyAndHold = new AccountFigures(series, evaluation.BuyAndHold);
        var cash = new AccountFigures(series, evaluation.Cash);
        var points = Points(series, account, buyAndHold);
        var forecast = input.Tape is { } tape ? ForecastScorer.Score(tape, series, result.FirstBar, result.LastBar) : null;
        var facts = Objected(FactsOf(input, account, buyAndHold, forecast), result, evaluation);
        (string Name, AccountFigures Figures)[] baselines = facts.IsBuyAndHold
            ? [("cash", cash)]
            : [(BuyAndHoldName, buyAndHold), ("cash", cash)];
        return new PerformanceReport
        {
            Sentence = Verdict.Sentence(facts),
            From = series.CloseTimeAt(result.FirstBar),
            To = series.CloseTimeAt(result.LastBar),
            Accounts = [Account(input.AccountName, account, points), .. baselines.Select(b => Account(b.Name, b.Figures, points))],
            Prices = Prices(series, result.FirstBar, points),
            Trades = [.. result.Trades.Take(MaxTrades)],
            Analysis = AccountAnalysis.Of(account, facts.IsBuyAndHold ? null : buyAndHold),
            Robustness = evaluation.Robustness,
            Rivals = evaluation.Rivals,
            Portfolio = input.Portfolio is { } portfolio ? PortfolioReport.Of(portfolio, points) : null,
            Forecast = forecast,
            Horizons = input.Tape is { } scored ? HorizonScores.Of(scored, series, result.FirstBar, result.LastBar) : null,
            Honesty = new Honesty
            {
                Trials = input.Trials,
                Seeds = input.Seeds,
                SyntheticData = series.IsSynthetic,
                Checks = evaluation.Checks,
                Notes = Notes(input, facts.IsBuyAndHold),
                ProbabilisticSharpe = Overfitting.ProbabilisticSharpe(account.Returns),
                DeflatedSharpe = facts.DeflatedSharpe,
                DeflatedSharpeOverBuyAndHold = facts.DeflatedSharpeOverBuyAndHold,
                Evidence = Verdict.Weigh(facts),
            },
        };
    }

    private static VerdictFacts FactsOf(ReportInput input, AccountFigures account, AccountFigures buyAndHold, ForecastScores? forecast) =>
        RunFacts.Of(account, buyAndHold, input.AccountName, input.Trials, input.Evaluation.Checks, input.Portfolio is not null) with
        {
            Seeds = input.Seeds,
            Forecast = forecast,
        };

    // What speaks against a result is said where there is a result to speak against; it then supports less.
    private static VerdictFacts Objected(VerdictFacts facts, BacktestResult result, EvaluationResult evaluation) =>
        Verdict.Weigh(facts) is Evidence.Some or Evidence.Inconclusive
            ? facts with
            {
                Objections = RobustnessEvidence
                    .Join(
                        facts,
                        new RobustnessResult
                        {
                            Parameters = ParameterSet.Empty,
                            Run = result,
                            Entries = evaluation.Robustness.Entries,
                            FillBand = evaluation.FillBand,
                        }
                    )
                    .Objections,
            }
            : facts;

    private static string[] Notes(ReportInput input, bool isBuyAndHold)
    {
        var (result, notes) = (input.Result, new List<string>(input.Notes));
        if (result.Trades.Count > MaxTrades)
            notes.Add(
                FormattableString.Invariant(
                    $"the first {MaxTrades:N0} of {result.Trades.Count:N0} trades are listed; every figure counts them all"
                )
            );
        if (result.Equity.Length > MaxCurvePoints)
            notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"curves show at most {MaxCurvePoints:N0} of {result.Equity.Length:N0} bars; highs and lows are kept, and every "
                        + $"figure uses all bars"
                )
            );
        if (isBuyAndHold)
            notes.Add("the account's trades are those of buy-and-hold, so that baseline is not listed");
        if (input.Portfolio is null && !input.Series.HasOhlc)
            notes.Add(
                $"{input.Series.Symbol} has closing values only: orders filled at the next "
                    + $"close{(input.Tape is null ? "" : ", so a forecast of one bar ahead was over when its order filled")}"
            );
        if (result.LiquidatedBar >= 0)
            notes.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the account was used up on " + $"{input.Series.DayAt(result.LiquidatedBar):yyyy-MM-dd}"
                )
            );
        if (result.Notes.Count > 0)
            notes.Add(
                FormattableString.Invariant(
                    $"the account notes {result.Notes.Count:N0} refused or cancelled orders or other events; the first: {result.Notes[0]}"
                )
            );
        return [.. notes];
    }

    private static AccountReport Account(string name, AccountFigures account, int[] points)
    {
        var standard = StatisticCatalogue.ComputeEverything(account, StatisticDialect.Standard);
        var others = StatisticCatalogue.Dialects.Where(d => d != StatisticDialect.Standard);
        var byDialect = others.ToDictionary(d => d, d => StatisticCatalogue.Compute(account, d));
        return new AccountReport(
            name,
            standard,
            Pick(account.Result.Equity, points),
            Pick(Drawdown(account), points),
            Pick(account.Result.Exposure, points),
            account.Result.TradeHash
        )
        {
            OtherDialects = byDialect.ToDictionary(d => JsonNamingPolicy.CamelCase.ConvertName(d.Key.ToString()), d => d.Value),
            Thin =
            [
                .. FigureEvidence.Thin(account, StatisticDialect.Standard, standard),
                .. byDialect.SelectMany(d => FigureEvidence.Thin(account, d.Key, d.Value)),
            ],
        };
    }

    private static int[] Points(BarSeries series, AccountFigures account, AccountFigures buyAndHold)
    {
        var close = series.Close[account.Result.FirstBar..(account.Result.LastBar + 1)];
        return CurveThinning.Choose(
            [account.Result.Equity, Drawdown(account), buyAndHold.Result.Equity, Drawdown(buyAndHold), close],
            MaxCurvePoints
        );
    }

    private static double[] Drawdown(AccountFigures account) => Drawdowns.Curve(account.Result.Equity, account.Result.StartingCash);

    private static double[] Pick(double[] curve, int[] points) => Array.ConvertAll(points, i => curve[i]);

    private static PriceCurve Prices(BarSeries series, int firstBar, int[] points)
    {
        var bars = Array.ConvertAll(points, i => firstBar + i);
        var (open, high, low) = (new double[bars.Length], new double[bars.Length], new double[bars.Length]);
        for (var i = 0; i < bars.Length; i++)
        {
            var from = i == 0 ? firstBar : bars[i - 1] + 1;
            open[i] = series.Open[from];
            high[i] = series.High.AsSpan(from, bars[i] - from + 1).ToArray().Max();
            low[i] = series.Low.AsSpan(from, bars[i] - from + 1).ToArray().Min();
        }
        return new PriceCurve(Array.ConvertAll(bars, series.CloseTimeAt), bars, open, high, low, Pick(series.Close, bars));
    }
}
