using Simulator.Errors;
using Simulator.Folds;
using Simulator.Markets;

namespace Simulator.Tests.Simulation.Folds;

public sealed class WalkForwardTests
{
    [Fact]
    public void Plan_OfAThousandBars_ForecastsEveryStretchButTheFirst()
    {
        // Training is 600 bars of which 100 … 599 are usable: three stretches of 166, the first only fitted on; validation 600, test 700.
        var folds = WalkForward.Plan(1_000, 100, new SplitSpec { EmbargoBars = 17 }, 2);
        Assert.Equal(
            [new(0, 100, 248, 266, 432), new(1, 100, 414, 432, 600), new(2, 100, 582, 600, 700), new(3, 100, 682, 700, 1_000)],
            folds
        );
    }

    [Theory]
    [InlineData(1_000, 100, 0)]
    [InlineData(2_264, 272, 2)]
    [InlineData(500, 30, 5)]
    public void Plan_AnyFolds_AreContiguousAndEachCutoffLiesAnEmbargoBefore(int bars, int first, int trainFolds)
    {
        var split = new SplitSpec { EmbargoBars = 9 };
        var folds = WalkForward.Plan(bars, first, split, trainFolds);
        Assert.Equal(trainFolds + 2, folds.Count);
        Assert.Equal(bars, folds[^1].ForecastEnd);
        Assert.All(folds, f => Assert.Equal(f.ForecastStart - 1 - split.EmbargoBars, f.Cutoff));
        Assert.All(folds.Zip(folds.Skip(1)), pair => Assert.Equal(pair.First.ForecastEnd, pair.Second.ForecastStart));
    }

    [Fact]
    public void Plan_OfTooFewBars_SaysWhatWouldHelp()
    {
        var error = Assert.Throws<SimulationException>(() => WalkForward.Plan(450, 256, new SplitSpec(), 2));
        Assert.Contains("of 270 training bars those from 256 on have all features", error.Message, StringComparison.Ordinal);
        Assert.Contains("fewer trainFolds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_OfALongHorizon_NeedsTheOutcomesBesideTheEmbargo()
    {
        // Stretches of 20: an embargo of 9 leaves room for outcomes 10 bars ahead, not for 11.
        var split = new SplitSpec { EmbargoBars = 9 };
        Assert.Null(WalkForward.Shortage(100, 0, split, 2, 10));
        Assert.Contains("the outcomes of 11 not known", WalkForward.Shortage(100, 0, split, 2, 11), StringComparison.Ordinal);
    }

    [Fact]
    public void FitEnd_OfAHorizon_LeavesOutRowsWhoseOutcomeLiesAfterTheCutoff()
    {
        var fold = new WalkForwardFold(0, 100, 248, 266, 432);
        Assert.Equal(248, fold.FitEnd(1)); // row 247's outcome is bar 248
        Assert.Equal(244, fold.FitEnd(5));
        Assert.Equal(100, fold.FitEnd(500));
    }

    [Fact]
    public void Until_OfAFold_ServesFewerRowsByTheSameModel()
    {
        var fold = new WalkForwardFold(0, 100, 248, 266, 432);
        Assert.Equal(fold with { ForecastEnd = 300 }, fold.Until(300));
        Assert.Null(fold.Until(266));
    }

    [Theory]
    [InlineData(0, new[] { 600, 700 })]
    [InlineData(63, new[] { 600, 700, 763, 826, 889 })]
    [InlineData(50, new[] { 600, 650, 700, 750, 800, 850, 900, 950 })]
    [InlineData(400, new[] { 600, 700 })]
    public void Plan_WithRefits_StartsANewModelEverySoManyBars(int refitBars, int[] starts)
    {
        var split = new SplitSpec { EmbargoBars = 17 };
        var folds = WalkForward.Plan(1_000, 100, split, 2, refitBars: refitBars);
        Assert.Equal(starts, folds.Skip(2).Select(f => f.ForecastStart));
        Assert.Equal(folds.Skip(1).Select(f => f.ForecastStart), folds.SkipLast(1).Select(f => f.ForecastEnd));
        Assert.Equal(1_000, folds[^1].ForecastEnd);
        Assert.All(folds, f => Assert.Equal(f.ForecastStart - 18, f.Cutoff));
        Assert.Equal(folds.Count, WalkForward.Models(1_000, split, 2, refitBars));
    }
}
