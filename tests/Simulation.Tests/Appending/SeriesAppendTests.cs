using Simulator.Appending;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Appending;

/// <summary>Appending takes new bars, checks the overlap, and joins nothing that is not one series.</summary>
public sealed class SeriesAppendTests
{
    [Fact]
    public void NewBars_AfterAnEqualOverlap_AreJoined()
    {
        var append = SeriesAppend.Of(Days(0, 1, 2, 3, 4), Days(3, 4, 5, 6));

        Assert.Null(append.Obstacle);
        Assert.Equal((2, 0, 2, 0), (append.NewBars, append.NewBarsWithin, append.EqualBars, append.ContradictionCount));
        Assert.Equal(Days(0, 1, 2, 3, 4, 5, 6).ContentHash, append.Join(OverlapChoice.Refuse).ContentHash);
    }

    [Fact]
    public void EarlierBars_AndGaps_AreFilled()
    {
        var append = SeriesAppend.Of(Days(3, 4, 6, 7, 8), Days(1, 2, 3, 4, 5, 6));

        Assert.Equal((3, 3, 3), (append.NewBars, append.NewBarsWithin, append.EqualBars));
        Assert.Equal(Days(1, 2, 3, 4, 5, 6, 7, 8).ContentHash, append.Join(OverlapChoice.Refuse).ContentHash);
    }

    [Theory]
    [InlineData(OverlapChoice.KeepStored, 103)]
    [InlineData(OverlapChoice.TakeNew, 50)]
    public void Contradictions_AreListed_AndOneSideIsTaken(OverlapChoice choice, double close)
    {
        var added = Days(3, 4, 5);
        added.Close[0] = 50;

        var append = SeriesAppend.Of(Days(0, 1, 2, 3, 4), added);

        var pair = Assert.Single(append.Contradictions);
        Assert.Equal((103.0, 50.0), (pair.Stored.Close, pair.Added.Close));
        Assert.Equal(close, append.Join(choice).Close[3]);
        Assert.Contains(
            "choose",
            Assert.Throws<InvalidOperationException>(() => append.Join(OverlapChoice.Refuse)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void UnknownVolume_AndTheLastDigit_ContradictNothing()
    {
        var added = Days(3, 4, 5);
        added.Volume[0] = double.NaN;
        added.Close[1] = Math.BitIncrement(added.Close[1]);

        var append = SeriesAppend.Of(Days(0, 1, 2, 3, 4), added);

        Assert.Equal((2, 0), (append.EqualBars, append.ContradictionCount));
        Assert.Equal(Days(3).Volume[0], append.Join(OverlapChoice.TakeNew).Volume[3]);
    }

    [Fact]
    public void PricesAdjustedSince_AreRecognised()
    {
        var added = Days(2, 3, 4, 5);
        foreach (var column in new[] { added.Open, added.High, added.Low, added.Close })
        {
            for (var i = 0; i < column.Length; i++)
                column[i] *= 0.98;
        }

        var append = SeriesAppend.Of(Days(0, 1, 2, 3, 4), added);

        Assert.Equal(0.98, append.CommonFactor!.Value, 9);
        Assert.Contains("adjusted its prices since", append.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void OtherCalendarIntervalOrKind_IsAnObstacleThatNamesBoth()
    {
        BarSeries Of(MarketCalendar calendar, BarInterval interval, SeriesKind kind)
        {
            var s = Days(5, 6);
            return new BarSeries("X", s.CloseTimeTicks, s.Open, s.High, s.Low, s.Close, s.Volume)
            {
                Calendar = calendar,
                Interval = interval,
                Kind = kind,
            };
        }
        string Obstacle(BarSeries added) => SeriesAppend.Of(Days(0, 1), added).Obstacle!;

        Assert.Contains(
            "has the calendar nyse, the file tse",
            Obstacle(Of(MarketCalendar.Tse, BarInterval.Daily, SeriesKind.Price)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "bars of 1 day, the file 7 days",
            Obstacle(Of(MarketCalendar.Nyse, BarInterval.Weekly, SeriesKind.Price)),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Price, the file Rate",
            Obstacle(Of(MarketCalendar.Nyse, BarInterval.Daily, SeriesKind.Rate)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void BarsBetweenTheStoredOnes_AreAnotherClock()
    {
        var stored = Days(0, 1, 2, 3, 4);
        var shifted = new BarSeries(
            "X",
            [.. stored.CloseTimeTicks.Select(t => t + TimeSpan.TicksPerHour)],
            stored.Open,
            stored.High,
            stored.Low,
            stored.Close,
            stored.Volume
        );

        Assert.Contains("stamped otherwise", SeriesAppend.Of(stored, shifted).Obstacle!, StringComparison.Ordinal);
    }

    [Fact]
    public void CorporateActions_OfTheStoredSeries_Stay()
    {
        var stored = Days(0, 1).WithActions([new Split(new DateOnly(2020, 1, 2), 2)]);

        Assert.Equal(stored.Actions, SeriesAppend.Of(stored, Days(1, 2)).Join(OverlapChoice.Refuse).Actions);
    }

    private static BarSeries Days(params int[] days) =>
        new(
            "X",
            [.. days.Select(d => new DateTime(2020, 1, 1, 21, 0, 0, DateTimeKind.Utc).AddDays(d).Ticks)],
            [.. days.Select(d => 100.0 + d)],
            [.. days.Select(d => 101.0 + d)],
            [.. days.Select(d => 99.0 + d)],
            [.. days.Select(d => 100.0 + d)],
            [.. days.Select(d => 1000.0 + d)]
        );
}
