using System.Text;
using Simulator.Derivation;
using Simulator.Derivation.Fundamentals;
using Simulator.Import;
using Simulator.Markets;

namespace Simulator.Tests.Derivation.Fundamentals;

/// <summary>From reports to series: from which day, which figure, which ratio. Every number is worked out by hand.</summary>
public sealed class FundamentalsMakerTests
{
    // Five quarters; the first is restated with the last. Published before the open, in the session, after the close, as a date.
    private const string Reports = """
        symbol,periodEnd,published,eps,bookValue,netIncome,equity,revenue
        ACME,2016-12-31,2017-01-18 07:30,1.00,50,100,5000,1000
        ACME,2017-03-31,2017-04-18 15:59,1.10,51,110,5100,1000
        ACME,2017-06-30,2017-07-18 16:30,1.20,52,120,5200,1000
        ACME,2017-09-30,2017-10-17,1.30,53,130,5300,1000
        ACME,2017-12-31,2018-01-17 07:30,1.60,54,160,5400,1400
        ACME,2017-03-31,2018-02-26 08:00,0.90,,90,,

        """;

    [Fact]
    public void TrailingEarnings_CountFromTheDayAtWhoseCloseTheFourthQuarterWasPublic()
    {
        var made = Make(Reports, Prices("2017-01-03", "2018-03-02"));
        var eps = Series(made, "ACME_EPS");
        // The fourth quarter came on Tuesday the 17th as a date alone, so it counts from the 18th: 1 + 1.1 + 1.2 + 1.3.
        Assert.Equal(new DateOnly(2017, 10, 18), eps.DayAt(0));
        Assert.Equal(4.6, eps.Close[0], 1e-12);
        Assert.Equal(MarketCalendar.Nyse.CloseOf(new DateOnly(2017, 10, 18)), eps.CloseTimeAt(0));
        // 1.1 + 1.2 + 1.3 + 1.6 from the morning of 2018-01-17.
        Assert.Equal(4.6, At(eps, "2018-01-16"), 1e-12);
        Assert.Equal(5.2, At(eps, "2018-01-17"), 1e-12);
        Assert.Equal(SeriesKind.Score, eps.Kind);
    }

    [Fact]
    public void RestatedFigure_CountsFromItsOwnPublication_AndLeavesWhatItDoesNotName()
    {
        var made = Make(Reports, Prices("2017-01-03", "2018-03-02"));
        Assert.Equal(5.2, At(Series(made, "ACME_EPS"), "2018-02-23"), 1e-12);
        Assert.Equal(5.0, At(Series(made, "ACME_EPS"), "2018-02-26"), 1e-12); // 0.9 + 1.2 + 1.3 + 1.6
        Assert.Equal(520.0 / 5400, At(Series(made, "ACME_ROE"), "2018-02-23"), 1e-12);
        Assert.Equal(500.0 / 5400, At(Series(made, "ACME_ROE"), "2018-02-26"), 1e-12);
        Assert.Equal(500.0 / 4400, At(Series(made, "ACME_MARGIN"), "2018-02-26"), 1e-12);
        Assert.Contains(made.Notes, n => n.Contains("6 reports of 5 periods", StringComparison.Ordinal));
        Assert.Contains(made.Notes, n => n.Contains("1 changed a figure, from their own publication on", StringComparison.Ordinal));
    }

    [Fact]
    public void Ratios_MoveWithTheClose()
    {
        var made = Make(Reports, Prices("2017-01-03", "2018-03-02"));
        // The close of the made-up prices is 100 and the number of the bar, the first of 2017 being 0.
        var bar = Bars("2017-01-03", "2018-03-02").ToList().IndexOf(new DateOnly(2018, 1, 17));
        Assert.Equal((100.0 + bar) / 5.2, At(Series(made, "ACME_PE"), "2018-01-17"), 1e-12);
        Assert.Equal(5.2 / (100.0 + bar), At(Series(made, "ACME_EP"), "2018-01-17"), 1e-12);
        Assert.Equal(54 / (100.0 + bar), At(Series(made, "ACME_BP"), "2018-01-17"), 1e-12);
        Assert.Equal(new DateOnly(2018, 3, 2), Series(made, "ACME_PE").DayAt(Series(made, "ACME_PE").Count - 1));
    }

