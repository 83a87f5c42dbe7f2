using Simulator.Markets;
using Simulator.Rules;

namespace Simulator.Tests.Simulation.Rules;

public sealed class RuleTimeframeTests
{
    private static readonly RuleMarket s_daily = new(RuleMarkets.Daily(bars: 260));

    [Fact]
    public void Weekly_AtNewYorkDays_CountsFromTheLastSessionOfTheWeek()
    {
        var bars = s_daily.Target;
        var weekly = RuleValues.Of("weekly(close)", s_daily);
        var expected = double.NaN;
        for (var t = 0; t < bars.Count; t++)
        {
            // 2020-04-09 was a Thursday before Good Friday: the calendar says that the week was over.
            var day = Day(bars, t);
            var isLast =
                Enumerable.Range(1, 7).Select(day.AddDays).First(d => !MarketCalendar.Nyse.IsClosed(d)) is var next
                && Monday(next) != Monday(day);
            expected = isLast ? bars.Close[t] : expected;
            Assert.Equal(expected, weekly[t]);
        }
        Assert.Equal(bars.Close[Index(bars, new(2020, 4, 9))], weekly[Index(bars, new(2020, 4, 9))]);
        Assert.Equal(bars.Close[Index(bars, new(2020, 4, 9))], weekly[Index(bars, new(2020, 4, 16))]);
    }

    [Fact]
    public void Monthly_BarsOfAMonth_AreItsOpenHighLowCloseAndVolume()
    {
        var bars = s_daily.Target;
        var march = Enumerable.Range(0, bars.Count).Where(t => Day(bars, t) is { Month: 3, Year: 2020 }).ToArray();
        var known = march[^1];
        Assert.Equal(bars.Open[march[0]], RuleValues.Of("monthly(open)", s_daily)[known]);
        Assert.Equal(march.Max(t => bars.High[t]), RuleValues.Of("monthly(high)", s_daily)[known]);
        Assert.Equal(march.Min(t => bars.Low[t]), RuleValues.Of("monthly(low)", s_daily)[known]);
        Assert.Equal(bars.Close[known], RuleValues.Of("monthly(close)", s_daily)[known]);
        Assert.Equal(march.Sum(t => bars.Volume[t]), RuleValues.Of("monthly(volume)", s_daily)[known], 6);
        Assert.NotEqual(bars.Close[known - 1], RuleValues.Of("monthly(close)", s_daily)[known - 1]);
    }

    [Fact]
    public void PastInside_IsThePeriodBefore_AndOutside_TheBarBefore()
    {
        var (inside, outside, plain) = (
            RuleValues.Of("weekly(close[1])", s_daily),
            RuleValues.Of("weekly(close)[1]", s_daily),
            RuleValues.Of("weekly(close)", s_daily)
        );
        var wednesday = Index(s_daily.Target, new(2020, 5, 13));
        Assert.Equal(plain[wednesday - 5], inside[wednesday]);
        Assert.Equal(plain[wednesday - 1], outside[wednesday]);
        Assert.NotEqual(inside[wednesday], outside[wednesday]);
    }

    [Fact]
    public void Hours_OfMinuteBars_CloseOnTheHour()
    {
        var market = new RuleMarket(RuleMarkets.Hourly(bars: 400, minutes: 15));
        var bars = market.Target;
        var hourly = RuleValues.Of("hours(1, close)", market);
        for (var t = 3; t < bars.Count; t++)
            Assert.Equal(bars.Close[t - ((t + 1) % 4)], hourly[t]);
        Assert.True(double.IsNaN(hourly[2]));
        Assert.Equal(bars.Close[95], RuleValues.Of("daily(close)", market)[96]); // midnight ends the day
        Assert.Equal(bars.Close[95], RuleValues.Of("daily(close)", market)[95]);
        Assert.Equal(0, RuleValues.Of("barOfDay", market)[96]);
        Assert.Equal(95, RuleValues.Of("barOfDay", market)[95]);
    }

    [Fact]
    public void Week_WhoseLastSessionIsMissing_CountsFromTheNextWeek()
    {
        var all = RuleMarkets.Daily(bars: 30);
        var friday = Index(all, new(2020, 1, 17));
        var kept = Enumerable.Range(0, all.Count).Where(t => t != friday).ToArray();
        double[] Pick(double[] column) => [.. kept.Select(t => column[t])];
        var gap = new BarSeries(
            "TEST",
            [.. kept.Select(t => all.CloseTimeTicks[t])],
            Pick(all.Open),
            Pick(all.High),
            Pick(all.Low),
            Pick(all.Close),
            Pick(all.Volume)
        )
        {
            Calendar = all.Calendar,
        };
        var weekly = RuleValues.Of("weekly(close)", new RuleMarket(gap));
        var thursday = Index(gap, new(2020, 1, 16));
        Assert.Equal(gap.Close[Index(gap, new(2020, 1, 10))], weekly[thursday]); // the calendar expects a Friday
        Assert.Equal(gap.Close[thursday], weekly[thursday + 1]);
        Assert.Equal(gap.CloseTimeTicks[thursday], Resampling.Resample(gap, BarInterval.Weekly).CloseTimeTicks[2]); // stamped at its close
    }

    [Fact]
    public void Timeframe_ShorterThanTheBars_IsRefusedWithItsPlace()
    {
        var error = Assert.Single(
            Assert.Throws<RuleException>(() => RuleProgram.Compile(RuleValues.Document("close > hours(1, sma(20))")).Bind(s_daily)).Errors
        );
        Assert.Equal((9, "minutes(60, …) needs bars at least as short; those of TEST are of 1 day"), (error.Column, error.Message));
    }

    [Fact]
    public void Symbol_ThatIsNotAtHand_IsNamedWithItsPlace()
    {
        var error = Assert.Single(
            Assert
                .Throws<RuleException>(() => RuleProgram.Compile(RuleValues.Document("close > SPX.close")).Bind(RuleMarkets.Full(100)))
                .Errors
        );
        Assert.Equal(
            (
                9,
                "series 'SPX' is not available (did you mean 'SPY'?); available: TEST, SPY, BTC; on the "
                    + "command line add it with --other SYMBOL=FILE, in a simulation to data.related"
            ),
            (error.Column, error.Message)
        );
    }

    private static DateOnly Day(BarSeries bars, int t) => bars.DayAt(t);

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static int Index(BarSeries bars, DateOnly day) => Enumerable.Range(0, bars.Count).First(t => Day(bars, t) == day);
}
