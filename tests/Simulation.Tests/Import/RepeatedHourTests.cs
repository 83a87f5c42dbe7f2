using System.Globalization;
using System.Text;
using Simulator.Import;
using Simulator.Markets;
using Simulator.Quality;

namespace Simulator.Tests.Simulation.Import;

/// <summary>The hour that clocks have twice in autumn and the one that they skip in spring.</summary>
public sealed class RepeatedHourTests
{
    [Theory]
    [InlineData("2023-11-05 01:30 EDT", "2023-11-05 01:30 EST", "2023-11-05T05:30Z")]
    [InlineData("2023-11-05 01:30 CDT", "2023-11-05 01:30 CST", "2023-11-05T06:30Z")]
    [InlineData("2023-11-05 01:30 PDT", "2023-11-05 01:30 PST", "2023-11-05T08:30Z")]
    [InlineData("2023-10-29 02:30 CEST", "2023-10-29 02:30 CET", "2023-10-29T00:30Z")]
    [InlineData("2023-10-29 02:30 MESZ", "2023-10-29 02:30 MEZ", "2023-10-29T00:30Z")]
    [InlineData("2023-10-29 01:30 BST", "2023-10-29 01:30 GMT", "2023-10-29T00:30Z")]
    [InlineData("2023-10-29 01:30 WEST", "2023-10-29 01:30 WET", "2023-10-29T00:30Z")]
    [InlineData("2023-10-29 03:30 EEST", "2023-10-29 03:30 EET", "2023-10-29T00:30Z")]
    [InlineData("2024-04-07 02:30 AEDT", "2024-04-07 02:30 AEST", "2024-04-06T15:30Z")]
    [InlineData("2024-04-07 02:30 NZDT", "2024-04-07 02:30 NZST", "2024-04-06T13:30Z")]
    public void Names_OfSummerAndStandardTime_AreTwoInstants(string summer, string standard, string first)
    {
        var at = DateTime.Parse(first, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

        var series = Read($"time,open,high,low,close\n{summer},1,2,1,2\n{standard},2,3,2,3\n").Series[0].Series;

        Assert.Equal([at, at.AddHours(1)], Instants(series).Select(t => t - series.Interval.Length));
        Assert.Equal([2.0, 3.0], series.Close);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rows_WithoutNames_AreSettledByTheirOrder(bool newestFirst)
    {
        string[] times = ["00:30", "01:00", "01:30", "01:00", "01:30", "02:00"];
        var rows = times.Select((t, i) => FormattableString.Invariant($"2023-11-05 {t},1,9,1,{i + 1}")).ToList();
        if (newestFirst)
            rows.Reverse();

        var imported = Read(
            $"time,open,high,low,close\n{string.Join('\n', rows)}\n",
            new ImportOptions { TimeZone = "America/New_York", Stamps = BarStamp.Close }
        );
        var series = imported.Series[0].Series;

        var first = new DateTime(2023, 11, 5, 4, 30, 0, DateTimeKind.Utc);
        Assert.Equal(Enumerable.Range(0, 6).Select(i => first.AddMinutes(30 * i)), Instants(series));
        Assert.Equal([1.0, 2, 3, 4, 5, 6], series.Close);
        Assert.Null(imported.Series[0].Quality.Find(QualityCheck.Clock));
        Assert.Empty(imported.Excluded);
    }

    [Fact]
    public void Hour_ThatStandsThereOnce_IsToldWithItsRows()
    {
        var imported = Read(
            "time,open,high,low,close\n2023-11-05 00:00,1,2,1,2\n2023-11-05 01:00,1,2,1,2\n2023-11-05 02:00,1,2,1,2\n",
            new ImportOptions { TimeZone = "America/New_York", Stamps = BarStamp.Close }
        );

        var finding = imported.Series[0].Quality.Find(QualityCheck.Clock)!;
        Assert.Equal((1, 3), (finding.Count, finding.Rows[0]));
        Assert.Contains("America/New_York has twice", finding.Message, StringComparison.Ordinal);
        Assert.Equal(new DateTime(2023, 11, 5, 6, 0, 0, DateTimeKind.Utc), imported.Series[0].Series.CloseTimeAt(1));
    }

    [Fact]
    public void Hour_ThatIsInterleaved_IsToldWithItsRows()
    {
        var imported = Read(
            "time,open,high,low,close\n2023-11-05 00:59,1,2,1,2\n2023-11-05 01:00,1,2,1,2\n2023-11-05 01:00,2,3,2,3\n"
                + "2023-11-05 01:01,1,2,1,2\n2023-11-05 01:01,2,3,2,3\n2023-11-05 02:00,1,2,1,2\n2023-11-05 02:01,1,2,1,2\n"
                + "2023-11-05 02:02,1,2,1,2\n2023-11-05 02:03,1,2,1,2\n",
            new ImportOptions { TimeZone = "America/New_York", Stamps = BarStamp.Close }
        );

        Assert.Equal([3, 4, 5, 6], imported.Series[0].Quality.Find(QualityCheck.Clock)!.Rows);
        Assert.Equal([3, 4, 5, 6], imported.Excluded.Select(e => e.Line));
    }

    [Fact]
    public void OneName_AllYear_IsNoNameOfAnHour()
    {
        var imported = Read(
            "time,open,high,low,close\n2023-11-04 12:00 EST,1,2,1,2\n2023-11-05 01:00 EST,1,2,1,2\n2023-11-05 01:30 EST,1,2,1,2\n"
                + "2023-11-05 01:00 EST,2,3,2,3\n2023-11-05 01:30 EST,2,3,2,3\n",
            new ImportOptions { Stamps = BarStamp.Close }
        );

        var first = new DateTime(2023, 11, 5, 5, 0, 0, DateTimeKind.Utc);
        Assert.Equal(
            [first.AddHours(-13), .. Enumerable.Range(0, 4).Select(i => first.AddMinutes(30 * i))],
            Instants(imported.Series[0].Series)
        );
        Assert.Null(imported.Series[0].Quality.Find(QualityCheck.Clock));
    }

    [Fact]
    public void WrongName_BesideTheRightOnes_IsToldWithItsRow()
    {
        var imported = Read(
            "time,open,high,low,close\n2024-07-01 10:00 EDT,1,2,1,2\n2024-07-01 11:00 EST,1,2,1,2\n2024-07-01 12:00 EDT,1,2,1,2\n"
        );

        Assert.Equal([3], imported.Series[0].Quality.Find(QualityCheck.Clock)!.Rows);
    }

    [Fact]
    public void Greenwich_BesideBritishSummerTime_IsLondonInWinter()
    {
        var imported = Read(
            "time,open,high,low,close\n2024-03-29 09:00 GMT,1,2,1,2\n2024-03-29 10:00 GMT,1,2,1,2\n2024-04-02 09:00 BST,1,2,1,2\n",
            new ImportOptions { Stamps = BarStamp.Close }
        );

        Assert.Equal("Europe/London", imported.Preview.TimeZone);
        Assert.Equal([9, 10, 8], Instants(imported.Series[0].Series).Select(t => t.Hour));
        Assert.Empty(imported.Excluded);
    }

    [Theory]
    [InlineData("EDT", "EST")]
    [InlineData("-04:00", "-05:00")]
    public void Zones_InAColumn_AreThoseOfTheirRows(string summer, string standard)
    {
        var imported = Read(
            $"date,time,tz,open,high,low,close\n2023-11-05,00:30,{summer},1,2,1,2\n2023-11-05,01:30,{summer},1,2,1,2\n"
                + $"2023-11-05,01:30,{standard},2,3,2,3\n2023-11-05,02:30,{standard},1,2,1,2\n",
            new ImportOptions { Stamps = BarStamp.Close }
        );

        Assert.Equal([4, 5, 6, 7], Instants(imported.Series[0].Series).Select(t => t.Hour));
        Assert.DoesNotContain(imported.Preview.Questions, q => q.Topic == QuestionTopic.TimeZone);
    }

    [Fact]
    public void Time_ThatDoesNotExist_IsLeftOutAndNamed()
    {
        var imported = Read(
            "time,open,high,low,close\n2024-03-10 01:30 EST,1,2,1,2\n2024-03-10 02:30 EST,1,2,1,2\n2024-03-10 03:30 EDT,1,2,1,2\n",
            new ImportOptions { Stamps = BarStamp.Close }
        );

        Assert.Equal([6, 7], Instants(imported.Series[0].Series).Select(t => t.Hour));
        var row = Assert.Single(imported.Excluded);
        Assert.Equal(3, row.Line);
        Assert.Contains("2024-03-10 02:30:00 does not exist in America/New_York", row.Reason, StringComparison.Ordinal);
        Assert.Equal([3], imported.Series[0].Quality.Find(QualityCheck.Excluded)!.Rows);
    }

    private static DateTime[] Instants(BarSeries series) => [.. Enumerable.Range(0, series.Count).Select(series.CloseTimeAt)];

    private static ImportedFile Read(string text, ImportOptions? options = null) =>
        CsvImport.Read(Encoding.UTF8.GetBytes(text), "x.csv", options);
}
