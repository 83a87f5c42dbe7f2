using Simulator.Errors;
using Simulator.Features;
using Simulator.Indicators;
using Simulator.Markets;
using Simulator.Parameters;
using Simulator.Tests.Features;

namespace Simulator.Tests.Simulation.Features;

public sealed class FeatureBuilderTests
{
    private static readonly AlignedMarket s_market = FeatureMarkets.Of(120);

    // Those that have columns without parameters being given.
    private static readonly FeatureSpec[] s_usual =
    [
        new ReturnsFeatureSpec(),
        .. FeatureCatalogue
            .All.Where(f => f.Kind == "indicator" && (f.Indicator is null || f.HasUsualColumns))
            .Select(f => new IndicatorFeatureSpec { Name = f.Name }),
        new RelatedReturnsFeatureSpec(),
        new FourierTrendFeatureSpec { Components = 3, WindowBars = 64 },
        new FourierTrendFeatureSpec { Components = 6, WindowBars = 64 },
        new FourierTrendFeatureSpec { Components = 9, WindowBars = 64 },
    ];

    [Fact]
    public void EveryUsualFeature_AfterWarmUp_IsFinite()
    {
        var table = FeatureBuilder.Build(s_market, s_usual);
        Assert.Equal(table.Names.Count, table.Names.Distinct().Count());
        Assert.Equal(63, table.FirstCompleteRow);
        Assert.All(table.Columns, column => Assert.All(column[63..], value => Assert.True(double.IsFinite(value))));
    }

