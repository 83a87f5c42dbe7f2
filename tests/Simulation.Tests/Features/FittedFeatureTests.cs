using Simulator.Features;
using Simulator.Markets;
using Simulator.Stages;
using Simulator.Tests.Features;

namespace Simulator.Tests.Simulation.Features;

/// <summary>A fitted feature that lives only here keeps the contract of all features.</summary>
public sealed class FittedFeatureContractTests : FeatureContractTests
{
    /// <inheritdoc/>
    protected override IReadOnlyList<FeatureCase> Cases { get; } = [new("toy", _ => new ToyFeature(new ToyFeatureSpec { TrainFolds = 2 }))];
}

public sealed class FittedFeatureTests
{
    private static readonly SplitSpec s_split = new() { EmbargoBars = 5 };

    [Fact]
    public void Table_OfFixedAndFittedFeatures_KeepsTheirOrder()
    {
        var market = FeatureMarkets.Complete(420);
        IFeature[] features =
        [
            FeatureFactory.Create(new ReturnsFeatureSpec { LagsBars = [1] }, market),
            new ToyFeature(new ToyFeatureSpec { TrainFolds = 2 }),
            FeatureFactory.Create(new IndicatorFeatureSpec { Name = "rsi" }, market),
        ];
        var stage = new TestStage();
        var table = FeatureBuilder.Build(market, features, s_split, stage.Context);

        Assert.Equal(["return_1", "toyReturn", "toySquare", "rsi_14"], table.Names);
        // Training is 252 bars of which 14 … 251 have every fixed column: the first third only serves fitting.
        Assert.Equal(14 + (238 / 3), table.FirstCompleteRow);
        Assert.All(table.Columns[1][table.FirstCompleteRow..], value => Assert.True(double.IsFinite(value)));
        Assert.Equal(FeatureBuilder.Build(market, [new IndicatorFeatureSpec { Name = "rsi" }]).Columns[0], table.Columns[3]);
        Assert.Equal([0, 1, 2, 3], table.Fits.Select(f => f.Fold));
        var fractions = stage.Events.OfType<StageEvent.Progressed>().Select(e => e.Fraction).ToArray();
        Assert.Equal(fractions.Order(), fractions);
        Assert.StartsWith("features/toy/fold0: ", stage.Events.OfType<StageEvent.Progressed>().First().Doing, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OfTheSameFold_DoesNotDependOnWhatFollows()
    {
        // Everything after the cut-off of the second fold is another market: rows of the first two folds stay what they were.
        var market = FeatureMarkets.Complete(420);
        var table = FeatureBuilder.Build(market, [new ToyFeature(new ToyFeatureSpec { TrainFolds = 2 })], s_split, new TestStage().Context);
        var second = table.Fits[1];
        var close = market.Target.Close.Select((c, t) => t > second.End - 1 ? c * 2 : c).ToArray();
        var t = market.Target;
        var other = market with { Target = new("OTHER", t.CloseTimeTicks, t.Open, t.High, t.Low, close, t.Volume) };
        var again = FeatureBuilder.Build(other, [new ToyFeature(new ToyFeatureSpec { TrainFolds = 2 })], s_split, new TestStage().Context);
        Assert.Equal(table.Columns[0][..second.End], again.Columns[0][..second.End]);
        Assert.NotEqual(table.Columns[0][second.End..], again.Columns[0][second.End..]);
    }

    [Fact]
    public void Seed_OfAnotherRun_GivesAnotherFit()
    {
        var market = FeatureMarkets.Complete(420);
        double[] Values(long seed) =>
            FeatureBuilder
                .Build(market, [new ToyFeature(new ToyFeatureSpec { TrainFolds = 2 })], s_split, new TestStage(seed: seed).Context)
                .Columns[0];
        Assert.NotEqual(Values(1), Values(2));
    }
}
