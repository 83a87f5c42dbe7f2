using Simulator.Markets;
using Simulator.Robustness.CrossValidation;
using Simulator.Robustness.Sweeps;
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

    [Fact]
    public void Choices_OfEverySplit_AreTheBestOfItsTrainingRows_AndMakeThePaths()
    {
        var plan = TestSetups.Plan(TestSetups.Walk());
        var test = CombinatorialTest.Run(plan, 6, 2, 5, 5);
        var splits = CombinatorialTest.SplitsOf(plan.Setup, 6, 2, 5, 5);
        Assert.Equal(splits.Splits.Select(s => string.Join(' ', s.Test)), test.Choices.Select(c => string.Join(' ', c.Test)));
        foreach (var (choice, split) in test.Choices.Zip(splits.Splits))
        {
            var returns = new AccountFigures(plan.Setup.Series, Sweep.CurveOf(plan, choice.Chosen!)).Returns;
            Assert.Equal(SharpeOf(returns, split.Train), choice.InSampleSharpe, 9);
            Assert.Equal(SharpeOf(returns, split.Test.Select(splits.RowsOf)), choice.OutOfSampleSharpe, 9);
        }
        Assert.Equal(test.Choices.Average(c => c.InSampleSharpe), test.InSampleSharpe, 12);
        Assert.Equal((plan.Setup.Series.CloseTimeAt(0), plan.Setup.Series.CloseTimeAt(499)), (test.Groups[0].From, test.Groups[^1].To));

        double SharpeOf(double[] returns, IEnumerable<RowRange> rows) =>
            ReturnFigures.Sharpe([.. rows.SelectMany(r => returns[r.From..r.To])], TradingPeriods.PerYear(plan.Setup.Series));
    }

    [Fact]
    public void Stopped_ChoosesAmongWhatRan_AndSaysSo()
    {
        using var stop = new CancellationTokenSource();
        var plan = TestSetups.Plan(TestSetups.Walk()) with { Threads = 1 };
        var test = CombinatorialTest.Run(
            plan,
            6,
            2,
            5,
            5,
            (done, _) =>
            {
                if (done == 7)
                    stop.Cancel();
            },
            stop.Token
        );
        Assert.Equal((true, 7, 15), (test.Stopped, test.Candidates, test.Splits));
        Assert.True(test.Planned > 7);
        Assert.Contains(
            FormattableString.Invariant($"stopped after 7 of {test.Planned} parameter sets"),
            CombinatorialWords.Of(test),
            StringComparison.Ordinal
        );
        Assert.Throws<OperationCanceledException>(() => CombinatorialTest.Run(plan, 6, 2, 5, 5, null, stop.Token));
    }

    [Theory]
    [InlineData("does not hold out of sample", 1.0, -0.4, -0.1, 0.3)]
    [InlineData("on some paths only", 1.0, -0.1, 0.6, 0.8)]
    [InlineData("Less than half", 1.0, 0.1, 0.3, 0.8)]
    [InlineData("holds out of sample on these bars", 1.0, 0.6, 0.7, 0.8)]
    [InlineData("never traded", double.NaN, double.NaN, double.NaN, double.NaN)]
    public void Sentence_FollowsTheFigures(string words, double inSample, params double[] paths) =>
        Assert.Contains(
            words,
            CombinatorialWords.Of(
                new CombinatorialTest
                {
                    PathSharpe = paths,
                    PathAnnualReturn = paths,
                    InSampleSharpe = inSample,
                    Splits = 3,
                    EmptySplits = 0,
                    Candidates = 9,
                    Choices = [],
                }
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(0.2, 0.1, 0.2, 0.7)]
    [InlineData(0.3, 0.1, 0.2, 0.4, 0.7)]
    [InlineData(0.4, double.NaN, 0.2, 0.6)]
    public void Median_IsTheMiddleOfTheDefined(double median, params double[] paths) =>
        Assert.Equal(
            median,
            new CombinatorialTest
            {
                PathSharpe = paths,
                PathAnnualReturn = paths,
                InSampleSharpe = 1,
                Splits = 3,
                EmptySplits = 0,
                Candidates = 9,
                Choices = [],
            }.MedianSharpe,
            12
        );

    private static double[][] Noise(int candidates, double skill)
    {
        var random = Seeds.Generator(candidates, "noise");
        return
        [
            .. Enumerable
                .Range(0, candidates)
                .Select(c =>
                    Enumerable.Range(0, 1_000).Select(_ => 0.01 * (random.NextGaussian() + (c == candidates / 2 ? skill : 0))).ToArray()
                ),
        ];
    }
}
