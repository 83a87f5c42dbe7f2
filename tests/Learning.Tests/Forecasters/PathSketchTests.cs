using Simulator.Learning.Forecasters.Gan;

namespace Simulator.Tests.Learning.Forecasters;

public sealed class PathSketchTests
{
    [Fact]
    public void Add_ThreeBars_CumulatesWhatHappenedAndWhatWasDrawn()
    {
        var sketch = new PathSketch();
        foreach (var outcome in new[] { 0.01, -0.02, 0.03 })
            sketch.Add(outcome, [.. Enumerable.Range(0, 24).Select(k => k * 0.001)]);

        Assert.Equal(3, sketch.Bars);
        Assert.Equal([0.01, -0.01, 0.02], sketch.Real, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(12, sketch.Drawn.Length);
        Assert.Equal([0.002, 0.004, 0.006], sketch.Drawn[1], (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Add_MoreBarsThanItShows_KeepsTheFirstSixty()
    {
        var sketch = new PathSketch();
        for (var i = 0; i < 100; i++)
            sketch.Add(1, [.. Enumerable.Repeat(2.0, 12)]);

        Assert.Equal((60, 60.0, 120.0), (sketch.Bars, sketch.Real[^1], sketch.Drawn[11][^1]));
    }
}
