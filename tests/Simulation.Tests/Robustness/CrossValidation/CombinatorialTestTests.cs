using Simulator.Robustness.CrossValidation;
using Simulator.Seeding;
using Simulator.Statistics;

namespace Simulator.Tests.Simulation.Robustness.CrossValidation;

public sealed class CombinatorialTestTests
{
    [Fact]
    public void OneCandidate_MakesEveryPathItsOwnCurve()
    {
        var returns = Noise(1, 0)[0];
        var result = CombinatorialTest.Of([returns], new PurgedSplits(returns.Length, 6, 2), 252);
        Assert.Equal(5, result.PathSharpe.Count);
        Assert.All(result.PathSharpe, s => Assert.Equal(ReturnFigures.Sharpe(returns, 252), s));
    }

    [Fact]
    public void Skill_AmongNoise_IsFoundOnEveryPath_AndNoiseAloneShowsItsBias()
    {
        var skilled = CombinatorialTest.Of(Noise(30, 0.2), new PurgedSplits(1_000, 6, 2, 5, 10), 252);
        Assert.All(skilled.PathSharpe, s => Assert.True(s > 1.5));
        var noise = CombinatorialTest.Of(Noise(30, 0), new PurgedSplits(1_000, 6, 2, 5, 10), 252);
        Assert.True(noise.InSampleSharpe > 0.5, "the best of thirty looks good where it was chosen");
        Assert.True(noise.PathSharpe.Average() < 0.3, "and is worth nothing where it was not");
    }

    [Fact]
    public void Purge_ThatLeavesNothing_CountsAsCash()
    {
        var returns = Noise(2, 0);
        var result = CombinatorialTest.Of(returns, new PurgedSplits(1_000, 4, 2, 400), 252);
        Assert.True(result.EmptySplits > 0);
    }

    [Fact]
    public void Plan_RunsEveryPointOnce()
    {
        var result = CombinatorialTest.Run(TestSetups.Plan(TestSetups.Walk()), 6, 2, 5, 5);
        Assert.Equal((15, 5, 0), (result.Splits, result.PathSharpe.Count, result.EmptySplits));
        Assert.True(result.Candidates > 40);
    }

    private static double[][] Noise(int candidates, double skill)
    {
        var random = Seeds.Generator(candidates, "noise");
        return [.. Enumerable.Range(0, candidates).Select(c => Enumerable.Range(0, 1_000).Select(_ => 0.01 * (random.NextGaussian() + (c == candidates / 2 ? skill : 0))).ToArray())];
    }
}
