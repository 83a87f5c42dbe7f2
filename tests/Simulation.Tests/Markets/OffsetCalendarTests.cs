using Simulator.Markets;

namespace Simulator.Tests.Simulation.Markets;

/// <summary>Calendars of an unknown exchange on a fixed offset, and calendars by the offsets that a file wrote.</summary>
public sealed class OffsetCalendarTests
{
    [Fact]
    public void Offset_IsACalendarOfWeekdays_WhoseDaysEndAtMidnightThere()
    {
        var calendar = MarketCalendar.ById("utc+05:30");
        Assert.Equal(("utc+05:30", "UTC+05:30", 252), (calendar.Id, calendar.TimeZoneId, calendar.TradingDaysPerYear));
        Assert.Null(calendar.HolidayYears);
        Assert.Equal((true, false), (calendar.IsClosed(new(2024, 3, 2)), calendar.IsClosed(new(2024, 12, 25))));
        Assert.Equal(new DateTime(2024, 3, 5, 18, 30, 0), calendar.CloseOf(new(2024, 3, 5)));
        Assert.Equal(new DateOnly(2024, 3, 5), calendar.DateOf(calendar.CloseOf(new(2024, 3, 5))));
        Assert.Equal(new DateOnly(2024, 3, 5), calendar.TradingDay(new DateTime(2024, 3, 5, 18, 30, 0, DateTimeKind.Utc)));
        Assert.Equal(new DateOnly(2024, 3, 6), calendar.TradingDay(new DateTime(2024, 3, 5, 18, 31, 0, DateTimeKind.Utc)));
        Assert.Equal(calendar, MarketCalendar.ById("utc+05:30"));
        Assert.Equal(TimeSpan.FromHours(-8), MarketCalendar.ById("utc-08:00").TimeZone.BaseUtcOffset);
    }

    [Theory]
    [InlineData("utc+5")]
    [InlineData("utc+15:00")]
    [InlineData("utc+05:60")]
    [InlineData("UTC+05:30")]
    [InlineData("utc 05:30")]
    [InlineData("nasdaq")]
    public void OtherText_IsNoCalendar_AndTheErrorNamesThoseThereAre(string id)
    {
        Assert.Null(MarketCalendar.Find(id));
        var error = Assert.Throws<ArgumentException>(() => MarketCalendar.ById(id));
        Assert.Contains($"'{id}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("nyse, cboe, lse", error.Message, StringComparison.Ordinal);
        Assert.Contains("utc+05:30", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OffsetsOfAFile_AreThoseOfTheZonesThatHadThem()
    {
        Assert.Empty(MarketCalendar.MatchOffsets([]));
        // Tokyo all year; Sydney before and after the end of summer time; New York before and after its begin.
        Assert.Equal(["tse"], Ids((new(2024, 3, 4), 540), (new(2024, 7, 4), 540)));
        Assert.Equal(["asx"], Ids((new(2024, 3, 4), 660), (new(2024, 7, 4), 600)));
        Assert.Equal(["nyse", "cboe", "tsx", "fx"], Ids((new(2024, 3, 4), -300), (new(2024, 3, 25), -240)));
        Assert.Equal(["hkex", "sse"], Ids((new(2024, 3, 4), 480)));
        Assert.Equal(["bse"], Ids((new(2024, 3, 4), 330)));
        Assert.Equal(["xetra", "euronext"], Ids((new(2024, 3, 4), 60), (new(2024, 4, 4), 120)));
        Assert.Equal(["lse"], Ids((new(2024, 3, 4), 0), (new(2024, 4, 4), 60)));
        Assert.Equal(["crypto"], Ids((new(2024, 3, 4), 0), (new(2024, 4, 4), 0)));
        Assert.Empty(Ids((new(2024, 3, 4), 345)));
    }

    private static IEnumerable<string> Ids(params (DateTime Utc, int Minutes)[] stamps) =>
        MarketCalendar.MatchOffsets([.. stamps.Select(s => (s.Utc.Ticks, s.Minutes))]).Select(c => c.Id);
}
