using Simulator.Alignment;
using Simulator.Markets;
using Simulator.Seeding;
using Simulator.Synthetic;

namespace Simulator.Tests.Simulation.Alignment;

/// <summary>Last known value at the decision time, on hand-checked days and on random series.</summary>
public sealed class MarketAlignmentTests
{
    private static readonly DateOnly s_monday = new(2020, 3, 2);

    [Fact]
    public void TokyoClose_OfTheSameDate_ReachesNewYork()
    {
        var us = Series("US", MarketCalendar.Nyse, [s_monday, s_monday.AddDays(1)], [1, 2]);
        var tokyo = Series("JP", MarketCalendar.Tse, [s_monday, s_monday.AddDays(1)], [10, 20]);

        Assert.Equal(new double[] { 10, 20 }, MarketAlignment.Align(us, [tokyo]).Related[0].Last);
    }

    [Fact]
    public void NewYorkClose_OfTheSameDate_DoesNotReachTokyo()
    {
        var tokyo = Series("JP", MarketCalendar.Tse, [s_monday, s_monday.AddDays(1), s_monday.AddDays(2)], [10, 20, 30]);
        var us = Series("US", MarketCalendar.Nyse, [s_monday, s_monday.AddDays(1)], [1, 2]);

        var aligned = MarketAlignment.Align(tokyo, [us]).Related[0];

        Assert.Equal([double.NaN, 1, 2], aligned.Last);
        Assert.Equal([-1, 0, 1], aligned.SourceBar);
    }

    [Fact]
    public void VolatilityIndex_OfTheSameDate_DoesNotReachNewYork()
    {
        // It prints at 16:15, after the equities' close at 16:00.
        var us = Series("US", MarketCalendar.Nyse, [s_monday, s_monday.AddDays(1)], [1, 2]);
        var vix = Series("VIX", MarketCalendar.Cboe, [s_monday, s_monday.AddDays(1)], [20, 30]);

        Assert.Equal([double.NaN, 20], MarketAlignment.Align(us, [vix]).Related[0].Last);
    }

    [Fact]
    public void OfficialRate_OfADate_IsNotKnownThatDayNorAtTheNextClose()
    {
        // Dated Monday, public on Tuesday 16:15: after Tuesday's close at 16:00.
        var us = Series("US", MarketCalendar.Nyse, [s_monday, s_monday.AddDays(1), s_monday.AddDays(2)], [1, 2, 3]);
        var rate = Series("DGS10", MarketCalendar.Rates, [s_monday, s_monday.AddDays(1), s_monday.AddDays(2)], [1.5, 1.6, 1.7]);

        Assert.Equal([double.NaN, double.NaN, 1.5], MarketAlignment.Align(us, [rate]).Related[0].Last);
    }

    [Fact]
    public void ForeignExchangeDay_EndsAfterTheUsClose_SoItArrivesTheNextDay()
    {
        var us = Series("US", MarketCalendar.Nyse, [s_monday, s_monday.AddDays(1)], [1, 2]);
        var pair = Series("USDJPY", MarketCalendar.Fx, [s_monday, s_monday.AddDays(1)], [108, 107]);

        Assert.Equal([double.NaN, 108], MarketAlignment.Align(us, [pair]).Related[0].Last);
    }

    [Fact]
    public void RelatedHoliday_KeepsTheLastValueAndItsBar()
    {
        var us = Series("US", MarketCalendar.Nyse, [s_monday, s_monday.AddDays(1), s_monday.AddDays(2)], [1, 2, 3]);
        var london = Series("FTSE", MarketCalendar.Lse, [s_monday, s_monday.AddDays(2)], [7, 9]);

        var aligned = MarketAlignment.Align(us, [london]).Related[0];

        Assert.Equal(new double[] { 7, 7, 9 }, aligned.Last);
        Assert.Equal([0, 0, 1], aligned.SourceBar);
    }

    [Fact]
    public void Truncation_OfTargetAndRelated_NeverChangesEarlierRows()
    {
        var market = DemoMarket.Create(seed: 11, years: 2);
        var random = new SplitMix64(4);
        var full = MarketAlignment.Align(market.Target, market.Related);
        for (var trial = 0; trial < 40; trial++)
        {
            var end = 1 + random.NextInt(market.Target.Count);
            var until = market.Target.CloseTimeTicks[end - 1];
            var cut = MarketAlignment.Align(
                market.Target.Slice(0, end),
                [.. market.Related.Select(r => r.Slice(0, r.CloseTimeTicks.Count(t => t <= until)))]
            );
            for (var k = 0; k < cut.Related.Count; k++)
            {
                Assert.Equal(full.Related[k].Last[..end], cut.Related[k].Last);
                Assert.Equal(full.Related[k].SourceBar[..end], cut.Related[k].SourceBar);
            }
        }
    }

    [Fact]
    public void RandomSeries_AlignedValue_IsTheNewestKnownOne()
    {
        var random = new SplitMix64(8);
        for (var trial = 0; trial < 50; trial++)
        {
            var target = Random(random, "T");
            var related = Random(random, "R");
            var aligned = MarketAlignment.Align(target, [related]).Related[0];
            for (var t = 0; t < target.Count; t++)
            {
                var newest = Enumerable
                    .Range(0, related.Count)
                    .LastOrDefault(i => related.CloseTimeTicks[i] <= target.CloseTimeTicks[t], -1);
                Assert.Equal(newest, aligned.SourceBar[t]);
            }
        }
    }

    private static BarSeries Series(string symbol, MarketCalendar calendar, DateOnly[] days, double[] values) =>
        Bars(symbol, [.. days.Select(d => calendar.CloseOf(d).Ticks)], values, calendar);

    private static BarSeries Random(SplitMix64 random, string symbol)
    {
        var ticks = Enumerable.Range(0, 60).Select(_ => (long)random.NextInt(500)).Distinct().Order().ToArray();
        return Bars(symbol, ticks, [.. ticks.Select(_ => random.NextDouble())], MarketCalendar.Crypto);
    }

    private static BarSeries Bars(string symbol, long[] ticks, double[] values, MarketCalendar calendar) =>
        new(symbol, ticks, values, values, values, values, values) { Calendar = calendar, HasOhlc = false };
}
