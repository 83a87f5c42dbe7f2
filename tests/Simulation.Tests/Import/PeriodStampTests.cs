using System.Globalization;
using System.Text;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Import;

/// <summary>Dates that are months and quarters, and years of the Republic of China.</summary>
public sealed class PeriodStampTests
{
    [Theory]
    [InlineData("2024-01", "2024-02", "2024-03")]
    [InlineData("2024/1", "2024/2", "2024/3")]
    [InlineData("2024M01", "2024M02", "2024M03")]
    [InlineData("2024年1月", "2024年2月", "2024年3月")]
    [InlineData("Jan 2024", "Feb 2024", "Mar 2024")]
    [InlineData("January-2024", "February-2024", "March-2024")]
    public void Months_AreKeptAsFirstDaysAndKnownAtTheirEnd(params string[] months)
    {
        var series = Read(string.Concat(months.Prepend("Date").Select((m, i) => i == 0 ? "Date,Close\n" : $"{m},{i + 9}.5\n")))
            .Series[0]
            .Series;

        Assert.Equal(BarInterval.Monthly, series.Interval);
        Assert.Equal(["2024-01-01", "2024-02-01", "2024-03-01"], Locals(series));
        Assert.Equal([new(2024, 1, 31), new(2024, 2, 29), new(2024, 3, 31)], Days(series));
        Assert.Equal([10.5, 11.5, 12.5], series.Close);
    }

    [Fact]
    public void OneMonth_IsAMonth() => Assert.Equal(BarInterval.Monthly, Read("Date,Close\n2024-01,10.5\n").Series[0].Series.Interval);

    [Fact]
    public void Months_StampedAsCloses_AreStillKnownAtTheirEnd()
    {
        var options = new ImportOptions { Stamps = BarStamp.Close };

        Assert.Equal([new DateOnly(2024, 1, 31)], Days(Read("Date,Close\n2024-01,10.5\n", options).Series[0].Series));
    }

    [Theory]
    [InlineData("2024Q1", "2024Q2")]
    [InlineData("2024-Q1", "2024-Q2")]
    [InlineData("Q1 2024", "Q2 2024")]
    public void Quarters_AreKnownAtTheirEnd(string first, string second)
    {
        var series = Read($"Date,Close\n{first},10.5\n{second},11.5\n").Series[0].Series;

        Assert.Equal(["2024-01-01", "2024-04-01"], Locals(series));
        Assert.Equal([new(2024, 3, 31), new(2024, 6, 30)], Days(series));
    }

    [Theory]
    [InlineData("x.csv", "Date", "113/03/04", "113/03/05")]
    [InlineData("2330.TW.csv", "Date", "113-03-04", "113-03-05")]
    [InlineData("x.csv", "日期", "113.03.04", "113.03.05")]
    [InlineData("x.csv", "日期", "民國113年3月4日", "民國113年3月5日")]
    public void YearsOfTheRepublic_WithEvidence_AreRead(string file, string heading, string first, string second)
    {
        var series = Read($"{heading},Close\n{first},10.5\n{second},11.5\n", null, file).Series[0].Series;

        Assert.Equal(["2024-03-04", "2024-03-05"], Locals(series));
    }

    [Fact]
    public void YearsOfTheRepublic_OverTheTurnOfTheirCentury_AreRead()
    {
        var series = Read("Date,Close\n99/12/30,10.5\n99/12/31,10.6\n100/01/03,11.5\n").Series[0].Series;

        Assert.Equal(["2010-12-30", "2010-12-31", "2011-01-03"], Locals(series));
    }

    [Theory]
    [InlineData("113-03-04")]
    [InlineData("113.03.04")]
    [InlineData("142/03/04")]
    public void YearsOfTheRepublic_WithoutEvidence_AreRefusedWithRowAndRemedy(string date)
    {
        var refused = Assert.Throws<ImportException>(() => Read($"Date,Close\n{date},10.5\n{date},11.5\n"));

        Assert.Contains("line 2", refused.Message, StringComparison.Ordinal);
        Assert.Contains(date, refused.Message, StringComparison.Ordinal);
        Assert.Contains("2330.TW.csv", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ExportOfTaipei_IsRead()
    {
        var series = Read(
            "日期,成交股數,成交金額,開盤價,最高價,最低價,收盤價,漲跌價差,成交筆數\n"
                + "\"113/03/01\",\"29,461,223\",\"20,279,124,016\",\"688.00\",\"692.00\",\"686.00\",\"689.00\",\"-1.00\",\"34,029\"\n"
                + "\"113/03/04\",\"97,210,112\",\"69,868,348,694\",\"714.00\",\"725.00\",\"711.00\",\"725.00\",\"+36.00\",\"125,799\"\n",
            null,
            "2330.TW.csv"
        )
            .Series[0]
            .Series;

        Assert.Equal(("2330.TW", 714.0, 725.0, 97210112.0), (series.Symbol, series.Open[1], series.Close[1], series.Volume[1]));
        Assert.Equal("2024-03-01", Locals(series)[0]);
    }

    private static string[] Locals(BarSeries series) =>
        [.. Enumerable.Range(0, series.Count).Select(i => series.LocalAt(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];

    private static DateOnly[] Days(BarSeries series) =>
        [.. Enumerable.Range(0, series.Count).Select(i => series.Calendar.TradingDay(series.CloseTimeAt(i)))];

    private static ImportedFile Read(string text, ImportOptions? options = null, string name = "x.csv") =>
        CsvImport.Read(Encoding.UTF8.GetBytes(text), name, options);
}
