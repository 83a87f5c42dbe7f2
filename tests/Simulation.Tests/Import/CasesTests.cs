using System.Globalization;
using Simulator.Import;
using Simulator.Quality;

namespace Simulator.Tests.Simulation.Import;

/// <summary>
/// Small inputs that were read wrong once, each with the right answer of <c>data/cases/CASES.md</c>: closes and dates as they stand in the
/// file.
/// </summary>
public sealed class CasesTests
{
    private const string Folder = "data/cases";

    /// <summary>File, name (null: any), calendar (null: any), first and last written time, first and last known time, closes.</summary>
    public static TheoryData<string, string?, string?, string, string, string> Daily { get; } =
        new()
        {
            { "0700.HK.csv", "0700.HK", "hkex", "2024-03-04", "2024-03-11", "3130 3098" },
            { "barchart_footer.csv", null, null, "2024-03-04", "2024-03-08", "62.73 63.55" },
            { "coingecko.csv", "COINGECKO", "crypto", "2024-03-02", "2024-03-06", "0.4512 0.4718" },
            { "de_three_decimals.csv", null, null, "2024-03-04", "2024-03-08", "14.351 14.226 14.299 14.545 14.471" },
            { "indian_grouping.csv", null, null, "2024-03-04", "2024-03-07", "129610.25 128745.10 130222.95 131540.00" },
            { "nordic_sep.csv", null, null, "2024-03-04", "2024-03-08", "171.85 174.20" },
            { "pl_headers.csv", null, null, "2024-03-04", "2024-03-08", "62.5 61.9 62.2 63.8 63.2" },
            { "pt_headers.csv", null, null, "2024-03-04", "2024-03-08", "128341 127071" },
            { "value_before_close.csv", "ALFA", null, "2024-03-04", "2024-03-08", "150.2 149.1 149.8 152.7 151.5" },
            { "zh_headers.csv", null, null, "2024-03-04", "2024-03-08", "10.55 10.31 10.47 10.90 10.76" },
            { "zoned_daily.csv", null, "lse", "2024-03-25", "2024-04-05", "416.5 427.5" },
            { "zoned_daily_tokyo.csv", null, "tse", "2024-03-04", "2024-03-11", "3130 3098" },
        };

    /// <summary>File, and the first bar as written and as known.</summary>
    public static TheoryData<string, string, string> Intraday { get; } =
        new()
        {
            { "ib_zone_name.csv", "2024-03-04T09:30:00", "2024-03-04T14:31:00Z" },
            { "est_zone.csv", "2024-03-04T09:30:00", "2024-03-04T14:31:00Z" },
            { "bracket_zone.csv", "2024-03-04T09:30:00", "2024-03-04T14:31:00Z" },
            { "utc_in_heading.csv", "2024-03-04T14:30:00", "2024-03-04T14:31:00Z" },
            { "mixed_units.csv", "2024-12-31T20:00:00", "2024-12-31T21:00:00Z" },
            { "zoned_intraday_asx.csv", "2024-11-04T10:00:00", "2024-11-04T00:00:00Z" },
        };

    [SkippableTheory]
    [MemberData(nameof(Daily))]
    public void DailyCase_Read_KeepsWrittenDatesAndCloses(
        string file,
        string? name,
        string? calendar,
        string first,
        string last,
        string closes
    )
    {
        var imported = Read(file);

        var (series, _) = Assert.Single(imported.Series);
        var expected = closes.Split(' ').Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(expected.Count == 2 ? [series.Close[0], series.Close[^1]] : series.Close, expected);
        Assert.Equal((Time(first), Time(last)), (series.LocalAt(0), series.LocalAt(series.Count - 1)));
        Assert.Equal(
            (DateOnly.FromDateTime(Time(first)), DateOnly.FromDateTime(Time(last))),
            (series.Calendar.TradingDay(series.CloseTimeAt(0)), series.Calendar.TradingDay(series.CloseTimeAt(series.Count - 1)))
        );
        Assert.Equal((name ?? series.Symbol, calendar ?? series.Calendar.Id), (series.Symbol, series.Calendar.Id));
        Assert.DoesNotContain(
            Enumerable.Range(0, series.Count).Select(b => series.LocalAt(b).DayOfWeek),
            d => calendar != "crypto" && d is DayOfWeek.Sunday
        );
    }

