using Simulator.Errors;
using Simulator.Features;
using Simulator.Markets;
using Simulator.Runs;
using Simulator.Strategies;
using Simulator.Tests.Features;

namespace Simulator.Tests.Simulation.Runs;

/// <summary>What a series cannot give the features of a spec is told before a run, at each feature's place.</summary>
public sealed class SpecChecksTests
{
    private static readonly BarSeries s_bars = FeatureMarkets.Of(120).Target;
    private static readonly BarSeries s_quiet = new(
        "QUIET",
        s_bars.CloseTimeTicks,
        s_bars.Open,
        s_bars.High,
        s_bars.Low,
        s_bars.Close,
        [.. s_bars.Close.Select(_ => double.NaN)]
    );

    [Fact]
    public void Features_ThatTheSeriesCannotServe_AreToldAtTheirPlaces()
    {
        var errors = Check(
            s_quiet,
            new ReturnsFeatureSpec(),
            new IndicatorFeatureSpec { Name = "volumeChange" },
            new RelatedReturnsFeatureSpec(),
            new IndicatorFeatureSpec { Name = "impliedRatio", With = "VIX" }
        );
        Assert.Equal(["features[1]", "features[2]", "features[3].with"], errors.Select(e => e.Path));
        Assert.Equal("volumeChange needs volumes and QUIET has none; leave it out", errors[0].Message);
        Assert.Contains("relatedReturns needs related series", errors[1].Message, StringComparison.Ordinal);
        Assert.Contains("no related series 'VIX'", errors[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_OfASeriesWithVolumes_AreServed() =>
        Assert.Empty(Check(s_bars, new ReturnsFeatureSpec(), new IndicatorFeatureSpec { Name = "volumeChange" }));

    private static IReadOnlyList<SpecError> Check(BarSeries target, params FeatureSpec[] features) =>
        SpecChecks.AgainstData(
            new SimulationSpec
            {
                Data = new DataSpec { Target = target.Symbol },
                Strategy = new BuyAndHoldStrategySpec(),
                Features = features,
            },
            new InMemorySeries([target])
        );
}
