using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>
/// The figures as empyrical (zipline, pyfolio) defines them: returns between period ends, 252 a year, drawdowns as negative fractions. The
/// first period has no return, since these programs are given the equity curve alone: what was made before its end is not counted.
/// </summary>
internal static class EmpyricalStatistics
{
    private const double PerYear = 252;
    private const string Source = "empyrical-reloaded, stats.py";

    public static IReadOnlyList<Statistic> All { get; } =
    [
        new(
            "cum_returns_final",
            "Return",
            StatisticUnit.Fraction,
            "Π(1+r) − 1",
            Source,
            a => Moments.Ratio(a.Result.Equity[^1], a.Result.Equity[a.PeriodEnds[0]]) - 1
        ),
        new(
            "annual_return",
            "Annual return",
            StatisticUnit.Fraction,
            "Π(1+r)^(252/n) − 1",
            Source,
            a => ReturnFigures.AnnualReturn(a.ReturnsAfterFirst, PerYear)
        ),
        new(
            "annual_volatility",
            "Annual volatility",
            StatisticUnit.Fraction,
            "sd(r, n−1)·√252",
            Source,
            a => ReturnFigures.Volatility(a.ReturnsAfterFirst, PerYear)
        ),
        new(
            "sharpe_ratio",
            "Sharpe",
            StatisticUnit.Ratio,
            "mean(r)/sd(r, n−1)·√252",
            Source,
            a => ReturnFigures.Sharpe(ExcessAfterFirst(a), PerYear)
        ),
        new(
            "sortino_ratio",
            "Sortino",
            StatisticUnit.Ratio,
            "mean(r)·252 / (√mean(min(r,0)²)·√252)",
            Source,
            a => ReturnFigures.Sortino(a.ReturnsAfterFirst, PerYear)
        ),
        new(
            "downside_risk",
            "Downside risk",
            StatisticUnit.Fraction,
            "√mean(min(r,0)²)·√252",
            Source,
            a => ReturnFigures.DownsideRisk(a.ReturnsAfterFirst, PerYear)
        ),
        new(
            "max_drawdown",
            "Maximum drawdown",
            StatisticUnit.Fraction,
            "min(equity/peak − 1)",
            Source,
            a => -ReturnFigures.MaxDrawdown(a.ReturnsAfterFirst)
        ),
        new(
            "calmar_ratio",
            "Calmar",
            StatisticUnit.Ratio,
            "annual return / |maximum drawdown|",
            Source,
            a => Moments.Ratio(ReturnFigures.AnnualReturn(a.ReturnsAfterFirst, PerYear), ReturnFigures.MaxDrawdown(a.ReturnsAfterFirst))
        ),
        new(
            "omega_ratio",
            "Omega",
            StatisticUnit.Ratio,
            "Σ max(r, 0) / Σ max(−r, 0)",
            Source,
            a => ShapeFigures.Omega(a.ReturnsAfterFirst)
        ),
        new(
            "stability_of_timeseries",
            "Stability",
            StatisticUnit.Ratio,
            "R² of cumulated ln(1+r) against time",
            Source,
            a => ReturnFigures.Stability(a.ReturnsAfterFirst)
        ),
    ];

    private static ReadOnlySpan<double> ExcessAfterFirst(AccountFigures a) =>
        a.RiskFreePerYear == 0
            ? a.ReturnsAfterFirst
            : Array.ConvertAll(a.ReturnsAfterFirst.ToArray(), r => r - (a.RiskFreePerYear / PerYear));
}
