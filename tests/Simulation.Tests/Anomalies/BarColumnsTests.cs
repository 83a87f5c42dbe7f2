using Simulator.Anomalies;
using Simulator.Markets;
using Simulator.Synthetic;

namespace Simulator.Tests.Simulation.Anomalies;

/// <summary>Columns of bars: each from bars up to its own, and a bad tick shows in its own row.</summary>
public sealed class BarColumnsTests
{
    private static readonly BarSeries s_series = DemoMarket.Create().All.First(s => s.Symbol == "DEMO");

    [Fact]
    public void Rows_OfAShorterSeries_AreThoseOfTheWholeOne()
    {
        var (whole, part) = (BarColumns.Of(s_series), BarColumns.Of(Bars(400, 1)));

        Assert.Equal(340, part.Count);
        for (var c = 0; c < part.Columns.Count; c++)
            Assert.Equal(whole.Columns[c].Take(part.Count), part.Columns[c]);
    }

    [Fact]
    public void HighTenTimesTooLarge_ShowsInItsRow_AndNotInTheNext()
    {
        var (clean, bad) = (BarColumns.Of(Bars(400, 1)), BarColumns.Of(Bars(400, 10)));
        var range = bad.Names.ToList().IndexOf("range");

        Assert.True(bad.Columns[range][140] > clean.Columns[range][140] + 20);
        Assert.Equal(clean.Columns[range][141], bad.Columns[range][141]);
    }

    // The high of bar 200, row 140, times a factor.
    private static BarSeries Bars(int count, double factor)
    {
        var highs = s_series.High[..count].ToArray();
        highs[200] *= factor;
        return new BarSeries(
            "DEMO",
            s_series.CloseTimeTicks[..count].ToArray(),
            s_series.Open[..count].ToArray(),
            highs,
            s_series.Low[..count].ToArray(),
            s_series.Close[..count].ToArray(),
            s_series.Volume[..count].ToArray()
        )
        {
            Calendar = s_series.Calendar,
        };
    }
}
