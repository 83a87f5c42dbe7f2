using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Statistics;
using Simulator.Strategies;
using Simulator.Tests.Simulation.Backtesting;

namespace Simulator.Tests.Simulation.Statistics;

public sealed class TablesTests
{
    [Fact]
    public void DrawdownTable_OfACurve_ByHand()
    {
        // Equity follows the closes: 100 | 90 100 120 96 108 120 118; the starting cash is the first peak.
        var account = Hold(100, 90, 100, 120, 96, 108, 120, 118);
        var rows = DrawdownTable.Of(account);

        Assert.Equal(3, rows.Count);
        Assert.Equal(0.2, rows[0].Depth, 12);
        Assert.Equal(
            (Day(3), Day(4), Day(6), 3, 2),
            (rows[0].Peak, rows[0].Trough, rows[0].Recovery!.Value, rows[0].LengthDays, rows[0].RecoveryDays!.Value)
        );
        Assert.Equal(0.1, rows[1].Depth, 12);
        Assert.Equal((Day(0), Day(1), Day(2)), (rows[1].Peak, rows[1].Trough, rows[1].Recovery!.Value));
        Assert.Equal(2 / 120.0, rows[2].Depth, 12);
        Assert.Equal(
            (Day(6), Day(7), null, 1, null),
            (rows[2].Peak, rows[2].Trough, rows[2].Recovery, rows[2].LengthDays, rows[2].RecoveryDays)
        );
    }

    [Fact]
    public void DrawdownTable_DeepestRow_IsTheMaximumDrawdown()
    {
        var series = TestMarkets.Random(21, 600);
        var account = new AccountFigures(
            series,
            BacktestEngine.Run(series, 50, 599, new SmaCross(5, 20), new ExecutionSpec(), new CapitalSpec())
        );
        var rows = DrawdownTable.Of(account, 5);

        Assert.Equal(5, rows.Count);
        Assert.Equal(StatisticCatalogue.Compute(account, StatisticDialect.Standard)["maxDrawdown"], rows[0].Depth, 14);
        Assert.Equal(rows.OrderByDescending(r => r.Depth), rows);
        Assert.All(rows, r => Assert.True(r.Peak < r.Trough && (r.Recovery is null || r.Trough < r.Recovery)));
    }

    [Fact]
    public void DrawdownTable_OfAnAccountThatOnlyRises_IsEmpty() => Assert.Empty(DrawdownTable.Of(Hold(100, 101, 102, 103)));

    [Fact]
    public void CalendarReturns_AcrossAYearEnd_Compound()
    {
        // 2020-12-30 is the close before the run: Dec 31 +10 %, Jan 1 −10 %, Jan 2 +10 %.
        var account = Hold(new DateOnly(2020, 12, 30), 100, 110, 99, 108.9);
        var years = CalendarReturns.Years(account);

        Assert.Equal([2020, 2021], years.Select(y => y.Year));
        Assert.Equal(0.1, years[0].Return, 12);
        Assert.Equal(0.1, years[0].Months[11], 12);
        Assert.Equal(-0.01, years[1].Return, 12);
        Assert.Equal(-0.01, years[1].Months[0], 12);
        Assert.All(years[1].Months[1..], m => Assert.True(double.IsNaN(m)));
        Assert.Equal(2, CalendarReturns.Months(account).Length);
        // Wednesday 30 December, then Thursday to Saturday: one ISO week.
        Assert.Equal(0.089, Assert.Single(CalendarReturns.Weeks(account)), 12);
    }

    [Fact]
    public void CalendarReturns_Together_AreTheTotalReturn()
    {
        var series = TestMarkets.Random(8, 900);
        var account = new AccountFigures(
            series,
            BacktestEngine.Run(series, 30, 899, new SmaCross(5, 20), new ExecutionSpec(), new CapitalSpec())
        );
        double Compound(IEnumerable<double> returns) => returns.Aggregate(1.0, (g, r) => g * (1 + r)) - 1;

        Assert.Equal(account.TotalReturn, Compound(CalendarReturns.Months(account)), 10);
        Assert.Equal(account.TotalReturn, Compound(CalendarReturns.Weeks(account)), 10);
        Assert.Equal(account.TotalReturn, Compound(CalendarReturns.Years(account).Select(y => y.Return)), 10);
        Assert.All(CalendarReturns.Years(account), y => Assert.Equal(y.Return, Compound(y.Months.Where(double.IsFinite)), 10));
    }

