using System.Globalization;
using System.Text;
using Simulator.Import;

namespace Simulator.Tests.Simulation.Import;

/// <summary>
/// Zones as files write them: behind the time, in a heading, in a column, above the table; and what is asked where none is.
/// </summary>
public sealed class StampTests
{
    [Theory]
    [InlineData("time", "2024-03-04 09:30:00 America/New_York")]
    [InlineData("time", "2024-03-04 09:30:00 US/Eastern")]
    [InlineData("time", "2024-03-04 09:30 ET")]
    [InlineData("time", "20240304 09:30:00 EST")]
    [InlineData("time", "03/04/2024 09:30 AM EST")]
    [InlineData("time", "2024-03-04T09:30:00.000-0500")]
    [InlineData("time", "2024-03-04T09:30:00-05:00[America/New_York]")]
    [InlineData("time", "2024-03-04 09:30:00-05")]
    [InlineData("time", "2024-03-04 09:30:00 UTC-5")]
    [InlineData("time", "2024-03-04 09:30:00 GMT-0500 (Eastern Standard Time)")]
    [InlineData("time", "Mon, 04 Mar 2024 14:30:00 GMT")]
    [InlineData("time", "Mar 4, 2024 9:30:00 AM EST")]
    [InlineData("time", "20240304T143000Z")]
    [InlineData("time", "04.03.2024 14:30:00.000 UTC")]
    [InlineData("time", "1709562600.0")]
    [InlineData("time", "1709562600000000000")]
    [InlineData("timestamp_utc", "2024-03-04 14:30:00")]
    [InlineData("Gmt time", "04.03.2024 14:30:00.000")]
    [InlineData("datetime_est", "2024-03-04 09:30:00")]
    [InlineData("Date (America/New_York)", "2024-03-04 09:30:00")]
    [InlineData("Time [UTC]", "2024-03-04 14:30:00")]
    [InlineData("Zeit (MEZ)", "2024-03-04 15:30:00")]
    [InlineData("Time (JST)", "2024-03-04 23:30:00")]
    [InlineData("Time [UTC+2]", "2024-03-04 16:30:00")]
    [InlineData("Time (UTC+02:00)", "2024-03-04 16:30:00")]
    [InlineData("Time (GMT-5)", "2024-03-04 09:30:00")]
    [InlineData("Time ET", "2024-03-04 09:30:00")]
    public void Zone_AsWritten_IsUsed(string heading, string stamp)
    {
        var cell = stamp.Contains(',', StringComparison.Ordinal) ? $"\"{stamp}\"" : stamp;
        var imported = Read(
            $"{heading},open,high,low,close,volume\n{cell},1,2,1,2,100\n",
            new ImportOptions { Stamps = BarStamp.Open, DayFirst = stamp[2] == '.' }
        );

        Assert.Equal(new DateTime(2024, 3, 4, 14, 31, 0, DateTimeKind.Utc), imported.Series[0].Series.CloseTimeAt(0));
        Assert.DoesNotContain(imported.Preview.Questions, q => q.Topic == QuestionTopic.TimeZone);
    }

    [Fact]
    public void Zone_InAColumnOrAboveTheTable_IsUsed()
    {
        var column = Read(
            "time,timezone,open,high,low,close\n2024-03-04 15:30,Europe/Berlin,1,2,1,2\n2024-03-04 15:31,Europe/Berlin,2,3,2,3\n"
        );
        var above = Read("# Time zone: Europe/Berlin,,,,\ntime,open,high,low,close\n2024-03-04 15:30,1,2,1,2\n2024-03-04 15:31,2,3,2,3\n");

        foreach (var imported in new[] { column, above })
        {
            Assert.Equal("Europe/Berlin", imported.Preview.TimeZone);
            Assert.Equal(new DateTime(2024, 3, 4, 14, 31, 0, DateTimeKind.Utc), imported.Series[0].Series.CloseTimeAt(0));
        }
    }

    [Fact]
    public void NoZone_IsAsked_WithChoices()
    {
        var imported = Read("time,open,high,low,close\n2024-03-04 15:30,1,2,1,2\n2024-03-04 15:31,2,3,2,3\n");

        var question = Assert.Single(imported.Preview.Questions, q => q.Topic == QuestionTopic.TimeZone);
        Assert.Equal(("--time-zone", "America/New_York", true), (question.Option, question.Assumed, question.MovesClock));
        Assert.Contains("UTC", question.Choices);
    }

