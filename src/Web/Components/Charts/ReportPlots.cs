using System.Globalization;
using Simulator.Backtesting;
using Simulator.Reporting;
using Simulator.Scoring;
using Simulator.Web.Components.Words;

namespace Simulator.Web.Components.Charts;

/// <summary>A report's small pictures; null where the run is too short, or did not trade, to have one.</summary>
internal static class ReportPlots
{
    private const int MostPoints = 500;
    private const int MostDots = 2_000;
    private const int MostAssets = 24;

    /// <summary>Equity of every account, for paper.</summary>
    public static Plot Equity(PerformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var keep = ReportCurves.Thin([.. report.Accounts.Select(a => a.Equity)], MostPoints);
        var (times, x) = Times(report.Prices.Times, keep);
        return new Plot(
            PlotScale.Times(times, PeriodReturns.IsDaily(times)),
            PlotScale.Numbers(report.Accounts.SelectMany(a => a.Equity), "money", withZero: false),
            [
                .. report.Accounts.Select(
                    (a, i) => new PlotLine(ReportWords.Account(a.Name), ReportCharts.ColorOf(i), x, Pick(a.Equity, keep)) { Bold = i == 0 }
                ),
            ]
        );
    }

    /// <summary>The lines of a chart of weights, for paper.</summary>
    public static Plot Weights(DateTime[] times, EquityChart chart)
    {
        ArgumentNullException.ThrowIfNull(chart);
        var keep = ReportCurves.Thin([.. chart.Lines.Select(l => l.Values)], MostPoints);
        var (kept, x) = Times(times, keep);
        return new Plot(
            PlotScale.Times(kept, PeriodReturns.IsDaily(kept)),
            PlotScale.Numbers(chart.Lines.SelectMany(l => l.Values), "percent"),
            [.. chart.Lines.Select(l => new PlotLine(l.Name, l.Color, x, Pick(l.Values, keep)))]
        );
    }

    /// <summary>Closes with every entry and exit, for paper.</summary>
    public static Plot Prices(PerformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var keep = ReportCurves.Thin([report.Prices.Close], MostPoints);
        var (times, x) = Times(report.Prices.Times, keep);
        var shown = Some(report.Trades);
        PlotDots Dots(string name, string color, IEnumerable<(DateTime Time, double Price)> at)
        {
            var points = at.ToArray();
            return new PlotDots(name, color, Array.ConvertAll(points, p => Seconds(p.Time)), Array.ConvertAll(points, p => p.Price));
        }
        return new Plot(
            PlotScale.Times(times, PeriodReturns.IsDaily(times)),
            PlotScale.Numbers(report.Prices.Close, "number", withZero: false),
            [
                new PlotLine(ChartsText.Close, "bench", x, Pick(report.Prices.Close, keep)),
                Dots(ChartsText.Exit, "ink-soft", shown.Select(t => (t.ExitTime, t.ExitPrice))),
                Dots(ChartsText.Long, "up", shown.Where(t => t.Size > 0).Select(t => (t.EntryTime, t.EntryPrice))),
                Dots(ChartsText.Short, "down", shown.Where(t => t.Size < 0).Select(t => (t.EntryTime, t.EntryPrice))),
            ]
        );
    }

    /// <summary>Drawdowns of the account and its benchmark, under water.</summary>
    public static Plot UnderWater(PerformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var accounts = report.Accounts.Take(2).ToArray();
        var keep = ReportCurves.Thin([.. accounts.Select(a => a.Drawdown)], MostPoints);
        var (times, x) = Times(report.Prices.Times, keep);
        return new Plot(
            PlotScale.Times(times, PeriodReturns.IsDaily(times)),
            PlotScale.Numbers(accounts.SelectMany(a => a.Drawdown).Select(d => -d), "percent"),
            [
                .. accounts.Select(
                    (a, i) =>
                        new PlotLine(
                            ReportWords.Account(a.Name),
                            ReportCharts.ColorOf(i),
                            x,
                            Array.ConvertAll(Pick(a.Drawdown, keep), d => -d)
                        )
                        {
                            Filled = i == 0,
                            Bold = i == 0,
                        }
                ),
            ]
        );
    }

    /// <summary>Return of each calendar year.</summary>
    public static Plot? Years(AccountAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        if (analysis.Years.Count == 0)
            return null;
        var values = analysis.Years.Select(y => y.Return).ToArray();
        return new Plot(
            PlotScale.Names([.. analysis.Years.Select(y => y.Year.ToString(CultureInfo.InvariantCulture))], 8),
            PlotScale.Numbers(values, "percent"),
            [new PlotBars(ChartsText.Return, "up", Places(values.Length), values, 0.6) { Below = "down" }]
        );
    }

    /// <summary>Sharpe ratio over a window that moves along the run.</summary>
    public static Plot? RollingSharpe(RollingCurves? rolling) =>
        rolling is null ? null : Rolling(rolling, rolling.Sharpe, "number", ChartsText.SharpeRatio, "accent");

