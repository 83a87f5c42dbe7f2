using Simulator.Backtesting;
using Simulator.Reporting;
using Simulator.Scoring;

namespace Simulator.Web.Components.Charts;

/// <summary>Turns a report's curves into charts.</summary>
public static class ReportCharts
{
    private const int ForecastPointsShown = 250;
    private const int MostAssetLines = 8;
    private static readonly string[] s_baselineColors = ["bench", "third", "down"];

    /// <summary>Colour token of account <paramref name="index"/>: the same in chart, legend and table.</summary>
    public static string ColorOf(int index) => index == 0 ? "accent" : s_baselineColors[(index - 1) % s_baselineColors.Length];

    /// <summary>Equity of every account, drawdown of the first two below.</summary>
    public static EquityChart Equity(PerformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var equity = report.Accounts.Select((a, i) => new CanvasLine(a.Name, ColorOf(i), "money", 0, i == 0, false, a.Equity));
        var drawdown = report
            .Accounts.Take(2)
            .Select(
                (a, i) =>
                    new CanvasLine(
                        ChartsText.FormatDrawdownOf(a.Name),
                        ColorOf(i),
                        "percent",
                        1,
                        false,
                        false,
                        [.. a.Drawdown.Select(d => -d)]
                    )
            );
        return new EquityChart(Seconds(report.Prices.Times), IsDaily(report.Prices.Times), [.. equity, .. drawdown]);
    }

    /// <summary>Prices with every entry and exit.</summary>
    public static PriceChart Prices(PerformanceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var prices = report.Prices;
        var times = Seconds(prices.Times);
        var markers = report.Trades.SelectMany(t => Markers(t, prices.Bars, times)).OrderBy(m => m.Time);
        var candles = !prices.Open.AsSpan().SequenceEqual(prices.Close);
        return new PriceChart(times, IsDaily(prices.Times), candles, prices.Open, prices.High, prices.Low, prices.Close, [.. markers]);
    }

    /// <summary>Weights over time: a line for each asset; of many assets, the largest weights and the rest together.</summary>
    public static EquityChart Weights(DateTime[] times, PortfolioReport portfolio)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        var shown =
            portfolio.Assets.Count <= MostAssetLines
                ? [.. portfolio.Assets]
                : portfolio
                    .Assets.OrderByDescending(a => a.Weights.Sum(Math.Abs))
                    .Take(MostAssetLines - 1)
                    .OrderBy(a => a.Symbol, StringComparer.Ordinal)
                    .ToArray();
        var lines = shown.Select((a, i) => Line(a.Symbol, i, a.Weights));
        var rest = portfolio.Assets.Except(shown).ToArray();
        if (rest.Length > 0)
            lines = lines.Append(
                Line(
                    ChartsText.FormatOthers(rest.Length),
                    shown.Length,
                    [.. Enumerable.Range(0, times.Length).Select(t => rest.Sum(a => a.Weights[t]))]
                )
            );
        return new EquityChart(Seconds(times), IsDaily(times), [.. lines]);

        static CanvasLine Line(string name, int index, double[] weights) =>
            new(name, FormattableString.Invariant($"asset-{index + 1}"), "percent", 0, false, false, weights);
    }

    /// <summary>The last forecasts with their outcomes.</summary>
    public static FanChart Fan(ForecastScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var c = scores.Curve;
        var from = Math.Max(0, c.Times.Length - ForecastPointsShown);
        return new FanChart(
            Seconds(c.Times[from..]),
            "percent",
            c.Lower95[from..],
            c.Lower80[from..],
            c.Lower50[from..],
            c.Median[from..],
            c.Upper50[from..],
            c.Upper80[from..],
            c.Upper95[from..],
            c.Outcome[from..]
        );
    }

    /// <summary>How many outcomes each interval held.</summary>
    public static CoverageChart Coverage(ForecastScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return new CoverageChart(
            [new("50 %", scores.Coverage50, 0.5), new("80 %", scores.Coverage80, 0.8), new("95 %", scores.Coverage95, 0.95)],
            "percent"
        );
    }

    /// <summary>Seconds since 1970 of instants in UTC.</summary>
    public static long[] Seconds(DateTime[] times) => [.. times.Select(Seconds)];

    /// <summary>Seconds since 1970 of an instant in UTC.</summary>
    public static long Seconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;

    private static bool IsDaily(DateTime[] times)
    {
        var shortest = TimeSpan.MaxValue;
        for (var i = 1; i < times.Length; i++)
            shortest = times[i] - times[i - 1] < shortest ? times[i] - times[i - 1] : shortest;
        return shortest >= TimeSpan.FromHours(20);
    }

    // A thinned curve may lack the bar of the trade: then the marker is on the last point before it.
    private static IEnumerable<TradeMarker> Markers(Trade trade, int[] bars, long[] times)
    {
        var bought = trade.Size > 0;
        yield return new TradeMarker(times[PointOf(trade.EntryBar, bars)], bought, false, bought ? ChartsText.Long : ChartsText.Short);
        if (!trade.IsOpen)
            yield return new TradeMarker(times[PointOf(trade.ExitBar, bars)], !bought, true, ChartsText.Exit);
    }

    private static int PointOf(int bar, int[] bars)
    {
        var at = Array.BinarySearch(bars, bar);
        return Math.Clamp(at >= 0 ? at : ~at - 1, 0, bars.Length - 1);
    }
}
