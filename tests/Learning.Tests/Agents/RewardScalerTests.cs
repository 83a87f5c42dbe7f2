using Simulator.Learning.Agents.Ppo;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Agents;

public sealed class RewardScalerTests
{
    [Fact]
    public void Scale_LongRun_DividesByTheDeviationOfTheDiscountedReturn()
    {
        const double Gamma = 0.9,
            Deviation = 0.01;
        var scaler = new RewardScaler(1, Gamma);
        var random = new SplitMix64(1);
        for (var t = 0; t < 200_000; t++)
            scaler.Scale(0, Deviation * random.NextGaussian(), false);
        // Var Σ γ^k r = σ²/(1 − γ²)
        Assert.Equal(0.02 / (Deviation / Math.Sqrt(1 - (Gamma * Gamma))), scaler.Scale(0, 0.02, false), 0.02);
    }

    [Fact]
    public void Scale_KeepsTheSignAndClips()
    {
        var scaler = new RewardScaler(1, 0.99);
        for (var t = 0; t < 1_000; t++)
            Assert.True(scaler.Scale(0, 0.01 + (t % 2 * 1e-3), false) >= 0);
        Assert.Equal(-10, scaler.Scale(0, -1e6, true) < -9.99 ? -10 : 0);
    }

    [Fact]
    public void Scale_SavedAndRestored_Continues()
    {
        var (a, b) = (new RewardScaler(2, 0.95), new RewardScaler(2, 0.95));
        var random = new SplitMix64(2);
        for (var t = 0; t < 100; t++)
            a.Scale(t % 2, random.NextGaussian(), t % 30 == 0);
        using var stream = new MemoryStream();
        a.Save(new BinaryWriter(stream));
        stream.Position = 0;
        b.Restore(new BinaryReader(stream));
        for (var t = 0; t < 100; t++)
        {
            var reward = random.NextGaussian();
            Assert.Equal(a.Scale(t % 2, reward, false), b.Scale(t % 2, reward, false));
        }
    }
}
