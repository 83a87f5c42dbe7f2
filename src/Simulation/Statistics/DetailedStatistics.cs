using Simulator.Numerics;
using static Simulator.Statistics.StatisticUnit;

namespace Simulator.Statistics;

/// <summary>
/// The product's own figures beyond those of every run: risk of one period, shape, calendar, costs by kind, sides, the account against
/// its market. Conventions as in the standard ones; returns r of periods, m the traded price's over the same.
/// </summary>
internal static class DetailedStatistics
{
    private const string Convention = "docs/conventions.md";
    private const string Zangari = "Zangari, 1996; Boudt, Peterson, Croux, 2008";

    public static IReadOnlyList<Statistic> All { get; } =
    [
        new(
            "sharpeLower95",
            "Sharpe ratio, lower end",
            Ratio,
            "Sharpe − 1.96·the largest of three standard errors: √((1 + SR²/2)/n), with skewness and kurtosis, with autocorrelation; ·√D",
            "Lo, 2002; Mertens, 2002",
            a => a.Detail.Confidence.Lower95
        ),
        new(
            "sharpeUpper95",
            "Sharpe ratio, upper end",
            Ratio,
            "Sharpe + 1.96·the same standard error",
            "Lo, 2002; Mertens, 2002",
            a => a.Detail.Confidence.Upper95
        ),
        new(
            "autocorrelatedSharpe",
            "Sharpe ratio with autocorrelation",
            Ratio,
            "SR·D/√(D + 2Σ(D−k)ρₖ), k up to ⌊4(n/100)^(2/9)⌋",
            "Lo, 2002, eq. 20",
            a => a.Detail.Confidence.AutocorrelatedSharpe
        ),
        .. Risk(0.95),
        .. Risk(0.99),
        new(
            "tailRatio",
            "Tail ratio",
            Ratio,
            "|95 % quantile of r| ÷ |5 % quantile of r|",
            "pyfolio",
            a => ShapeFigures.TailRatio(a.Detail.Sorted)
        ),
        new("omega", "Omega", Ratio, "Σ max(r, 0) ÷ Σ max(−r, 0)", "Keating, Shadwick, 2002", a => ShapeFigures.Omega(a.Returns)),
        new(
            "gainToPain",
            "Gain to pain",
            Ratio,
            "Σ months ÷ |Σ losing months|",
            "Schwager, 2012",
            a => ShapeFigures.GainToPain(a.Detail.Months)
        ),
        new(
            "commonSenseRatio",
            "Common sense ratio",
            Ratio,
            "tail ratio·Σ gains ÷ |Σ losses| of r",
            "Goodwin, 2015",
            a => ShapeFigures.TailRatio(a.Detail.Sorted) * ShapeFigures.Omega(a.Returns)
        ),
        new(
            "ulcerIndex",
            "Ulcer index",
            Fraction,
            "√mean((1 − equity/peak)²), per bar",
            "Martin, 1987",
            a => ShapeFigures.UlcerIndex(a.Detail.Drawdown)
        ),
        new(
            "martinRatio",
            "Martin ratio",
            Ratio,
            "annual return ÷ ulcer index",
            "Martin, 1987",
            a =>
                Moments.Ratio(
                    Math.Pow(1 + a.TotalReturn, a.PeriodsPerYear / a.Returns.Length) - 1,
                    ShapeFigures.UlcerIndex(a.Detail.Drawdown)
                )
        ),
        new(
            "recoveryFactor",
            "Recovery factor",
            Ratio,
            "return ÷ maximum drawdown",
            Convention,
            a => Moments.Ratio(a.TotalReturn, a.Detail.Drawdown.Max())
        ),
        new("bestDay", "Best day", Fraction, "max r (of a bar, if bars are longer than a day)", Convention, a => a.Detail.Sorted[^1]),
        new("worstDay", "Worst day", Fraction, "min r", Convention, a => a.Detail.Sorted[0]),
        new("bestWeek", "Best week", Fraction, "max of r compounded by ISO week", Convention, a => a.Detail.Weeks.Max()),
        new("worstWeek", "Worst week", Fraction, "min of r compounded over the same periods", Convention, a => a.Detail.Weeks.Min()),
        new("bestMonth", "Best month", Fraction, "max of r compounded by calendar month", Convention, a => a.Detail.Months.Max()),
        new("worstMonth", "Worst month", Fraction, "min of r compounded over the same periods", Convention, a => a.Detail.Months.Min()),
        new(
            "winningMonths",
            "Winning months",
            Fraction,
            "share of months above 0",
            Convention,
            a => a.Detail.Months.Count(m => m > 0) / (double)a.Detail.Months.Length
        ),
        new(
            "winningDays",
            "Winning days",
            Fraction,
            "share of periods with r above 0",
            Convention,
            a => a.Returns.Count(r => r > 0) / (double)a.Returns.Length
        ),
        new(
            "netExposure",
            "Net exposure",
            Fraction,
            "mean position value ÷ equity at the close, shorts negative",
            Convention,
            a => a.Result.Exposure.Average()
        ),
        new(
            "maxExposure",
            "Largest exposure",
            Fraction,
            "max |position value ÷ equity| at the close",
            Convention,
            a => a.Result.Exposure.Max(Math.Abs)
        ),
        new(
            "commissionDrag",
            "Commission per year",
            Fraction,
            "commissions ÷ mean equity ÷ (n/D)",
            Convention,
            a => a.Detail.PerYearOfEquity(a.Result.Commissions)
        ),
        new(
            "slippageDrag",
            "Slippage per year",
            Fraction,
            "slippage ÷ mean equity ÷ (n/D)",
            Convention,
            a => a.Detail.PerYearOfEquity(a.Result.SlippageCost)
        ),
        new(
            "financingDrag",
            "Financing per year",
            Fraction,
            "(borrowed shares + borrowed cash − interest earned) ÷ mean equity ÷ (n/D); negative if cash earned more",
            Convention,
            a => a.Detail.PerYearOfEquity(a.Result.FinancingCost)
        ),
        new("payoff", "Payoff", Ratio, "mean gain ÷ |mean loss| of closed trades, money", Convention, a => a.Detail.All.Payoff),
        new("expectancyMoney", "Expectancy, money", Money, "mean P/L of closed trades", Convention, a => a.Detail.All.ExpectancyMoney),
        new(
            "longestWinningStreak",
            "Longest winning streak",
            Count,
            "most consecutive closed trades with P/L > 0",
            Convention,
            a => a.Detail.All.LongestWinningStreak
        ),
        new(
            "longestLosingStreak",
            "Longest losing streak",
            Count,
            "most consecutive closed trades with P/L < 0",
            Convention,
            a => a.Detail.All.LongestLosingStreak
        ),
        new(
            "adverseExcursion",
            "Adverse excursion",
            Fraction,
            "mean over closed trades of the worst price relative to the entry, by highs and lows, including the whole entry and exit bars",
            "Sweeney, 1996",
            a => a.Detail.All.AdverseExcursion
        ),
        new(
            "favourableExcursion",
            "Favourable excursion",
            Fraction,
            "mean over closed trades of the best price relative to the entry, likewise",
            "Sweeney, 1996",
            a => a.Detail.All.FavourableExcursion
        ),
        new("longTrades", "Long trades", Count, "closed trades that bought first", Convention, a => a.Detail.Long.Trades),
        new("shortTrades", "Short trades", Count, "closed trades that sold first", Convention, a => a.Detail.Short.Trades),
        new("longProfit", "Profit of long trades", Money, "Σ P/L of closed long trades", Convention, a => a.Detail.Long.ProfitLoss),
        new("shortProfit", "Profit of short trades", Money, "Σ P/L of closed short trades", Convention, a => a.Detail.Short.ProfitLoss),
        new(
            "longWinRate",
            "Win rate of long trades",
            Fraction,
            "closed long trades with P/L > 0 ÷ closed long trades",
            Convention,
            a => a.Detail.Long.WinRate
        ),
        new(
            "shortWinRate",
            "Win rate of short trades",
            Fraction,
            "closed short trades with P/L > 0 ÷ closed short trades",
            Convention,
            a => a.Detail.Short.WinRate
        ),
        new("correlation", "Correlation", Ratio, "cov(r, m)/(sd(r)·sd(m))", "Pearson", a => a.Detail.Relative.Correlation),
        new("trackingError", "Tracking error", Fraction, "sd(r − m, n−1)·√D", "Grinold, Kahn, 2000", a => a.Detail.Relative.TrackingError),
        new(
            "informationRatio",
            "Information ratio",
            Ratio,
            "mean(r − m)·D ÷ tracking error",
            "Grinold, Kahn, 2000",
            a => a.Detail.Relative.InformationRatio
        ),
        new(
            "upCapture",
            "Up capture",
            Ratio,
            "annual compounded r ÷ annual compounded m, of the periods with m > 0",
            "Morningstar, 2010",
            a => a.Detail.Relative.UpCapture
        ),
        new(
            "downCapture",
            "Down capture",
            Ratio,
            "annual compounded r ÷ annual compounded m, of the periods with m < 0",
            "Morningstar, 2010",
            a => a.Detail.Relative.DownCapture
        ),
    ];

