using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>
/// The figures as backtesting.py 0.6.6 defines them, under its keys and in its units, re-derived from its documented behaviour.
/// Differences from the standard dialect: geometric Sharpe ratio, profit factor of returns, durations rounded up to the bar's resolution.
/// </summary>
internal static class BacktestingPyStatistics
{
    private const string Source = "backtesting.py 0.6.6, published unit test test_compute_stats";

    public static IReadOnlyList<Statistic> All { get; } =
    [
        new(
            "Duration",
            "Duration",
            StatisticUnit.Days,
            "last bar − first bar",
            Source,
            a => a.DayOf(a.Result.LastBar) - a.DayOf(a.Result.FirstBar)
        ),
        new(
            "Exposure Time [%]",
            "Exposure time",
            StatisticUnit.Percent,
            "bars inside a closed trade, ends included ÷ bars",
            Source,
            Exposure
        ),
        new("Equity Final [$]", "Final equity", StatisticUnit.Money, "equity at the last bar", Source, a => a.Result.Equity[^1]),
        new("Equity Peak [$]", "Peak equity", StatisticUnit.Money, "max equity", Source, a => a.Peer.PeakEquity),
        new("Commissions [$]", "Commissions", StatisticUnit.Money, "Σ commission of closed trades", Source, a => a.Totals.Commission),
        new("Return [%]", "Return", StatisticUnit.Percent, "last equity/first equity − 1", Source, a => 100 * TotalReturn(a)),
        new(
            "Buy & Hold Return [%]",
            "Buy and hold",
            StatisticUnit.Percent,
            "last close/close of the first ready bar − 1",
            Source,
            a => 100 * BuyAndHold(a)
        ),
        new(
            "Return (Ann.) [%]",
            "Annual return",
            StatisticUnit.Percent,
            "(1+g)^D − 1, g = exp(mean ln(1+r)) − 1",
            Source,
            a => 100 * AnnualReturn(a)
        ),
        new(
            "Volatility (Ann.) [%]",
            "Annual volatility",
            StatisticUnit.Percent,
            "√((s² + (1+g)²)^D − (1+g)^(2D)), s² with n−1",
            Source,
            a => 100 * Volatility(a)
        ),
        new(
            "CAGR [%]",
            "CAGR",
            StatisticUnit.Percent,
            "(last/first equity)^(1/years) − 1, year = 365.25 days",
            Source,
            a => 100 * (Math.Pow(1 + TotalReturn(a), 365.25 / (a.DayOf(a.Result.LastBar) - a.DayOf(a.Result.FirstBar))) - 1)
        ),
        new(
            "Sharpe Ratio",
            "Sharpe",
            StatisticUnit.Ratio,
            "(annual return − rf) ÷ annual volatility (geometric)",
            Source,
            a => Moments.Ratio(AnnualReturn(a) - a.RiskFreePerYear, Volatility(a))
        ),
        new(
            "Sortino Ratio",
            "Sortino",
            StatisticUnit.Ratio,
            "(annual return − rf) ÷ (√mean(min(r,0)²)·√D)",
            Source,
            a => Moments.Ratio(AnnualReturn(a) - a.RiskFreePerYear, a.Peer.Returns.Downside * Math.Sqrt(DaysPerYear(a)))
        ),
        new(
            "Calmar Ratio",
            "Calmar",
            StatisticUnit.Ratio,
            "annual return ÷ maximum drawdown",
            Source,
            a => Moments.Ratio(AnnualReturn(a), MaxDrawdown(a))
        ),
        new(
            "Alpha [%]",
            "Alpha",
            StatisticUnit.Percent,
            "return − rf − β·(buy-and-hold return − rf)",
            Source,
            a => 100 * (TotalReturn(a) - a.RiskFreePerYear - (Beta(a) * (BuyAndHold(a) - a.RiskFreePerYear)))
        ),
        new("Beta", "Beta", StatisticUnit.Ratio, "cov(ln equity returns, ln close returns)/var(ln close returns), per bar", Source, Beta),
        new("Max. Drawdown [%]", "Maximum drawdown", StatisticUnit.Percent, "−max(1 − equity/peak)", Source, a => -100 * MaxDrawdown(a)),
        new(
            "Avg. Drawdown [%]",
            "Average drawdown",
            StatisticUnit.Percent,
            "−mean of each drawdown's depth",
            Source,
            a => -100 * a.Peer.MeanDepth
        ),
        new(
            "Max. Drawdown Duration",
            "Longest drawdown",
            StatisticUnit.Days,
            "max, rounded up to the bar's resolution",
            Source,
            a => RoundUp(a, a.Peer.LongestDays)
        ),
        new(
            "Avg. Drawdown Duration",
            "Average drawdown duration",
            StatisticUnit.Days,
            "mean, rounded up to the bar's resolution",
            Source,
            a => RoundUp(a, a.Peer.MeanDays)
        ),
        new("# Trades", "Trades", StatisticUnit.Count, "closed trades", Source, a => a.Totals.Count),
        new("Win Rate [%]", "Win rate", StatisticUnit.Percent, "share of trades with P/L > 0", Source, a => 100 * a.Totals.WinRate),
        new("Best Trade [%]", "Best trade", StatisticUnit.Percent, "max trade return", Source, a => 100 * a.Totals.Best),
        new("Worst Trade [%]", "Worst trade", StatisticUnit.Percent, "min trade return", Source, a => 100 * a.Totals.Worst),
        new(
            "Avg. Trade [%]",
            "Average trade",
            StatisticUnit.Percent,
            "geometric mean of trade returns",
            Source,
            a => 100 * a.Totals.GeometricMean
        ),
        new(
            "Max. Trade Duration",
            "Longest trade",
            StatisticUnit.Days,
            "max, rounded up to the bar's resolution",
            Source,
            a => RoundUp(a, a.Totals.LongestDays)
        ),
        new(
            "Avg. Trade Duration",
            "Average trade duration",
            StatisticUnit.Days,
            "mean, rounded up to the bar's resolution",
            Source,
            a => RoundUp(a, a.Totals.MeanDays)
        ),
        new(
            "Profit Factor",
            "Profit factor",
            StatisticUnit.Ratio,
            "Σ positive trade returns ÷ |Σ negative trade returns|",
            Source,
            a => a.Totals.ReturnProfitFactor
        ),
        new("Expectancy [%]", "Expectancy", StatisticUnit.Percent, "mean trade return", Source, a => 100 * a.Totals.Expectancy),
        new("SQN", "System quality number", StatisticUnit.Ratio, "√n·mean(P/L)/sd(P/L, n−1)", Source, a => a.Totals.Sqn),
        new("Kelly Criterion", "Kelly criterion", StatisticUnit.Fraction, "p − (1−p)/(mean gain/mean loss)", Source, a => a.Totals.Kelly),
    ];

    private static double TotalReturn(AccountFigures a) => a.Peer.TotalReturn;

    private static double BuyAndHold(AccountFigures a) =>
        (a.Series.Close[a.Result.LastBar] / a.Series.Close[Math.Min(a.Result.FirstReadyBar, a.Result.LastBar)]) - 1;

    private static double AnnualReturn(AccountFigures a) => a.Peer.AnnualReturn;

    private static double Volatility(AccountFigures a) => a.Peer.Volatility;

    private static double DaysPerYear(AccountFigures a) => a.Peer.DaysPerYear;

    private static double Beta(AccountFigures a) => a.Peer.Beta;

    private static double MaxDrawdown(AccountFigures a) => a.Peer.MaxDrawdown;

    private static double Exposure(AccountFigures a) => 100.0 * BarsHeld.Count(a.Result) / a.Result.Equity.Length;

    private static double RoundUp(AccountFigures a, double days)
    {
        var perDay = a.Series.Interval.Length.TotalMinutes switch
        {
            >= 1440 => 1.0,
            >= 60 => 24,
            >= 1 => 1440,
            _ => 86_400,
        };
        return Math.Ceiling(Math.Round(days * perDay, 6)) / perDay; // instants in days carry rounding of 1e-9
    }
}
