using Simulator.Markets;
using Simulator.Quality;

namespace Simulator.Tests.Simulation.Quality;

/// <summary>Each check on a series where exactly that is wrong, with the rows it must name.</summary>
public sealed class SeriesQualityTests
{
    [Fact]
    public void SoundSeries_HasNoFinding() => Assert.Empty(SeriesQuality.Examine(Daily(60)).Findings);

    [Fact]
    public void MissingDays_Count_WithoutHolidays()
    {
        var series = Without(Daily(60), 10, 11, 20); // the calendar's holidays are not in Daily at all

        var gap = SeriesQuality.Examine(series).Find(QualityCheck.Gap)!;

        Assert.Equal(3, gap.Count);
        Assert.Equal([11, 19], gap.Rows); // bar numbers after the gap, 1-based
    }

    [Fact]
    public void SingleMissingWeekday_WhereHolidaysAreUnknown_IsOnlyInformation()
    {
        var gap = SeriesQuality.Examine(Without(Daily(60, MarketCalendar.ById("utc+09:00")), 10)).Find(QualityCheck.Gap)!;

        Assert.Equal(Severity.Info, gap.Severity);
        Assert.Contains("holidays of Unknown exchange, UTC+09:00, or gaps", gap.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BarsAtWeekends_UnderACalendarThatClosesThen_AreAWarning()
    {
        // Every day of two weeks from Monday 2020-03-02 on, as a coin has them, read as New York's.
        var daily = Daily(14, MarketCalendar.Crypto);
        var series = new BarSeries(
            "X",
            [.. Enumerable.Range(0, 14).Select(i => MarketCalendar.Nyse.CloseOf(new DateOnly(2020, 3, 2).AddDays(i)).Ticks)],
            daily.Open,
            daily.High,
            daily.Low,
            daily.Close,
            daily.Volume
        );

        var finding = SeriesQuality.Examine(series).Find(QualityCheck.ClosedDay)!;

        Assert.Equal((4, Severity.Warning), (finding.Count, finding.Severity));
        Assert.Equal([6, 7, 13, 14], finding.Rows);
        Assert.StartsWith(
            "4 bars are at weekends, when New York (NYSE, Nasdaq) does not trade; first 2020-03-07",
            finding.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void BarsOnASaturday_UnderForeignExchange_AreAWarning_AndSundayEveningIsNot()
    {
        var friday = new DateTime(2020, 3, 6, 12, 0, 0, DateTimeKind.Utc);
        double[] flat = [.. Enumerable.Repeat(1.1, 96)];
        var series = new BarSeries(
            "EURUSD",
            [.. Enumerable.Range(0, 96).Select(i => friday.AddHours(i).Ticks)],
            flat,
            flat,
            flat,
            flat,
            flat
        )
        {
            Calendar = MarketCalendar.Fx,
            Interval = BarInterval.Minutes(60),
        };
        // New York's Saturday 00:00 … Sunday 12:00 by the ends 06:00 UTC on Saturday … 16:00 UTC on Sunday (summer time from that
        // night on).
        Assert.Equal(35, SeriesQuality.Examine(series).Find(QualityCheck.ClosedDay)!.Count);
    }

    [Fact]
    public void BarsOnHolidays_AreCounted()
    {
        var daily = Daily(200);
        var series = new BarSeries(
            "X",
            [MarketCalendar.Nyse.CloseOf(new(2020, 2, 17)).Ticks, .. daily.CloseTimeTicks],
            [100, .. daily.Open],
            [101, .. daily.High],
            [99, .. daily.Low],
            [100, .. daily.Close],
            [1, .. daily.Volume]
        );
        var finding = SeriesQuality.Examine(series).Find(QualityCheck.ClosedDay)!;
        Assert.Equal((1, Severity.Info), (finding.Count, finding.Severity));
        Assert.Contains("1 bars are on holidays of New York", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LunchOfTokyo_IsNoGap_AndAMissingBarIs()
    {
        // Half hours by their ends, 9:30 … 11:30 and 13:00 … 15:00 of 2020-03-02 in Tokyo; then without 14:00.
        var nine = new DateTime(2020, 3, 2, 0, 0, 0, DateTimeKind.Utc);
        int[] ends = [30, 60, 90, 120, 150, 240, 270, 300, 330, 360];
        QualityReport Examine(params int[] minutes)
        {
            double[] price = [.. minutes.Select(m => 100 + (m % 7.0))];
            return SeriesQuality.Examine(
                new BarSeries("X", [.. minutes.Select(m => nine.AddMinutes(m).Ticks)], price, price, price, price, price)
                {
                    Calendar = MarketCalendar.Tse,
                    Interval = BarInterval.Minutes(30),
                }
            );
        }
        Assert.Null(Examine(ends).Find(QualityCheck.Gap));
        Assert.Equal(1, Examine([.. ends.Where(e => e != 300)]).Find(QualityCheck.Gap)!.Count);
    }

    [Fact]
    public void HighBelowClose_IsFoundWithItsLine()
    {
        var series = Daily(30);
        series.High[7] = series.Close[7] * 0.98;

        var finding = SeriesQuality.Examine(series, Enumerable.Range(100, 30).ToArray()).Find(QualityCheck.HighLow)!;

        Assert.Equal((1, Severity.Warning), (finding.Count, finding.Severity));
        Assert.Equal([107], finding.Rows);
    }

    [Fact]
    public void ZeroPrice_IsAnError()
    {
        var series = Daily(30);
        series.Low[3] = 0;

        Assert.Equal(Severity.Error, SeriesQuality.Examine(series).Find(QualityCheck.NonPositive)!.Severity);
    }

    [Fact]
    public void Split_SevenToOne_IsFoundAndNothingElse()
    {
        var series = Daily(60);
        foreach (var column in new[] { series.Open, series.High, series.Low, series.Close })
        {
            for (var i = 40; i < 60; i++)
                column[i] /= 7;
        }

        var report = SeriesQuality.Examine(series);

        Assert.Equal([41], report.Find(QualityCheck.Split)!.Rows);
        Assert.Contains("7:1", report.Find(QualityCheck.Split)!.Message, StringComparison.Ordinal);
        Assert.Null(report.Find(QualityCheck.Jump));
    }

    [Fact]
    public void Closes_StandingStillForFiveDays_AreStale()
    {
        var series = Daily(60);
        for (var i = 21; i < 25; i++)
            series.Close[i] = series.High[i] = series.Low[i] = series.Open[i] = series.Close[20];

        Assert.Equal([21, 22, 23, 24, 25], SeriesQuality.Examine(series).Find(QualityCheck.Stale)!.Rows);
    }

    [Fact]
    public void ZeroVolume_InSomeBars_IsListed_InAllIsInformation()
    {
        var some = Daily(60);
        some.Volume[5] = 0;
        var none = Daily(60);
        Array.Clear(none.Volume);

        Assert.Equal([6], SeriesQuality.Examine(some).Find(QualityCheck.ZeroVolume)!.Rows);
        Assert.Equal(Severity.Info, SeriesQuality.Examine(none).Find(QualityCheck.ZeroVolume)!.Severity);
    }

    [Fact]
    public void MissingMinutes_WithinTheSession_AreCounted_OvernightIsNot()
    {
        var ticks = new List<long>();
        foreach (var day in new[] { new DateOnly(2020, 3, 2), new DateOnly(2020, 3, 3) })
        {
            var open = MarketCalendar.Nyse.CloseOf(day).AddMinutes(-390);
            for (var minute = 1; minute <= 390; minute++)
            {
                if (day.Day != 3 || minute is not (100 or 101 or 102))
                    ticks.Add(open.AddMinutes(minute).Ticks);
            }
        }
        var prices = ticks.Select((_, i) => 100 + Math.Sin(i)).ToArray();
        var series = new BarSeries("X", [.. ticks], prices, prices, prices, prices, [.. prices])
        {
            Interval = BarInterval.Minutes(1),
            HasOhlc = false,
        };

        var gap = SeriesQuality.Examine(series).Find(QualityCheck.Gap)!;

        Assert.Equal((3, 490), (gap.Count, gap.Rows.Single()));
    }

    [Fact]
    public void Report_Json_RoundTrips()
    {
        var series = Daily(60);
        series.Volume[5] = 0;
        var report = SeriesQuality.Examine(Without(series, 10));

        var back = QualityReport.FromJson(report.ToJson());

        Assert.Equal(report.ToJson(), back.ToJson());
        Assert.Equal(report.Findings.Count, back.Findings.Count);
        Assert.Contains("\"severity\":\"warning\"", report.ToJson(), StringComparison.Ordinal);
    }

    private static BarSeries Daily(int bars, MarketCalendar? calendar = null)
    {
        calendar ??= MarketCalendar.Nyse;
        var days = new List<DateOnly>();
        for (var day = new DateOnly(2020, 3, 2); days.Count < bars; day = day.AddDays(1))
        {
            if (!calendar.IsClosed(day))
                days.Add(day);
        }
        var close = days.Select((_, i) => 100 + (3 * Math.Sin(i * 0.7))).ToArray();
        return new BarSeries(
            "X",
            [.. days.Select(d => calendar.CloseOf(d).Ticks)],
            [.. close],
            [.. close.Select(c => c * 1.01)],
            [.. close.Select(c => c * 0.99)],
            close,
            [.. close.Select(c => c * 1000)]
        )
        {
            Calendar = calendar,
        };
    }

    private static BarSeries Without(BarSeries series, params int[] bars)
    {
        var kept = Enumerable.Range(0, series.Count).Except(bars).ToArray();
        double[] Pick(double[] column) => [.. kept.Select(i => column[i])];
        return new BarSeries(
            series.Symbol,
            [.. kept.Select(i => series.CloseTimeTicks[i])],
            Pick(series.Open),
            Pick(series.High),
            Pick(series.Low),
            Pick(series.Close),
            Pick(series.Volume)
        )
        {
            Calendar = series.Calendar,
        };
    }
}
