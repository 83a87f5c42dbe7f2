using Simulator.Markets;
using Simulator.Numerics;

namespace Simulator.Tests.Simulation.Numerics;

public sealed class SortedSearchTests
{
    [Fact]
    public void FirstAtLeast_FromAnyPlaceForAnyBound_IsTheFirstOneFoundInOrder()
    {
        double[] rising = [1, 1, 2, 4, 4, 4, 7, 9, 9.5, 12, 12, 13, 20];
        for (var from = 0; from < rising.Length; from++)
        {
            for (var bound = 0.5; bound < 22; bound += 0.5)
            {
                var expected = Enumerable.Range(from, rising.Length - from).FirstOrDefault(i => rising[i] >= bound, rising.Length);
                Assert.Equal(expected, SortedSearch.FirstAtLeast<double>(rising, from, bound));
            }
        }
    }

    [Fact]
    public void Facts_OfMinutesOverWeekends_AreThoseOfEachBar()
    {
        var ticks = Enumerable
            .Range(0, 3_001)
            .Select(i => new DateTime(2024, 3, 1, 12, 0, 0, DateTimeKind.Utc).AddMinutes(7 * i).Ticks)
            .ToArray();
        var price = ticks.Select(_ => 10.0).ToArray();
        var series = new BarSeries("M", ticks, price, price, price, price, price)
        {
            Interval = BarInterval.Minutes(7),
            Calendar = MarketCalendar.Crypto,
        };
        var facts = SeriesFacts.Of(series);

        Assert.Equal(ticks.Select(t => t / (double)TimeSpan.TicksPerDay), facts.Days);
        Assert.Equal(
            ticks[5..2_000].Count(t => new DateTime(t, DateTimeKind.Utc).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday),
            facts.WeekendBars(5, 1_999)
        );
        var dayOf = ticks.Select(t => series.Calendar.TradingDay(new DateTime(t, DateTimeKind.Utc))).ToArray();
        Assert.Equal(Enumerable.Range(0, ticks.Length).Where(i => i == ticks.Length - 1 || dayOf[i + 1] != dayOf[i]), facts.PeriodEnds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(18)]
    public void Facts_OfASeriesWithOnePriceThatCannotBeTraded_SayIt(int bar)
    {
        var ticks = Enumerable.Range(0, 19).Select(i => new DateTime(2024, 3, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(i).Ticks).ToArray();
        var (good, bad) = (ticks.Select(_ => 10.0).ToArray(), ticks.Select((_, i) => i == bar ? double.NaN : 10.0).ToArray());

        Assert.False(SeriesFacts.Of(new BarSeries("A", ticks, good, bad, bad, bad, good)).IsTradable);
        Assert.False(SeriesFacts.Of(new BarSeries("B", ticks, bad, good, good, good, good)).IsTradable);
        Assert.True(SeriesFacts.Of(new BarSeries("C", ticks, good, bad, bad, good, good)).IsTradable);
    }
}
