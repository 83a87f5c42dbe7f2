using Simulator.Robustness.Overfit;
using Simulator.Seeding;

namespace Simulator.Tests.Simulation.Robustness.Overfit;

public sealed class OverfittingProbabilityTests
{
    [Fact]
    public void Noise_FiftyWorthlessRuns_GivesAboutOneHalfOnAverage()
    {
        var values = Enumerable.Range(0, 24).Select(draw => Draw(draw, 0).Probability).ToArray();
        Assert.InRange(values.Average(), 0.38, 0.60);
    }

    [Fact]
    public void OneRunOfTrueSkill_AmongWorthlessOnes_IsFoundAgain()
    {
        var values = Enumerable.Range(0, 24).Select(draw => Draw(draw, 0.2).Probability).ToArray();
        Assert.InRange(values.Average(), 0, 0.10);
    }

    [Fact]
    public void Figures_OfTwoRunsInTwoBlocks_AreThoseComputedByHand()
    {
        // Run A is better in the first block (Sharpe 3/√2 against 0), run B in the second: whichever half chooses, the other half ranks the
        // choice last,
        // r = 1 of 2, ω = 1/3, λ = −ln 2.
        var a = BlockMoments.Of([1, 2, 1, -1], 2);
        var b = BlockMoments.Of([1, -1, 1, 2], 2);
        var result = OverfittingProbability.Of([a, b]);
        Assert.Equal((1, 2, 2), (result.Probability, result.Splits, result.Blocks));
        Assert.Equal(-Math.Log(2), result.MedianLogit, 12);
    }

    [Fact]
    public void Splits_AreAllChoicesOfHalfOfTheBlocks()
    {
        var result = Draw(1, 0);
        Assert.Equal((8, 70, 50), (result.Blocks, result.Splits, result.Runs));
        Assert.Equal(16, OverfittingProbability.BlocksFor(1_000));
        Assert.Equal(6, OverfittingProbability.BlocksFor(75));
        Assert.Equal(0, OverfittingProbability.BlocksFor(39));
    }

    [Fact]
    public void IdenticalRuns_TellNothing()
    {
        var random = Seeds.Generator(3, "noise");
        double[] returns = [.. Enumerable.Range(0, 800).Select(_ => 0.01 * random.NextGaussian())];
        var result = OverfittingProbability.Of([.. Enumerable.Range(0, 12).Select(_ => BlockMoments.Of(returns, 8))]);
        Assert.Equal(0, result.Splits);
        Assert.True(double.IsNaN(result.Probability) && double.IsNaN(result.ProbabilityOfLoss) && double.IsNaN(result.MedianLogit));

        // The same account in another unit of money, and runs that never traded.
        double[] scaled = [.. returns.Select(r => (1 + r) * 0.37 / 0.37 - 1)];
        Assert.True(double.IsNaN(OverfittingProbability.Of([BlockMoments.Of(returns, 8), BlockMoments.Of(scaled, 8)]).Probability));
        Assert.True(
            double.IsNaN(OverfittingProbability.Of([BlockMoments.Of(new double[80], 8), BlockMoments.Of(new double[80], 8)]).Probability)
        );
    }

    [Fact]
    public void ASecondCopyOfARun_IsChosenWithIt()
    {
        var random = Seeds.Generator(4, "noise");
        BlockMoments Noise() => BlockMoments.Of([.. Enumerable.Range(0, 800).Select(_ => random.NextGaussian() - 0.01)], 8);
        var (a, b) = (Noise(), Noise());
        var (twice, again) = (OverfittingProbability.Of([a, a, b]), OverfittingProbability.Of([b, a, a]));
        Assert.Equal(twice, again);
    }

    [Fact]
    public void FewerThanTwoRuns_AreRefused() =>
        Assert.Throws<ArgumentException>(() => OverfittingProbability.Of([BlockMoments.Of(new double[80], 8)]));

    private static OverfittingProbability Draw(int draw, double skill)
    {
        var random = Seeds.Generator(draw, "noise");
        return OverfittingProbability.Of([
            .. Enumerable
                .Range(0, 50)
                .Select(n => BlockMoments.Of([.. Enumerable.Range(0, 800).Select(_ => random.NextGaussian() + (n == 17 ? skill : 0))], 8)),
        ]);
    }
}
