using Simulator.Generation;
using Simulator.Realism;
using Simulator.Seeding;
using Simulator.Tests.Series;

namespace Simulator.Tests.Simulation.Realism;

public sealed class FactPanelTests
{
    private const int Bars = 2_000;
    private static readonly ReturnPath s_real = Market(1);

    [Fact]
    public void Panel_OfTheSameLaw_IsMostlyInside_OverSeveralRealSeries()
    {
        ReturnPath[] paths = [.. Enumerable.Range(100, 12).Select(Market)];
        FactPanel[] panels = [.. Enumerable.Range(1, 5).Select(real => FactPanel.Of(Market(real), paths, 1))];
        Assert.Equal(StylisedFacts.All.Count - 1, panels[0].Known); // there is no volume
        // Measured: 0.77. A band of one series is itself uncertain, and the figures of one series go together.
        Assert.InRange(panels.Average(p => p.Inside / (double)p.Known), 0.7, 1);
    }

    [Fact]
    public void Panel_OfIndependentNormalReturns_MissesTailsAndClusters()
    {
        var random = new SplitMix64(2);
        var paths = Enumerable.Range(0, 12).Select(_ => Path([.. Enumerable.Range(0, Bars).Select(_ => 0.01 * random.NextGaussian())]));
        var outside = FactPanel
            .Of(s_real, [.. paths], 1)
            .Readings.Where(r => r.IsKnown && !r.IsInside)
            .Select(r => r.Figure.Name)
            .ToArray();
        foreach (
            var name in new[] { "kurtosis", "lower tail", "upper tail", "bursts", "clusters of |r|", "clusters of r²", "decay exponent" }
        )
            Assert.Contains(name, outside);
    }

    [Fact]
    public void Panel_OfPathsOfAnotherLength_IsRefused() =>
        Assert.Throws<ArgumentException>(() => FactPanel.Of(s_real, [s_real.Slice(0, 500)], 1));

    [Fact]
    public void Band_HoldsTheRealFigure_AndIsTheSameTwice()
    {
        var (first, second) = (FactPanel.Of(s_real, [s_real], 5), FactPanel.Of(s_real, [s_real], 5));
        Assert.All(first.Readings.Where(r => r.IsKnown), r => Assert.True(r.IsInside, r.Figure.Name));
        Assert.Equal(first.Readings, second.Readings);
    }

    // Neighbouring seeds of a linear congruential generator give series that resemble each other; mixed ones do not.
    private static ReturnPath Market(int index) =>
        Path(ReferenceSeries.Market(Bars, (long)(new SplitMix64((ulong)index).NextUInt64() >> 34)));

    private static ReturnPath Path(double[] returns) => new(returns, returns, []);
}
