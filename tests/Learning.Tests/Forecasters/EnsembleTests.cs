using Simulator.Distributions;
using Simulator.Learning.Forecasters.Ensembles;
using Simulator.Seeding;

namespace Simulator.Tests.Learning.Forecasters;

public sealed class EnsembleTests
{
    [Fact]
    public void Law_OfTwoNormals_IsTheNormalOfTheirMeanQuantiles()
    {
        // The mean of N(0, 1) and N(1, 3²) by quantiles is N(0.5, 2²).
        var law = MeanOfQuantiles.Of([0.5, 0.5], [new NormalLaw(0, 1), new NormalLaw(1, 3)], MeanOfQuantiles.Levels);

        Assert.Equal(0.5, law.Quantile(0.5), 9);
        Assert.Equal(0.5 - (2 * 1.6448536269514722), law.Quantile(0.05), 9);
        Assert.Equal(2, law.StandardDeviation, 0.01);
        Assert.Equal(new NormalLaw(0.5, 2).Crps(2), law.Crps(2), 0.001);
    }

    [Fact]
    public void Levels_OfAModelThatIsRight_StayWhereTheyAre()
    {
        double[] transforms = [.. Enumerable.Range(1, 999).Select(k => k / 1000.0)];

        Assert.All(
            ConformalLevels.Of(transforms, [0.01, 0.25, 0.5, 0.975]).Zip([0.01, 0.25, 0.5, 0.975]),
            p => Assert.Equal(p.Second, p.First, 12)
        );
    }

    [Fact]
    public void Levels_OfAModelThatIsTooNarrow_CoverAsMuchAsTheySay()
    {
        // The model says N(0, 1), outcomes are N(0, 2²): the quantile of 5 % of the outcomes is at −3.29, its level in the model 0.0005.
        var random = new SplitMix64(7);
        var model = new NormalLaw(0, 1);
        double[] Draws(int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextGaussian())];
        double[] transforms = [.. Draws(4_000).Select(y => 1 - model.ProbabilityAbove(y))];

        var levels = ConformalLevels.Of(transforms, [0.05, 0.95]);

        var (low, high) = (model.Quantile(levels[0]), model.Quantile(levels[1]));
        Assert.InRange(Draws(20_000).Average(y => y >= low && y <= high ? 1.0 : 0), 0.88, 0.92);
    }

    [Fact]
    public void StackedWeights_OfARightAndAWrongMember_TakeTheRightOne()
    {
        var random = new SplitMix64(11);
        double[] levels = [0.1, 0.3, 0.5, 0.7, 0.9];
        double[] outcomes = [.. Enumerable.Range(0, 2_000).Select(_ => random.NextGaussian())];
        double[] Quantiles(NormalLaw law) => [.. outcomes.SelectMany(_ => levels.Select(law.Quantile))];

        var weights = StackedWeights.Of([Quantiles(new(0, 1)), Quantiles(new(1.5, 1))], levels, outcomes);

        Assert.Equal(1, weights.Sum(), 12);
        Assert.InRange(weights[0], 0.93, 1);
    }

    [Fact]
    public void StackedWeights_OfANarrowAndAWideMember_MixThemToTheRightWidth()
    {
        // Widths 0.5 and 2 make 1 with weights 2/3 and 1/3.
        var random = new SplitMix64(13);
        double[] levels = [.. Enumerable.Range(1, 19).Select(k => k / 20.0)];
        double[] outcomes = [.. Enumerable.Range(0, 4_000).Select(_ => random.NextGaussian())];
        double[] Quantiles(NormalLaw law) => [.. outcomes.SelectMany(_ => levels.Select(law.Quantile))];

        var weights = StackedWeights.Of([Quantiles(new(0, 0.5)), Quantiles(new(0, 2))], levels, outcomes);

        Assert.InRange(weights[0], 0.62, 0.71);
    }

    [Theory]
    [InlineData("", "must name 1 to 12 forecasters, named 0")]
    [InlineData("garch nonsense", "'nonsense' is no forecaster")]
    [InlineData("garch gan", "'gan' cannot be a member")]
    [InlineData("garch xgboost", "a library of its own")]
    [InlineData("ensemble", "'ensemble' cannot be a member")]
    public void Members_ThatCannotBe_AreRefusedByName(string members, string says)
    {
        var fault = Assert.Single(EnsembleRow.Description.Faults(new EnsembleForecasterSpec { Members = members }));

        Assert.Equal("members", fault.Member);
        Assert.Contains(says, fault.Fault, StringComparison.Ordinal);
    }
}