    private static IEnumerable<Statistic> Risk(double confidence)
    {
        var percent = (int)Math.Round(100 * confidence);
        Statistic Of(string key, string name, string formula, string source, Func<AccountFigures, double> value) =>
            new(
                FormattableString.Invariant($"{key}{percent}"),
                FormattableString.Invariant($"{name}, {percent} %"),
                Fraction,
                formula,
                source,
                value
            );
        var p = FormattableString.Invariant($"{1 - confidence:0.##}");
        yield return Of(
            "valueAtRisk",
            "Value at risk",
            $"−quantile of r at {p}, neighbours interpolated linearly",
            "Hyndman, Fan, 1996, type 7",
            a => ValueAtRisk.Historical(a.Detail.Sorted, confidence)
        );
        yield return Of(
            "expectedShortfall",
            "Expected shortfall (CVaR)",
            "−mean of r not above that quantile",
            "Rockafellar, Uryasev, 2000",
            a => ValueAtRisk.HistoricalShortfall(a.Detail.Sorted, confidence)
        );
        yield return Of(
            "gaussianValueAtRisk",
            "Gaussian value at risk",
            $"−(μ + σ·Φ⁻¹({p})), σ = sd(r, n−1)",
            "J. P. Morgan, RiskMetrics, 1996",
            a => ValueAtRisk.Gaussian(a.Detail.Mean, a.Detail.Deviation, confidence)
        );
        yield return Of(
            "gaussianExpectedShortfall",
            "Gaussian expected shortfall",
            $"σ·φ(Φ⁻¹({p}))/{p} − μ, σ = sd(r, n−1)",
            "McNeil, Frey, Embrechts, 2005",
            a => ValueAtRisk.GaussianShortfall(a.Detail.Mean, a.Detail.Deviation, confidence)
        );
        yield return Of(
            "cornishFisherValueAtRisk",
            "Cornish–Fisher value at risk",
            "−(μ + σ·g), g = h + (h²−1)S/6 + (h³−3h)K/24 − (2h³−5h)S²/36, " + $"h = Φ⁻¹({p}), σ = sd(r, n−1)",
            Zangari,
            a => RiskRow.CornishFisher(a.Returns, confidence).ValueAtRisk
        );
        yield return Of(
            "cornishFisherExpectedShortfall",
            "Cornish–Fisher expected shortfall",
            $"σ·φ(g)/{p}·(1 + S·g³/6 + K(g⁴−2g²−1)/24 + S²(g⁶−9g⁴+9g²+3)/72) − μ, at least the value at risk; σ = sd(r, n−1)",
            Zangari,
            a => RiskRow.CornishFisher(a.Returns, confidence).ExpectedShortfall
        );
    }
}
