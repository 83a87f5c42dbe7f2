using Simulator.Robustness.Sweeps;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Robustness.Sweeps;

public sealed class SobolSequenceTests
{
    [Fact]
    public void Points_OfThreeDimensions_AreThePublishedOnes()
    {
        // Joe, Kuo: the first ten points that they list beside their direction numbers.
        double[][] published =
        [
            [0, 0, 0],
            [0.5, 0.5, 0.5],
            [0.75, 0.25, 0.25],
            [0.25, 0.75, 0.75],
            [0.375, 0.375, 0.625],
            [0.875, 0.875, 0.125],
            [0.625, 0.125, 0.875],
            [0.125, 0.625, 0.375],
            [0.1875, 0.3125, 0.9375],
            [0.6875, 0.8125, 0.4375],
        ];
        var sequence = new SobolSequence(3);
        Assert.All(published, point => Assert.Equal(point, sequence.Next()));
    }

    [Fact]
    public void Point122_OfEveryDimension_IsThePublishedOne()
    {
        var sequence = new SobolSequence(SobolSequence.MostDimensions);
        var points = Enumerable.Range(0, 123).Select(_ => sequence.Next()).ToArray();
        Assert.Equal(
            [
                0.375,
                0.375,
                0.625,
                0.875,
                0.375,
                0.125,
                0.375,
                0.875,
                0.875,
                0.625,
                0.875,
                0.375,
                0.375,
                0.625,
                0.375,
                0.875,
                0.375,
                0.875,
                0.875,
                0.125,
                0.125,
            ],
            points[4]
        );
        Assert.Equal(
            [
                0.8828125,
                0.2890625,
                0.6796875,
                0.7578125,
                0.6015625,
                0.9609375,
                0.8671875,
                0.4453125,
                0.0390625,
                0.6640625,
                0.9921875,
                0.4609375,
                0.0078125,
                0.3828125,
                0.4765625,
                0.1484375,
                0.0859375,
                0.3359375,
                0.8046875,
                0.4296875,
                0.1640625,
            ],
            points[122]
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FirstPoints_OfAPowerOfTwo_HaveOneInEveryIntervalOfEveryDimension(bool shifted)
    {
        const int points = 256;
        var random = new SplitMix64(5);
        var sequence = new SobolSequence(
            SobolSequence.MostDimensions,
            shifted ? [.. Enumerable.Range(0, SobolSequence.MostDimensions).Select(_ => (uint)random.NextUInt64())] : null
        );
        var all = Enumerable.Range(0, points).Select(_ => sequence.Next()).ToArray();
        for (var d = 0; d < SobolSequence.MostDimensions; d++)
            Assert.Equal(points, all.Select(p => (int)(p[d] * points)).Distinct().Count());
    }

    [Fact]
    public void TooManyDimensions_AreRefusedWithAWayOut()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new SobolSequence(SobolSequence.MostDimensions + 1));
        Assert.Contains("vary fewer parameters, or draw at random", error.Message, StringComparison.Ordinal);
    }
}