    /// <summary>Volatility over the same window.</summary>
    public static Plot? RollingVolatility(RollingCurves? rolling) =>
        rolling is null ? null : Rolling(rolling, rolling.Volatility, "percent", ChartsText.VolatilityPerYear, "third");

    /// <summary>How often returns of one size occurred.</summary>
    public static Plot? Distribution(PeriodReturns returns)
    {
        ArgumentNullException.ThrowIfNull(returns);
        if (returns.Returns.Length < 20 || Histogram.Of(returns.Returns) is not { } bins)
            return null;
        var x = Enumerable.Range(0, bins.Counts.Length).Select(i => bins.Low + ((i + 0.5) * bins.Width)).ToArray();
        double[] y = Array.ConvertAll(bins.Counts, c => (double)c);
        var axis = PlotScale.Numbers([bins.Low, bins.Low + (bins.Width * bins.Counts.Length)], "percent");
        return new Plot(
            axis with
            {
                Title = PeriodReturns.IsDaily(returns.Times) ? ChartsText.ReturnOfAPeriod : ChartsText.ReturnOfADay,
            },
            PlotScale.Numbers(y, "number"),
            [new PlotBars(ChartsText.Periods, "up", x, y, bins.Width * 0.9) { Below = "down", BelowByX = true }]
        );
    }

    /// <summary>Mean exposure by month.</summary>
    public static Plot? Exposure(IReadOnlyList<MonthlyActivity> months) =>
        Monthly(months, m => m.Exposure, ChartsText.MeanExposure, "accent");

    /// <summary>Turnover by month; null where the report does not keep every fill.</summary>
    public static Plot? Turnover(IReadOnlyList<MonthlyActivity> months) => Monthly(months, m => m.Turnover, ChartsText.Turnover, "third");

    /// <summary>Commissions so far, as a share of the cash at the start.</summary>
    public static Plot? Costs(PerformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var start = PeriodReturns.StartingCash(report.Accounts[0]);
        if (report.Portfolio is { } portfolio)
            return AssetCosts(portfolio, start);
        var trades = report.Trades.OrderBy(t => t.ExitTime).ToArray();
        if (trades.Sum(t => t.Commission) == 0 || !(start > 0))
            return null;
        double[] x = [Seconds(report.From), .. trades.Select(t => Seconds(t.ExitTime)), Seconds(report.To)];
        var (y, sum) = (new double[x.Length], 0.0);
        for (var i = 0; i < trades.Length; i++)
            y[i + 1] = (sum += trades[i].Commission) / start;
        y[^1] = sum / start;
        var keep = ReportCurves.Thin([y], MostPoints);
        return new Plot(
            PlotScale.Times([report.From, report.To], daily: true),
            PlotScale.Numbers(y, "percent"),
            [new PlotLine(ChartsText.CommissionsSoFar, "down", Pick(x, keep), Pick(y, keep)) { Filled = true, Bold = true }]
        );
    }

    // Positions that are kept whole do not tell when their commissions were paid.
    private static Plot? AssetCosts(PortfolioReport portfolio, double start)
    {
        var paid = portfolio.Assets.Where(a => a.Commissions > 0).OrderByDescending(a => a.Commissions).Take(MostAssets).ToArray();
        double[] y = Array.ConvertAll(paid, a => a.Commissions / start);
        return y.Length == 0 || !(start > 0)
            ? null
            : new Plot(
                PlotScale.Names([.. paid.Select(a => a.Symbol)], 6),
                PlotScale.Numbers(y, "percent"),
                [new PlotBars(ChartsText.Commissions, "down", Places(y.Length), y, 0.5)]
            );
    }

    /// <summary>How many streaks of each length were won and lost.</summary>
    public static Plot? Streaks(IReadOnlyList<Trade> trades)
    {
        var streaks = TradeStreaks.Of(trades);
        var longest = streaks.Won.Concat(streaks.Lost).DefaultIfEmpty().Max();
        if (longest == 0)
            return null;
        double[] Counts(IReadOnlyList<int> lengths) => [.. Enumerable.Range(1, longest).Select(n => (double)lengths.Count(l => l == n))];
        var (won, lost, x) = (Counts(streaks.Won), Counts(streaks.Lost), Places(longest));
        return new Plot(
            PlotScale.Names([.. Enumerable.Range(1, longest).Select(n => n.ToString(CultureInfo.InvariantCulture))]) with
            {
                Title = ChartsText.TradesInARow,
            },
            PlotScale.Numbers([.. won, .. lost], "number"),
            [
                new PlotBars(ChartsText.Won, "up", Array.ConvertAll(x, v => v - 0.18), won, 0.34),
                new PlotBars(ChartsText.Lost, "down", Array.ConvertAll(x, v => v + 0.18), lost, 0.34),
            ]
        );
    }

    /// <summary>Return of each trade by the bars that it lasted.</summary>
    public static Plot? Durations(IReadOnlyList<Trade> trades)
    {
        var closed = Some(trades);
        if (closed.Length < 2)
            return null;
        double[] x = Array.ConvertAll(closed, t => (double)(t.ExitBar - t.EntryBar));
        double[] y = Array.ConvertAll(closed, t => t.ReturnFraction);
        return Scatter(
            PlotScale.Numbers(x, "number") with
            {
                Title = ChartsText.BarsHeld,
            },
            y,
            [new PlotDots(ChartsText.Trade, "accent", x, y)]
        );
    }

