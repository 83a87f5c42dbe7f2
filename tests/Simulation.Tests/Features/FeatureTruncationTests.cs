using Simulator.Tests.Features;

namespace Simulator.Tests.Simulation.Features;

/// <summary>The control of the truncation test that <see cref="FeatureContractTests"/> holds every feature to.</summary>
public sealed class FeatureTruncationTests
{
    [Fact]
    public void TruncationTest_OnALookingAheadColumn_WouldFail()
    {
        // The control of the control: a column scaled by its own whole mean changes when the data is cut.
        var close = FeatureMarkets.Of(300).Target.Close;
        double[] Scaled(int bars) => [.. close[..bars].Select(c => c / close[..bars].Average())];
        Assert.NotEqual(Bits(Scaled(300)[..150]), Bits(Scaled(150)));
    }

    private static long[] Bits(double[] values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];
}
