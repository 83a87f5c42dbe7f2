using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Portfolios;
using Simulator.Rules;
using Simulator.Seeding;
using Simulator.Tests.Simulation.Portfolios;
using Simulator.Tests.Simulation.Rules;

namespace Simulator.Tests.Simulation.Markets;

/// <summary>Longer bars are the same whoever asks for them: portfolios, rules, bar by bar or at once.</summary>
public sealed class BarResamplerTests
{
    private static readonly MarketCalendar s_stamps = new("stamps", "As stamped", "Etc/UTC", new TimeOnly(23, 59), true, 365)
    {
        DayEnd = TimeOnly.MinValue,
    };

    public static TheoryData<string, int> Markets { get; } =
        new()
        {
            { "stamps", 30 },
            { "stamps", 1440 },
            { "crypto", 45 },
            { "nyse", 60 },
            { "nyse", 180 },
            { "nyse", 1440 },
            { "nyse", 7 * 1440 },
            { "fx", 240 },
            { "fx", 1440 },
            { "fx", 7 * 1440 },
            { "fx", 30 * 1440 },
            { "lse", 120 },
        };

    [Fact]
    public void Midnight_EndsTheHalfHourBeforeIt_ForPortfoliosAndForRules()
    {
        // 23:45 … 00:20; the half hour ends at midnight, the next is not over.
        var bars = Minutes(s_stamps, new DateTime(2023, 8, 1, 23, 45, 0), 5, 8);
        var half = Resampling.Resample(bars, BarInterval.Minutes(30));
        Assert.Equal((1, new DateTime(2023, 8, 2), 100.0, 103.5), (half.Count, half.CloseTimeAt(0), half.Open[0], half.Close[0]));
        Assert.Equal(
            [double.NaN, double.NaN, double.NaN, 103.5, 103.5, 103.5, 103.5, 103.5],
            RuleValues.Of("minutes(30, close)", new RuleMarket(bars))
        );
        Assert.Equal([0, 0, 0, 1, 1, 1, 1], Seen(bars, BarInterval.Minutes(30)));
    }

    [Fact]
    public void Midnight_EndsTheDayBeforeIt_ForPortfoliosAndForRules()
    {
        var bars = Minutes(s_stamps, new DateTime(2023, 8, 1, 23, 45, 0), 5, 8);
        Assert.Equal(
            [double.NaN, double.NaN, double.NaN, 103.5, 103.5, 103.5, 103.5, 103.5],
            RuleValues.Of("daily(close)", new RuleMarket(bars))
        );
        Assert.Equal([0, 0, 0, 1, 1, 1, 1], Seen(bars, BarInterval.Daily));
    }

    [Fact]
    public void BarsAfterTheRegularClose_BelongToTheirDate_OnceASeriesHasThem()
    {
        // 15:30 … 17:00 on Friday, on Monday and on Tuesday in New York (winter), each day 15:30, 16:00, 16:30, 17:00; then
        // Wednesday 10:00.
        BarSeries Day(int day, int hour, int count) => Minutes(MarketCalendar.Nyse, new DateTime(2020, 1, day, hour, 30, 0), 30, count);
        var bars = Joined(Joined(Day(10, 20, 4), Day(13, 20, 4)), Joined(Day(14, 20, 4), Day(15, 15, 1)));
        var days = Resampling.Resample(bars, BarInterval.Daily);
        // Friday was over at 16:00, as far as anyone could know; its two late bars open Monday. Later days hold their own late bars.
        Assert.Equal([bars.Close[1], bars.Close[7], bars.Close[11]], days.Close);
        Assert.Equal([bars.Open[0], bars.Open[2], bars.Open[8]], days.Open);
        Assert.Equal(bars.Volume.Take(12).Sum(), days.Volume.Sum());
        var known = RuleValues.Of("daily(close)", new RuleMarket(bars));
        Assert.Equal(
            [double.NaN, days.Close[0], days.Close[0], days.Close[0], days.Close[0], days.Close[0], days.Close[0], days.Close[0]],
            known[..8]
        );
        Assert.Equal([days.Close[1], days.Close[1], days.Close[1], days.Close[1], days.Close[2]], known[8..]);
        Assert.Equal([0.0, 1, 2, 3, 0, 1, 2, 3], RuleValues.Of("barOfDay", new RuleMarket(bars))[..8]);
    }