    [Fact]
    public void RollingFigures_OfAWindow_AreThoseOfItsReturns()
    {
        double[] r = [0.1, -0.1, 0.05, 0.02, -0.03];
        double[] m = [0.05, -0.05, 0.02, 0.03, -0.01];

        Assert.All(RollingFigures.Return(r, 3)[..2], v => Assert.True(double.IsNaN(v)));
        Assert.Equal((1.1 * 0.9 * 1.05) - 1, RollingFigures.Return(r, 3)[2], 12);
        Assert.Equal(ReturnFigures.Volatility([0.05, 0.02, -0.03], 252), RollingFigures.Volatility(r, 3, 252)[4], 15);
        Assert.Equal(ReturnFigures.Sharpe([-0.1, 0.05, 0.02], 252), RollingFigures.Sharpe(r, 3, 252)[3], 15);
        Assert.Equal(RelativeFigures.Of(r.AsSpan(2), m.AsSpan(2), 252).Beta, RollingFigures.Beta(r, m, 3)[4], 15);
        Assert.All(RollingFigures.Return([0.1], 3), v => Assert.True(double.IsNaN(v)));
    }

    [Fact]
    public void Regimes_Together_AreTheWholeRun_InEveryKind()
    {
        var series = TestMarkets.Random(13, 1_000);
        var account = new AccountFigures(
            series,
            BacktestEngine.Run(series, 200, 999, new SmaCross(5, 20), new ExecutionSpec(), new CapitalSpec())
        );
        var rows = Regimes.Of(account);

        Assert.Equal(["volatility", "trend", "year"], rows.Select(r => r.Kind).Distinct());
        foreach (var kind in rows.GroupBy(r => r.Kind))
        {
            Assert.Equal(800, kind.Sum(r => r.Periods));
            Assert.Equal(1 + account.TotalReturn, kind.Aggregate(1.0, (g, r) => g * (1 + r.Return)), 10);
            Assert.Equal(series.Close[999] / series.Close[199], kind.Aggregate(1.0, (g, r) => g * (1 + r.MarketReturn)), 10);
        }
        Assert.DoesNotContain(rows, r => r.Name == "unknown"); // 200 bars of history are enough
    }

    [Fact]
    public void RegimeOfAPeriod_DoesNotDependOnItOrOnWhatFollows()
    {
        var closes = TestMarkets.Random(4, 700).Close;
        var (volatility, trend) = (Regimes.VolatilityStates(closes), Regimes.TrendStates(closes));
        for (var cut = 50; cut < 700; cut += 71)
        {
            double[] changed = [.. closes[..cut], .. closes[cut..].Select((c, i) => c * (2 + Math.Sin(i)))];
            Assert.Equal(volatility[..(cut + 1)], Regimes.VolatilityStates(changed)[..(cut + 1)]);
            Assert.Equal(trend[..(cut + 1)], Regimes.TrendStates(changed)[..(cut + 1)]);
        }
        Assert.Equal(["high", "low", "middle", "unknown"], volatility.Distinct().Order());
    }

    [Fact]
    public void VolatilityRegime_OfACalmMarketThatStartsToShake_TurnsHigh()
    {
        double[] closes = [.. Enumerable.Range(0, 300).Select(i => 100 * (1 + ((i < 200 ? 0.001 : 0.03) * (i % 2)))), 100];
        var states = Regimes.VolatilityStates(closes);

        Assert.Equal("unknown", states[80]);
        Assert.NotEqual("high", states[150]);
        Assert.Equal("high", states[225]);
    }

    internal static AccountFigures Hold(params double[] closes) => Hold(new DateOnly(2020, 1, 1), closes);

    /// <summary>Crypto days from a first close, all of which is bought at the second bar's open, which repeats it.</summary>
    internal static AccountFigures Hold(DateOnly first, params double[] closes)
    {
        double[] open = [closes[0], .. closes[..^1]];
        var times = Enumerable.Range(0, closes.Length).Select(i => MarketCalendar.Crypto.CloseOf(first.AddDays(i)).Ticks).ToArray();
        var series = new BarSeries("HELD", times, open, [.. open.Zip(closes, Math.Max)], [.. open.Zip(closes, Math.Min)], closes, closes)
        {
            Calendar = MarketCalendar.Crypto,
        };
        var execution = new ExecutionSpec
        {
            CommissionRate = 0,
            SlippageBps = 0,
            FractionalUnits = true,
        };
        return new AccountFigures(
            series,
            BacktestEngine.Run(series, 1, closes.Length - 1, new BuyAndHold(), execution, new CapitalSpec { Amount = 100 })
        );
    }

    private static DateOnly Day(int offset) => new DateOnly(2020, 1, 1).AddDays(offset);
}