    /// <summary>Return of each trade by its worst and its best price; null where those are not known.</summary>
    public static Plot? Excursions(PerformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var known = Some(report.Trades)
            .Select(t => (t.ReturnFraction, Excursion: TradeExcursion.Of(report.Prices, t)))
            .Where(t => t.Excursion is not null)
            .ToArray();
        if (known.Length < 2)
            return null;
        double[] worst = Array.ConvertAll(known, t => -t.Excursion!.Value.Adverse);
        double[] best = Array.ConvertAll(known, t => t.Excursion!.Value.Favourable);
        double[] y = Array.ConvertAll(known, t => t.ReturnFraction);
        return Scatter(
            PlotScale.Numbers([.. worst, .. best], "percent") with
            {
                Title = ChartsText.ExcursionAxis,
            },
            y,
            [new PlotDots(ChartsText.Worst, "down", worst, y), new PlotDots(ChartsText.Best, "up", best, y)]
        );
    }

    /// <summary>The last forecasts with their outcomes.</summary>
    public static Plot Fan(ForecastScores scores)
    {
        var fan = ReportCharts.Fan(scores);
        double[] x = Array.ConvertAll(fan.Times, t => (double)t);
        var times = Array.ConvertAll(fan.Times, t => DateTime.UnixEpoch.AddSeconds(t));
        return new Plot(
            PlotScale.Times(times, PeriodReturns.IsDaily(times)),
            PlotScale.Numbers([.. fan.Lower95, .. fan.Upper95, .. fan.Outcome], "percent"),
            [
                new PlotBand("95 %", "accent", x, fan.Lower95, fan.Upper95, 0.14),
                new PlotBand("80 %", "accent", x, fan.Lower80, fan.Upper80, 0.18),
                new PlotBand("50 %", "accent", x, fan.Lower50, fan.Upper50, 0.26),
                new PlotLine(ChartsText.Median, "accent", x, fan.Median),
                new PlotLine(ChartsText.Outcome, "down", x, fan.Outcome) { Bold = true },
            ]
        );
    }

    /// <summary>How many outcomes each interval held, beside how many it promised.</summary>
    public static Plot Coverage(ForecastScores scores)
    {
        var bars = ReportCharts.Coverage(scores).Bars;
        var x = Places(bars.Count);
        return new Plot(
            PlotScale.Names([.. bars.Select(b => b.Name)]),
            PlotScale.Numbers([0, 1], "percent"),
            [
                new PlotBars(ChartsText.Observed, "accent", x, [.. bars.Select(b => b.Value)], 0.5),
                new PlotMarks(ChartsText.Nominal, "down", x, [.. bars.Select(b => b.Goal)], 0.66),
            ]
        );
    }

    private static Plot Scatter(PlotAxis x, double[] y, IReadOnlyList<PlotLayer> layers) => new(x, PlotScale.Numbers(y, "percent"), layers);

    private static Plot? Monthly(IReadOnlyList<MonthlyActivity> months, Func<MonthlyActivity, double> value, string name, string color)
    {
        var y = months.Select(value).ToArray();
        return y.Length == 0 || !y.Any(double.IsFinite) || y.All(v => v == 0)
            ? null
            : new Plot(
                PlotScale.Names([.. months.Select(m => m.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture))], 5),
                PlotScale.Numbers(y, "percent"),
                [new PlotBars(name, color, Places(y.Length), y, 0.8)]
            );
    }

    private static Plot Rolling(RollingCurves rolling, double[] values, string format, string name, string color)
    {
        var keep = ReportCurves.Thin([values], MostPoints);
        var (times, x) = Times(rolling.Times, keep);
        return new Plot(
            PlotScale.Times(times, daily: true),
            PlotScale.Numbers(values, format),
            [new PlotLine(name, color, x, Pick(values, keep)) { Bold = true }]
        );
    }

    // Of many trades, some, evenly: more dots than pixels only cost time.
    private static Trade[] Some(IReadOnlyList<Trade> trades)
    {
        var closed = trades.Where(t => !t.IsOpen).ToArray();
        var every = Math.Max(1, (closed.Length + MostDots - 1) / MostDots);
        return every == 1 ? closed : [.. closed.Where((_, i) => i % every == 0)];
    }

    private static (DateTime[] Times, double[] X) Times(DateTime[] times, int[] keep)
    {
        var kept = Array.ConvertAll(keep, i => times[i]);
        return (kept, Array.ConvertAll(kept, Seconds));
    }

    private static double Seconds(DateTime time) => ReportCharts.Seconds(time);

    private static double[] Pick(double[] values, int[] keep) => Array.ConvertAll(keep, i => values[i]);

    private static double[] Places(int count) => [.. Enumerable.Range(0, count).Select(i => (double)i)];
}