    [Theory]
    [InlineData("-05:00", "-04:00", "2024-03-08 00:00:00", "2024-03-11 00:00:00", "nyse")]
    [InlineData("+01:00", "+02:00", "2024-03-29 00:00:00", "2024-04-02 00:00:00", "xetra")]
    [InlineData("+05:30", "+05:30", "2024-03-08 00:00:00", "2024-03-11 00:00:00", "bse")]
    [InlineData("+11:00", "+10:00", "2024-04-05 00:00:00", "2024-04-08 00:00:00", "asx")]
    [InlineData("+08:00", "+08:00", "2024-03-08 00:00:00", "2024-03-11 00:00:00", "hkex")]
    public void DailyStamps_WithOffsets_KeepTheirDatesAndNameTheExchange(
        string before,
        string after,
        string first,
        string last,
        string calendar
    )
    {
        var series = Read($"Date,Open,High,Low,Close\n{first}{before},1,2,1,2\n{last}{after},2,3,2,3\n").Series[0].Series;

        Assert.Equal(calendar, series.Calendar.Id);
        Assert.Equal(first, series.LocalAt(0).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
        Assert.Equal(
            DateOnly.ParseExact(last[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture),
            series.Calendar.TradingDay(series.CloseTimeAt(1))
        );
    }

    [Fact]
    public void WeeksAndMonths_WithOffsets_AreKnownAtTheirEnd()
    {
        var weeks = Read(
            "Date,Open,High,Low,Close\n"
                + "2024-03-04 00:00:00+09:00,1,2,1,2\n2024-03-11 00:00:00+09:00,2,3,2,3\n2024-03-18 00:00:00+09:00,2,3,2,3\n"
        );
        var months = Read(
            "Date,Open,High,Low,Close\n"
                + "2024-01-01 00:00:00-05:00,1,2,1,2\n2024-02-01 00:00:00-05:00,2,3,2,3\n2024-03-01 00:00:00-05:00,2,3,2,3\n"
        );

        Assert.Equal(new DateOnly(2024, 3, 8), TradingDay(weeks));
        Assert.Equal(new DateOnly(2024, 1, 31), TradingDay(months));

        static DateOnly TradingDay(ImportedFile file) => file.Series[0].Series.Calendar.TradingDay(file.Series[0].Series.CloseTimeAt(0));
    }

    [Fact]
    public void EveningStamps_OfCurrencies_AreDatedByTheDayTheyEnd()
    {
        var series = Read(
            "time,open,high,low,close\n"
                + "2024-03-03T17:00:00-05:00,1,2,1,2\n2024-03-04T17:00:00-05:00,2,3,2,3\n2024-03-05T17:00:00-05:00,2,3,2,3\n",
            name: "EURUSD.csv"
        )
            .Series[0]
            .Series;

        Assert.Equal("fx", series.Calendar.Id);
        Assert.Equal(new DateOnly(2024, 3, 4), series.Calendar.TradingDay(series.CloseTimeAt(0)));
        Assert.Equal(new DateTime(2024, 3, 3, 17, 0, 0), series.LocalAt(0));
    }

    [Fact]
    public void MonthsAsInstantsInUtc_AreThoseOfTheExchangeWhoseMidnightsTheyAre()
    {
        var tokyo = Read(
            "Date,Open,High,Low,Close\n2022-12-31T15:00:00Z,1,2,1,2\n2023-01-31T15:00:00Z,2,3,2,3\n2023-02-28T15:00:00Z,2,3,2,3\n"
        );
        var nowhere = Read(
            "Date,Open,High,Low,Close\n2022-12-31T03:17:00Z,1,2,1,2\n2023-01-31T03:17:00Z,2,3,2,3\n2023-02-28T03:17:00Z,2,3,2,3\n"
        );

        Assert.Equal(new DateTime(2023, 1, 31, 6, 0, 0, DateTimeKind.Utc), tokyo.Series[0].Series.CloseTimeAt(0));
        Assert.Contains(nowhere.Preview.Questions, q => q.Topic == QuestionTopic.Stamps && q.MovesClock);
    }

    [Fact]
    public void WeeksDatedOnSundays_AreAsked_AndAnsweredAsFirstDaysEndOnFriday()
    {
        const string weeks = "Date,Open,High,Low,Close\n2024-03-03,1,2,1,2\n2024-03-10,2,3,2,3\n2024-03-17,2,3,2,3\n";

        var asked = Read(weeks, name: "EURUSD_W1.csv");
        var answered = Read(weeks, new ImportOptions { Stamps = BarStamp.Open }, "EURUSD_W1.csv").Series[0].Series;

        Assert.Contains(asked.Preview.Questions, q => q.Topic == QuestionTopic.Stamps && q.MovesClock && q.Option == "--stamps");
        Assert.Equal(new DateOnly(2024, 3, 8), answered.Calendar.TradingDay(answered.CloseTimeAt(0)));
    }

    [Theory]
    [InlineData("2024年3月4日")]
    [InlineData("2024- 03- 04")]
    public void EastAsianDates_AreRead(string date) =>
        Assert.Equal(new DateTime(2024, 3, 4), Read($"日付,終値\n{date},10\n").Series[0].Series.LocalAt(0));

    [Theory]
    [InlineData("n/a,50,51,49,50.1,100\nn/a,50,51,49,50.1,100\n", 2)]
    [InlineData("2024-13-10,50,51,49,50.1,100\n", 1)]
    [InlineData("2024-03-01,,,,,\n", 1)]
    public void BadRowsAtTheTop_AreListed_AndLeaveTheHeadings(string rows, int bad)
    {
        var imported = Read(
            $"Date,Open,High,Low,Close,Volume\n{rows}2024-03-04,50,51,49,50.5,100\n"
                + "2024-03-05,50,51,49,50.7,100\n2024-03-06,50,51,49,50.2,100\n",
            name: "ALFA.csv"
        );

        var (series, _) = Assert.Single(imported.Series);
        Assert.Equal(("ALFA", 3, true), (series.Symbol, series.Count, series.HasOhlc));
        Assert.Equal(Enumerable.Range(2, bad), imported.Excluded.Select(e => e.Line));
    }

    [Fact]
    public void RowsThatNameAnotherZone_AreLeftOut()
    {
        var imported = Read(
            "time,open,high,low,close\n2024-03-04 09:30 EST,1,2,1,2\n2024-03-04 09:31 EST,2,3,2,3\n2024-03-04 09:32 CET,2,3,2,3\n"
        );

        Assert.Contains("its time zone is Europe/Berlin", Assert.Single(imported.Excluded).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void RowsWithoutTheOffsetOfTheOthers_AreLeftOut()
    {
        var imported = Read(
            "time,open,high,low,close\n2024-03-04 09:30-05:00,1,2,1,2\n2024-03-04 09:31-05:00,2,3,2,3\n2024-03-04 09:32,2,3,2,3\n"
        );

        Assert.Equal("its time has no offset from UTC, other rows have one", Assert.Single(imported.Excluded).Reason);
    }

    [Fact]
    public void HourlyBars_FromTheOpen_AreStarts_AndRoundTheClockIsAsked()
    {
        var session = new StringBuilder("time,open,high,low,close\n");
        foreach (var day in new[] { 4, 5, 6 })
        {
            for (var hour = 0; hour < 7; hour++)
                session.Append(CultureInfo.InvariantCulture, $"2024-03-0{day} {new TimeOnly(9, 30).AddHours(hour):HH:mm},1,2,1,2\n");
        }
        var clock = new StringBuilder("time,open,high,low,close\n");
        for (var hour = 0; hour < 72; hour++)
            clock.Append(CultureInfo.InvariantCulture, $"{new DateTime(2024, 3, 4).AddHours(hour):yyyy-MM-dd HH:mm},1,2,1,2\n");

        var starts = Read(session.ToString()).Preview;
        var asked = Read(clock.ToString(), name: "BTCUSD.csv").Preview;

        Assert.Equal(BarStamp.Open, starts.Stamps);
        Assert.DoesNotContain(starts.Questions, q => q.Topic == QuestionTopic.Stamps);
        Assert.Contains(asked.Questions, q => q.Topic == QuestionTopic.Stamps && q.Option == "--stamps");
    }

    [Theory]
    [InlineData("7203.T.csv", "7203.T", "tse")]
    [InlineData("600519.SS.csv", "600519.SS", "sse")]
    [InlineData("0005.HK.csv", "0005.HK", "hkex")]
    [InlineData("0005.hk.csv", "0005.hk", "hkex")]
    [InlineData("VOD.L.csv", "VOD.L", "lse")]
    [InlineData("BHP.AX.csv", "BHP.AX", "asx")]
    [InlineData("SHOP.TO.csv", "SHOP.TO", "tsx")]
    [InlineData("SAP.DE.csv", "SAP.DE", "xetra")]
    [InlineData("MC.PA.csv", "MC.PA", "euronext")]
    [InlineData("RELIANCE.NS.csv", "RELIANCE.NS", "bse")]
    [InlineData("BRK-B.csv", "BRK-B", "nyse")]
    [InlineData("BRK.B.csv", "BRK.B", "nyse")]
    [InlineData("EURUSD=X.csv", "EURUSD=X", "fx")]
    [InlineData("BTC-USD.csv", "BTC-USD", "crypto")]
    [InlineData("ES=F.csv", "ES=F", "cme")]
    [InlineData("^GSPC.csv", "GSPC", "nyse")]
    [InlineData("0700.HK (1).csv", "0700.HK", "hkex")]
    [InlineData("0700-HK.csv", "0700.HK", "hkex")]
    [InlineData("BATS_AAPL, 15.csv", "AAPL", "nyse")]
    [InlineData("BINANCE_BTCUSDT, 60.csv", "BTCUSDT", "crypto")]
    [InlineData("FX_EURUSD, 1D.csv", "EURUSD", "fx")]
    [InlineData("ETH_BTC-1h.csv", "ETH_BTC", "crypto")]
    [InlineData("ETH_USDT-1h.csv", "ETH_USDT", "crypto")]
    [InlineData("yahoo_7203.T_daily.csv", "7203.T", "tse")]
    public void Ticker_OfTheFile_IsTheNameAndTellsTheCalendar(string file, string symbol, string calendar)
    {
        var series = Read("Date,Open,High,Low,Close\n2024-03-04,1,2,1,2\n2024-03-05,2,3,2,3\n", name: file).Series[0].Series;

        Assert.Equal((symbol, calendar), (series.Symbol, series.Calendar.Id));
    }

    private static ImportedFile Read(string text, ImportOptions? options = null, string name = "test.csv") =>
        CsvImport.Read(Encoding.UTF8.GetBytes(text), name, options);
}
