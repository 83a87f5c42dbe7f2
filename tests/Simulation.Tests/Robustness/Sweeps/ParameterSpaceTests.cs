using Simulator.Robustness.Sweeps;

namespace Simulator.Tests.Simulation.Robustness.Sweeps;

public sealed class ParameterSpaceTests
{
    [Theory]
    [InlineData("fast=5:9:2", "5 7 9")]
    [InlineData("fast=5:10:2", "5 7 9")]
    [InlineData("fast=5:8", "5 6 7 8")]
    [InlineData("x=0.1:0.4:0.1", "0.1 0.2 0.3 0.4")]
    [InlineData("x=1.0:2:0.5", "1 1.5 2")]
    [InlineData("x=-2:2:2", "-2 0 2")]
    [InlineData("bars=1:16:log:5", "1 2 4 8 16")]
    [InlineData("bars=1:4:log:9", "1 2 3 4")]
    [InlineData("side=long,both", "long both")]
    [InlineData("side=long", "long")]
    public void Range_FromText_HasTheseLevels(string text, string levels) =>
        Assert.Equal(levels.Split(' '), Assert.IsType<ParameterRange.Levels>(RangeText.Parse(text)).Values);

    [Fact]
    public void Interval_Logarithmic_HasTheGeometricMeanInItsMiddle()
    {
        Assert.Equal("16", RangeText.Parse("bars=4:64:log").At(0.5));
        Assert.Equal("0.5", RangeText.Parse("x=0.25:0.75").At(0.5));
    }

    [Theory]
    [InlineData("fast")]
    [InlineData("fast=")]
    [InlineData("fast=5:x:1")]
    [InlineData("fast=9:5:1")]
    [InlineData("fast=5:9:0")]
    [InlineData("fast=0:9:log")]
    [InlineData("fast=1:2:3:4:5")]
    [InlineData("side=long,long")]
    [InlineData("side=,")]
    [InlineData("fast=1:2000000:1")]
    public void Range_ThatMakesNoSense_IsRefusedByName(string text) =>
        Assert.Contains(
            text.Split('=')[0],
            Assert.Throws<ArgumentException>(() => RangeText.Parse(text)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("fast<slow", 3)]
    [InlineData("fast<=slow", 6)]
    [InlineData("fast>slow", 3)]
    [InlineData("fast!=slow", 6)]
    [InlineData("2*fast<=slow", 2)]
    [InlineData("slow >= 2 * fast", 2)]
    [InlineData("slow<3", 6)]
    [InlineData("side<3", 0)]
    public void Constraint_LeavesTheChoicesThatMeetIt(string constraint, int left)
    {
        var space = new ParameterSpace(
            [ParameterRange.Whole("fast", 1, 3), ParameterRange.Whole("slow", 1, 3)],
            [constraint],
            new Dictionary<string, string> { ["side"] = "long" }
        );
        Assert.Equal(left, SweepPoints.Of(space, SweepMethod.Grid, 100, 0).Count());
    }

    [Theory]
    [InlineData("fast<slwo", "did you mean 'slow'")]
    [InlineData("fast=slow", "must have the form")]
    [InlineData("fast<slow<3", "must have the form")]
    public void Constraint_ThatCannotBeRead_SaysWhy(string constraint, string why) =>
        Assert.Contains(
            why,
            Assert
                .Throws<ArgumentException>(() =>
                    new ParameterSpace([ParameterRange.Whole("fast", 1, 3), ParameterRange.Whole("slow", 1, 3)], [constraint])
                )
                .Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(SweepMethod.Random)]
    [InlineData(SweepMethod.Sobol)]
    public void Draws_OnAGrid_NeverComeTwiceAndFindEveryPoint(SweepMethod method)
    {
        var space = new ParameterSpace(
            [ParameterRange.Whole("fast", 1, 9), ParameterRange.Whole("slow", 2, 9), ParameterRange.Choice("side", "long", "both")],
            ["fast<slow"]
        );
        var grid = SweepPoints.Of(space, SweepMethod.Grid, int.MaxValue, 0).Select(s => s.ToString()).ToHashSet();
        var drawn = SweepPoints.Of(space, method, 1_000, 3).Select(s => s.ToString()).ToList();
        Assert.Equal(drawn.Count, drawn.Distinct().Count());
        Assert.Equal(grid, [.. drawn]);
    }

    [Fact]
    public void Draws_DependOnTheSeedAndOnNothingElse()
    {
        var space = new ParameterSpace([ParameterRange.Real("x", 0, 1), ParameterRange.Real("y", 1, 100, log: true)]);
        string[] Draw(SweepMethod method, long seed) => [.. SweepPoints.Of(space, method, 20, seed).Select(s => s.ToString())];
        foreach (var method in new[] { SweepMethod.Random, SweepMethod.Sobol })
        {
            Assert.Equal(Draw(method, 1), Draw(method, 1));
            Assert.NotEqual(Draw(method, 1), Draw(method, 2));
        }
    }

    [Fact]
    public void Grid_OverAnInterval_IsRefused() =>
        Assert.Contains(
            "give it a step",
            Assert
                .Throws<ArgumentException>(() =>
                    SweepPoints.Of(new ParameterSpace([ParameterRange.Real("x", 0, 1)]), SweepMethod.Grid, 10, 0)
                )
                .Message,
            StringComparison.Ordinal
        );
}
