using Simulator.Learning.Explanations;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Explanations;

public sealed class LocalSurrogateTests
{
    [Fact]
    public void Surrogate_OfALinearModel_HasItsWeights_AndFits()
    {
        double[] weights = [0.5, -2, 0, 1.25];
        var surrogate = LocalSurrogate.Of(steps => [.. steps.Select(s => 3 + s.Zip(weights, (x, w) => x * w).Sum())], 4, new SplitMix64(1));
        Assert.Equal(3, surrogate.Value);
        // The ridge takes less than a hundredth off.
        Assert.All(surrogate.Slopes.Zip(weights), pair => Assert.Equal(pair.Second, pair.First, 0.005 * (1 + Math.Abs(pair.Second))));
        Assert.InRange(surrogate.RSquared, 0.9999, 1);
        Assert.True(surrogate.Fits);
    }

    [Fact]
    public void Surrogate_OfAnInteraction_SaysThatItDoesNotFit()
    {
        // Where both stand at 0, x·y has no slope; where they stand at 3, it has slopes of 3 and is mostly linear.
        var flat = LocalSurrogate.Of(steps => [.. steps.Select(s => s[0] * s[1])], 2, new SplitMix64(2));
        Assert.InRange(flat.RSquared, -1, 0.1);
        Assert.False(flat.Fits);
        var steep = LocalSurrogate.Of(steps => [.. steps.Select(s => (3 + s[0]) * (3 + s[1]))], 2, new SplitMix64(2));
        Assert.All(steep.Slopes, slope => Assert.Equal(3, slope, 0.3));
        Assert.True(steep.Fits);
    }

    [Fact]
    public void Surrogate_OfAModelThatNeverMoves_HasNoRSquared()
    {
        var surrogate = LocalSurrogate.Of(steps => [.. steps.Select(_ => 1.5)], 3, new SplitMix64(3));
        Assert.Equal(double.NaN, surrogate.RSquared);
        Assert.False(surrogate.Fits);
        Assert.All(surrogate.Slopes, slope => Assert.Equal(0, slope, 1e-9));
    }

    [Fact]
    public void Slopes_AreWhereThePenalisedLossIsLowest()
    {
        var (steps, answers) = (Array.Empty<double[]>(), Array.Empty<double>());
        var surrogate = LocalSurrogate.Of(
            asked =>
            {
                steps = asked;
                return answers = [.. asked.Select(s => Math.Sin(s[0]) + (s[1] * s[1] / 4))];
            },
            2,
            new SplitMix64(4)
        );
        // The gradient of the penalised loss is 0 at the slopes, whatever way they were found.
        var (n, weights) = ((steps.Length - 1) / 2, steps.Select(s => Math.Exp(-((s[0] * s[0]) + (s[1] * s[1])) / (0.5625 * 2))).ToArray());
        var total = weights[1..(1 + n)].Sum();
        var intercept =
            Enumerable
                .Range(1, n)
                .Sum(i => weights[i] * (answers[i] - (surrogate.Slopes[0] * steps[i][0]) - (surrogate.Slopes[1] * steps[i][1]))) / total;
        for (var c = 0; c < 2; c++)
        {
            var gradient = Enumerable
                .Range(1, n)
                .Sum(i =>
                    weights[i]
                    * steps[i][c]
                    * (answers[i] - intercept - (surrogate.Slopes[0] * steps[i][0]) - (surrogate.Slopes[1] * steps[i][1]))
                );
            Assert.Equal(1e-3 * total * surrogate.Slopes[c], gradient, 1e-9);
        }
        Assert.InRange(surrogate.Slopes[0], 0.7, 0.95); // of sin around 0, less than 1 since the steps reach beyond
    }
}
