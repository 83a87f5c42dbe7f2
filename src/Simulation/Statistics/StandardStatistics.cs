using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>
/// This product's figures. Returns are simple returns of trading days (of bars, for longer bars), the first against the starting cash;
/// D is the number of periods in a year of the series' own calendar; the risk-free rate is zero unless the account says otherwise.
/// Fractions, not percent.
/// </summary>
internal static class StandardStatistics
{
    private const string Convention = "docs/conventions.md";

    public static IReadOnlyList<Statistic> All { get; } =
    [
        new("returnFraction", "Return", StatisticUnit.Fraction, "final equity/starting cash − 1", Convention, a => a.TotalReturn),
        new(
            "annualReturn",
            "Annual return",
            StatisticUnit.Fraction,
            "(1 + return)^(D/n) − 1",
            "empyrical, annual_return",
            a => Math.Pow(1 + a.TotalReturn, a.PeriodsPerYear / a.Returns.Length) - 1
        ),
        new(
            "cagr",
            "Compound annual growth",
            StatisticUnit.Fraction,
            "(1 + return)^(1/years) − 1, year = 365.25 calendar days",
            Convention,
            a => a.Years > 0 ? Math.Pow(1 + a.TotalReturn, 1 / a.Years) - 1 : double.NaN
        ),
        new(
            "annualVolatility",
            "Annual volatility",
            StatisticUnit.Fraction,
            "sd(r, n−1)·√D",
            "empyrical, annual_volatility",
            a => ReturnFigures.Volatility(a.Returns, a.PeriodsPerYear)
        ),
        new(
            "sharpe",
            "Sharpe ratio",
            StatisticUnit.Ratio,
            "mean(r)/sd(r, n−1)·√D",
            "Sharpe, “The Sharpe ratio”, 1994",
            a => ReturnFigures.Sharpe(a.ExcessReturns, a.PeriodsPerYear)
        ),
        new(
            "sortino",
            "Sortino ratio",
            StatisticUnit.Ratio,
            "mean(r)·D / (√mean(min(r,0)²)·√D)",
            "Sortino, Price, 1994",
            a => ReturnFigures.Sortino(a.ExcessReturns, a.PeriodsPerYear)
        ),
        new(
            "calmar",
            "Calmar ratio",
            StatisticUnit.Ratio,
            "annual return ÷ maximum drawdown",
            "Young, 1991",
            a => Moments.Ratio(Math.Pow(1 + a.TotalReturn, a.PeriodsPerYear / a.Returns.Length) - 1, MaxDrawdown(a))
        ),
        new(
            "probabilisticSharpe",
            "Probabilistic Sharpe ratio",
            StatisticUnit.Fraction,
            "Φ(SR·√(n−1)/√(1 − γ₃SR + (γ₄−1)/4·SR²)), SR per period",
            "Bailey, López de Prado, 2012, eq. 9",
            a => Overfitting.ProbabilisticSharpe(a.ExcessReturns)
        ),
        new("skewness", "Skewness", StatisticUnit.Ratio, "m₃/m₂^1.5 of r", "population moments", a => Moments.Skewness(a.Returns)),
        new(
            "kurtosis",
            "Kurtosis",
            StatisticUnit.Ratio,
            "m₄/m₂² of r; 3 for a normal",
            "population moments",
            a => Moments.Kurtosis(a.Returns)
        ),
        new(
            "maxDrawdown",
            "Maximum drawdown",
            StatisticUnit.Fraction,
            "max(1 − equity/peak), ≥ 0; the starting cash is a peak",
            Convention,
            MaxDrawdown
        ),
        new(
            "averageDrawdown",
            "Average drawdown",
            StatisticUnit.Fraction,
            "mean depth of all drawdowns",
            Convention,
            a => Mean(a.DrawdownStretches.Select(s => s.Depth))
        ),
        new(
            "maxDrawdownDurationDays",
            "Longest drawdown",
            StatisticUnit.Days,
            "max time from a peak until it is recovered or the run ends",
            Convention,
            a => Max(a.DrawdownStretches.Select(s => s.Days))
        ),
        new(
            "averageDrawdownDurationDays",
            "Average drawdown duration",
            StatisticUnit.Days,
            "mean time from a peak until it is recovered or the run ends",
            Convention,
            a => Mean(a.DrawdownStretches.Select(s => s.Days))
        ),
        new("finalEquity", "Final equity", StatisticUnit.Money, "equity at the last close", Convention, a => a.Result.Equity[^1]),
        new("peakEquity", "Peak equity", StatisticUnit.Money, "max equity at a close", Convention, a => a.Result.Equity.Max()),
        new(
            "marketReturn",
            "Price change",
            StatisticUnit.Fraction,
            "last close ÷ close before the run (first open if there is none) − 1",
            Convention,
            MarketReturn
        ),
        new("beta", "Beta", StatisticUnit.Ratio, "cov(r, m)/var(m), m the price's returns over the same periods", "Jensen, 1968", Beta),
        new("alpha", "Alpha", StatisticUnit.Fraction, "(mean(r) − β·mean(m))·D", "Jensen, 1968", Alpha),
        new(
            "timeInMarket",
            "Time in market",
            StatisticUnit.Fraction,
            "closes with a position ÷ closes",
            Convention,
            a => a.Result.Exposure.Count(e => e != 0) / (double)a.Result.Exposure.Length
        ),
        new(
            "exposure",
            "Average exposure",
            StatisticUnit.Fraction,
            "mean |position value ÷ equity| at the close",
            Convention,
            a => a.Result.Exposure.Average(Math.Abs)
        ),
        new(
            "turnover",
            "Turnover",
            StatisticUnit.PerYear,
            "value bought and sold ÷ mean equity ÷ (n/D)",
            Convention,
            a =>
                Moments.Ratio(a.Result.TradedValue ?? TradeFigures.TradedValue(a.Result.Trades), a.Result.Equity.Average())
                * a.PeriodsPerYear
                / a.Returns.Length
        ),
        new("commissions", "Commissions", StatisticUnit.Money, "Σ commission", Convention, a => a.Result.Commissions),
        new(
            "slippageCost",
            "Slippage",
            StatisticUnit.Money,
            "Σ units·|fill price − unslipped price|",
            Convention,
            a => a.Result.SlippageCost
        ),
        new(
            "costs",
            "Costs",
            StatisticUnit.Fraction,
            "(commissions + slippage) ÷ starting cash",
            Convention,
            a => (a.Result.Commissions + a.Result.SlippageCost) / a.Result.StartingCash
        ),
        new("orders", "Orders", StatisticUnit.Count, "orders placed", Convention, a => a.Result.OrderCount),
        new(
            "trades",
            "Closed trades",
            StatisticUnit.Count,
            "number of trades: parts of a position that one fill opened and another closed",
            Convention,
            a => a.Totals.Count
        ),
        new(
            "openTrades",
            "Open trades",
            StatisticUnit.Count,
            "trades open at the end",
            Convention,
            a => a.Result.Trades.Count - a.Totals.Count
        ),
        new("winRate", "Win rate", StatisticUnit.Fraction, "closed trades with P/L > 0 ÷ closed trades", Convention, a => a.Totals.WinRate),
        new("profitFactor", "Profit factor", StatisticUnit.Ratio, "Σ gains ÷ |Σ losses|, money", Convention, a => a.Totals.ProfitFactor),
        new("expectancy", "Expectancy", StatisticUnit.Fraction, "mean trade return", Convention, a => a.Totals.Expectancy),
        new(
            "averageTrade",
            "Average trade",
            StatisticUnit.Fraction,
            "geometric mean of trade returns",
            Convention,
            a => a.Totals.GeometricMean
        ),
        new("bestTrade", "Best trade", StatisticUnit.Fraction, "max trade return", Convention, a => a.Totals.Best),
        new("worstTrade", "Worst trade", StatisticUnit.Fraction, "min trade return", Convention, a => a.Totals.Worst),
        new(
            "maxTradeDurationDays",
            "Longest trade",
            StatisticUnit.Days,
            "max(exit bar's time − entry bar's time)",
            Convention,
            a => a.Totals.LongestDays
        ),
        new(
            "averageTradeDurationDays",
            "Average trade duration",
            StatisticUnit.Days,
            "mean of the same",
            Convention,
            a => a.Totals.MeanDays
        ),
        new("sqn", "System quality number", StatisticUnit.Ratio, "√n·mean(P/L)/sd(P/L, n−1)", "Tharp, 2008", a => a.Totals.Sqn),
        new("kelly", "Kelly fraction", StatisticUnit.Fraction, "p − (1−p)/(mean gain/mean loss)", "Kelly, 1956", a => a.Totals.Kelly),
        new("durationDays", "Duration", StatisticUnit.Days, "last close − close before the run", Convention, a => a.Days[^1] - a.StartDay),
    ];