    [SkippableTheory]
    [MemberData(nameof(Intraday))]
    public void IntradayCase_Read_KnowsWhenItsFirstBarWasKnown(string file, string local, string known)
    {
        var series = Read(file).Series[0].Series;

        Assert.Equal(Time(local), series.LocalAt(0));
        Assert.Equal(DateTimeOffset.Parse(known, CultureInfo.InvariantCulture).UtcDateTime, series.CloseTimeAt(0));
    }

    [SkippableTheory]
    [InlineData("barchart_footer.csv", 205800)]
    [InlineData("coingecko.csv", 32100440.5)]
    [InlineData("nordic_sep.csv", 476015)]
    [InlineData("zh_headers.csv", 183400)]
    [InlineData("pl_headers.csv", 410233)]
    [InlineData("pt_headers.csv", 7.10e9)]
    [InlineData("indian_grouping.csv", 1204330)]
    public void Volume_OfCase_IsRead(string file, double first) => Assert.Equal(first, Read(file).Series[0].Series.Volume[0]);

    [SkippableTheory]
    [InlineData("coingecko.csv", "market_cap")]
    [InlineData("nordic_sep.csv", "Bid")]
    [InlineData("nordic_sep.csv", "Turnover")]
    [InlineData("value_before_close.csv", "VALUE")]
    [InlineData("value_before_close.csv", "LEGALCLOSEPRICE")]
    [InlineData("barchart_footer.csv", "Change")]
    public void WhatIsDropped_IsNamed(string file, string column) =>
        Assert.Contains(Read(file).Preview.Dropped, d => d.StartsWith($"column '{column}':", StringComparison.Ordinal));

    [SkippableFact]
    public void TokyoMonths_AreKnownAtTheirEnd()
    {
        var series = Read("zoned_monthly_tokyo.csv").Series[0].Series;

        Assert.Equal("tse", series.Calendar.Id);
        Assert.Equal(new DateTime(2023, 1, 31, 6, 0, 0, DateTimeKind.Utc), series.CloseTimeAt(0));
        Assert.Equal(new DateTime(2023, 1, 1), series.LocalAt(0));
    }

    [SkippableFact]
    public void OffsetsThatAreNotThoseOfTheNamedExchange_AreAsked()
    {
        var question = Assert.Single(Read("0700.HK.csv").Preview.Questions, q => q.Topic == QuestionTopic.Calendar);

        Assert.Contains("+09:00", question.Text, StringComparison.Ordinal);
        Assert.Equal("hkex", question.Assumed);
    }

    [SkippableFact]
    public void EpochsOfTwoUnits_AreReadByRow()
    {
        var imported = Read("mixed_units.csv");

        Assert.Equal(7, imported.Series[0].Series.Count);
        Assert.Equal(new DateTime(2025, 1, 1, 3, 0, 0, DateTimeKind.Utc), imported.Series[0].Series.CloseTimeAt(6));
        Assert.Contains(imported.Preview.Notes, n => n.Contains("unit of the epoch times changes at line", StringComparison.Ordinal));
    }

    [SkippableFact]
    public void ChangesAsFractions_AgreeWithTheCloses() =>
        Assert.Null(Read("pct_change_fraction.csv").Series[0].Quality.Find(QualityCheck.ChangeColumn));

    [SkippableFact]
    public void Footer_IsNoRow() => Assert.Equal(7, Assert.Single(Read("barchart_footer.csv").Excluded).Line);

    private static ImportedFile Read(string file) => CsvImport.Read(File.ReadAllBytes(SharedFiles.Require($"{Folder}/{file}")), file);

    private static DateTime Time(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture);
}
