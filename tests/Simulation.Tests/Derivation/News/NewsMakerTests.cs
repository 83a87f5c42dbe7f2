using System.Text;
using Simulator.Derivation;
using Simulator.Derivation.News;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Tests.Derivation.News;

/// <summary>From headlines to a daily score: which day, which rows, which value.</summary>
public sealed class NewsMakerTests
{
    private const string Good = "Profit rises"; // one movement with a good subject: 1 / (1 + 1)

    [Theory]
    [InlineData("2020-07-16 15:59", "2020-07-16")] // a Thursday
    [InlineData("2020-07-16 16:00", "2020-07-17")] // the minute of the close may be after it
    [InlineData("2020-07-17 16:30", "2020-07-20")] // after Friday's close
    [InlineData("2020-07-18 10:00", "2020-07-20")] // Saturday
    [InlineData("2020-07-02 17:00", "2020-07-06")] // Friday is Independence Day's holiday
    [InlineData("2020-11-27 12:59", "2020-11-27")] // a half day ends at 13:00
    [InlineData("2020-11-27 13:01", "2020-11-30")]
    [InlineData("2020-07-16T19:59:00Z", "2020-07-16")]
    [InlineData("2020-07-16T20:00:00Z", "2020-07-17")]
    [InlineData("2020-07-16", "2020-07-17")] // no time: it may have come after the close
    [InlineData("2020-07-17", "2020-07-20")]
    [InlineData("2020-07-16 00:00:00", "2020-07-17")] // midnight is a date
    [InlineData(" 7:51  PM ET Fri, 17 July 2020", "2020-07-20")]
    [InlineData("3:59 PM ET Fri, 17 July 2020", "2020-07-17")]
    [InlineData("Fri, 17 Jul 2020 19:59:00 GMT", "2020-07-17")]
    [InlineData("July 17, 2020 at 3:59 p.m. ET", "2020-07-17")]
    [InlineData("Jul 18 2020", "2020-07-20")]
    [InlineData("18-Jul-20", "2020-07-20")]
    public void Headline_CountsOnTheFirstDayAtWhoseCloseItWasPublic(string time, string day)
    {
        var made = Make($"Headline,Time\n{Good},\"{time}\"\n", ("timeZone", "America/New_York"));
        Assert.Equal(MarketCalendar.Nyse.CloseOf(DateOnly.ParseExact(day, "yyyy-MM-dd")), made.CloseTimeAt(0));
        Assert.Equal(1, made.Count);
    }

    [Fact]
    public void Lead_MovesTheLastMoment()
    {
        var made = Make($"Headline,Time\n{Good},2020-07-16 15:45 EDT\n", ("lead", "30"));
        Assert.Equal(new DateOnly(2020, 7, 17), made.DayAt(0));
    }

    [Fact]
    public void Score_IsShrunkTowardsNeutral_AndDaysWithoutNewsAreNeutral()
    {
        // Monday one good headline: 0.5 / (1 + 1) = 0.25. Thursday two, 1/2 and −1/2: 0.
        var text = $"date,headline\n2020-07-12,{Good}\n2020-07-15,{Good}\n2020-07-15,Profit falls\n";
        var made = Make(text, ("scale", "minusOneToOne"));
        Assert.Equal([0.25, 0, 0, 0], made.Close);
        Assert.Equal([0.625, 0.5, 0.5, 0.5], Make(text).Close);
        Assert.Equal(0.5, Make(text, ("scale", "minusOneToOne"), ("shrink", "0")).Close[0]);
        Assert.Equal(SeriesKind.Score, made.Kind);
    }

    [Fact]
    public void RepeatedHeadline_OfADay_CountsOnce()
    {
        var text = $"date,headline\n2020-07-15,{Good}\n2020-07-15,\"PROFIT  rises.\"\n2020-07-16,{Good}\n";
        Assert.Equal([0.625, 0.625], Make(text).Close);
    }

    [Fact]
    public void LaterHeadlines_ChangeNoEarlierScore_AndOrderChangesNothing()
    {
        string[] texts =
        [
            "Profit rises sharply",
            "Shares fall after weak outlook",
            "Bank beats estimates",
            "Losses narrow",
            "Fraud probe widens",
        ];
        string[] rows = [.. Enumerable.Range(0, 60).Select(i => $"2020-{3 + (i / 20):00}-{1 + (i * 7 % 20):00},{texts[i % 5]} {i}")];
        Array.Sort(rows, StringComparer.Ordinal);
        var whole = Make($"date,headline\n{string.Join('\n', rows)}\n");
        Assert.Equal(whole.ContentHash, Make($"date,headline\n{string.Join('\n', rows.Reverse())}\n").ContentHash);
        for (var cut = 5; cut < rows.Length; cut += 9)
        {
            var part = Make($"date,headline\n{string.Join('\n', rows.Take(cut))}\n");
            // The last day may have more headlines in the whole.
            for (var i = 0; i < part.Count - 1; i++)
                Assert.Equal((part.CloseTimeTicks[i], part.Close[i]), (whole.CloseTimeTicks[i], whole.Close[i]));
        }
    }

