using Simulator.Errors;
using Simulator.Features;
using Simulator.Learners;
using Simulator.Learning.Features;
using Simulator.Learning.Features.EigenPortfolios;
using Simulator.Markets;
using Simulator.Tests.Features;

namespace Simulator.Tests.Learning.Features;

public sealed class EigenPortfoliosTests
{
    private const int Bars = 700;
    private static readonly SplitSpec s_split = new() { EmbargoBars = 5 };

    [Fact]
    public void FirstPortfolio_OfSeriesWithOneFactor_IsThatFactor()
    {
        var (market, factor) = PlantedMarket.OneFactor(Bars, noise: 0.6);
        var table = Build(market, new EigenPortfoliosSpec { Components = 2 });

        var rows = Enumerable.Range(table.FirstCompleteRow, Bars - table.FirstCompleteRow).ToArray();
        var first = Correlation([.. rows.Select(t => table.Columns[0][t])], [.. rows.Select(t => factor[t])]);
        var second = Correlation([.. rows.Select(t => table.Columns[1][t])], [.. rows.Select(t => factor[t])]);
        // Eight series of factor and 0.6·noise: the mean of them correlates 1/√(1 + 0.36/8) = 0.978 with the factor.
        Assert.InRange(first, 0.96, 0.99);
        Assert.InRange(second, -0.2, 0.2);
    }

    [Fact]
    public void FirstPortfolio_OfIndependentSeries_ExplainsLittle()
    {
        var (market, factor) = PlantedMarket.OneFactor(Bars, noise: 0.6);
        var shuffled = PlantedMarket.Shuffled(market);
        var table = Build(shuffled, new EigenPortfoliosSpec { Components = 1 });
        var rows = Enumerable.Range(table.FirstCompleteRow, Bars - table.FirstCompleteRow).ToArray();
        Assert.InRange(Correlation([.. rows.Select(t => table.Columns[0][t])], [.. rows.Select(t => factor[t])]), -0.25, 0.25);
    }

    [Fact]
    public void Folds_OfOneStableFactor_DoNotTurnItsSign()
    {
        var (market, factor) = PlantedMarket.OneFactor(Bars, noise: 0.6);
        var table = Build(market, new EigenPortfoliosSpec { Components = 1, TrainFolds = 4 });
        Assert.Equal(6, table.Fits.Count);
        Assert.All(
            table.Fits,
            fit =>
                Assert.True(
                    Correlation(table.Columns[0][fit.Start..fit.End], factor[fit.Start..fit.End]) > 0.9,
                    $"fold {fit.Fold} is turned"
                )
        );
    }

    [Fact]
    public void Folds_OfTwoGroupsAgainstEachOther_DoNotTurnTheSecondPortfolio()
    {
        // The second component is near (1, 1, 1, 1, −1, −1, −1, −1)/√8: which weight is the largest is chance, and so is its sign.
        var wouldTurn = 0;
        for (var seed = 1UL; seed <= 8; seed++)
        {
            var feature = new KeptFits(new EigenPortfoliosFeature(new() { Components = 2, TrainFolds = 4 }));
            FeatureBuilder.Build(
                PlantedMarket.OneFactor(Bars, noise: 0.6, groups: 0.7, seed).Market,
                [feature],
                s_split,
                new TestStage().Context
            );
            double[][] second = [.. feature.Models.Select(m => FittedNumbers.Read("eigenPortfolios", m)[8..])];
            Assert.All(second.Zip(second.Skip(1)), pair => Assert.True(pair.First.Zip(pair.Second, (a, b) => a * b).Sum() > 0));
            // Deviations are in the ratio 1 : 2 : … : 8, so holdings times them are the component.
            var signs = second.Select(h => Math.Sign(h.Select((holding, i) => holding * (1 + i)).MaxBy(Math.Abs)));
            wouldTurn += signs.Distinct().Count() - 1;
        }
        Assert.InRange(wouldTurn, 1, 8); // by its largest weight alone
    }

    [Fact]
    public void Column_IsTheHoldingsOfItsFoldTimesTheReturnsThatWereKnown()
    {
        // INDEX is not new at every bar: there its return is 0, not that of a bar before.
        var market = FeatureMarkets.Of(420);
        var table = Build(market, new EigenPortfoliosSpec { Components = 2, TrainFolds = 2 });
        var index = market.Related[0];
        double Target(int t) => Math.Log(market.Target.Close[t] / market.Target.Close[t - 1]);
        double Index(int t) =>
            double.IsNaN(index.Last[t - 1]) ? double.NaN
            : index.SourceBar[t] == index.SourceBar[t - 1] ? 0
            : Math.Log(index.Last[t] / index.Last[t - 1]);
        var fit = table.Fits[1];
        int[] rows = [.. Enumerable.Range(1, fit.Cutoff).Where(t => double.IsFinite(Index(t)))];
        var components = CorrelationComponents.OfGrowing([
            [.. rows.Select(Target)],
            [.. rows.Select(Index)],
        ]);
        var quiet = 0;
        for (var t = fit.Start; t < fit.End; t++)
        {
            for (var k = 0; k < 2; k++)
            {
                var holdings = components.Holdings(k);
                Assert.Equal((holdings[0] * Target(t)) + (holdings[1] * Index(t)), table.Columns[k][t], 1e-12);
            }
            quiet += Index(t) == 0 ? 1 : 0;
        }
        Assert.InRange(quiet, 5, fit.End - fit.Start - 5);
    }

    [Fact]
    public void Market_WithTooFewPrices_IsRefusedWithTheirNames()
    {
        var market = FeatureMarkets.Of(420); // a price, a rate and a score beside the target
        var message = Assert
            .Throws<Simulator.Errors.SimulationException>(() =>
                FeatureBuilder.Build(market, [new EigenPortfoliosSpec()], LearnerTable.Create, s_split, new TestStage().Context)
            )
            .Message;
        Assert.StartsWith(
            "features[0]: eigenPortfolios of 3 components needs 3 prices, and there are 2 (TARGET, INDEX;",
            message,
            StringComparison.Ordinal
        );
        Assert.Contains("name more prices in data.related or ask for fewer components", message, StringComparison.Ordinal);
        Assert.Contains(
            "needs 2 prices, and there is 1 (TARGET;",
            Assert.Throws<SimulationException>(() => Build(market with { Related = [] }, new() { Components = 1, TrainFolds = 2 })).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Series_ThatBeginsAfterTheFirstFit_IsNamed()
    {
        var (market, _) = PlantedMarket.OneFactor(Bars, noise: 0.6);
        var late = market.Related[2] with { Last = [.. market.Related[2].Last.Select((v, t) => t < 300 ? double.NaN : v)] };
        var message = Assert
            .Throws<SimulationException>(() => Build(market with { Related = [.. market.Related.Take(2), late] }, new()))
            .Message;
        Assert.Contains("has 0 bars up to", message, StringComparison.Ordinal);
        Assert.Contains("S3 has the fewest returns (0): leave it out of data.related", message, StringComparison.Ordinal);
    }

    private static FeatureTable Build(AlignedMarket market, EigenPortfoliosSpec spec) =>
        FeatureBuilder.Build(market, [new EigenPortfoliosFeature(spec)], s_split, new TestStage().Context);

    private static double Correlation(double[] a, double[] b)
    {
        var (x, y) = (a.Average(), b.Average());
        var both = a.Zip(b, (u, v) => (u - x) * (v - y)).Sum();
        return both / Math.Sqrt(a.Sum(u => (u - x) * (u - x)) * b.Sum(v => (v - y) * (v - y)));
    }
}
