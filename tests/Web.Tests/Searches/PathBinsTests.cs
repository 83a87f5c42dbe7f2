using Simulator.Web.Searches;

namespace Simulator.Tests.Web.Searches;

/// <summary>A histogram whose edges are round numbers, zero among them.</summary>
public sealed class PathBinsTests
{
    [Fact]
    public void Values_AroundZero_AreCountedOnTheirSide()
    {
        var bins = PathBins.Of([-0.3, -0.01, 0, 0.02, 0.9, double.NaN])!;
        var zero = Enumerable.Range(0, bins.Counts.Count).Single(i => bins.FromOf(i) == 0);
        Assert.Equal((2, 3), (bins.Counts.Take(zero).Sum(), bins.Counts.Skip(zero).Sum()));
        Assert.Equal((0.2, 1), (Math.Round(bins.FromOf(zero + 1), 12), bins.Decimals));
        Assert.True(bins.FromOf(0) <= -0.3 && bins.FromOf(bins.Counts.Count) > 0.9);
    }

    [Fact]
    public void OneValue_IsOneBin() => Assert.Equal([1], PathBins.Of([0.7])!.Counts);

    [Fact]
    public void NoDefinedValue_IsNone() => Assert.Null(PathBins.Of([double.NaN]));
}
