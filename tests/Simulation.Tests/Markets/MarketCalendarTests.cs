using Simulator.Markets;

namespace Simulator.Tests.Simulation.Markets;

public sealed class MarketCalendarTests
{
    [Theory]
    [InlineData("2012-10-29", true)] // Sandy
    [InlineData("2012-10-30", true)]
    [InlineData("2001-09-11", true)]
    [InlineData("2018-12-05", true)] // Bush
    [InlineData("2015-07-03", true)] // the 4th on a Saturday
    [InlineData("2022-06-20", true)] // Juneteenth on a Sunday
    [InlineData("2021-06-18", false)] // not yet observed by the exchange
    [InlineData("2011-12-26", true)] // Christmas on a Sunday
    [InlineData("2010-12-31", false)] // New Year's Day on a Saturday is not moved back
    [InlineData("2018-03-30", true)] // Good Friday
    [InlineData("2018-04-02", false)]
    [InlineData("2018-11-22", true)]
    [InlineData("2018-11-23", false)] // half day
    [InlineData("2018-05-28", true)]
    [InlineData("2018-01-15", true)]
    [InlineData("2025-01-09", true)] // Carter
    public void NewYork_Holiday_IsKnown(string day, bool closed) =>
        Assert.Equal(closed, MarketCalendar.Nyse.IsClosed(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [SkippableTheory]
    [InlineData("data/lean/daily_csv/spy.csv", 1998)]
    [InlineData("data/core/daily_2010_2018/GSPC.csv", 2010)]
    public void NewYork_TradingDays_AreThoseOfRealSeries(string file, int firstYear)
    {
        var traded = File.ReadLines(SharedFiles.Require(file))
            .Skip(1)
            .Select(l => DateOnly.ParseExact(l.Split(',')[0], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
            .ToHashSet();

        for (var day = new DateOnly(firstYear, 1, 2); day <= traded.Max(); day = day.AddDays(1))
            Assert.True(
                traded.Contains(day) != MarketCalendar.Nyse.IsClosed(day),
                $"{day:yyyy-MM-dd} {day.DayOfWeek}: traded {traded.Contains(day)}"
            );
    }

    [Fact]
    public void EveryCalendar_DateOfAClose_IsItsDay()
    {
        foreach (var calendar in MarketCalendar.All)
        {
            for (var day = new DateOnly(2019, 1, 1); day < new DateOnly(2021, 1, 1); day = day.AddDays(1))
                Assert.Equal(day, calendar.DateOf(calendar.CloseOf(day)));
        }
    }
}
