using Simulator.Features;

namespace Simulator.Tests.Simulation.Features;

/// <summary>No feature looks ahead: recomputed on data cut at t, every value up to t has the same bits.</summary>
public sealed class FeatureTruncationTests
{
    public static TheoryData<int> EveryFeature => [.. Enumerable.Range(0, SyntheticMarket.EveryFeature.Count)];

    [Theory]
    [MemberData(nameof(EveryFeature))]
    public void Feature_OnDataCutAtT_HasTheSameBitsUpToT(int index)
    {
        IReadOnlyList<FeatureSpec> spec = [SyntheticMarket.EveryFeature[index]];
        var market = SyntheticMarket.Of(300);
        var whole = FeatureBuilder.Build(market, spec);
        Assert.NotEmpty(whole.Names);
        foreach (var cut in new[] { 3, 40, 64, 65, 149, 150, 211, 299 })
        {
            var truncated = FeatureBuilder.Build(SyntheticMarket.CutAt(market, cut), spec);
            Assert.Equal(whole.Names, truncated.Names);
            for (var c = 0; c < whole.ColumnCount; c++)
                Assert.Equal(Bits(whole.Columns[c][..cut]), Bits(truncated.Columns[c]));
        }
    }

    [Fact]
    public void TruncationTest_OnALookingAheadColumn_WouldFail()
    {
        // The control of the control: a column scaled by its own whole mean changes when the data is cut.
        var close = SyntheticMarket.Of(300).Target.Close;
        double[] Scaled(int bars) => [.. close[..bars].Select(c => c / close[..bars].Average())];
        Assert.NotEqual(Bits(Scaled(300)[..150]), Bits(Scaled(150)));
    }

    private static long[] Bits(double[] values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];
}
