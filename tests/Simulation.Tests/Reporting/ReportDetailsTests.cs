using Simulator.Backtesting;
using Simulator.Reporting;

namespace Simulator.Tests.Simulation.Reporting;

/// <summary>What a report's page derives from what the report keeps, by hand-checked numbers.</summary>
public sealed class ReportDetailsTests
{
    private static readonly DateTime s_start = new(2024, 1, 30, 21, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Excursion_OfALong_IsTheWorstAndBestPriceOfItsBars()
    {
        var prices = Curve([0, 1, 2, 3], high: [100, 112, 105, 300], low: [99, 98, 95, 1]);

        var excursion = TradeExcursion.Of(prices, Trade(10, 1, 2, 100, 105))!.Value;

        Assert.Equal((0.05, 0.12), (excursion.Adverse, excursion.Favourable), new Near());
    }

    [Fact]
    public void Excursion_OfAShortOnAThinnedCurve_CountsThePointThatStandsForItsBars()
    {
        // The point of bar 5 stands for bars 1 … 5.
        var prices = Curve([0, 5], high: [100, 120], low: [100, 90]);

        var excursion = TradeExcursion.Of(prices, Trade(-10, 2, 4, 100, 95))!.Value;

        Assert.Equal((0.2, 0.1), (excursion.Adverse, excursion.Favourable), new Near());
    }

    [Fact]
    public void Excursion_OfAnAssetAmongSeveral_IsUnknown() =>
        Assert.Null(TradeExcursion.Of(Curve([0, 1], [1, 1], [1, 1]), Trade(1, 0, 1, 1, 1) with { Symbol = "A" }));

    [Fact]
    public void Fills_OfAPositionClosedInTwoParts_AreThree()
    {
        var trades = new[] { Trade(60, 1, 3, 100, 110), Trade(40, 1, 5, 100, 120) };

        var fills = ReportFill.Of(trades);

        Assert.Equal([100, -60, -40], fills.Select(f => f.Units));
        Assert.Equal([1, 3, 5], fills.Select(f => f.Bar));
        Assert.Equal(10_000, fills[0].Value);
    }

    [Fact]
    public void Fills_OfAReversal_AreOneThatClosesAndOpens()
    {
        var trades = new[] { Trade(50, 1, 3, 100, 110, "in", "turn"), Trade(-50, 3, 5, 110, 100, "turn", "out") };

        var turn = ReportFill.Of(trades).Single(f => f.Bar == 3);

        Assert.Equal((-100, true, true), (turn.Units, turn.Opens, turn.Closes));
    }

    [Fact]
    public void Fills_OfAnOpenTrade_HaveNoExit() => Assert.Single(ReportFill.Of([Trade(5, 1, 9, 10, 12) with { IsOpen = true }]));

    [Fact]
    public void Streaks_AreRunsOfOneSign_AndZeroEndsThem()
    {
        double[] profits = [1, 2, -1, 3, 0, 4, 5, 6];
        var streaks = TradeStreaks.Of(profits.Select((p, i) => Trade(1, i, i + 1, 10, 10 + p)));

        Assert.Equal([2, 1, 3], streaks.Won);
        Assert.Equal([1], streaks.Lost);
    }

    [Fact]
    public void Histogram_HasABinThatBeginsAtZero_AndCountsEveryValue()
    {
        var histogram = Histogram.Of([-0.02, -0.01, -0.001, 0.001, 0.01, 0.02, 0.03, double.NaN])!;

        Assert.Equal(7, histogram.Counts.Sum());
        Assert.Equal(0, Math.IEEERemainder(histogram.Low, histogram.Width), 9);
        Assert.InRange(histogram.Counts.Length, 8, 50);
    }

    [Fact]
    public void Histogram_OfOneValueOverAndOver_IsAbsent() => Assert.Null(Histogram.Of([0, 0, 0]));

    [Fact]
    public void Activity_OfTwoMonths_IsMeanExposureAndTradedShareOfEquity()
    {
        var report = Report([1000, 1000, 500], exposure: [0.5, -1, 0]);
        var fills = ReportFill.Of([Trade(5, 0, 1, 100, 100)]); // 500 in January, 500 on its last day

        var months = MonthlyActivity.Of(report, fills, fillsAreWhole: true);

        Assert.Equal([new DateOnly(2024, 1, 1), new DateOnly(2024, 2, 1)], months.Select(m => m.Month));
        Assert.Equal([0.75, 0], months.Select(m => m.Exposure));
        Assert.Equal([1, 0], months.Select(m => m.Turnover));
        Assert.All(MonthlyActivity.Of(report, fills, fillsAreWhole: false), m => Assert.True(double.IsNaN(m.Turnover)));
    }

    [Fact]
    public void PeriodReturns_StartFromTheCash_AndJoinIntradayBarsByDay()
    {
        var daily = PeriodReturns.Of(Report([1100, 1100, 550], cash: 1000));
        Assert.Equal([0.1, 0, -0.5], daily.Returns, new Near1());
        Assert.True(daily.IsWhole);

        var hours = Report([1100, 1210, 605], cash: 1000, step: TimeSpan.FromHours(2)); // 21:00, 23:00, 01:00
        Assert.Equal([0.21, -0.5], PeriodReturns.Of(hours).Returns, new Near1());
    }

    [Fact]
    public void Csv_NamesEveryColumn_QuotesReasons_AndAddsProfitsUp()
    {
        var report = Report([1000, 1100, 1200]) with
        {
            Trades = [Trade(1, 0, 1, 10, 20, "a, b"), Trade(-1, 1, 2, 20, 15, "=1+1") with { IsOpen = true }],
        };

        var lines = ReportCsv.Trades(report).Split('\n');
        Assert.Equal(lines[0].Split(',').Length, lines[2].Split(',').Length);
        Assert.Contains(",10,10,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",5,15,", lines[2], StringComparison.Ordinal);
        Assert.Contains("\"a, b\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("'=1+1", lines[2], StringComparison.Ordinal);
        Assert.Equal(1 + 3, ReportCsv.Fills(report).TrimEnd('\n').Split('\n').Length);
        Assert.Equal("time,close,rule: equity,rule: drawdown,rule: exposure", ReportCsv.Equity(report).Split('\n')[0]);
    }

    private static PriceCurve Curve(int[] bars, double[] high, double[] low) =>
        new(Array.ConvertAll(bars, b => s_start.AddDays(b)), bars, low, high, low, high);

    private static Trade Trade(double size, int entry, int exit, double from, double to, string why = "in", string whyOut = "out") =>
        new()
        {
            Size = size,
            EntryBar = entry,
            ExitBar = exit,
            EntryTime = s_start.AddDays(entry),
            ExitTime = s_start.AddDays(exit),
            EntryPrice = from,
            ExitPrice = to,
            Commission = 0,
            ProfitLoss = size * (to - from),
            ReturnFraction = Math.Sign(size) * ((to / from) - 1),
            EntryReason = why,
            ExitReason = whyOut,
        };

    private static PerformanceReport Report(double[] equity, double[]? exposure = null, double cash = 1000, TimeSpan? step = null)
    {
        int[] bars = [.. Enumerable.Range(0, equity.Length)];
        var times = Array.ConvertAll(bars, b => s_start + (b * (step ?? TimeSpan.FromDays(1))));
        var figures = new Dictionary<string, double> { ["finalEquity"] = equity[^1], ["returnFraction"] = (equity[^1] / cash) - 1 };
        return new PerformanceReport
        {
            Sentence = "",
            From = times[0],
            To = times[^1],
            Accounts = [new AccountReport("rule", figures, equity, new double[equity.Length], exposure ?? new double[equity.Length], "")],
            Prices = new PriceCurve(times, bars, equity, equity, equity, equity),
            Trades = [],
            Honesty = new Honesty
            {
                Trials = 1,
                Seeds = 0,
                ProbabilisticSharpe = double.NaN,
                SyntheticData = false,
                Checks = [],
                Notes = [],
            },
        };
    }

    private sealed class Near : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) x, (double, double) y) =>
            Math.Abs(x.Item1 - y.Item1) < 1e-12 && Math.Abs(x.Item2 - y.Item2) < 1e-12;

        public int GetHashCode((double, double) obj) => 0;
    }

    private sealed class Near1 : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-12;

        public int GetHashCode(double obj) => 0;
    }
}