    [Fact]
    public void Catalogue_DefaultSpecs_WarmUpAsDescribed()
    {
        foreach (var name in FeatureCatalogue.IndicatorNames)
        {
            var table = FeatureBuilder.Build(FeatureMarkets.Complete(300), [new IndicatorFeatureSpec { Name = name }]);
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
        var market = FeatureMarkets.CutAt(s_market, 5) with
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
        var market = FeatureMarkets.CutAt(s_market, 2) with { Related = [new("OIL", SeriesKind.Price, [18.27, -37.63], [0, 1])] };
        var error = Assert.Throws<SimulationException>(() => FeatureBuilder.Build(market, [new RelatedReturnsFeatureSpec()]));
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
        Assert.StartsWith(
            "features[0].name: 'bolinger' is no indicator (did you mean 'bollinger'?); there are movingAverage, ema, macd, bollinger",
            errors[0],
            StringComparison.Ordinal
        );
        Assert.Equal(
            "features[1].windowBars: macd has fixed windows (12, 26, 9); leave windowBars "
                + "out, or give parameters (macd(fast=12, slow=26, signal=9))",
            errors[1]
        );
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
        var error = Assert.Throws<SimulationException>(() =>
            FeatureBuilder.Build(market, [new RelatedReturnsFeatureSpec(), new IndicatorFeatureSpec { Name = "volumeChange" }])
        );
        Assert.Contains("features[0]: relatedReturns needs related series", error.Message, StringComparison.Ordinal);
        Assert.Contains("features[1]: volumeChange needs volumes and EURUSD has none", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter", error.Message, StringComparison.Ordinal); // people read it
    }

    [Fact]
    public void Parameters_WithSeveralMistakes_AreAllTold()
    {
        static IndicatorFeatureSpec Of(string name, params (string Name, string Value)[] parameters) =>
            new() { Name = name, Parameters = new StrategyParameters(parameters.Select(p => KeyValuePair.Create(p.Name, p.Value))) };
        var errors = FeatureSpecValidator
            .Validate([
                Of("cci", ("bar", "20")),
                Of("cci", ("bars", "1")),
                Of("cci", ("bars", "many")),
                Of("rsi", ("bars", "14")),
                Of("cci") with
                {
                    WindowBars = 20,
                },
                Of("ppo", ("fast", "30")),
                Of("obv", ("bars", "3")),
                Of("cci", ("bars", "9")) with
                {
                    With = "INDEX",
                },
                Of("cmo"),
                new IndicatorFeatureSpec { Name = "cmo" },
                Of("parkinson", ("perYear", "calendar")),
            ])
            .Select(e => e.ToString());
        Assert.Equal(
            [
                "features[0].parameters.bar: cci has no parameter 'bar' (did you mean 'bars'?); it has bars",
                "features[1].parameters.bars: must be a whole number from 2 to 10000, was 1",
                "features[2].parameters.bars: must be a whole number from 2 to 10000, was many",
                "features[3].parameters: rsi takes its window only, as windowBars; leave parameters out",
                "features[4].windowBars: cci takes its window among its parameters (cci(bars=20)); leave windowBars out",
                "features[5].parameters.fast: ppo: fast must be below slow, was 30 with slow 26",
                "features[6].parameters.bars: obv has no parameters; leave 'bars' out",
                "features[7].with: cci reads the target alone; leave with out",
                "features[9]: gives the column 'cmo_14' that features[8] gives already; leave one of them out",
            ],
            errors
        );
    }

    [Fact]
    public void Indicators_ThatTakeTooLongTogether_AreRefused()
    {
        IndicatorFeatureSpec Median(int bars) =>
            new()
            {
                Name = "median",
                Parameters = new StrategyParameters([KeyValuePair.Create("bars", FormattableString.Invariant($"{bars}"))]),
            };
        Assert.Empty(FeatureSpecValidator.Validate([Median(1_000)]));
        Assert.StartsWith(
            "features: the indicators together take more than 100,000 steps at every bar",
            FeatureSpecValidator.Validate([Median(1_000), Median(1_500), Median(2_000)]).Single().ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Pair_WithoutAPriceBeside_OrWithAnUnknownOne_IsRefused()
    {
        var alone = s_market with { Related = [s_market.Related[1]] };
        string Error(AlignedMarket market, string? with) =>
            Assert
                .Throws<SimulationException>(() => FeatureBuilder.Build(market, [new IndicatorFeatureSpec { Name = "beta", With = with }]))
                .Message;
        Assert.Contains("features[0]: beta compares with a related series that is a price", Error(alone, null), StringComparison.Ordinal);
        Assert.Contains(
            "features[0].with: no related series 'INDX' (did you mean 'INDEX'?); there are INDEX, YIELD, NEWS",
            Error(s_market, "INDX"),
            StringComparison.Ordinal
        );
        Assert.Equal(["beta_INDEX_60_1"], FeatureBuilder.Build(s_market, [new IndicatorFeatureSpec { Name = "beta" }]).Names);
    }

    [Fact]
    public void Indicators_ByScale_AreWhatTheirFormulasSay()
    {
        var market = FeatureMarkets.Complete(300);
        var (close, volume) = (market.Target.Close, market.Target.Volume);
        double[] Column(string name, int column = 0) =>
            FeatureBuilder.Build(market, [new IndicatorFeatureSpec { Name = name }]).Columns[column];
        double[] Line(string name, int line = 0) => IndicatorCatalogue.Get(name).Create().Lines(market.Target)[line];
        const int T = 280;
        Assert.Equal(Math.Log(close[T] / Line("sma")[T]), Column("sma")[T]);
        Assert.Equal((close[T] - Line("keltner", 2)[T]) / close[T], Column("keltner", 2)[T]);
        Assert.Equal(Line("awesomeOscillator")[T] / close[T], Column("awesomeOscillator")[T]);
        Assert.Equal((Line("mfi")[T] / 50) - 1, Column("mfi")[T]);
        Assert.Equal(Line("cci")[T] / 100, Column("cci")[T]);
        Assert.Equal(Line("zScore")[T], Column("zScore")[T]);
        Assert.Equal((Line("obv")[T] - Line("obv")[T - 20]) / volume[(T - 19)..(T + 1)].Sum(), Column("obv")[T], 12);
        Assert.Equal(Line("chaikinOscillator")[T] / volume[(T - 19)..(T + 1)].Average(), Column("chaikinOscillator")[T], 12);
        Assert.Equal(Line("forceIndex")[T] / (close[T] * volume[(T - 19)..(T + 1)].Average()), Column("forceIndex")[T], 12);
        Assert.InRange(Column("obv")[T], -1, 1);
    }

    [Fact]
    public void Catalogue_OffersEveryIndicator() =>
        Assert.All(
            IndicatorCatalogue.All,
            definition =>
            {
                Assert.Contains(definition.Name, FeatureCatalogue.IndicatorNames);
                Assert.Equal(definition.Lines.Count, definition.Scales.Count);
            }
        );
}
