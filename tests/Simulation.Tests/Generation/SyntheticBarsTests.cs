using Simulator.Generation;
using Simulator.Synthetic;

namespace Simulator.Tests.Simulation.Generation;

public sealed class SyntheticBarsTests
{
    private static readonly MarketHistory s_past = MarketHistory.Of(DemoMarket.Create(years: 6).Target);
    private static readonly ReturnPath s_path = new FilteredGenerator().Learn(s_past, 1).Draw(s_past, 1, 1_500, 2, "test")[0];

    [Fact]
    public void Bars_ContainTheirPrices_FollowThePast_AndAreMarkedSynthetic()
    {
        var bars = SyntheticBars.Of("MADE", s_past, s_path, 4);
        Assert.True(bars.IsSynthetic);
        Assert.Equal(s_path.Count, bars.Count);
        for (var t = 0; t < bars.Count; t++)
        {
            Assert.True(bars.Low[t] <= Math.Min(bars.Open[t], bars.Close[t]) && bars.High[t] >= Math.Max(bars.Open[t], bars.Close[t]));
            Assert.True(bars.Low[t] > 0 && bars.Volume[t] >= 0);
            Assert.False(bars.Calendar.IsClosed(bars.DayAt(t)));
            var before = t == 0 ? s_past.Series.Close[^1] : bars.Close[t - 1];
            Assert.Equal(s_path.Return[t], Math.Log(bars.Close[t] / before), 1e-4);
        }
        Assert.True(bars.DayAt(0) > s_past.Series.DayAt(s_past.Series.Count - 1));
    }

    [Fact]
    public void Bars_OfOneSeed_AreTheSameBytes() =>
        Assert.Equal(SyntheticBars.Of("MADE", s_past, s_path, 4).ContentHash, SyntheticBars.Of("MADE", s_past, s_path, 4).ContentHash);

    [Fact]
    public void Shape_OfTheBars_IsThatOfThePast()
    {
        var made = MarketHistory.Of(SyntheticBars.Of("MADE", s_past, s_path, 4));
        Assert.Equal(s_past.OvernightShare, made.OvernightShare, 0.06);
        Assert.Equal(s_past.RangeScale, made.RangeScale, 0.12);
        Assert.Equal(s_past.LogVolumeLevel, made.LogVolumeLevel, 0.5);
    }
}