    [Fact]
    public void HalfDay_IsOverAtItsEarlyClose()
    {
        // 2018-11-23, the day after Thanksgiving: 12:30 and 13:00 in New York; Monday 10:00.
        var bars = Joined(
            Minutes(MarketCalendar.Nyse, new DateTime(2018, 11, 23, 17, 30, 0), 30, 2),
            Minutes(MarketCalendar.Nyse, new DateTime(2018, 11, 26, 15, 0, 0), 30, 1)
        );
        Assert.Equal([double.NaN, bars.Close[1], bars.Close[1]], RuleValues.Of("daily(close)", new RuleMarket(bars)));
        Assert.Equal([double.NaN, bars.Close[1], bars.Close[1]], RuleValues.Of("weekly(close)", new RuleMarket(bars)));
    }

    [Fact]
    public void SundayEvening_OfForeignExchange_IsMonday_ForEveryMeaningOfADay()
    {
        // Friday 2020-01-10 16:00 and 17:00 New York, Sunday 18:00 … 23:00, Monday 00:00 … 17:00 (hours by their ends), Monday 18:00.
        var friday = Minutes(MarketCalendar.Fx, new DateTime(2020, 1, 10, 21, 0, 0), 60, 2);
        var bars = Joined(friday, Minutes(MarketCalendar.Fx, new DateTime(2020, 1, 12, 23, 0, 0), 60, 25));
        var monday = new DateOnly(2020, 1, 13);
        Assert.Equal(
            [new(2020, 1, 10), new(2020, 1, 10), .. Enumerable.Repeat(monday, 24), new(2020, 1, 14)],
            Enumerable.Range(0, bars.Count).Select(bars.DayAt)
        );
        Assert.Equal(Enumerable.Range(0, bars.Count).Select(i => bars.DayAt(i).DayNumber), bars.DayNumbers());
        Assert.Equal([1, 25, 26], TradingPeriods.Ends(bars, 0, bars.Count - 1));
        var days = Resampling.Resample(bars, BarInterval.Daily);
        Assert.Equal([bars.Close[1], bars.Close[25]], days.Close);
        Assert.Equal([new(2020, 1, 10), monday], Enumerable.Range(0, days.Count).Select(days.DayAt));
        var rule = new RuleMarket(bars);
        Assert.Equal([0, 1, .. Enumerable.Range(0, 24).Select(i => (double)i), 0], RuleValues.Of("barOfDay", rule));
        Assert.Equal([5, 5, .. Enumerable.Repeat(1.0, 24), 2], RuleValues.Of("dayOfWeek", rule));
        Assert.Equal([16, 17, 18, 19, 20, 21, 22, 23, .. Enumerable.Range(0, 19).Select(h => (double)h)], RuleValues.Of("hour", rule));
    }

    [Fact]
    public void IntradayBar_ThatTheSessionCutsShort_EndsWithIt_AndWhatComesLaterIsNotLost()
    {
        var bars = Minutes(MarketCalendar.Nyse, new DateTime(2020, 1, 10, 19, 30, 0), 30, 8); // 14:30 … 18:00 in New York
        var thirds = Resampling.Resample(bars, BarInterval.Minutes(180));
        Assert.Equal(
            [new DateTime(2020, 1, 10, 20, 0, 0), new DateTime(2020, 1, 10, 21, 0, 0), new DateTime(2020, 1, 10, 23, 0, 0)],
            Enumerable.Range(0, thirds.Count).Select(thirds.CloseTimeAt)
        );
        Assert.Equal(bars.Volume.Sum(), thirds.Volume.Sum());
    }

    [Theory]
    [MemberData(nameof(Markets))]
    public void EveryPart_IsInOneLongerBar_AndCuttingTheFutureOffChangesNothing(string calendar, int minutes)
    {
        var length = BarInterval.Minutes(minutes);
        var bars = Gappy(calendar == "stamps" ? s_stamps : MarketCalendar.ById(calendar), 4_000);
        var (longer, known) = Resampling.Of(bars, length);
        Assert.True(longer.Count > 0);
        var done = Enumerable.Range(0, bars.Count).Last(t => bars.CloseTimeTicks[t] == longer.CloseTimeTicks[^1]) + 1;
        Assert.Equal(bars.Volume.Take(done).Sum(), longer.Volume.Sum());
        Assert.Equal(known.Order(), known);
        for (var cut = 1; cut < bars.Count; cut += 97)
        {
            var (early, earlyKnown) = Resampling.Of(bars.Slice(0, cut), length);
            Assert.Equal(known.TakeWhile(k => k <= bars.CloseTimeTicks[cut - 1]), earlyKnown);
            Assert.Equal(longer.Close.Take(early.Count), early.Close);
        }
    }