    private static double MaxDrawdown(AccountFigures a) => Drawdowns.Curve(a.Result.Equity, a.Result.StartingCash).Max();

    private static double MarketReturn(AccountFigures a)
    {
        var before = a.Result.FirstBar > 0 ? a.Series.Close[a.Result.FirstBar - 1] : a.Series.Open[0];
        var last = a.Series.Close[a.Result.LastBar];
        return a.Series.IsSigned ? Moments.Ratio(last - before, Math.Abs(before)) : (last / before) - 1;
    }

    private static double Beta(AccountFigures a)
    {
        var skip = a.Result.FirstBar > 0 ? 0 : 1;
        var market = a.MarketReturns.AsSpan(skip);
        return Moments.Ratio(Moments.Covariance(a.Returns.AsSpan(skip), market), Moments.Variance(market));
    }

    private static double Alpha(AccountFigures a)
    {
        var skip = a.Result.FirstBar > 0 ? 0 : 1;
        var market = Moments.Mean(a.MarketReturns.AsSpan(skip)) - (a.RiskFreePerYear / a.PeriodsPerYear);
        return (Moments.Mean(a.ExcessReturns.AsSpan(skip)) - (Beta(a) * market)) * a.PeriodsPerYear;
    }

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();

    private static double Max(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Max();
}
