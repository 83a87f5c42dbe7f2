using Simulator.Backtesting;
using Simulator.Markets;
using Simulator.Portfolios;

namespace Simulator.Tests.Simulation.Portfolios;

/// <summary>Longer bars: their ends, what is in them, and that nobody sees one before it is complete.</summary>
public sealed class ResamplingTests
{
    [Fact]
    public void Hours_OfMinutes_EndOnTheClockAndHoldWhatClosedInThem()
    {
        var minutes = Minutes(new DateOnly(2020, 3, 5), 2);
        var hours = Resampling.Resample(minutes, BarInterval.Minutes(60));
        // New York trades 9:30–16:00: half an hour, then six whole ones, a day.
        Assert.Equal(14, hours.Count);
        Assert.Equal(new DateTime(2020, 3, 5, 15, 0, 0), hours.CloseTimeAt(0)); // 10:00 in New York
        Assert.Equal((minutes.Open[0], minutes.Close[29], 30.0), (hours.Open[0], hours.Close[0], hours.Volume[0]));
        Assert.Equal((minutes.Open[30], minutes.Close[89], 60.0), (hours.Open[1], hours.Close[1], hours.Volume[1]));
        Assert.Equal(minutes.High.AsSpan(30, 60).ToArray().Max(), hours.High[1]);
        Assert.Equal(minutes.Low.AsSpan(30, 60).ToArray().Min(), hours.Low[1]);
    }

    [Fact]
    public void DaysWeeksAndMonths_CloseWithTheirLastTradingDay()
    {
        var days = PortfolioMarkets.Random("AAA", 3, 400);
        var (weeks, months) = (Resampling.Resample(days, BarInterval.Weekly), Resampling.Resample(days, BarInterval.Monthly));
        foreach (
            var (longer, same) in new (BarSeries, Func<DateOnly, int>)[]
            {
                (weeks, d => d.DayNumber / 7),
                (months, d => (d.Year * 12) + d.Month),
            }
        )
        {
            var groups = Enumerable.Range(0, days.Count).GroupBy(i => same(Day(days, i))).ToArray();
            for (var k = 0; k < longer.Count; k++)
            {
                var last = groups[k].Last();
                Assert.Equal(
                    (days.CloseTimeAt(last), days.Open[groups[k].First()], days.Close[last]),
                    (longer.CloseTimeAt(k), longer.Open[k], longer.Close[k])
                );
                Assert.Equal(groups[k].Max(i => days.High[i]), longer.High[k]);
            }
            Assert.InRange(longer.Count, groups.Length - 1, groups.Length);
        }
        var minutes = Minutes(new DateOnly(2020, 3, 5), 3);
        Assert.Equal(3, Resampling.Resample(minutes, BarInterval.Daily).Count);
        Assert.Equal(MarketCalendar.Nyse.CloseOf(new DateOnly(2020, 3, 5)), Resampling.Resample(minutes, BarInterval.Daily).CloseTimeAt(0));
    }

    [Fact]
    public void Incomplete_LastBar_IsLeftOut()
    {
        // Thursday 2 January … Thursday 9
        var days = PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, [.. Enumerable.Repeat((10.0, 11.0), 6)]);
        Assert.Equal(1, Resampling.Resample(days, BarInterval.Weekly).Count);
        Assert.Equal(
            2,
            Resampling
                .Resample(PortfolioMarkets.Bars("AAA", MarketCalendar.Nyse, [.. Enumerable.Repeat((10.0, 11.0), 7)]), BarInterval.Weekly)
                .Count
        );
    }

    [Fact]
    public void LongerBars_AreSeenOnlyOnceComplete_WhateverComesLater()
    {
        var days = PortfolioMarkets.Random("AAA", 8, 120, missing: 0.2);
        var seen = new List<string>();
        Look(days, seen);
        for (var cut = 20; cut < 120; cut += 7)
        {
            var early = new List<string>();
            Look(days.Slice(0, cut), early);
            Assert.Equal(seen.Take(cut - 1), early);
        }
        Assert.Contains(seen, s => s.EndsWith("|3", StringComparison.Ordinal));

        static void Look(BarSeries series, List<string> seen) =>
            PortfolioEngine.Run(
                [new(series)],
                new ScriptedPortfolio(c =>
                {
                    var (week, month) = (c.Timeframe(0, BarInterval.Weekly), c.Timeframe(0, BarInterval.Monthly));
                    if (week.Count > 0)
                        Assert.True(week.CloseTimeAt(week.Count - 1) <= c.Time);
                    Assert.Throws<ArgumentOutOfRangeException>(() => week.CloseTimeAt(week.Count));
                    seen.Add(FormattableString.Invariant($"{(week.Count == 0 ? 0 : week.Close[^1]):R}|{month.Count}"));
                }),
                new ExecutionSpec(),
                new CapitalSpec()
            );
    }

    [Fact]
    public void Interval_ThatCannotBeMade_IsRefused()
    {
        var days = PortfolioMarkets.Random("AAA", 3, 10);
        Assert.Contains(
            "only be resampled to longer bars",
            Assert.Throws<ArgumentException>(() => Resampling.Resample(days, BarInterval.Minutes(60))).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "are not supported",
            Assert
                .Throws<ArgumentException>(() => Resampling.Resample(Minutes(new DateOnly(2020, 3, 5), 1), BarInterval.Minutes(7)))
                .Message,
            StringComparison.Ordinal
        );
    }

    private static DateOnly Day(BarSeries series, int bar) => series.DayAt(bar);

    // 390 minutes a day, from 9:30 to 16:00 in New York.
    private static BarSeries Minutes(DateOnly day, int days)
    {
        var rows = new List<Bar>();
        for (var (d, n) = (day, 0); n < days; d = d.AddDays(1))
        {
            if (MarketCalendar.Nyse.IsClosed(d))
                continue;
            for (var m = 1; m <= 390; m++)
            {
                var price = 100 + (10 * Math.Sin(rows.Count * 0.1));
                rows.Add(new Bar(MarketCalendar.Nyse.CloseOf(d).AddMinutes(m - 390), price, price + 1, price - 1, price + 0.5, 1));
            }
            n++;
        }
        return PortfolioMarkets.Series("AAA", MarketCalendar.Nyse, rows, BarInterval.Minutes(1));
    }
}