    [Fact]
    public void Hours_OnTheNightsWhenClocksChange_AreWhole()
    {
        foreach (var midnight in new[] { new DateTime(2020, 3, 8, 5, 0, 0), new DateTime(2020, 11, 1, 4, 0, 0) })
        {
            var bars = Minutes(MarketCalendar.Fx, midnight.AddMinutes(15), 15, 40);
            var hours = Resampling.Resample(bars, BarInterval.Minutes(60));
            Assert.Equal(10, hours.Count);
            Assert.Equal(Enumerable.Range(1, 10).Select(h => midnight.AddHours(h)), Enumerable.Range(0, 10).Select(hours.CloseTimeAt));
        }
    }

    [Fact]
    public void SundayBar_OfDailyForeignExchange_IsPartOfMonday()
    {
        // Thursday 2 January 2020 to Friday 10 January with a bar on Sunday the fifth, as brokers whose days end at midnight write it.
        DateOnly[] dates =
        [
            new(2020, 1, 2),
            new(2020, 1, 3),
            new(2020, 1, 5),
            .. Enumerable.Range(6, 5).Select(d => new DateOnly(2020, 1, d)),
        ];
        var bars = PortfolioMarkets.Series(
            "EURUSD",
            MarketCalendar.Fx,
            [.. dates.Select((d, i) => new Bar(MarketCalendar.Fx.CloseOf(d), 1 + i, 2 + i, 0.5 + i, 1.5 + i, 1))]
        );
        Assert.Equal(new DateOnly(2020, 1, 6), bars.DayAt(2));
        Assert.Equal([0, 1, 3, 4, 5, 6, 7], TradingPeriods.Ends(bars, 0, bars.Count - 1));
        Assert.Equal([bars.Close[1], bars.Close[7]], Resampling.Resample(bars, BarInterval.Weekly).Close);
        Assert.Equal([0.0, 0, 0, 1, 0, 0, 0, 0], RuleValues.Of("barOfDay", new RuleMarket(bars)));
    }

    private static List<int> Seen(BarSeries bars, BarInterval length)
    {
        var seen = new List<int>();
        PortfolioEngine.Run(
            [new(bars)],
            new ScriptedPortfolio(c => seen.Add(c.Timeframe(0, length).Count)),
            new ExecutionSpec(),
            new CapitalSpec()
        );
        return seen;
    }

    private static BarSeries Minutes(MarketCalendar calendar, DateTime firstClose, int minutes, int count) =>
        PortfolioMarkets.Series(
            "AAA",
            calendar,
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(i => new Bar(
                        DateTime.SpecifyKind(firstClose.AddMinutes(minutes * i), DateTimeKind.Utc),
                        100 + i,
                        101 + i,
                        99 + i,
                        100.5 + i,
                        1 + i
                    )),
            ],
            BarInterval.Minutes(minutes)
        );

    private static BarSeries Joined(BarSeries a, BarSeries b) =>
        PortfolioMarkets.Series(
            "AAA",
            a.Calendar,
            [.. Enumerable.Range(0, a.Count).Select(i => a[i]), .. Enumerable.Range(0, b.Count).Select(i => b[i])],
            a.Interval
        );

    // Every quarter of an hour round the clock, weekends too, with a tenth of the bars missing.
    private static BarSeries Gappy(MarketCalendar calendar, int count)
    {
        var (random, rows) = (new SplitMix64(5), new List<Bar>());
        for (var time = new DateTime(2020, 2, 20, 0, 0, 0, DateTimeKind.Utc); rows.Count < count; time = time.AddMinutes(15))
        {
            var close = 100 + random.NextGaussian();
            if (random.NextDouble() > 0.1)
                rows.Add(new Bar(time, close, close, close, close, 1));
        }
        return PortfolioMarkets.Series("AAA", calendar, rows, BarInterval.Minutes(15));
    }
}
