using System.Globalization;
using System.Text;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Quality;

namespace Simulator.Tests.Simulation.Import;

/// <summary>
/// Encodings, separators, decimal marks, date formats, time zones, exclusions: each on a table small enough to check by eye.
/// </summary>
public sealed class LayoutTests
{
    private const string German =
        "Datum;Eröffnung;Hoch;Tief;Schluss;Volumen\n"
        + "30.12.2019;1.100,50;1.110,25;1.090,00;1.105,75;1.000\n"
        + "02.01.2020;1.105,75;1.120,00;1.100,00;1.118,50;2.500\n"
        + "03.01.2020;1.118,50;1.119,00;1.101,10;1.102,20;3.000\n";

    [Theory]
    [InlineData("Windows-1252")]
    [InlineData("UTF-8")]
    [InlineData("UTF-8 with BOM")]
    [InlineData("UTF-16 LE")]
    [InlineData("UTF-16 BE")]
    public void GermanTable_InAnyEncoding_IsReadTheSame(string encoding)
    {
        byte[] content = encoding switch
        {
            "Windows-1252" => Encoding.Latin1.GetBytes(German),
            "UTF-8" => Encoding.UTF8.GetBytes(German),
            "UTF-8 with BOM" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(German)],
            "UTF-16 LE" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(German)],
            _ => Encoding.BigEndianUnicode.GetBytes(German), // no mark: told by its zeros
        };

        var imported = CsvImport.Read(content, "dax.csv");

        Assert.Equal(
            (encoding, ';', ',', "dd/MM/yyyy"),
            (imported.Preview.Encoding, imported.Preview.Separator, imported.Preview.DecimalMark, imported.Preview.DateFormat)
        );
        var series = imported.Series[0].Series;
        Assert.Equal(new Bar(new DateTime(2019, 12, 30, 13, 0, 0, DateTimeKind.Utc), 1100.5, 1110.25, 1090, 1105.75, 1000), series[0]);
        Assert.Equal(("xetra", 3), (series.Calendar.Id, series.Count));
    }

    [Theory]
    [InlineData("3/4/2020\n3/5/2020\n3/6/2020", "MM/dd/yyyy", true)] // in order only month first
    [InlineData("4/3/2020\n5/3/2020\n6/3/2020", "dd/MM/yyyy", true)] // months first, they would be a month apart, one of them on a Sunday
    [InlineData("12/03/2020\n13/03/2020\n16/03/2020", "dd/MM/yyyy", true)] // 13 and 16 are no months
    [InlineData("1/1/2020\n2/2/2020\n3/3/2020", "MM/dd/yyyy", false)] // nothing tells
    public void SlashDates_DayOrMonthFirst_IsSettledByTheFile(string dates, string format, bool certain)
    {
        var text =
            "Date,Close\n"
            + string.Join('\n', dates.Split('\n').Select((d, i) => string.Create(CultureInfo.InvariantCulture, $"{d},{100 + i}")));

        var preview = CsvImport.Preview(Encoding.UTF8.GetBytes(text), "x.csv");

        Assert.Equal((format, certain), (preview.DateFormat, preview.DateFormatIsCertain));
        Assert.Equal(certain, !preview.Warnings.Any(w => w.Contains("confirm", StringComparison.Ordinal)));
    }

    [Fact]
    public void AmbiguousDates_UserDecides_AreReadThatWay()
    {
        var imported = Read("Date,Close\n1/2/2020,10\n2/2/2020,11\n", new ImportOptions { DayFirst = true });

        Assert.Equal(new DateOnly(2020, 2, 1), imported.Series[0].Quality.From);
    }

    [Theory]
    [InlineData("2020-03-02T14:30:00Z", "2020-03-02T14:31:00Z")]
    [InlineData("2020-03-02 09:30:00-05:00", "2020-03-02T14:31:00Z")]
    [InlineData("2020-03-02 09:30", "2020-03-02T14:31:00Z")] // New York, winter
    [InlineData("2020-07-01 09:30", "2020-07-01T13:31:00Z")] // New York, summer
    [InlineData("1583159400", "2020-03-02T14:31:00Z")]
    [InlineData("1583159400000", "2020-03-02T14:31:00Z")]
    [InlineData("20200302 093000", "2020-03-02T14:31:00Z")]
    [InlineData("20200302093000", "2020-03-02T14:31:00Z")]
    [InlineData("03/13/2020 9:30 AM", "2020-03-13T13:31:00Z")]
    public void IntradayStamp_OfAnyForm_ClosesOneBarLater(string first, string close)
    {
        var text = $"Time,Open,High,Low,Close\n{first},1,2,1,2\n";

        var imported = Read(text, new ImportOptions { Stamps = BarStamp.Open });

        Assert.Equal(DateTimeOffset.Parse(close, CultureInfo.InvariantCulture).UtcDateTime, imported.Series[0].Series.CloseTimeAt(0));
    }

    [Fact]
    public void TimeZone_Given_IsUsedWithoutWarning()
    {
        var text = "Date,Open,High,Low,Close\n2020-03-02 15:30,1,2,1,2\n2020-03-02 15:31,2,2,1,2\n2020-03-02 15:32,2,3,2,2\n";

        var imported = Read(text, new ImportOptions { TimeZone = "Europe/Warsaw" });

        Assert.Equal(new DateTime(2020, 3, 2, 14, 31, 0, DateTimeKind.Utc), imported.Series[0].Series.CloseTimeAt(0));
        Assert.Empty(imported.Preview.Warnings);
        Assert.Single(Read(text).Preview.Warnings, w => w.Contains("time zone", StringComparison.Ordinal));
    }

    [Fact]
    public void Sessions_BeginningOneBarAfterTheHalfHour_AreStampedAtTheEnd()
    {
        var text = new StringBuilder("Date,Open,High,Low,Close\n");
        foreach (var day in new[] { "2020-03-02", "2020-03-03", "2020-03-04" })
        {
            for (var minute = 1; minute <= 390; minute++)
                text.Append(CultureInfo.InvariantCulture, $"{day} {new TimeOnly(9, 30).AddMinutes(minute):HH:mm},1,2,1,2\n");
        }

        var imported = Read(text.ToString());

        Assert.Equal(BarStamp.Close, imported.Preview.Stamps);
        Assert.Equal(new DateTime(2020, 3, 2, 14, 31, 0, DateTimeKind.Utc), imported.Series[0].Series.CloseTimeAt(0));
        Assert.Null(imported.Series[0].Quality.Find(QualityCheck.Gap));
    }

    [Theory]
    [InlineData("2020-01-01,1\n2020-02-01,2\n2020-03-01,3", "2020-01-31T21:00:00Z")] // first of month: known at its end
    [InlineData("2020-01-31,1\n2020-02-29,2\n2020-03-31,3", "2020-01-31T21:00:00Z")]
    [InlineData("2020-03-02,1\n2020-03-09,2\n2020-03-16,3", "2020-03-06T21:00:00Z")] // Mondays: known on Friday
    [InlineData("2020-03-06,1\n2020-03-13,2\n2020-03-20,3", "2020-03-06T21:00:00Z")]
    public void LongBars_Stamps_NeverPrecedeTheirPeriod(string rows, string close)
    {
        var series = Read($"Date,Close\n{rows}\n").Series[0].Series;

        Assert.Equal(DateTimeOffset.Parse(close, CultureInfo.InvariantCulture).UtcDateTime, series.CloseTimeAt(0));
    }

    [Fact]
    public void Rows_RepeatedOrContradicting_AreLeftOutAndListed()
    {
        var imported = Read(
            "Date,Open,High,Low,Close\n"
                + "2020-01-02,1,2,1,2\n"
                + "2020-01-02,1,2,1,2\n"
                + "2020-01-03,2,3,2,3\n"
                + "2020-01-06,3,4,3,4\n"
                + "2020-01-06,3,4,3,3.5\n"
                + "2020-01-07,x,4,3,4\n"
                + "2020-01-08,4,5,4,5\n"
                + "2020-01-09,,5,4,5\n"
                + "2020-01-10,5,6,5,6\n"
                + "2020-01-13,6,6,6,6\n"
        );

        Assert.Equal(new double[] { 2, 3, 5, 6, 6 }, imported.Series[0].Series.Close);
        Assert.Equal([3, 5, 6, 7, 9], imported.Excluded.Select(e => e.Line));
        Assert.Equal("repeats line 2", imported.Excluded[0].Reason);
        Assert.Equal("same time as line 6 with other prices (4 and 3.5): neither is used", imported.Excluded[1].Reason);
        Assert.Equal("open 'x' is no number", imported.Excluded[3].Reason);
        Assert.Equal("no open in a row with a close of 5", imported.Excluded[4].Reason);
        Assert.Equal([3, 5, 6], imported.Series[0].Quality.Find(QualityCheck.Duplicate)!.Rows);
    }

    [Fact]
    public void MostRows_WithoutOpen_AreReadAsCloses()
    {
        var imported = Read("Date,Open,High,Low,Close\n2020-01-02,,,,2\n2020-01-03,0,0,0,3\n2020-01-06,3,4,3,4\n");

        Assert.False(imported.Series[0].Series.HasOhlc);
        Assert.Equal(new double[] { 2, 3, 4 }, imported.Series[0].Series.Close);
        Assert.Contains(imported.Series[0].Quality.Findings, f => f.Message.Contains("only the closes are used", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_InNoOrder_AreRefused()
    {
        var days = Enumerable.Range(0, 60).Select(i => (Day: new DateOnly(2020, 1, 1).AddDays(i * 37 % 60), Price: 100 + i));
        var text =
            "Date,Close\n"
            + string.Join('\n', days.Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Day:yyyy-MM-dd},{d.Price}")));

        Assert.Contains("the rows are not in order", Assert.Throws<ImportException>(() => Read(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TallTable_WithSymbolColumn_SplitsIntoSeries()
    {
        var imported = Read("Date,Symbol,Close\n2020-01-02,AAA,1\n2020-01-02,BBB,10\n2020-01-03,AAA,2\n2020-01-03,BBB,11\n");

        Assert.Equal([("AAA", 2), ("BBB", 2)], imported.Series.Select(s => (s.Series.Symbol, s.Series.Count)));
    }

    [Fact]
    public void YfinanceOfTwoTickers_SplitsIntoSeries()
    {
        var imported = Read(
            "Price,Close,Close,High,High,Low,Low,Open,Open,Volume,Volume\n"
                + "Ticker,AAPL,MSFT,AAPL,MSFT,AAPL,MSFT,AAPL,MSFT,AAPL,MSFT\n"
                + "Date,,,,,,,,,,\n"
                + "2020-01-02,2,20,3,30,1,10,1.5,15,100,200\n"
                + "2020-01-03,2,20,3,30,1,10,1.5,15,100,\n"
        );

        Assert.Equal(["AAPL", "MSFT"], imported.Series.Select(s => s.Series.Symbol));
        Assert.Equal(new Bar(MarketCalendar.Nyse.CloseOf(new(2020, 1, 2)), 15, 30, 10, 20, 200), imported.Series[1].Series[0]);
        Assert.True(double.IsNaN(imported.Series[1].Series.Volume[1]));
    }

    [Theory]
    [InlineData("1.25M", 1_250_000)]
    [InlineData("12.5K", 12_500)]
    [InlineData("$1,234.50", 1234.5)]
    [InlineData("1,29,610.25", 129610.25)]
    [InlineData("12,04,330", 1204330)]
    [InlineData("12,34,56,789", 123456789)]
    [InlineData("(1.50)", -1.5)]
    [InlineData("1.83万", 18300)]
    [InlineData("2.5亿", 250000000)]
    [InlineData("1’234.5", 1234.5)]
    [InlineData("1e3", 1000)]
    [InlineData("0.1", 0.1)]
    [InlineData("123456789012345678901234567890", 1.2345678901234568e29)]
    [InlineData("5.1234567890123456789", 5.1234567890123456789)]
    public void Cell_OfAnyForm_IsRoundedCorrectly(string text, double expected)
    {
        Assert.True(Cells.TryNumber(Encoding.UTF8.GetBytes(text), (byte)'.', out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("1,2")]
    [InlineData("1,23,45")]
    [InlineData("1,234,56")]
    [InlineData("12,34")]
    [InlineData("abc")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1..2")]
    [InlineData("-")]
    [InlineData("")]
    [InlineData("1 m of rope")]
    public void Cell_ThatIsNoNumber_IsNotReadAsOne(string text) =>
        Assert.False(Cells.TryNumber(Encoding.UTF8.GetBytes(text), (byte)'.', out _));

    [Fact]
    public void Cells_RandomNumbers_ParseAsTheFrameworkDoes()
    {
        var random = new Simulator.Seeding.SplitMix64(5);
        for (var i = 0; i < 100_000; i++)
        {
            var text = ((random.NextDouble() - 0.3) * Math.Pow(10, random.NextInt(12))).ToString(
                i % 2 == 0 ? "R" : "0.00000",
                CultureInfo.InvariantCulture
            );
            Assert.True(Cells.TryNumber(Encoding.UTF8.GetBytes(text), (byte)'.', out var value), text);
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), value);
        }
    }

    [Theory]
    [InlineData("AAPL.csv", "AAPL")]
    [InlineData("^GSPC.csv", "GSPC")]
    [InlineData("USD_JPY Historical Data.csv", "USDJPY")]
    [InlineData("EURUSD-M15.csv", "EURUSD")]
    [InlineData("BTCUSDT-1m-2023-02.csv", "BTCUSDT")]
    [InlineData("gs.us.txt", "GS")]
    [InlineData("HistoricalQuotes.csv", "HISTORICALQUOTES")]
    [InlineData("20131004_spy_minute_trade.csv", "SPY")]
    public void FileName_Symbol_IsGuessed(string file, string symbol) => Assert.Equal(symbol, SymbolNames.FromFileName(file));

    private static ImportedFile Read(string text, ImportOptions? options = null) =>
        CsvImport.Read(Encoding.UTF8.GetBytes(text), "test.csv", options);
}
