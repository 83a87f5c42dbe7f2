using Simulator.Features;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Features;

public sealed class FeatureBuilderTests
{
    private static readonly AlignedMarket s_market = SyntheticMarket.Of(120);

    [Fact]
    public void EveryFeature_AfterWarmUp_IsFinite()
    {
        var table = FeatureBuilder.Build(s_market, SyntheticMarket.EveryFeature);
        Assert.Equal(table.Names.Count, table.Names.Distinct().Count());
        Assert.Equal(63, table.FirstCompleteRow);
        Assert.All(table.Columns, column => Assert.All(column[63..], value => Assert.True(double.IsFinite(value))));
    }

    [Fact]
    public void Catalogue_DefaultSpecs_WarmUpAsDescribed()
    {
        foreach (var name in FeatureCatalogue.IndicatorNames)
        {
            var table = FeatureBuilder.Build(s_market, [new IndicatorFeatureSpec { Name = name }]);
            Assert.Equal(FeatureCatalogue.Find(name)!.WarmUpBars - 1, table.FirstCompleteRow);
        }
    }

    [Fact]
    public void MovingAverage_WithoutAWindow_GivesSevenAndTwentyOne()
    {
        var table = FeatureBuilder.Build(s_market, [new IndicatorFeatureSpec { Name = "movingAverage" }]);
        Assert.Equal(["movingAverage_7", "movingAverage_21"], table.Names);
        var close = s_market.Target.Close;
        Assert.Equal(Math.Log(close[50] / close[44..51].Average()), table.Columns[0][50], 12);
    }

    [Fact]
    public void RelatedReturns_FollowTheKindAndAreZeroWithoutNews()
    {
        AlignedSeries Series(SeriesKind kind, params double[] last) => new(kind.ToString(), kind, [double.NaN, .. last], [-1, 0, 1, 1, 2]);
        var market = SyntheticMarket.CutAt(s_market, 5) with
        {
            Related =
            [
                Series(SeriesKind.Price, 100, 110, 110, 99),
                Series(SeriesKind.Rate, 0.02, -0.01, -0.01, 0),
                Series(SeriesKind.Score, 0.5, -0.25, -0.25, 1),
            ],
        };
        var table = FeatureBuilder.Build(market, [new RelatedReturnsFeatureSpec()]);
        Assert.Equal(["related_Price", "related_Rate", "related_Score"], table.Names);
        Assert.Equal([double.NaN, double.NaN, Math.Log(1.1), 0, Math.Log(0.9)], table.Columns[0]);
        Assert.Equal([double.NaN, double.NaN, -0.03, 0, 0.01], table.Columns[1]);
        Assert.Equal([double.NaN, 0.5, -0.25, 0, 1], table.Columns[2]);
    }

    [Fact]
    public void RelatedPrice_BelowZero_IsRefusedWithARemedy()
    {
        var market = SyntheticMarket.CutAt(s_market, 2) with { Related = [new("OIL", SeriesKind.Price, [18.27, -37.63], [0, 1])] };
        var error = Assert.Throws<ArgumentException>(() => FeatureBuilder.Build(market, [new RelatedReturnsFeatureSpec()]));
        Assert.Contains("OIL: value -37.63 at bar 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("as a rate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Specs_WithSeveralMistakes_AreAllTold()
    {
        var errors = FeatureSpecValidator
            .Validate([
                new IndicatorFeatureSpec { Name = "bolinger" },
                new IndicatorFeatureSpec { Name = "macd", WindowBars = 10 },
                new ReturnsFeatureSpec { LagsBars = [1, 0] },
                new FourierTrendFeatureSpec { Components = 20, WindowBars = 64 },
                new IndicatorFeatureSpec { Name = "rsi" },
                new IndicatorFeatureSpec { Name = "rsi", WindowBars = 14 },
            ])
            .Select(e => e.ToString())
            .ToArray();
        Assert.Equal(5, errors.Length);
        Assert.Equal(
            "features[0].name: 'bolinger' is no indicator (did you mean 'bollinger'?); there are movingAverage, ema, macd, bollinger, momentum, rsi, atr, volumeChange",
            errors[0]
        );
        Assert.Equal("features[1].windowBars: macd has fixed windows (12, 26, 9); leave windowBars out", errors[1]);
        Assert.Equal("features[2].lagsBars[1]: must be 1 to 5000, was 0", errors[2]);
        Assert.Equal("features[3].components: must be 1 to 15 (below a quarter of windowBars), was 20", errors[3]);
        Assert.Equal("features[5]: gives the column 'rsi_14' that features[4] gives already; leave one of them out", errors[4]);
    }

    [Fact]
    public void Market_WithoutVolumeOrRelatedSeries_IsRefusedWithBothReasons()
    {
        var t = s_market.Target;
        var market = new AlignedMarket(
            new("EURUSD", t.CloseTimeTicks, t.Open, t.High, t.Low, t.Close, [.. t.Close.Select(_ => double.NaN)]),
            []
        );
        var error = Assert.Throws<ArgumentException>(() =>
            FeatureBuilder.Build(market, [new RelatedReturnsFeatureSpec(), new IndicatorFeatureSpec { Name = "volumeChange" }])
        );
        Assert.Contains("features[0]: relatedReturns needs related series", error.Message, StringComparison.Ordinal);
        Assert.Contains("features[1]: volumeChange needs volumes and EURUSD has none", error.Message, StringComparison.Ordinal);
    }
}