    [Fact]
    public void Dates_ThatMayBeEither_AreAskedFor()
    {
        const string Text = "date,headline\n03/04/2020,Profit rises\n05/06/2020,Profit falls\n";
        var error = Assert.Throws<ImportException>(() => Make(Text));
        Assert.Contains("line 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("dayFirst=yes", error.Message, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2020, 4, 6), Make(Text, ("dayFirst", "yes")).DayAt(0)); // after Friday, 3 April
        Assert.Equal(new DateOnly(2020, 3, 5), Make(Text, ("dayFirst", "no")).DayAt(0));
    }

    [Fact]
    public void Times_OfAnUnknownClock_AreAskedFor()
    {
        var error = Assert.Throws<ImportException>(() => Make("time,headline\n2020-07-15 10:00,Profit rises\n"));
        Assert.Contains("timeZone=America/New_York", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_ThatCannotBeRead_AreCountedAndNamed()
    {
        var made = MakeAll("date,headline\n2020-07-15,Profit rises\nsoon,Profit falls\n2020-07-16,\n,,\n,\n2020-07-16,\"Two\n\nlines\"\n");
        Assert.Contains(
            made.Notes,
            n => n.Contains("1 rows whose date cannot be read are left out, the first in line 3 ('soon')", StringComparison.Ordinal)
        );
        Assert.Contains(made.Notes, n => n.Contains("1 rows without a headline", StringComparison.Ordinal));
        Assert.Contains(made.Notes, n => n.Contains("2 headlines were read; 2 rows are empty", StringComparison.Ordinal));
    }

    [Fact]
    public void PerSymbol_MakesASeriesForEach_AndAboutChoosesByWords()
    {
        const string Text = "date,title,ticker\n2020-07-15,Profit rises,aapl\n2020-07-15,Profit falls,MSFT\n";
        Assert.Equal(["N_AAPL", "N_MSFT"], MakeAll(Text, ("perSymbol", "yes")).Series.Select(s => s.Symbol));
        Assert.Equal([0.375], Make(Text, ("only", "msft")).Close);
        Assert.Equal([0.625], Make(Text, ("about", "rises")).Close);
        Assert.Throws<ImportException>(() => Make(Text, ("about", "rise")));
    }

    [SkippableTheory]
    [InlineData("cnbc_headlines.csv", 453)]
    [InlineData("guardian_headlines.csv", 499)]
    [InlineData("reuters_headlines.csv", 499)]
    public void RealFile_InWindows1252_IsReadWhole(string file, int headlines)
    {
        var made = MakeAll(File.ReadAllBytes(SharedFiles.Require($"data/news/{file}")));
        Assert.Contains(made.Notes, n => n.Contains($"{headlines} headlines were read", StringComparison.Ordinal));
        Assert.All(made.Series.Single().Close, v => Assert.InRange(v, 0, 1));
    }

    [SkippableFact]
    public void RealFile_WithTwoFormsOfDates_IsReadDayFirst()
    {
        // The addresses in the file end in their dates: 1,959 dates with slashes are day first by them, none month first.
        var made = MakeAll(File.ReadAllBytes(SharedFiles.Require("data/news/gold_commodity_headlines_sinha_khandait.csv")));
        Assert.Contains(made.Notes, n => n.Contains("are read day first", StringComparison.Ordinal));
        Assert.Contains(made.Notes, n => n.Contains("165 rows whose date cannot be read", StringComparison.Ordinal));
    }

    private static BarSeries Make(string text, params (string, string)[] options) => MakeAll(text, options).Series.Single();

    private static MadeSeries MakeAll(string text, params (string, string)[] options) => MakeAll(Encoding.UTF8.GetBytes(text), options);

    private static MadeSeries MakeAll(byte[] content, params (string Name, string Value)[] options) =>
        new NewsMaker().Make(
            new MakerInput(
                [new SourceDocument("n.csv", content)],
                "N",
                MarketCalendar.Nyse,
                options.ToDictionary(o => o.Name, o => o.Value)
            )
        );
}
