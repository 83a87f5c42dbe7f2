using Simulator.Numerics;

namespace Simulator.Statistics;

/// <summary>
/// The figures as QuantConnect's LEAN prints them, under its keys, unrounded (LEAN rounds the drawdown to three places, the rest when it
/// prints). Returns are per calendar day, the benchmark is the traded price, the risk-free rate is the mean primary credit rate of the
/// days, and an undefined figure is 0. Re-derived from its published regression results and its documented behaviour.
/// </summary>
internal static class LeanStatistics
{
    private const string Source = "LEAN, PortfolioStatistics and Statistics; regression BasicTemplateDailyAlgorithm";

    public static IReadOnlyList<Statistic> All { get; } =
    [
        new("Total Orders", "Orders", StatisticUnit.Count, "orders placed", Source, a => a.Result.OrderCount),
        new("Start Equity", "Starting equity", StatisticUnit.Money, "starting cash", Source, a => a.Result.StartingCash),
        new("End Equity", "Final equity", StatisticUnit.Money, "equity at the last bar", Source, a => a.Result.Equity[^1]),
        new("Net Profit", "Return", StatisticUnit.Percent, "final equity/starting cash − 1", Source, a => 100 * a.TotalReturn),
        new(
            "Compounding Annual Return",
            "Compound annual growth",
            StatisticUnit.Percent,
            "(1 + return)^(365/days) − 1, days from midnight before the start to the last close",
            Source,
            a => 100 * (a.Lean.Years > 0 ? Math.Pow(1 + a.TotalReturn, 1 / a.Lean.Years) - 1 : 0)
        ),
        new(
            "Drawdown",
            "Maximum drawdown",
            StatisticUnit.Percent,
            "max(1 − equity/peak) of the calendar days",
            Source,
            a => 100 * Drawdowns.Curve(a.Lean.Equity, a.Result.StartingCash).Max()
        ),
        new(
            "Sharpe Ratio",
            "Sharpe",
            StatisticUnit.Ratio,
            "((1+mean(r))^D − 1 − rf) ÷ (sd(r, n−1)·√D), r per calendar day, D = 252 or 365",
            Source,
            a => Over(a.Lean.AnnualReturn - a.Lean.RiskFree, a.Lean.Deviation)
        ),
        new(
            "Sortino Ratio",
            "Sortino",
            StatisticUnit.Ratio,
            "numerator of the Sharpe ratio ÷ (sd of the negative returns·√D)",
            Source,
            a => Over(a.Lean.AnnualReturn - a.Lean.RiskFree, a.Lean.DownsideDeviation)
        ),
        new(
            "Probabilistic Sharpe Ratio",
            "Probabilistic Sharpe ratio",
            StatisticUnit.Percent,
            "Φ((SR−b)·√(n−1)/√(1 − γ₃SR + (γ₄−1)/4·SR²)), SR of excess returns, b = 1/√D, "
                + "γ₄ the excess kurtosis (the paper uses the raw kurtosis)",
            Source,
            a => 100 * a.Lean.ProbabilisticSharpe(asPrinted: true)
        ),
        new(
            "Average Win",
            "Average win",
            StatisticUnit.Percent,
            "mean P/L ÷ running capital of the winning closed trades; 0 without one",
            Source,
            a => 100 * Trades(a).Win
        ),
        new(
            "Average Loss",
            "Average loss",
            StatisticUnit.Percent,
            "mean P/L ÷ running capital of the other " + "closed trades; 0 without one",
            Source,
            a => 100 * Trades(a).Loss
        ),
        new(
            "Win Rate",
            "Win rate",
            StatisticUnit.Percent,
            "closed trades with P/L > 0 ÷ closed trades",
            Source,
            a => 100 * LeanFigures.OrZero(TradeFigures.WinRate(a.ClosedTrades))
        ),
        new(
            "Loss Rate",
            "Loss rate",
            StatisticUnit.Percent,
            "closed trades with P/L ≤ 0 ÷ closed trades",
            Source,
            a => a.ClosedTrades.Count == 0 ? 0 : 100 * (1 - TradeFigures.WinRate(a.ClosedTrades))
        ),
        new("Profit-Loss Ratio", "Payoff", StatisticUnit.Ratio, "average win ÷ |average loss|; 0 without a loss", Source, a => Payoff(a)),
        new("Expectancy", "Expectancy", StatisticUnit.Ratio, "win rate·payoff − loss rate", Source, Expectancy),
        new(
            "Alpha",
            "Alpha",
            StatisticUnit.Fraction,
            "A − (rf + β·(M − rf)), A and M the annual returns (1+mean)^D − 1",
            Source,
            a =>
                a.Lean.Beta == 0
                    ? 0
                    : a.Lean.AnnualReturn - (a.Lean.RiskFree + (a.Lean.Beta * (a.Lean.MarketAnnualReturn - a.Lean.RiskFree)))
        ),
        new("Beta", "Beta", StatisticUnit.Ratio, "cov(r, m)/var(m), per calendar day", Source, a => a.Lean.Beta),
        new("Annual Standard Deviation", "Annual volatility", StatisticUnit.Fraction, "sd(r, n−1)·√D", Source, a => a.Lean.Deviation),
        new("Annual Variance", "Annual variance", StatisticUnit.Ratio, "var(r, n−1)·D", Source, a => a.Lean.Deviation * a.Lean.Deviation),
        new(
            "Information Ratio",
            "Information ratio",
            StatisticUnit.Ratio,
            "(A − M) ÷ tracking error",
            Source,
            a => Over(a.Lean.AnnualReturn - a.Lean.MarketAnnualReturn, a.Lean.TrackingError)
        ),
        new("Tracking Error", "Tracking error", StatisticUnit.Fraction, "sd(r − m, n−1)·√D", Source, a => a.Lean.TrackingError),
        new(
            "Treynor Ratio",
            "Treynor ratio",
            StatisticUnit.Ratio,
            "(A − rf) ÷ β",
            Source,
            a => Over(a.Lean.AnnualReturn - a.Lean.RiskFree, a.Lean.Beta)
        ),
        new("Total Fees", "Commissions", StatisticUnit.Money, "Σ commission", Source, a => a.Result.Commissions),
        new(
            "Portfolio Turnover",
            "Turnover",
            StatisticUnit.Percent,
            "mean over calendar days of value traded ÷ equity",
            Source,
            a => 100 * a.Lean.Turnover(a)
        ),
        new(
            "Value At Risk 95",
            "Value at risk, 95 %",
            StatisticUnit.Fraction,
            "μ + σ·Φ⁻¹(0.05) of the last year of returns, negative",
            Source,
            a => LeanFigures.OrZero(a.Lean.ValueAtRisk(0.95))
        ),
        new(
            "Value At Risk 99",
            "Value at risk, 99 %",
            StatisticUnit.Fraction,
            "μ + σ·Φ⁻¹(0.01) of the last year of returns, negative",
            Source,
            a => LeanFigures.OrZero(a.Lean.ValueAtRisk(0.99))
        ),
    ];

    private static double Over(double dividend, double divisor) => LeanFigures.OrZero(Moments.Ratio(dividend, divisor));

    private static double Payoff(AccountFigures a)
    {
        var (win, loss) = Trades(a);
        return Over(win, Math.Abs(loss));
    }

    private static double Expectancy(AccountFigures a)
    {
        if (a.ClosedTrades.Count == 0)
            return 0;
        var rate = TradeFigures.WinRate(a.ClosedTrades);
        return (rate * Payoff(a)) - (1 - rate);
    }

    private static (double Win, double Loss) Trades(AccountFigures a)
    {
        var (capital, gains, losses, wins) = (a.Result.StartingCash, 0.0, 0.0, 0);
        foreach (var trade in a.ClosedTrades)
        {
            if (trade.ProfitLoss > 0)
                (gains, wins) = (gains + (trade.ProfitLoss / capital), wins + 1);
            else
                losses += trade.ProfitLoss / capital;
            capital += trade.ProfitLoss;
        }
        return (wins == 0 ? 0 : gains / wins, wins == a.ClosedTrades.Count ? 0 : losses / (a.ClosedTrades.Count - wins));
    }
}
