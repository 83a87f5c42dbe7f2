using Simulator.Learning.Agents.Rainbow;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Agents.Rainbow;

public sealed class SupportTests
{
    private static readonly Support s_support = new(-2, 2, 5);
    private static readonly double[] s_probabilities = [.1, .2, .4, .2, .1];

    [Theory]
    [InlineData(0.5, 0.5, new[] { 0, .05, .45, .45, .05 })]
    [InlineData(1, 0, new[] { 0, 0, 0, 1.0, 0 })] // nothing follows
    [InlineData(5, 0, new[] { 0, 0, 0, 0, 1.0 })] // cut at the last place
    public void Project_PublishedDistribution_IsReproduced(double reward, double discount, double[] expected)
    {
        var projected = new double[5];
        s_support.Project(s_probabilities, reward, discount, projected);
        for (var k = 0; k < 5; k++)
            Assert.Equal(expected[k], projected[k], 1e-12);
        Assert.Equal(1, projected.Sum(), 1e-12);
    }

    [Fact]
    public void Project_InsideTheSupport_KeepsTheMean()
    {
        var projected = new double[5];
        s_support.Project([0, .3, .5, .2, 0], 0.37, 0.81, projected);
        Assert.Equal(0.37 + (0.81 * (-.3 + .2)), projected.Zip(s_support.Values, (p, z) => p * z).Sum(), 1e-12);
    }

    [Fact]
    public void Mean_OfLogits_IsThatOfTheirSoftmax()
    {
        var probabilities = new double[5];
        float[] logits = [0, MathF.Log(2), MathF.Log(4), MathF.Log(2), 0];
        Assert.Equal(0, s_support.Distribution(logits, probabilities), 1e-6);
        Assert.Equal(0, s_support.Mean(logits), 1e-6);
        Assert.Equal([.1, .2, .4, .2, .1], probabilities.Select(p => Math.Round(p, 6)));
        Assert.Equal(2, s_support.Mean([0, 0, 0, 0, 200]), 1e-6);
        var wide = new Support(-10, 10, 51); // the last vector is not full
        var (random, other) = (new SplitMix64(2), new double[51]);
        float[] many = [.. Enumerable.Range(0, 51).Select(_ => (float)(3 * random.NextGaussian()))];
        Assert.Equal(wide.Distribution(many, other), wide.Mean(many), 1e-5);
        Assert.Equal(1, other.Sum(), 1e-12);
    }
}
