using Simulator.Learning.Agents.Sac;

namespace Simulator.Tests.Learning.Agents.Sac;

public sealed class SquashedNormalTests
{
    [Fact]
    public void Draw_OfKnownNoise_IsAsComputedElsewhere()
    {
        var draw = new SquashedNormal(0.3, -0.5, 0.7); // σ 0.60653, u 0.72457
        Assert.Equal(0.6197329880937158, draw.Action, 1e-14);
        Assert.Equal(-0.17931823659749413, draw.LogDensity, 1e-13);
    }

    [Fact]
    public void Density_OverAllActions_SumsToOne()
    {
        // ∫ π da over the actions of evenly spaced ε, by the trapezoid rule.
        var (sum, before) = (0.0, new SquashedNormal(0.4, -0.3, -8));
        for (var k = 1; k <= 16_000; k++)
        {
            var next = new SquashedNormal(0.4, -0.3, -8 + (k / 1_000.0));
            sum += 0.5 * (Math.Exp(before.LogDensity) + Math.Exp(next.LogDensity)) * (next.Action - before.Action);
            before = next;
        }
        Assert.Equal(1, sum, 1e-5);
    }

    [Theory]
    [InlineData(0.3, -0.5, 0.7)]
    [InlineData(-1.2, 0.4, -1.1)]
    [InlineData(2.5, 1.5, 0.6)]
    [InlineData(0.1, 2.5, -0.6)] // log σ is cut
    [InlineData(0.1, -21, 0.6)]
    public void Slopes_OfALossOfActionAndDensity_AreThoseOfDifferences(double mean, double logDeviation, double noise)
    {
        static double Loss(double mean, double logDeviation, double noise)
        {
            var draw = new SquashedNormal(mean, logDeviation, noise);
            return (1.7 * draw.Action) - (0.6 * draw.LogDensity);
        }
        const double H = 1e-5;
        var (byMean, byLogDeviation) = new SquashedNormal(mean, logDeviation, noise).Slopes(1.7, -0.6);
        Assert.Equal((Loss(mean + H, logDeviation, noise) - Loss(mean - H, logDeviation, noise)) / (2 * H), byMean, 1e-6);
        Assert.Equal((Loss(mean, logDeviation + H, noise) - Loss(mean, logDeviation - H, noise)) / (2 * H), byLogDeviation, 1e-6);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(-50)]
    public void Density_OfAnActionAtTheEdge_IsFinite(double mean)
    {
        var draw = new SquashedNormal(mean, 0, 0);
        Assert.Equal(Math.Sign(mean), draw.Action);
        Assert.Equal((-0.5 * Math.Log(2 * Math.PI)) + 100 - (2 * Math.Log(2)), draw.LogDensity, 1e-9); // 1 − tanh² u ≈ 4·e^(−2|u|)
    }
}