    [Theory]
    [InlineData("2017-04-18 15:59", "2017-04-18")] // in the session
    [InlineData("2017-04-18 16:00", "2017-04-19")] // the minute of the close may be after it
    [InlineData("2017-04-18 16:30", "2017-04-19")]
    [InlineData("2017-04-13 17:00", "2017-04-17")] // Good Friday and a weekend
    [InlineData("2017-04-18", "2017-04-19")] // a date may mean the evening
    [InlineData("2017-04-18T20:30:00Z", "2017-04-19")]
    [InlineData("2017-04-22 09:00", "2017-04-24")] // Saturday
    public void Report_CountsFromTheFirstDayAtWhoseCloseItWasPublic(string published, string day)
    {
        var made = Make($"periodEnd,published,bookValue\n2016-12-31,{published},40\n", Prices("2017-04-03", "2017-05-31"));
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Series(made, "ACME_BP").DayAt(0));
    }

    [Fact]
    public void Values_OnDataCutAtADay_AreTheSameUpToIt()
    {
        var whole = Make(Reports, Prices("2017-01-03", "2018-03-02"));
        foreach (var cut in new[] { "2017-10-18", "2018-01-16", "2018-01-17", "2018-02-23", "2018-02-26" })
        {
            // What had been published by the close of the day, and prices up to it.
            var lines = Reports.Split('\n');
            var known = lines.Where((l, i) => i == 0 || (l.Length > 0 && string.CompareOrdinal(l.Split(',')[2], cut + "T") < 0));
            var part = Make(string.Join('\n', known), Prices("2017-01-03", cut));
            foreach (var series in part.Series)
            {
                var same = Series(whole, series.Symbol);
                Assert.Equal(same.Close[..series.Count], series.Close);
                Assert.Equal(same.CloseTimeTicks[..series.Count], series.CloseTimeTicks);
            }
            Assert.Equal(6, part.Series.Count);
        }
    }

    [Fact]
    public void MissingQuarter_LeavesTheLastYearStanding()
    {
        var lines = Reports.Split('\n').Where(l => !l.Contains("2017-09-30", StringComparison.Ordinal)).ToList();
        lines.Insert(1, "ACME,2016-09-30,2016-10-18 07:30,0.9,49,90,4900,1000");
        var made = Make(string.Join('\n', lines), Prices("2017-01-03", "2018-02-23"));
        // 0.9 + 1 + 1.1 + 1.2; the quarter to December does not follow the one to June.
        Assert.Equal(4.2, At(Series(made, "ACME_EPS"), "2018-02-01"), 1e-12);
        // The book value needs one report only.
        Assert.Equal(54.0 / Close(made, "2018-02-01"), At(Series(made, "ACME_BP"), "2018-02-01"), 1e-12);
    }

    [Fact]
    public void Losses_HaveAYieldButNoPriceEarnings()
    {
        var made = Make(Reports.Replace("1.60", "-9.60", StringComparison.Ordinal), Prices("2017-01-03", "2018-02-23"));
        Assert.DoesNotContain(made.Series, s => s.Symbol == "ACME_PE");
        Assert.True(At(Series(made, "ACME_EP"), "2018-02-01") < 0);
        Assert.Contains(made.Notes, n => n.StartsWith("ACME_PE is not made: on 27 of 88 days", StringComparison.Ordinal));
    }

    [Fact]
    public void SharesAndIncome_StandInForFiguresPerShare()
    {
        const string text = """
            Ticker;Fiscal Date Ending;Reported Date;Net Income;Shares Outstanding;Total Equity
            ACME;2017-12-31;2018-02-01;600;100;2000

            """;
        var made = Make(text, Prices("2018-01-02", "2018-03-02"), ("perYear", "1"));
        Assert.Equal(6, Series(made, "ACME_EPS").Close[0]);
        Assert.Equal(0.3, Series(made, "ACME_ROE").Close[0], 1e-12);
        Assert.Equal(new DateOnly(2018, 2, 2), Series(made, "ACME_EPS").DayAt(0));
    }

    [Fact]
    public void WithoutPrices_WhatNeedsNoneIsMade()
    {
        var made = Make(Reports, null);
        Assert.Equal(["ACME_EPS", "ACME_ROE", "ACME_MARGIN"], made.Series.Select(s => s.Symbol));
        Assert.Contains(made.Notes, n => n.StartsWith("ACME_PE is not made: it needs a file of daily prices", StringComparison.Ordinal));
        Assert.Contains(made.Notes, n => n.Contains("end with the last report", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("periodEnd,published,eps\n2017-03-31,2017-03-30,1\n", "line 2", "before its period was over")]
    [InlineData("periodEnd,published,eps\n2017-03-31,2017-03-31,1\n", "line 2", "before its period was over")]
    [InlineData("filed,eps\n2017-04-18,1\n", "line 1", "no column is headed as the last day of the period")]
    [InlineData("periodEnd,published,eps\n2017-03-31,2017-04-18,1\n2017-06-30,soon,1\n", "line 3", "publication cannot be read")]
    [InlineData("periodEnd,published,eps\n,2017-04-18,1\n", "line 2", "period is missing")]
    [InlineData("periodEnd,published,eps\n2017-03-31,2017-04-18,\"1,234\"\n", "line 2", "eps is no number")]
    [InlineData("periodEnd,published,shares\n2017-03-31,2017-04-18,0\n", "line 2", "shares must be above 0")]
    [InlineData("periodEnd,published,eps\n2017-03-31,2017-04-18 09:00,1\n", "line 2", "timeZone=")]
    [InlineData("periodEnd,published,eps\n2017-03-31,2017-04-18,1\n2017-03-31,2017-04-18,2\n", "line 3", "is 1 in line 2")]
    [InlineData("periodEnd,published,colour\n2017-03-31,2017-04-18,1\n", "line 1", "no column is headed as a figure")]
    [InlineData("periodEnd,eps\n2017-03-31,1\n", "line 1", "no column is headed as the time of the publication")]
    [InlineData("published,eps\n2017-04-18,1\n", "line 1", "no column is headed as the last day of the period")]
    [InlineData("symbol,periodEnd,published,eps\nOTHER,2017-03-31,2017-04-18,1\n", "line 2", "company=NAME: OTHER")]
    [InlineData("periodEnd,published,eps\n", "reports.csv", "it has no reports")]
    [InlineData("periodEnd,published,eps\n2017-03-31,2017-04-18,1\n", "reports.csv", "Give figures of 4 periods in a row")]
    public void WhatCannotBeUsed_IsNamedWithItsLineAndARemedy(string text, string place, string reason)
    {
        var error = Assert.Throws<ImportException>(() =>
            new FundamentalsMaker().Make(
                new MakerInput(
                    [new SourceDocument("reports.csv", Encoding.UTF8.GetBytes(text))],
                    "ACME",
                    MarketCalendar.Nyse,
                    new Dictionary<string, string>(StringComparer.Ordinal)
                )
            )
        );
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReturnOnEquityBelowZero_IsNotMade_RatherThanStandingAtAnOldOne()
    {
        var lost = Reports.Replace(",5400,", ",-10,", StringComparison.Ordinal);
        var made = Make(lost, Prices("2017-01-03", "2018-03-02"));
        Assert.DoesNotContain(made.Series, s => s.Symbol == "ACME_ROE");
        Assert.Contains(made.Notes, n => n.StartsWith("ACME_ROE is not made: on ", StringComparison.Ordinal));
    }

    [Fact]
    public void OneColumn_AsPeriodAndPublication_IsRefused()
    {
        var error = Assert.Throws<ImportException>(() =>
            Make(
                "Report Date,Publish Date,eps\n2017-03-31,2017-04-18,1\n",
                null,
                ("periodColumn", "Report Date"),
                ("publishedColumn", "Report Date")
            )
        );
        Assert.Contains("one column cannot be", error.Message, StringComparison.Ordinal);
    }

    private static MadeSeries Make(string reports, string? prices, params (string Key, string Value)[] choices)
    {
        var documents = new List<SourceDocument> { new("reports.csv", Encoding.UTF8.GetBytes(reports)) };
        if (prices is not null)
            documents.Add(new SourceDocument("prices.csv", Encoding.UTF8.GetBytes(prices)));
        var options = choices.ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        options.TryAdd("timeZone", "America/New_York");
        return new FundamentalsMaker().Make(new MakerInput(documents, "ACME", MarketCalendar.Nyse, options));
    }

    private static BarSeries Series(MadeSeries made, string symbol) => made.Series.Single(s => s.Symbol == symbol);

    private static double At(BarSeries series, string day) =>
        series.Close[
            Enumerable
                .Range(0, series.Count)
                .Single(i => series.DayAt(i) == DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))
        ];

    private static double Close(MadeSeries made, string day) => At(Series(made, "ACME_EPS"), day) / At(Series(made, "ACME_EP"), day);

    private static IEnumerable<DateOnly> Bars(string from, string to)
    {
        var last = DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture);
        for (var day = DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture); day <= last; day = day.AddDays(1))
        {
            if (!MarketCalendar.Nyse.IsClosed(day))
                yield return day;
        }
    }

    private static string Prices(string from, string to) =>
        "date,open,high,low,close,volume\n"
        + string.Concat(
            Bars(from, to)
                .Select((day, i) => FormattableString.Invariant($"{day:yyyy-MM-dd},{100 + i},{101 + i},{99 + i},{100 + i},1000\n"))
        );
}
