using Simulator.Environments;
using Simulator.Features;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Environments;

public sealed class ObservedMarketTests
{
    [Fact]
    public void Columns_OverTheTrainingPart_HaveMeanZeroAndDeviationOne()
    {
        var series = RandomWalk.Series(1_000);
        var market = ObservedMarket.Create(series, RandomWalk.Features(series), RandomWalk.Tape(series, 20), RandomWalk.Split);
        var rows = Enumerable.Range(60, market.TrainingEnd - 60).Select(t => Row(market, t)).ToArray();
        Assert.Equal(
            ["return", "forecastMean", "forecastDeviation", "forecastRise", "forecastQuantile0.05", "forecastQuantile0.95"],
            market.ColumnNames
        );
        for (var c = 0; c < market.ColumnNames.Count; c++)
        {
            var mean = rows.Average(r => r[c]);
            Assert.Equal(0, mean, 0.02); // clipping moves it a little
            Assert.Equal(1, Math.Sqrt(rows.Average(r => (r[c] - mean) * (r[c] - mean))), 0.05);
        }
    }

    [Fact]
    public void Columns_ConstantMissingOrFarOut_AreZeroOrClipped()
    {
        var series = RandomWalk.Series(400);
        var constant = Enumerable.Repeat(0.1, 400).ToArray();
        var spike = Enumerable
            .Range(0, 400)
            .Select(t =>
                t == 50 ? double.NaN
                : t == 390 ? 1e9
                : t % 2
            )
            .Select(v => (double)v)
            .ToArray();
        var market = ObservedMarket.Create(series, new FeatureTable(["constant", "spike"], [constant, spike]), null, RandomWalk.Split);
        Assert.All(Enumerable.Range(20, 380), t => Assert.Equal(0, Row(market, t)[0]));
        Assert.Equal(0, Row(market, 50)[1]);
        Assert.Equal(5, Row(market, 390)[1]);
    }

    [Fact]
    public void Bars_BeforeTheFirstForecast_AreSeenWithoutIt()
    {
        var series = RandomWalk.Series(400);
        var market = ObservedMarket.Create(series, RandomWalk.Features(series), RandomWalk.Tape(series, 90), RandomWalk.Split);
        Assert.Equal(20, market.FirstRow);
        Assert.Equal("forecastKnown", market.ColumnNames[^1]);
        var width = market.ColumnNames.Count;
        for (var t = 20; t < 400; t++)
        {
            var row = Row(market, t)[..width];
            Assert.NotEqual(0, row[0]); // the feature
            Assert.Equal(t < 90, row[1..^1].All(v => v == 0)); // the forecast
            Assert.Equal(t < 90, row[^1] < 0);
        }
    }

    [Fact]
    public void Market_WhoseForecastsBeginAfterTraining_IsRefused()
    {
        var series = RandomWalk.Series(400);
        foreach (var first in new[] { 220, 300 })
        {
            var error = Assert.Throws<InvalidDataException>(() =>
                ObservedMarket.Create(series, RandomWalk.Features(series), RandomWalk.Tape(series, first), RandomWalk.Split)
            );
            Assert.Contains("are left to train on", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Market_TooShortToTrainOn_SaysHowManyBarsAreLeft()
    {
        var series = RandomWalk.Series(100);
        var error = Assert.Throws<InvalidDataException>(() =>
            ObservedMarket.Create(series, RandomWalk.Features(series), null, RandomWalk.Split)
        );
        Assert.Contains("22 bars of 100 are left to train on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Market_WithNothingToSee_IsRefused()
    {
        var error = Assert.Throws<InvalidDataException>(() =>
            ObservedMarket.Create(RandomWalk.Series(400), new FeatureTable([], []), null, RandomWalk.Split)
        );
        Assert.Contains("give it features or a forecaster", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Market_WithOtherLengths_IsRefused()
    {
        var (series, longer) = (RandomWalk.Series(400), RandomWalk.Series(401));
        Assert.Contains(
            "401 rows",
            Assert
                .Throws<ArgumentException>(() => ObservedMarket.Create(series, RandomWalk.Features(longer), null, RandomWalk.Split))
                .Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "401 rows",
            Assert
                .Throws<ArgumentException>(() =>
                    ObservedMarket.Create(series, RandomWalk.Features(series), RandomWalk.Tape(longer, 60), RandomWalk.Split)
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Market_WithAPriceOfZero_NamesTheBar()
    {
        var series = RandomWalk.Series(400);
        series.Close[123] = 0;
        Assert.Contains(
            "bar 123 (2010-05-04)",
            Assert
                .Throws<InvalidDataException>(() => ObservedMarket.Create(series, RandomWalk.Features(series), null, RandomWalk.Split))
                .Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(0.6, 0.4)]
    [InlineData(0.6, 0.001)]
    public void Market_WithoutValidationOrTest_IsRefused(double train, double validation)
    {
        var series = RandomWalk.Series(400);
        var split = new SplitSpec { TrainFraction = train, ValidationFraction = validation };
        Assert.Contains(
            "no bar of 400 is left",
            Assert.Throws<InvalidDataException>(() => ObservedMarket.Create(series, RandomWalk.Features(series), null, split)).Message,
            StringComparison.Ordinal
        );
    }

    private static float[] Row(ObservedMarket market, int bar)
    {
        var row = new float[market.ObservationSize];
        market.Observe(bar, HeldPosition.Flat, row);
        return row;
    }
}
